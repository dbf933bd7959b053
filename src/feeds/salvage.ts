import { FeedError } from '#core/errors.ts';

/** How far into a file its root may stand: warnings and comments come before it, not whole pages. */
const ROOT_SEARCH_CHARS = 64 * 1024;
const ROOT = /<(?:[\w.-]{1,40}:)?(rss|rdf|feed)(?=[\s>/:])/i;
const OPML = /<opml[\s>]/i;
const HTML = /<(?:!doctype\s+html|html|head|body)[\s>]/i;

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
