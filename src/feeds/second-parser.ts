import { createRequire } from 'node:module';
import Parser from 'rss-parser';
import { absolute, alternate, type Link } from './links.ts';
import type { RawFeed, RawItem } from './normalise.ts';

/** Larger documents are not worth a second reading: it takes several times the memory of the first. */
const MAX_CHARS = 4 * 1024 * 1024;

/** What xml2js makes of an element: its text, or an object when it has attributes or children. */
type Element = string | { _?: string; $?: Record<string, string> };
type Fields = Record<string, Element | Element[] | undefined>;

/**
 * Reads with rss-parser what the first parser refuses; undefined when this one finds no feed either. Only raw strings are
 * taken from it, so that the one normalisation decides what dates, links and ids mean. Never throws.
 */
export async function readSecondHand(xml: string): Promise<RawFeed | undefined> {
  if (xml.length > MAX_CHARS) return undefined;
  try {
    const feed = await createParser().parseString(withoutAtomDates(xml));
    const items = feed.items.map(rawItem).filter(saysSomething);
    const title = textOf(feed.title);
    if (!title && items.length === 0) return undefined;
    return { title, language: textOf(feed['language']), siteUrl: textOf(feed.link), items };
  } catch {
    return undefined;
  }
}

function createParser(): Parser<Fields, Fields> {
  // Its plain-text snippets come from a regular expression that takes quadratic time; no option turns them off.
  const internals = createRequire(import.meta.url)('rss-parser/lib/utils') as { getSnippet: (html: string) => string };
  internals.getSnippet = () => '';
  return new Parser<Fields, Fields>({
    defaultRSS: 2,
    customFields: {
      item: [
        ['raw-published', 'published'],
        ['raw-updated', 'updated'],
        ['link', 'links', { keepArray: true }],
        ['guid', 'guids', { keepArray: true }],
      ] as unknown as string[][],
    },
  });
}

/** One Atom date that is none would cost the whole feed, so this parser never sees them as dates. */
function withoutAtomDates(xml: string): string {
  return xml.replace(/<(\/?)(published|updated)(?=[\s>])/g, '<$1raw-$2');
}

function rawItem(item: Fields & Parser.Item): RawItem {
  const guid = listOf(item['guids'])[0];
  const id = textOf(guid) ?? textOf(item['id']) ?? textOf(item['rdf:about']);
  const isPermaLink = typeof guid !== 'object' || guid.$?.['isPermaLink'] !== 'false';
  return {
    id,
    title: textOf(item['title']),
    links: [...linksOf(listOf(item['links'])), isPermaLink ? absolute(id) : undefined],
    dates: ['pubDate', 'date', 'published', 'updated'].map((name) => textOf(item[name])),
    summary: textOf(item['summary']) ?? (item['content:encoded'] ? textOf(item['content']) : undefined),
    contentHtml: textOf(item['content:encoded']) ?? textOf(item['content']),
    author: textOf(item['creator']) ?? textOf(item['author']),
  };
}

function saysSomething({ id, title, links, summary, contentHtml }: RawItem): boolean {
  return [id, title, ...links, summary, contentHtml].some(Boolean);
}

/** RSS writes an address as text, Atom as an attribute. */
function linksOf(elements: readonly Element[]): (string | undefined)[] {
  const atom = elements.flatMap((one): Link[] => (typeof one === 'object' && one.$?.['href'] ? [one.$] : []));
  return [...elements.map(textOf), alternate(atom)];
}

function listOf(value: Element | Element[] | undefined): Element[] {
  return value === undefined ? [] : [value].flat();
}

function textOf(value: Element | Element[] | undefined): string | undefined {
  const text = typeof value === 'object' && !Array.isArray(value) ? value._ : value;
  return typeof text === 'string' ? text : undefined;
}
