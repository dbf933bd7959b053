import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import type { RawFeed, RawItem } from './normalise.ts';

/** Dates stay as they stood: reading them is for `dates.ts`. */
const readFormat = (text: string) => parseWithFeedsmith(text, { parseDateFn: (raw) => raw });

type Read = ReturnType<typeof readFormat>;
type FeedOf<F extends Read['format']> = Extract<Read, { format: F }>['feed'];
export interface Link {
  href?: string | undefined;
  rel?: string | undefined;
  type?: string | undefined;
}

/** RSS syndication module: how long a period is, in minutes (web.resource.org/rss/1.0/modules/syndication). */
const PERIOD_MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

/** RSS, RDF, Atom or JSON Feed as raw strings. Throws feedsmith's errors for anything else. */
export function readRawFeed(text: string): RawFeed {
  const read = readFormat(text);
  if (read.format === 'rss') return fromRss(read.feed);
  if (read.format === 'atom') return fromAtom(read.feed);
  if (read.format === 'rdf') return fromRdf(read.feed);
  return fromJson(read.feed);
}

function fromRss(feed: FeedOf<'rss'>): RawFeed {
  return {
    title: feed.title,
    base: feed.xml?.base,
    language: feed.language ?? feed.dc?.languages?.[0],
    siteUrl: feed.link,
    ...relations(feed.atom?.links),
    ttlMinutes: feed.ttl ?? period(feed.sy),
    // The syndication module supersedes RSS's own hint (web.resource.org/rss/1.0/modules/syndication).
    skipHours: feed.sy ? undefined : feed.skipHours,
    items: (feed.items ?? []).map((item): RawItem => {
      const guid = item.guid?.value;
      return {
        id: guid,
        title: item.title ?? item.dc?.titles?.[0],
        links: [item.link, alternate(item.atom?.links), item.guid?.isPermaLink === false ? undefined : absolute(guid)],
        base: item.xml?.base,
        dates: [item.pubDate, item.dc?.dates?.[0], item.atom?.published, item.atom?.updated],
        summary: item.description ?? item.atom?.summary?.value,
        contentHtml: item.content?.encoded ?? item.atom?.content?.value,
        author: item.authors?.[0]?.name ?? item.dc?.creators?.[0] ?? item.authors?.[0]?.email,
      };
    }),
  };
}

function fromAtom(feed: FeedOf<'atom'>): RawFeed {
  return {
    title: feed.title?.value,
    base: feed.xml?.base,
    language: feed.xml?.lang,
    siteUrl: alternate(feed.links),
    ...relations(feed.links),
    ttlMinutes: period(feed.sy),
    items: (feed.entries ?? []).map((entry): RawItem => ({
      id: entry.id,
      title: entry.title?.value,
      plainTitle: entry.title?.type === 'text' || entry.title?.type === undefined,
      links: [alternate(entry.links), entry.content?.src, absolute(entry.id)],
      base: entry.xml?.base,
      dates: [entry.published, entry.updated, entry.dc?.dates?.[0]],
      summary: entry.summary?.value,
      contentHtml: entry.content?.value,
      author: entry.authors?.[0]?.name ?? entry.dc?.creators?.[0] ?? feed.authors?.[0]?.name,
    })),
  };
}

function fromRdf(feed: FeedOf<'rdf'>): RawFeed {
  return {
    title: feed.title,
    base: feed.xml?.base,
    language: feed.dc?.languages?.[0],
    siteUrl: feed.link,
    ...relations(feed.atom?.links),
    ttlMinutes: period(feed.sy),
    items: (feed.items ?? []).map((item): RawItem => ({
      id: item.rdf?.about,
      title: item.title,
      links: [item.link, absolute(item.rdf?.about)],
      base: item.xml?.base,
      dates: [item.dc?.dates?.[0]],
      summary: item.description,
      contentHtml: item.content?.encoded,
      author: item.dc?.creators?.[0],
    })),
  };
}

function fromJson(feed: FeedOf<'json'>): RawFeed {
  return {
    title: feed.title,
    language: feed.language,
    siteUrl: feed.home_page_url,
    self: feed.feed_url,
    hub: feed.hubs?.[0]?.url,
    items: (feed.items ?? []).map((item): RawItem => ({
      id: item.id,
      title: item.title,
      plainTitle: true,
      links: [item.url, item.external_url, absolute(item.id)],
      dates: [item.date_published, item.date_modified],
      summary: item.summary ?? item.content_text,
      contentHtml: item.content_html ?? escapeText(item.content_text),
      author: item.authors?.[0]?.name ?? feed.authors?.[0]?.name,
    })),
  };
}

function relations(links: readonly Link[] | undefined): { hub?: string | undefined; self?: string | undefined } {
  const href = (rel: string): string | undefined => links?.find((link) => link.rel === rel)?.href;
  return { hub: href('hub'), self: href('self') };
}

/** The page that a feed or an entry stands for; pictures and sounds that come with it are no page. */
export function alternate(links: readonly Link[] | undefined): string | undefined {
  const pages = links?.filter((link) => link.href && (link.rel === undefined || /(?:^|\/)alternate$/.test(link.rel)));
  return (pages?.find((link) => link.type === undefined || /html/i.test(link.type)) ?? pages?.[0])?.href;
}

/** Ids are often addresses, but only whole ones can be followed. */
export function absolute(id: string | undefined): string | undefined {
  return id && /^\s*https?:\/\//i.test(id) ? id : undefined;
}

function period(sy: { updatePeriod?: string; updateFrequency?: number } | undefined): number | undefined {
  const minutes = PERIOD_MINUTES[sy?.updatePeriod?.trim().toLowerCase() ?? ''];
  return minutes === undefined ? undefined : minutes / Math.max(1, sy?.updateFrequency ?? 1);
}

/** Plain text as the markup that shows it. */
function escapeText(text: string | undefined): string | undefined {
  return text
    ?.replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\n{2,}/g, '<p>')
    .replaceAll('\n', '<br>');
}
