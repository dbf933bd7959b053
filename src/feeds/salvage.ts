import { FeedError } from '#core/errors.ts';

/** How far into a file its root may stand: warnings and comments come before it, not whole pages. */
const ROOT_SEARCH_CHARS = 64 * 1024;
const ROOT = /<(?:[\w.-]{1,40}:)?(rss|rdf|feed)(?=[\s>/:])/i;
const OPML = /<opml[\s>]/i;
const HTML = /<(?:!doctype\s+html|html|head|body)[\s>]/i;
const WORDS = ['title', 'description', 'summary'];
/** Element names that mean something else to JavaScript objects: parsers refuse the whole feed for one of them. */
const OBJECT_NAMES = /<(\/?)(?=(?:__proto__|constructor|prototype)[\s>/])/g;

/**
 * The text from its feed's root on: newlines, PHP warnings, comments and other junk before it are dropped, and so is a
 * DOCTYPE with all the entities it declares (parsers refuse a feed for them, and none may be loaded). JSON is left as
 * it is. Throws FeedError `empty`, `html` or `not-a-feed` when there is no root.
 */
export function cutToRoot(text: string): string {
  const trimmed = afterComments(text);
  if (trimmed === '') throw new FeedError('empty');
  if (trimmed.startsWith('{')) return trimmed;
  const head = trimmed.slice(0, ROOT_SEARCH_CHARS);
  const root = ROOT.exec(head);
  const page = OPML.test(head) ? undefined : HTML.exec(head);
  if (page && (!root || page.index < root.index)) throw new FeedError('html');
  if (!root) throw new FeedError('not-a-feed');
  return trimmed.slice(root.index);
}

/** Comments before the root may mention anything, other formats' roots too. */
function afterComments(text: string): string {
  let start = text.length - text.trimStart().length;
  while (text.startsWith('<!--', start)) {
    const end = text.indexOf('-->', start);
    if (end === -1) break;
    start = end + 3;
    while (/\s/.test(text[start] ?? '')) start++;
  }
  return text.slice(start);
}

/** A feed cut off in the middle, closed after its last whole entry; undefined when there is none. */
export function closeTruncated(xml: string): string | undefined {
  const root = /<((?:[\w.-]{1,40}:)?(?:rss|rdf|feed))(?=[\s>/])/i.exec(xml.slice(0, ROOT_SEARCH_CHARS));
  if (!root) return undefined;
  const end = endOfLastEntry(xml);
  if (end === 0) return undefined;
  const body = xml.slice(0, end);
  const channel = /<((?:[\w.-]{1,40}:)?channel)(?=[\s>])/i.exec(body);
  const open = channel && !/<\/(?:[\w.-]{1,40}:)?channel\s*>/i.test(body) ? `</${channel[1]}>` : '';
  return `${body}${open}</${root[1]}>`;
}

/** Just after the last closing tag of an entry; what looks like one inside CDATA or a comment is text. 0: there is none. */
function endOfLastEntry(xml: string): number {
  const mark = /<!\[CDATA\[|<!--|<\/(?:[\w.-]{1,40}:)?(?:item|entry)\s*>/gi;
  let end = 0;
  for (let match = mark.exec(xml); match; match = mark.exec(xml)) {
    if (match[0].startsWith('</')) {
      end = mark.lastIndex;
      continue;
    }
    const close = match[0] === '<!--' ? '-->' : ']]>';
    const closed = xml.indexOf(close, mark.lastIndex);
    if (closed === -1) break;
    mark.lastIndex = closed + close.length;
  }
  return end;
}

/** A JSON Feed cut off in the middle, closed after its last whole item; undefined when there is none. */
export function closeTruncatedJson(json: string): string | undefined {
  const open: string[] = [];
  let end = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json[at] ?? '';
    if (char === '"') {
      at = endOfString(json, at + 1);
    } else if (char === '{' || char === '[') {
      open.push(char);
    } else if (char === '}' || char === ']') {
      open.pop();
      // The feed's object, its list of items, and an item just closed.
      if (char === '}' && open.length === 2 && open[1] === '[') end = at + 1;
    }
  }
  return end > 0 && open.length > 0 ? `${json.slice(0, end)}]}` : undefined;
}

function endOfString(json: string, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}

/**
 * Escapes each `<` that opens no tag and each `&` that begins no reference, and every `<` inside the elements
 * that hold words; renames elements that no parser takes. CDATA and comments stay as they are.
 */
export function escapeStray(xml: string): string {
  const renamed = WORDS.reduce(escapeInside, xml).replace(OBJECT_NAMES, '<$1x-');
  return renamed.replace(/<!\[CDATA\[|\]\]>|<(?![\p{L}_/!?])|&(?!#?\w{1,31};)/gu, tokenEscaper());
}

function tokenEscaper(): (token: string) => string {
  let inside = false;
  return (token) => {
    if (token.length > 1) inside = token !== ']]>';
    else if (!inside) return token === '<' ? '&lt;' : '&amp;';
    return token;
  };
}

/** A headline holds words; a `<y` in it is no tag. Markup that was one is read as markup later all the same. */
function escapeInside(xml: string, name: string): string {
  const close = `</${name}>`;
  const pieces = xml.split(close);
  return pieces
    .map((piece, index) => {
      const open = index < pieces.length - 1 ? piece.lastIndexOf(`<${name}`) : -1;
      const start = open === -1 ? 0 : piece.indexOf('>', open) + 1;
      if (start === 0) return piece;
      const words = piece.slice(start);
      return words.includes('<![CDATA[') ? piece : piece.slice(0, start) + words.replaceAll('<', '&lt;');
    })
    .join(close);
}
