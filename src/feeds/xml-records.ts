import { decodeEntities } from '#text/entities.ts';
import { afterNoTag, readAttributes, tagEnd } from '#text/tags.ts';

/** An element as it stood: its tag after the name, and what is between its tags, both as source. */
export interface XmlElement {
  tag: string;
  content: string;
}

/** The elements of a feed or of one of its entries, by name, in their order. */
export type XmlRecord = Map<string, XmlElement[]>;

export interface XmlFeed {
  root: 'rss' | 'rdf' | 'feed';
  /** The root's tag after its name. */
  tag: string;
  feed: XmlRecord;
  entries: { tag: string; fields: XmlRecord }[];
  /** Its end was read. */
  isWhole: boolean;
  /** Each tag that was opened was closed, so that nobody is in doubt about what belongs to what. */
  isNested: boolean;
}

/** What is read of a feed; everything else is stepped over, with all that is in it. */
const KNOWN: ReadonlySet<string> = new Set(
  `title link guid id description summary content pubdate published updated issued modified created author
   language ttl skiphours content:encoded dc:title dc:creator dc:date dc:language sy:updateperiod sy:updatefrequency
   atom:link atom:summary atom:content atom:published atom:updated`.split(/\s+/),
);
const ENTRY: Readonly<Record<XmlFeed['root'], string>> = { rss: 'item', rdf: 'item', feed: 'entry' };

/** Namespaces by their address, without what publishers vary: `https`, capitals, the slash at the end. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns#', 'atom'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/rss/1.0', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['backend.userland.com/rss2', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
]);
/** Namespaces are declared at the start, or with the first element that uses them. */
const DECLARATIONS_CHARS = 64 * 1024;
const DECLARATION = /\sxmlns:([\w.-]{1,40})\s*=\s*["']\s*(?:https?:\/\/)?([^"'\s]*?)\/?\s*["']/gi;

/** Each spelling is looked for by itself; only attacks have hundreds. */
const MAX_SPELLINGS = 200;
/** Honest entries have a handful of any element. */
const MAX_ALIKE = 100;

const NAME = /[A-Za-z_][\w:.-]{0,60}/y;

/**
 * The fields of an RSS, RDF or Atom document in one pass that builds no tree. `xml` begins with the root's tag. What an
 * element of words holds is taken up to its closing tag, so a stray `<` or `&` in it does no harm. Linear in the length of
 * its input, whatever that is; throws nothing. An entry that the document ends in is left out.
 */
export function readXmlRecords(xml: string): XmlFeed {
  const canonical = namesOf(xml);
  const elements = createElements(xml);
  const read: XmlFeed = { root: 'rss', tag: '', feed: new Map(), entries: [], isWhole: false, isNested: true };
  let rootName: string | undefined;
  let entry: { tag: string; fields: XmlRecord } | undefined;
  /** Elements that stand in one we step over, kept in case its closing tag never comes. */
  let inside: XmlRecord = new Map();
  /** How many elements we step over are open, and how many were when the entry began. */
  let depth = 0;
  let depthBefore = 0;

  const begin = (tag: string): void => {
    if (entry) read.isNested = false;
    finish();
    entry = { tag, fields: new Map() };
    inside = new Map();
    depthBefore = depth;
  };
  const finish = (): void => {
    if (!entry) return;
    if (depth !== depthBefore) {
      read.isNested = false;
      for (const [name, found] of inside) if (!entry.fields.has(name)) entry.fields.set(name, found);
    }
    if (entry.fields.size > 0) read.entries.push(entry);
    entry = undefined;
    depth = depthBefore;
    depthBefore = 0;
  };

  for (let open = xml.indexOf('<'); open !== -1;) {
    const isEnd = xml[open + 1] === '/';
    NAME.lastIndex = open + (isEnd ? 2 : 1);
    const spelling = NAME.exec(xml)?.[0];
    if (spelling === undefined) {
      open = xml.indexOf('<', afterNoTag(xml, open) ?? open + 1);
      continue;
    }
    const start = NAME.lastIndex;
    const close = tagEnd(xml, start) ?? unquotedEnd(xml, start);
    if (close === undefined) {
      open = xml.indexOf('<', start);
      continue;
    }
    let next = close + 1;
    const name = canonical(spelling);
    const isEmpty = xml[close - 1] === '/';

    if (rootName === undefined) {
      rootName = name;
      read.root = rootOf(name);
      read.tag = xml.slice(start, close);
    } else if (name === rootName || name === 'channel') {
      read.isWhole ||= isEnd && name === rootName;
    } else if (name === ENTRY[read.root]) {
      // An empty one says nothing, wherever it stands.
      if (isEnd) finish();
      else if (!isEmpty) begin(xml.slice(start, close));
    } else if (!KNOWN.has(name)) {
      if (isEnd) depth = Math.max(depthBefore, depth - 1);
      else if (!isEmpty) depth += 1;
    } else if (!isEnd) {
      const end = isEmpty ? next : elements.endOf(spelling, next);
      const element = { tag: xml.slice(start, isEmpty ? close - 1 : close), content: xml.slice(next, end) };
      next = end;
      add(depth === depthBefore ? (entry?.fields ?? read.feed) : inside, name, element);
    }
    open = xml.indexOf('<', next);
  }
  if (depth > 0) read.isNested = false;
  return read;
}

/** A quote that is never closed does not swallow the tags after it. */
function unquotedEnd(xml: string, from: number): number | undefined {
  const next = xml.indexOf('<', from);
  const at = xml.slice(from, next === -1 ? xml.length : next).indexOf('>');
  return at === -1 ? undefined : from + at;
}

/** What an element says: CDATA as it stands, references decoded elsewhere, comments left out. Undefined when that is nothing. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const content = element?.content;
  if (!content) return undefined;
  let text = '';
  let at = 0;
  for (let cdata = content.indexOf('<![CDATA['); cdata !== -1; cdata = content.indexOf('<![CDATA[', at)) {
    const end = content.indexOf(']]>', cdata);
    if (end === -1) break;
    text += words(content.slice(at, cdata)) + content.slice(cdata + 9, end);
    at = end + 3;
  }
  return (text + words(content.slice(at))).trim() || undefined;
}

export function attributeOf(element: Pick<XmlElement, 'tag'> | undefined, name: string): string | undefined {
  return element?.tag ? readAttributes(element.tag).get(name) : undefined;
}

function words(text: string): string {
  if (!text.includes('<!--')) return decodeEntities(text);
  let kept = '';
  let at = 0;
  for (let open = text.indexOf('<!--'); open !== -1; open = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', open);
    if (end === -1) break;
    kept += text.slice(at, open);
    at = end + 3;
  }
  return decodeEntities(kept + text.slice(at));
}

function rootOf(name: string): XmlFeed['root'] {
  const local = name.slice(name.indexOf(':') + 1);
  return local === 'rdf' || local === 'feed' ? local : 'rss';
}

function add(record: XmlRecord, name: string, element: XmlElement): void {
  const alike = record.get(name);
  if (!alike) record.set(name, [element]);
  else if (alike.length < MAX_ALIKE) alike.push(element);
}

/** Names in lower case, with the usual prefix whatever the document calls that namespace; the root's own needs none. */
function namesOf(xml: string): (spelling: string) => string {
  const prefixes = new Map<string, string>();
  const isAtom = /^<(?:[\w.-]{1,40}:)?feed/i.test(xml);
  for (const [, prefix, address] of xml.slice(0, DECLARATIONS_CHARS).matchAll(DECLARATION)) {
    const usual = PREFIXES.get(address!.toLowerCase());
    if (usual === undefined || prefixes.has(prefix!.toLowerCase())) continue;
    prefixes.set(prefix!.toLowerCase(), usual === 'atom' && isAtom ? '' : usual);
  }
  const own = /^<([\w.-]{1,40}):/.exec(xml)?.[1]?.toLowerCase();
  if (own !== undefined) prefixes.set(own, '');
  const known = new Map<string, string>();
  return (spelling) => {
    let name = known.get(spelling);
    if (name === undefined) {
      const [prefix, local] = spelling.toLowerCase().split(/:(.*)/s, 2) as [string, string?];
      const usual = local === undefined ? '' : (prefixes.get(prefix) ?? prefix);
      name = `${usual}${usual && ':'}${local ?? prefix}`;
      if (known.size < MAX_SPELLINGS) known.set(spelling, name);
    }
    return name;
  };
}

/** Finds where elements end. Nothing is looked for twice in the same stretch, so all of it together is one pass. */
function createElements(xml: string): { endOf: (spelling: string, from: number) => number } {
  const found = new Map<string, number>();
  /** The first place of `mark` from there on; the text's length when there is none. */
  const next = (mark: string, from: number): number => {
    let at = found.get(mark);
    if (at === undefined || at < from) {
      at = xml.indexOf(mark, from);
      found.set(mark, (at = at === -1 ? xml.length : at));
    }
    return at;
  };

  /** At the closing tag; where that is missing before the entry ends, at the next tag. */
  function endOf(spelling: string, from: number): number {
    const mark = `</${spelling}`;
    let at = from;
    while (found.size < MAX_SPELLINGS || found.has(mark)) {
      const close = next(mark, at);
      const cdata = next('<![CDATA[', at);
      if (cdata < close) {
        at = next(']]>', cdata) + 3;
        continue;
      }
      if (close >= xml.length || close > Math.min(next('</item', at), next('</entry', at))) break;
      if (/[\s>]/.test(xml[close + mark.length] ?? '')) return close;
      at = close + mark.length;
    }
    return next('<', from);
  }
  return { endOf };
}
