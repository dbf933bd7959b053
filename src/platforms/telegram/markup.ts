import { graphemeBound } from '#text/truncate.ts';

/** Text of one look. Runs of the same `quote` number stand in one block quotation. */
export interface Run {
  text: string;
  bold?: boolean | undefined;
  italic?: boolean | undefined;
  url?: string | undefined;
  quote?: { id: number; folded: boolean } | undefined;
}

/** Longer addresses are no longer links but abuse; no browser of note needs more. */
const URL_MOST = 2000;
/** A cut at a sentence or word may give up at most this share of the room. */
const BOUND_SHARE = 0.5;
/** C0 and C1 controls but the newline, and the marks that turn the direction of what follows (U+202A…, U+2066…). */
// oxlint-disable-next-line no-control-regex
const UNWANTED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;
/** An @name in the news would call a member of the chat who bears it; a word joiner makes it plain text. */
const MENTION = /(?<![\p{L}\p{N}_@./])@(?=\w{3})/gu;
const SENTENCE_END = /[.!?…]["”’»)\]]*\s/gu;

/** Text as Telegram takes it: whole UTF-16, no controls, no turned direction, nobody called. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/gu, '\n').replaceAll(UNWANTED, '').replaceAll(MENTION, '@\u2060');
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An address that may be linked: web only, written out; undefined for anything else. */
export function webAddress(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  if (!parsed || !/^https?:$/u.test(parsed.protocol) || parsed.href.length > URL_MOST) return undefined;
  return parsed.href;
}

/** Length as Telegram counts it: UTF-16 units after the tags are taken out. */
export const lengthOf = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + run.text.length, 0);

export const plainOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

function tagged({ text, bold, italic, url }: Run): string {
  let html = escape(text);
  if (bold) html = `<b>${html}</b>`;
  if (italic) html = `<i>${html}</i>`;
  return url ? `<a href="${escape(url)}">${html}</a>` : html;
}

/** Telegram's HTML; every tag that is opened is closed. */
export function toHtml(runs: readonly Run[]): string {
  let html = '';
  let open: Run['quote'];
  for (const run of [...runs.filter((one) => one.text !== ''), { text: '' }] as Run[]) {
    if (open && run.quote?.id !== open.id) html += '</blockquote>';
    if (run.quote && run.quote.id !== open?.id) html += run.quote.folded ? '<blockquote expandable>' : '<blockquote>';
    open = run.quote;
    html += tagged(run);
  }
  return html;
}

function slice(runs: readonly Run[], from: number, to: number): Run[] {
  const found: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== '') found.push({ ...run, text });
    at += run.text.length;
  }
  return found;
}

/** Where to cut `text` so that the first part has at most `most` units: paragraph, sentence, word, grapheme. */
function boundIn(text: string, most: number): number {
  if (text.length <= most) return text.length;
  const least = most * BOUND_SHARE;
  const head = text.slice(0, most + 1);
  const sentence = Math.max(0, ...Array.from(head.matchAll(SENTENCE_END), (end) => end.index + end[0].length - 1));
  for (const bound of [head.lastIndexOf('\n\n'), sentence, head.lastIndexOf('\n'), head.search(/\s\S*$/u)]) {
    if (bound >= least && bound <= most) return bound;
  }
  return graphemeBound(text, most) || most;
}

/** Parts of at most `most` units each, cut between sentences where one ends near; looks go on in the next part. */
export function split(runs: readonly Run[], most: number): Run[][] {
  const text = plainOf(runs);
  const parts: Run[][] = [];
  let at = 0;
  while (at < text.length) {
    const end = at + boundIn(text.slice(at, at + most + 1), most);
    const part = text.slice(at, end);
    if (part.trim() !== '') parts.push(slice(runs, at + part.search(/\S/u), at + part.trimEnd().length));
    at = end;
  }
  return parts;
}

/** The beginning in at most `most` units, with an ellipsis when something was left out. */
export function cut(runs: readonly Run[], most: number): Run[] {
  if (lengthOf(runs) <= most) return [...runs];
  const [head = []] = split(runs, most - 1);
  return [...head, { text: '…' }];
}
