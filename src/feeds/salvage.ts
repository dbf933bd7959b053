import { FeedError } from '#core/errors.ts';

/** How far into a file its root may stand: warnings and comments come before it, not whole pages. */
const ROOT_SEARCH_CHARS = 64 * 1024;
const ROOT = /<(?:[\w.-]{1,40}:)?(rss|rdf|feed)(?=[\s>/:])/i;
const PROLOGUE = /<\?xml[^>]{0,300}\?>/i;
const HTML = /<(?:!doctype\s+html|html|head|body)[\s>]/i;

/**
 * The text from its feed's root on: newlines, PHP warnings and other junk before it are dropped. JSON is left as it is.
 * Throws FeedError `empty`, `html` or `not-a-feed` when there is no root.
 */
export function cutToRoot(text: string): string {
  const trimmed = text.trimStart();
  if (trimmed === '') throw new FeedError('empty');
  if (trimmed.startsWith('{')) return trimmed;
  const head = trimmed.slice(0, ROOT_SEARCH_CHARS);
  const root = ROOT.exec(head);
  const page = HTML.exec(head);
  if (page && (!root || page.index < root.index)) throw new FeedError('html');
  if (!root) throw new FeedError('not-a-feed');
  const prologue = PROLOGUE.exec(head);
  const start = prologue && prologue.index < root.index ? prologue.index : root.index;
  return trimmed.slice(start);
}

/** A feed cut off in the middle, closed after its last whole entry; undefined when there is none. */
export function closeTruncated(xml: string): string | undefined {
  const root = /<((?:[\w.-]{1,40}:)?(?:rss|rdf|feed))(?=[\s>/])/i.exec(xml.slice(0, ROOT_SEARCH_CHARS));
  if (!root) return undefined;
  const tag = root[1]!;
  const closing = /<\/(?:[\w.-]{1,40}:)?(?:item|entry)\s*>/gi;
  let end = 0;
  for (let match = closing.exec(xml); match; match = closing.exec(xml)) end = closing.lastIndex;
  if (end === 0) return undefined;
  const body = xml.slice(0, end);
  const channel = /<((?:[\w.-]{1,40}:)?channel)(?=[\s>])/i.exec(body);
  const open = channel && !/<\/(?:[\w.-]{1,40}:)?channel\s*>/i.test(body) ? `</${channel[1]}>` : '';
  return `${body}${open}</${tag}>`;
}

/** Escapes each `<` that opens no tag and each `&` that begins no reference; CDATA and comments stay as they are. */
export function escapeStray(xml: string): string {
  return xml.replace(/<!\[CDATA\[|\]\]>|<(?![\p{L}_/!?])|&(?!#?\w{1,31};)/gu, tokenEscaper());
}

function tokenEscaper(): (token: string) => string {
  let inside = false;
  return (token) => {
    if (token.length > 1) inside = token !== ']]>';
    else if (!inside) return token === '<' ? '&lt;' : '&amp;';
    return token;
  };
}
