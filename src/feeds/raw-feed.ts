import { readJsonFeed } from './json-feed.ts';
import { absolute, alternate, type Link } from './links.ts';
import type { RawFeed, RawItem } from './normalise.ts';
import { attributeOf, readXmlRecords, textOf, type XmlElement, type XmlFeed, type XmlRecord } from './xml-records.ts';

/** RSS syndication module: how long a period is, in minutes (web.resource.org/rss/1.0/modules/syndication). */
const PERIOD_MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};
/** A list of hours, or a person: what their elements hold is looked at no further. */
const MAX_PART_CHARS = 4000;

/**
 * RSS, RDF, Atom or JSON Feed as raw strings, as far as it can be read; undefined for broken or other JSON. Throws nothing.
 * `isSure`: the tags add up, and a feed without entries says something of itself and has come to its end.
 */
export function readRawFeed(text: string): { feed: RawFeed; isSure: boolean } | undefined {
  if (text.startsWith('{')) {
    const feed = readJsonFeed(text);
    return feed && { feed, isSure: true };
  }
  const records = readXmlRecords(text);
  const isWhole = records.entries.length > 0 || (records.isWhole && records.feed.size > 0);
  return { feed: read(records), isSure: records.isNested && isWhole };
}

function read({ root, tag, feed, entries }: XmlFeed): RawFeed {
  const links = [...linksOf(feed.get('atom:link')), ...linksOf(feed.get('link'))];
  const href = (rel: string): string | undefined => links.find((link) => link.rel === rel)?.href;
  const minutes = period(words(feed, 'sy:updateperiod'), words(feed, 'sy:updatefrequency'));
  const author = person(feed);
  return {
    title: words(feed, 'title') ?? words(feed, 'dc:title'),
    base: attributeOf({ tag }, 'xml:base'),
    language: words(feed, 'language') ?? words(feed, 'dc:language') ?? attributeOf({ tag }, 'xml:lang'),
    siteUrl: root === 'feed' ? alternate(links) : words(feed, 'link'),
    hub: href('hub'),
    self: href('self'),
    ttlMinutes: number(words(feed, 'ttl')) ?? minutes,
    // The syndication module supersedes RSS's own hint (web.resource.org/rss/1.0/modules/syndication).
    skipHours: minutes === undefined ? hours(feed.get('skiphours')?.[0]) : undefined,
    items: entries.map((entry) =>
      root === 'feed' ? atomEntry(entry.tag, entry.fields, author) : rssItem(entry.tag, entry.fields),
    ),
  };
}

function rssItem(tag: string, fields: XmlRecord): RawItem {
  const guid = fields.get('guid')?.[0];
  const about = attributeOf({ tag }, 'rdf:about');
  const id = textOf(guid) ?? about;
  const isPermaLink = !/^\s*false/i.test(attributeOf(guid, 'ispermalink') ?? '');
  return {
    id,
    title: words(fields, 'title') ?? words(fields, 'dc:title'),
    links: [
      words(fields, 'link'),
      alternate([...linksOf(fields.get('atom:link')), ...linksOf(fields.get('link'))]),
      isPermaLink ? absolute(id) : undefined,
    ],
    base: attributeOf({ tag }, 'xml:base'),
    dates: ['pubdate', 'dc:date', 'atom:published', 'atom:updated'].map((name) => words(fields, name)),
    summary: words(fields, 'description') ?? words(fields, 'atom:summary'),
    contentHtml: words(fields, 'content:encoded') ?? words(fields, 'atom:content'),
    author: person(fields) ?? words(fields, 'dc:creator') ?? words(fields, 'author'),
  };
}

function atomEntry(tag: string, fields: XmlRecord, feedAuthor: string | undefined): RawItem {
  const id = words(fields, 'id');
  const title = fields.get('title')?.[0];
  const titleType = attributeOf(title, 'type') ?? 'text';
  const content = fields.get('content')?.[0];
  return {
    id,
    title: markup(title),
    plainTitle: titleType === 'text',
    links: [alternate(linksOf(fields.get('link'))), attributeOf(content, 'src'), absolute(id)],
    base: attributeOf({ tag }, 'xml:base'),
    // The last three are Atom 0.3's.
    dates: ['published', 'issued', 'created', 'updated', 'modified', 'dc:date'].map((name) => words(fields, name)),
    summary: markup(fields.get('summary')?.[0]),
    contentHtml: markup(content),
    author: person(fields) ?? words(fields, 'dc:creator') ?? feedAuthor,
  };
}

/** What the first of these elements says that says anything. */
function words(fields: XmlRecord, name: string): string | undefined {
  for (const element of fields.get(name) ?? []) {
    const text = textOf(element);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** XHTML is the element's own markup (RFC 4287, 3.1.1.3), whatever prefix it has; everything else is written in references. */
function markup(element: XmlElement | undefined): string | undefined {
  if (!element || !/xhtml/i.test(attributeOf(element, 'type') ?? '')) return textOf(element);
  return element.content.replace(/(<\/?)[\w.-]{1,40}:(?=\w)/g, '$1').trim() || undefined;
}

/** The first author's name: an element of its own in Atom; in RSS beside an address, as "a@b.example (Rani)" or "Rani <a@b.example>". */
function person(fields: XmlRecord): string | undefined {
  const author = fields.get('author')?.[0];
  const part = author?.content.slice(0, MAX_PART_CHARS);
  const name = /<(?:[\w.-]{1,40}:)?name(?:\s[^<>]*)?>([^]*?)<\/(?:[\w.-]{1,40}:)?name/i.exec(part ?? '')?.[1];
  if (name !== undefined) return textOf({ tag: '', content: name });
  const text = part === undefined ? undefined : textOf({ tag: '', content: part });
  const [, before = '', inBrackets = ''] = /^([^()]*)\(([^()]+)\)$/.exec(text ?? '') ?? [];
  const named = before.includes('@') ? inBrackets : inBrackets.includes('@') ? before : text;
  return named?.replace(/<[^<>]*>|[^\s@<>]{1,100}@\S{1,200}/g, ' ').trim() || undefined;
}

function linksOf(elements: readonly XmlElement[] = []): Link[] {
  return elements.map((element) => ({
    href: attributeOf(element, 'href'),
    rel: attributeOf(element, 'rel'),
    type: attributeOf(element, 'type'),
  }));
}

function hours(element: XmlElement | undefined): number[] | undefined {
  return (
    element &&
    Array.from(element.content.slice(0, MAX_PART_CHARS).matchAll(/>\s*(\d{1,2})\s*</g), ([, hour]) => Number(hour))
  );
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

function period(name: string | undefined, frequency: string | undefined): number | undefined {
  const minutes = PERIOD_MINUTES[name?.toLowerCase() ?? ''];
  return minutes === undefined ? undefined : minutes / Math.max(1, number(frequency) ?? 1);
}
