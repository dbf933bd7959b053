import { createHash } from 'node:crypto';
import type { Item } from '#core/news.ts';
import { htmlToText } from '#text/html.ts';
import { parseDate } from './dates.ts';

/** An entry as a parser gave it, whichever parser that was: strings as they stood in the feed. */
export interface RawItem {
  id?: string | undefined;
  title?: string | undefined;
  /** The title is text, not markup. */
  plainTitle?: boolean | undefined;
  /** In order of preference. */
  links: (string | undefined)[];
  base?: string | undefined;
  dates: (string | undefined)[];
  summary?: string | undefined;
  contentHtml?: string | undefined;
  author?: string | undefined;
}

export interface RawFeed {
  title?: string | undefined;
  base?: string | undefined;
  language?: string | undefined;
  siteUrl?: string | undefined;
  hub?: string | undefined;
  self?: string | undefined;
  ttlMinutes?: number | undefined;
  skipHours?: readonly number[] | undefined;
  items: RawItem[];
}

export interface ParsedFeed {
  title?: string | undefined;
  items: Item[];
  language?: string | undefined;
  siteUrl?: string | undefined;
  ttlMinutes?: number | undefined;
  /** Hours of the day (0 to 23, GMT) in which the feed wishes not to be asked. */
  skipHours?: number[] | undefined;
  /** WebSub hub and the topic's own address. */
  hub?: string | undefined;
  self?: string | undefined;
}

const MAX_ITEMS = 5000;
const MAX_TITLE_CHARS = 1000;
const MAX_AUTHOR_CHARS = 300;
/** What servers take; longer ones are attacks or data. */
const MAX_URL_CHARS = 8192;
const MAX_ID_CHARS = 2048;
/** Many times the longest article; more only costs memory further on. */
const MAX_BODY_CHARS = 1_000_000;

/** One feed for every parser behind it, so that an entry's identity never depends on who read it. `url`: where it was had. */
export function normaliseFeed(raw: RawFeed, url: string | undefined): ParsedFeed {
  const base = resolve(raw.base, url) ?? url;
  const siteUrl = resolve(raw.siteUrl, base);
  return {
    title: titleOf(raw.title, false),
    items: raw.items.slice(0, MAX_ITEMS).map((item) => normaliseItem(item, base ?? siteUrl)),
    language: blank(raw.language)?.toLowerCase(),
    siteUrl,
    ttlMinutes: raw.ttlMinutes !== undefined && raw.ttlMinutes > 0 ? raw.ttlMinutes : undefined,
    skipHours: hours(raw.skipHours),
    hub: resolve(raw.hub, base),
    self: resolve(raw.self, base),
  };
}

function normaliseItem(raw: RawItem, feedBase: string | undefined): Item {
  const base = resolve(raw.base, feedBase) ?? feedBase;
  const link = first(raw.links, (candidate) => resolve(candidate, base));
  const title = titleOf(raw.title, raw.plainTitle === true);
  const summary = blank(raw.summary?.slice(0, MAX_BODY_CHARS));
  const contentHtml = blank(raw.contentHtml?.slice(0, MAX_BODY_CHARS));
  return {
    id: idOf(raw.id) ?? link ?? fallbackId(title, summary ?? contentHtml),
    title,
    link,
    publishedAt: first(raw.dates, parseDate),
    summary,
    contentHtml,
    author: words(raw.author?.slice(0, MAX_AUTHOR_CHARS * 4))?.slice(0, MAX_AUTHOR_CHARS),
  };
}

/** A monstrous id is as good as its digest. */
function idOf(raw: string | undefined): string | undefined {
  const id = blank(raw);
  if (id === undefined || id.length <= MAX_ID_CHARS) return id;
  return `${id.slice(0, 100)}…${createHash('sha256').update(id).digest('hex')}`;
}

/** Entries without id and link are told apart by what they say. */
function fallbackId(title: string | undefined, body: string | undefined): string | undefined {
  if (title === undefined && body === undefined) return undefined;
  return `sha256:${createHash('sha256')
    .update(`${title ?? ''}\n${body ?? ''}`)
    .digest('hex')}`;
}

function titleOf(raw: string | undefined, plain: boolean): string | undefined {
  const text = raw?.slice(0, MAX_TITLE_CHARS * 4) ?? '';
  // Without a closing bracket there is no tag: "harga < 3".
  const markup = text.includes('>') ? text : text.replaceAll('<', '&lt;');
  const read = !plain && /[<&]/.test(text) ? htmlToText(markup) : text;
  return words(read)?.slice(0, MAX_TITLE_CHARS);
}

/** One line without control characters, which could steer a terminal or a log. */
function words(text: string | undefined): string | undefined {
  return blank(text?.replace(/[\s\p{Cc}]+/gu, ' '));
}

/** RSS 2.0 once counted from 1 to 24: 24 is midnight. */
function hours(raw: readonly number[] | undefined): number[] | undefined {
  const valid = (raw ?? [])
    .filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24)
    .map((hour) => hour % 24);
  return valid.length > 0 ? [...new Set(valid)] : undefined;
}

/** An absolute http(s) address, or undefined for anything else. */
function resolve(address: string | undefined, base: string | undefined): string | undefined {
  const trimmed = address?.trim();
  if (!trimmed || trimmed.length > MAX_URL_CHARS) return undefined;
  const url = URL.parse(trimmed, base);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function blank(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

function first<T>(
  candidates: (string | undefined)[],
  read: (candidate: string | undefined) => T | undefined,
): T | undefined {
  for (const candidate of candidates) {
    const found = read(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}
