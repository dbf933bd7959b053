import type { Clock } from '#core/clock.ts';
import { FeedError, type FeedFault } from '#core/errors.ts';
import { silentLog, type Log } from '#core/log.ts';
import type { Feed, Item } from '#core/news.ts';
import { decodeEntities } from '#text/entities.ts';
import { htmlToText, tidy } from '#text/html.ts';
import type { Extract, Extracted } from './extract.ts';
import { canonicalUrl } from './identity.ts';
import type { PageSource } from './page-source.ts';
import { createRobots, type Robots } from './robots.ts';

const MAX_PAGE_BYTES = 5 * 1024 * 1024;
const PAGE_TYPES = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5';
/** In the caller's thread; the DOM it needs is large and loaded only by who uses it. */
const extractHere: Extract = async (bytes, hints) => (await import('./extract.ts')).extract(bytes, hints);
/** Less is no article that somebody asked to read. */
const MIN_TEXT_CHARS = 80;

/** An article's text and what is known about it, before it is analysed. */
export interface ReadText {
  /** Plain text, paragraphs separated by a blank line. */
  text: string;
  title: string;
  source: 'page' | 'feed';
  author?: string | undefined;
  image?: string | undefined;
  publishedAt?: Date | undefined;
  outlet?: string | undefined;
  url?: string | undefined;
  /** ISO 639-1, as the page or the feed declares it. */
  language?: string | undefined;
}

export interface Reader {
  /** The fullest text that can be had: the page, or the feed's own words when they are fuller or the page can't be had. */
  readItem(item: Item, feed: Feed): Promise<ReadText>;
  /** @throws FeedError when the page can't be had, may not be read or holds no article. */
  readPage(url: string): Promise<ReadText>;
}

type Page = Extracted & { url: string };

/**
 * @param parts.fetch shared with everything else that fetches, so that hosts are asked politely (createPoliteFetch).
 * @param parts.extract in the caller's thread unless a pool's is handed in (createExtractPool).
 */
export function createReader(parts: {
  fetch: PageSource;
  robots?: Robots;
  extract?: Extract;
  clock: Clock;
  log?: Log;
}): Reader {
  const { fetch, clock, log = silentLog, extract = extractHere } = parts;
  const robots = parts.robots ?? createRobots({ fetch, clock });

  async function load(url: string): Promise<Page> {
    if (!/^https?:\/\//i.test(url)) throw new FeedError('bad-url', url);
    if (!(await robots.allowed(url))) throw new FeedError('robots', url);
    const answer = await fetch.get(url, { maxBytes: MAX_PAGE_BYTES, accept: PAGE_TYPES });
    if (answer.kind === 'failed') throw new FeedError(answer.fault, url, answer);
    if (answer.kind === 'not-modified') throw new FeedError('http', url, { status: 304 });
    if (!isPage(answer.contentType)) throw new FeedError('empty', answer.contentType);
    const page = await extract(answer.bytes, { url: answer.url, contentType: answer.contentType });
    if (page.suspicion) throw new FeedError(page.suspicion === 'missing' ? 'http' : 'challenge', url, { status: 404 });
    return { ...page, url: addressOf(page, answer.url) };
  }

  return {
    async readItem(item, feed) {
      const own = feedText(item);
      let page: Page | undefined;
      try {
        if (item.link) page = await load(item.link);
      } catch (error) {
        log.info('page-unread', { url: item.link, fault: faultOf(error) });
      }
      const source = page && page.text.length > own.length ? 'page' : 'feed';
      const title = item.title ? tidy(decodeEntities(item.title)) : undefined;
      const text = source === 'page' && page ? page.text : own;
      return {
        text: text || title || page?.title || item.link || feed.title,
        title: title || page?.title || headOf(text) || item.link || feed.title,
        source,
        author: item.author ?? page?.author,
        image: page?.image,
        publishedAt: item.publishedAt ?? page?.publishedAt,
        outlet: page?.outlet ?? feed.title,
        url: page?.url ?? item.link,
        language: page?.language ?? feed.language,
      };
    },

    async readPage(url) {
      const { text, title, author, image, publishedAt, outlet, language, url: address } = await load(url);
      if (text.length < MIN_TEXT_CHARS) throw new FeedError('empty', url);
      const host = URL.parse(address)?.hostname.replace(/^www\./, '');
      return {
        text,
        title: title ?? headOf(text),
        source: 'page',
        author,
        image,
        publishedAt,
        outlet: outlet ?? host,
        url: address,
        language,
      };
    },
  };
}

/** The longer of what the feed gives: some put the article into the summary and a teaser into the content. */
function feedText(item: Item): string {
  const content = htmlToText(item.contentHtml ?? '');
  const summary = htmlToText(item.summary ?? '');
  return content.length >= summary.length ? content : summary;
}

/** The page's word for its own address counts only within its own site. */
function addressOf(page: Extracted, final: string): string {
  const own = page.canonicalUrl;
  return own && siteOf(own) !== undefined && siteOf(own) === siteOf(final) && URL.parse(own)?.pathname !== '/'
    ? own
    : final;
}

function siteOf(url: string): string | undefined {
  return URL.parse(canonicalUrl(url) ?? '')?.host;
}

function headOf(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}

function isPage(contentType: string | undefined): boolean {
  return !contentType || /html|xml|text\/plain/i.test(contentType);
}

function faultOf(error: unknown): FeedFault {
  if (error instanceof FeedError) return error.fault;
  throw error;
}
