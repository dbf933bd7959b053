import type { Discovery, FoundFeed } from '#core/desk.ts';
import { FeedError, type FeedFault } from '#core/errors.ts';
import type { Item } from '#core/news.ts';
import type { Fetch } from './fetch.ts';

/** Where sites keep feeds that they don't announce, the most usual first. */
const USUAL_PATHS = ['/feed', '/rss', '/rss.xml', '/feed.xml', '/atom.xml', '/feed.json', '/index.xml'];
/** Feeds a person can still choose from; each costs the site a request. */
const MAX_FEEDS = 8;
/** A host that answers so is not asked for the next path. */
const UNWILLING: ReadonlySet<FeedFault> = new Set(['timeout', 'throttled', 'challenge', 'refused', 'reset']);
const MAX_HTML_CHARS = 1_000_000;
const FEED_TYPE = /^(?:application|text)\/(?:rss|atom|rdf|feed)\+(?:xml|json)$|^application\/json$/i;

interface Parsed {
  title?: string | undefined;
  items: Item[];
  language?: string | undefined;
  siteUrl?: string | undefined;
}

export type ParseFeed = (bytes: Uint8Array, hints: { contentType?: string; url?: string }) => Promise<Parsed>;

/**
 * Finds the feeds behind an address that a person gave: the address itself, feeds its page names, or feeds at the usual
 * paths. Every feed was read before it is shown. One feed found comes back as that feed, whichever way it was found.
 */
export function createDiscover(parts: {
  fetch: Pick<Fetch, 'get'>;
  parse: ParseFeed;
}): (url: string) => Promise<Discovery> {
  const { fetch, parse } = parts;

  /** Gives the feed, or the fault, and the page where there was one. */
  async function look(
    url: string,
  ): Promise<{ feed?: FoundFeed; fault?: FeedFault; page?: { html: string; url: string } }> {
    const answer = await fetch.get(url);
    if (answer.kind !== 'ok') return { fault: answer.kind === 'failed' ? answer.fault : 'http' };
    try {
      const hints = { url: answer.url, ...(answer.contentType && { contentType: answer.contentType }) };
      const parsed = await parse(answer.bytes, hints);
      return { feed: foundFeed(answer.movedPermanentlyTo ?? url, parsed) };
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      const html = new TextDecoder().decode(answer.bytes.subarray(0, MAX_HTML_CHARS));
      return { fault: error.fault, page: { html, url: answer.url } };
    }
  }

  async function verify(urls: string[], enough: number): Promise<FoundFeed[]> {
    const feeds: FoundFeed[] = [];
    for (const url of urls) {
      const { feed, fault } = await look(url);
      if (fault && UNWILLING.has(fault)) break;
      if (feed && !feeds.some((known) => known.url === feed.url)) feeds.push(feed);
      if (feeds.length >= enough) break;
    }
    return feeds;
  }

  return async (text) => {
    const url = addressOf(text);
    if (!url) return { kind: 'nothing', fault: 'bad-url' };
    const first = await look(url);
    if (first.feed) return { kind: 'feed', feed: first.feed };
    if (!first.page) return { kind: 'nothing', fault: first.fault ?? 'not-a-feed' };
    const { html, url: base } = first.page;
    let feeds = await verify(announced(html, base).slice(0, MAX_FEEDS), MAX_FEEDS);
    if (feeds.length === 0) feeds = await verify(usual(base), 1);
    const [only] = feeds;
    if (!only) return { kind: 'nothing', fault: first.fault ?? 'not-a-feed' };
    return feeds.length === 1 ? { kind: 'feed', feed: only } : { kind: 'several', feeds };
  };
}

/** People leave the scheme out. */
function addressOf(text: string): string | undefined {
  const typed = text.trim();
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)?.href;
}

function foundFeed(url: string, parsed: Parsed): FoundFeed {
  return {
    url,
    title: parsed.title ?? URL.parse(url)?.hostname ?? url,
    siteUrl: parsed.siteUrl,
    language: parsed.language,
    newest: newestOf(parsed.items),
  };
}

function newestOf(items: Item[]): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best && timeOf(best) >= timeOf(item) ? best : item),
    undefined,
  );
}

function timeOf(item: Item): number {
  return item.publishedAt?.getTime() ?? 0;
}

/** Addresses of `<link rel="alternate">` with a feed's type, in the page's order. */
function announced(html: string, base: string): string[] {
  const found = new Set<string>();
  for (const [tag] of html.matchAll(/<link\s[^>]{1,2000}>/gi)) {
    const rel = attribute(tag, 'rel')?.toLowerCase().split(/\s+/) ?? [];
    const type = attribute(tag, 'type')?.trim() ?? '';
    const href = attribute(tag, 'href');
    if (!href || !FEED_TYPE.test(type) || !(rel.includes('alternate') || rel.includes('feed'))) continue;
    // WordPress announces each API object as JSON too; that is no feed.
    if (/^application\/json$/i.test(type) && !/feed/i.test(href)) continue;
    const url = URL.parse(href.replaceAll('&amp;', '&'), base);
    if (url && /^https?:$/.test(url.protocol)) found.add(url.href);
  }
  return [...found];
}

/** First beside the page that was given, then at the site's root. */
function usual(base: string): string[] {
  const { origin, pathname } = new URL(base);
  const folder = pathname.replace(/\/+$/, '');
  const beside = folder && !/\.\w+$/.test(folder) ? USUAL_PATHS.slice(0, 2).map((path) => origin + folder + path) : [];
  return [...beside, ...USUAL_PATHS.map((path) => origin + path)];
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
