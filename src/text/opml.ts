import { afterNoTag, readAttributes, tagEnd } from './tags.ts';

/** A feed as an outline names it. */
export interface OpmlFeed {
  url: string;
  /** Line of the document that it stands on, from 1. */
  line: number;
  title?: string | undefined;
  siteUrl?: string | undefined;
  language?: string | undefined;
  topics: string[];
}

export interface OpmlFault {
  line: number;
  /** `markup`: a tag that can't be read; `no-address`: an outline that says it is a feed and names none. */
  reason: 'markup' | 'no-address';
}

export type OpmlDocument =
  | { kind: 'opml'; feeds: OpmlFeed[]; faults: OpmlFault[] }
  /** `line`: where it breaks off before its end. */
  | { kind: 'broken'; line: number }
  | { kind: 'no-opml' };

const MAX_TITLE_CHARS = 300;
const MAX_TOPICS = 20;

interface Tag {
  name: string;
  isEnd: boolean;
  attributes: Map<string, string>;
  line: number;
}

/**
 * The feeds of an OPML document (opml.org/spec2): every outline with an `xmlUrl`, at any depth. Entities of a DOCTYPE are
 * never expanded, nothing is loaded, time is linear. Throws nothing.
 */
export function readOpml(text: string): OpmlDocument {
  const feeds: OpmlFeed[] = [];
  const faults: OpmlFault[] = [];
  let isOpml = false;
  let isWhole = false;
  let line = 1;
  for (const token of tags(text)) {
    line = token.line;
    if (token.tag === undefined) {
      if (isOpml && faults.at(-1)?.line !== line) faults.push({ line, reason: 'markup' });
      continue;
    }
    const { name, isEnd, attributes } = token.tag;
    if (name === 'opml') {
      isWhole = isEnd;
      isOpml = true;
    } else if (isOpml && name === 'outline' && !isEnd) {
      const url = attributes.get('xmlurl');
      if (url) feeds.push(feedOf(url, line, attributes));
      else if (/^(?:rss|atom)$/i.test(attributes.get('type') ?? '')) faults.push({ line, reason: 'no-address' });
    }
  }
  if (!isOpml) return { kind: 'no-opml' };
  return isWhole ? { kind: 'opml', feeds, faults } : { kind: 'broken', line };
}

/** An OPML 2.0 document of these feeds, one outline a line. */
export function writeOpml(
  title: string,
  feeds: readonly {
    url: string;
    title: string;
    siteUrl?: string | undefined;
    language?: string | undefined;
    topics: readonly string[];
  }[],
  at: Date,
): string {
  const outlines = feeds.map((feed) => {
    const attributes: [string, string | undefined][] = [
      ['text', feed.title],
      ['title', feed.title],
      ['type', 'rss'],
      ['xmlUrl', feed.url],
      ['htmlUrl', feed.siteUrl],
      ['language', feed.language],
      ['category', feed.topics.join(',') || undefined],
    ];
    const written = attributes.flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escape(value)}"`]));
    return `    <outline ${written.join(' ')}/>\n`;
  });
  const head = `    <title>${escape(title)}</title>\n    <dateCreated>${at.toUTCString()}</dateCreated>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n${head}  </head>\n  <body>\n${outlines.join('')}  </body>\n</opml>\n`;
}

function feedOf(url: string, line: number, attributes: Map<string, string>): OpmlFeed {
  const words = (name: string): string | undefined => {
    const value = attributes
      .get(name)
      ?.replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    return value ? value.slice(0, MAX_TITLE_CHARS).toWellFormed() : undefined;
  };
  return {
    url: url.trim(),
    line,
    title: words('title') ?? words('text'),
    siteUrl: words('htmlurl'),
    language: words('language'),
    topics: (words('category') ?? '')
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean)
      .slice(0, MAX_TOPICS),
  };
}

/** Every tag with its line; a tag that can't be read comes without one. Comments, CDATA and declarations are passed over. */
function* tags(text: string): Generator<{ line: number; tag?: Tag }> {
  let line = 1;
  let newline = text.indexOf('\n');
  const lineAt = (at: number): number => {
    for (; newline !== -1 && newline < at; newline = text.indexOf('\n', newline + 1)) line++;
    return line;
  };
  for (let open = text.indexOf('<'); open !== -1;) {
    const passed = afterNoTag(text, open);
    if (passed !== undefined) {
      open = text.indexOf('<', passed);
      continue;
    }
    const end = tagEnd(text, open + 1);
    yield end === undefined
      ? { line: lineAt(open) }
      : { line: lineAt(open), tag: readTag(text.slice(open + 1, end), lineAt(open)) };
    open = text.indexOf('<', end ?? open + 1);
  }
}

function readTag(inside: string, line: number): Tag {
  const isEnd = inside.startsWith('/');
  const name = /^[\w:.-]{1,40}/.exec(isEnd ? inside.slice(1) : inside)?.[0].toLowerCase() ?? '';
  return { name, isEnd, attributes: readAttributes(inside), line };
}

/** Control characters are not allowed in XML at all. */
function escape(value: string): string {
  return value
    .replace(/[^\P{Cc}\t]/gu, ' ')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
