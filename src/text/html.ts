import { decodeEntities } from './entities.ts';

/** Content that is no prose: jumped over up to its closing tag without looking inside. */
const RAW: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'textarea',
  'title',
  'iframe',
  'noembed',
]);
/** Elements around the article rather than of it. */
const FURNITURE: ReadonlySet<string> = new Set(
  'nav aside figure figcaption form button select svg math video audio object footer dialog menu'.split(' '),
);
const BLOCK: ReadonlySet<string> = new Set(
  `address article blockquote body dd details div dl dt fieldset h1 h2 h3 h4 h5 h6 header hr html li main ol p pre
   section summary table tbody thead tr ul head center`.split(/\s+/),
);
/** Elements that pages mark as furniture by their class or id. */
const MARKABLE: ReadonlySet<string> = new Set([
  'div',
  'p',
  'ul',
  'ol',
  'section',
  'span',
  'table',
  'a',
  'small',
  'header',
]);
const MARKED =
  /^(?!(?:has|with|no|is|hide)[-_])(?:[\w-]*[-_])?(?:share|sharing|sharebar|social|related|relatednews|terkait|bacajuga|baca[-_]juga|lihatjg|read[-_]also|readmore|newsletter|breadcrumbs?|caption|advertisement|adsbox|iklan|linksisip|sr-only|visually-hidden)(?:[-_][\w-]*)?$/i;
/** Attribute text looked at; longer is no class name. */
const MAX_TAG = 4000;

/**
 * HTML as the plain text a reader sees: paragraphs separated by a blank line, line breaks kept, character references
 * decoded, scripts and markup-level furniture (menus, captions, share bars, related links) left out. Nothing is
 * executed. Linear in the length of its input, whatever that is.
 */
export function htmlToText(html: string): string {
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const lastClose = new Map<string, number>();
  const closesAfter = (name: string, at: number): boolean => {
    let last = lastClose.get(name);
    if (last === undefined) lastClose.set(name, (last = lower.lastIndexOf(`</${name}`)));
    return last > at;
  };

  let out = '';
  let skipped: { name: string; depth: number } | undefined;
  let at = 0;
  const emit = (text: string): void => {
    if (!skipped) out += text;
  };

  while (at < html.length) {
    const open = html.indexOf('<', at);
    emit(words(html.slice(at, open === -1 ? html.length : open)));
    if (open === -1) break;
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
      continue;
    }
    if (!/[a-z/!?]/.test(lower[open + 1] ?? '')) {
      emit('<');
      at = open + 1;
      continue;
    }
    const end = tagEnd(html, open);
    if (end === undefined) break;
    at = end;
    const closing = lower[open + 1] === '/';
    const name = /^[a-z][a-z0-9]*/.exec(lower.slice(open + (closing ? 2 : 1), open + 20))?.[0] ?? '';

    if (skipped) {
      if (name === skipped.name) skipped.depth += closing ? -1 : 1;
      if (skipped.depth === 0) skipped = undefined;
      continue;
    }
    if (!closing && RAW.has(name)) {
      const close = closesAfter(name, at) ? lower.indexOf(`</${name}`, at) : -1;
      at = close === -1 ? (name === 'script' || name === 'style' ? html.length : at) : after(html, '>', close);
      continue;
    }
    if (BLOCK.has(name) || FURNITURE.has(name)) out += '\n\n';
    else if (name === 'br') out += '\n';
    else if (name === 'td' || name === 'th') out += ' ';
    if (!closing && html[end - 2] !== '/' && isFurniture(name, html.slice(open, Math.min(end, open + MAX_TAG)))) {
      // An element that never closes would swallow the rest of the article.
      if (closesAfter(name, at)) skipped = { name, depth: 1 };
    }
  }
  return tidy(out);
}

/** Plain text with one blank line between paragraphs, single spaces, no soft hyphens, zero-width marks or control characters. */
export function tidy(text: string): string {
  return text
    .replace(/[\u00AD\u200B\uFEFF]/g, '')
    .split('\n')
    .map((line) => line.replace(/[\p{Zs}\p{Cc}]+/gu, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Line ends in the source are spaces to a reader. */
function words(source: string): string {
  return decodeEntities(source.replace(/\s+/g, ' '));
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

/** Just after the tag's `>`, which may also stand inside a quoted attribute. */
function tagEnd(html: string, open: number): number | undefined {
  const plain = html.indexOf('>', open);
  if (plain === -1) return undefined;
  let quote = '';
  for (let at = open; at < Math.min(html.length, open + MAX_TAG); at++) {
    const char = html[at] ?? '';
    if (quote) quote = char === quote ? '' : quote;
    else if ((char === '"' || char === "'") && html[at - 1] === '=') quote = char;
    else if (char === '>') return at + 1;
  }
  return plain + 1;
}

/** Whether a class or id attribute calls its element furniture: a share bar, related links, a caption, an advertisement. */
export function namesFurniture(attribute: string): boolean {
  return attribute.split(/\s+/).some((token) => token.length < 80 && MARKED.test(token));
}

function isFurniture(name: string, tag: string): boolean {
  if (FURNITURE.has(name)) return true;
  if (!MARKABLE.has(name)) return false;
  for (const [, double, single] of tag.matchAll(/\s(?:class|id)=(?:"([^"]*)"|'([^']*)')/gi)) {
    if (namesFurniture(double ?? single ?? '')) return true;
  }
  return false;
}
