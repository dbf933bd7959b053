import type { Span } from '#core/reply.ts';

/** Longer addresses are not linked: they would eat the room of the words. UTF-16 units. */
const LINK_MOST = 1500;
/** Marks that mean something to Discord anywhere in a line. */
const MARKS = /[\\*_~`|[\]()<>#@]/gu;
/** Marks that make a list or small print of the line they open. */
const LINE_MARKS = /^(\s*\d*)([-+.])/gmu;
/** An address that a reader sees whole: Discord links it by itself, so nothing in it can mislead. */
const BARE_URL = /https?:\/\/[^\s<>()[\]\\`*|~"'“”]+/giu;
/** Invisible letters (they split words that filters look for) and direction marks left open (they turn a line around). */
const INVISIBLE = /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu;

/** Text as it can be shown: whole code points, no control characters, nothing invisible. */
export function visible(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, '\n').replace(CONTROL, ' ').replace(INVISIBLE, '');
}

/** Text on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim();
}

const escapeWords = (text: string): string => text.replace(MARKS, '\\$&').replace(LINE_MARKS, '$1\\$2');

/** Text in which Discord's Markdown finds nothing: no emphasis, link, mention, heading, list, spoiler or code. */
export const escapeMarks = (text: string): string => escapeWords(text).replaceAll('://', '\\://');

/** The same, but that an address stays one: in angle brackets (which are not shown), so that it ends where it ends. */
export function escapeMarkdown(text: string): string {
  let out = '';
  let from = 0;
  for (const url of text.matchAll(BARE_URL)) {
    out += `${escapeWords(text.slice(from, url.index))}<${url[0]}>`;
    from = url.index + url[0].length;
  }
  return out + escapeWords(text.slice(from));
}

/** A web address as it may stand in a link or a button of at most `most` units; undefined for anything else. */
export function webUrl(text: string | undefined, most: number): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!/^https?:$/u.test(url.protocol) || url.username || url.password) return undefined;
  return url.href.length <= most ? url.href : undefined;
}

/** The same address without the letters that end a Markdown link. */
const inLink = (url: string): string =>
  url.replace(/[()<>*_~|`[\]\\]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** A moment in each reader's own zone and language. */
export function timeMark(at: Date): string {
  return `<t:${Math.floor(at.getTime() / 1000)}:f>`;
}

/** A span as Markdown, on one line unless `lines`. */
export function spanMarkdown(span: Span, lines = false): string {
  const clean = lines ? visible : visibleLine;
  if (typeof span === 'string') return keepEnds(span, escapeMarkdown(clean(span)), lines);
  if (span.style === 'time' && span.at) return timeMark(span.at);
  const text = escapeMarkdown(clean(span.text));
  if (text.trim() === '') return keepEnds(span.text, text, lines);
  const mark = { strong: '**', emphasis: '*', time: '' }[span.style ?? 'time'];
  // Discord shows no masked link whose words look like an address.
  const url = /https?:/iu.test(text) ? undefined : webUrl(span.url, LINK_MOST);
  const linked = url ? `[${text}](${inLink(url)})` : text;
  return keepEnds(span.text, `${mark}${linked}${mark}`, lines);
}

/** Spans are joined as they are: a blank at the end of one parts it from the next. */
function keepEnds(raw: string, shown: string, lines: boolean): string {
  if (lines) return shown;
  const [before, after] = [/^\s/u.test(raw) ? ' ' : '', /\S\s+$/u.test(raw) ? ' ' : ''];
  return `${before}${shown}${after}`;
}
