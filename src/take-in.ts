import type { Analysis, ArticleText } from '#core/analysis.ts';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Feed, FeedHealth, Item, ReadArticle } from '#core/news.ts';
import type { Announce, KnownArticle, NewsStore } from '#core/stores.ts';

/** An article's text, from its page or from the feed. */
export interface ReadText {
  text: string;
  title: string;
  source: 'page' | 'feed';
  author?: string | undefined;
  image?: string | undefined;
  url?: string | undefined;
  outlet?: string | undefined;
  publishedAt?: Date | undefined;
  language?: string | undefined;
}

export interface NamedItem {
  item: Item;
  identity: string;
  aliases: string[];
  isDisputed: boolean;
}

/** How articles are told apart (articles/twins.ts). */
export interface Identify {
  nameItems(items: readonly Item[], feed: Feed): NamedItem[];
  chooseKnown(one: NamedItem, known: ReadonlyMap<string, KnownArticle>): KnownArticle | undefined;
  freeName(one: NamedItem, known: ReadonlyMap<string, KnownArticle>): string;
  isOtherHeadline(before: string | undefined, now: string | undefined): boolean;
  isAlike(one: string | undefined, other: string | undefined): boolean;
  canonicalUrl(url: string): string | undefined;
}

export interface TakeInParts {
  identify: Identify;
  /** `wantsPage`: the page is to be tried; else the feed's own words do. */
  read(item: Item, feed: Feed, wantsPage: boolean): Promise<ReadText>;
  analyze(article: ArticleText): Analysis | Promise<Analysis>;
  news: NewsStore;
  /** Keeps the whole text with its analysis; a crash before the commit leaves a body that expires by itself. */
  keepBody(identity: string, body: { text: string; analysis: Analysis }): Promise<void>;
  clock: Clock;
  log: Log;
  meter: Meter;
  /** Called after each commit that is to be posted. */
  onNews(): void;
}

const SECOND_MS = 1000;
/** An item dated further ahead than this has a broken clock, and is dated when it was seen. */
const AHEAD_MS = 60 * 60_000;
/** Pages opened for one answer; of what a feed lists beyond that its own words are read. */
const PAGES_MOST = 200;
/** Of one answer so many items are news; who lists more new ones has moved house or floods. The rest is remembered. */
const ANNOUNCED_MOST = 50;

/**
 * Takes in the items of one answer: what is new is read, analysed and committed; what is known is attached to this
 * feed, and edited where its own feed changed the headline. Of a first read the newest item alone is announced, as a
 * preview, and it goes first. Gives the number of new articles.
 */
export function createTakeIn(
  parts: TakeInParts,
): (feed: Feed, health: FeedHealth, items: Item[], signal?: AbortSignal) => Promise<number> {
  const { news, clock, log, meter, identify } = parts;

  async function readItem(item: Item, feed: Feed, wantsPage: boolean): Promise<ReadArticle> {
    const found = await parts.read(item, feed, wantsPage);
    const now = clock.now();
    const dated = item.publishedAt ?? found.publishedAt;
    const publishedAt = dated && dated.getTime() <= now.getTime() + AHEAD_MS ? dated : now;
    const title = item.title ?? found.title;
    const url = found.url ?? item.link;
    const lang = feed.language ?? found.language;
    const analysis = await parts.analyze({ text: found.text, title, url, published: publishedAt.toISOString(), lang });
    return {
      feedId: feed.id,
      identity: '',
      url,
      title,
      outlet: feed.title,
      author: item.author ?? found.author,
      image: found.image,
      publishedAt,
      fetchedAt: now,
      source: found.source,
      text: found.text,
      analysis,
    };
  }

  async function meetAgain(feed: Feed, one: NamedItem, before: KnownArticle, announce: Announce): Promise<void> {
    if (!before.isCarried) {
      const { identity, aliases } = one;
      const more = { aliases: [identity, ...aliases], announce, at: clock.now() };
      if (await news.carry(before.articleId, feed.id, more)) parts.onNews();
    }
    const { title } = one.item;
    if (title && before.isOwn && !one.isDisputed && identify.isOtherHeadline(before.title, title)) {
      await news.retitle(before.articleId, title, clock.now());
      parts.onNews();
    }
  }

  /** A page under an address that is known already, with a headline like it, is that article: the link led round. */
  async function twinOf(article: ReadArticle, identity: string): Promise<KnownArticle | undefined> {
    const page = article.url && identify.canonicalUrl(article.url);
    if (!page || page === identity) return undefined;
    const twin = (await news.known([page], article.feedId)).get(page);
    return twin && identify.isAlike(twin.title, article.title) ? twin : undefined;
  }

  return async (feed, health, items, signal) => {
    const named = identify.nameItems(items, feed);
    const known = await news.known(
      named.flatMap(({ identity, aliases }) => [identity, ...aliases]),
      feed.id,
    );
    const isFirst = health.firstReadAt === undefined;
    const when = ({ item }: NamedItem): number => item.publishedAt?.getTime() ?? 0;
    // Feeds list items longer than articles are kept: those are no news again.
    const forgotten = await news.forgotten(named.map((one) => one.identity));
    const newestFirst = named.filter((one) => !forgotten.has(one.identity)).toSorted((a, b) => when(b) - when(a));
    const fresh = newestFirst.filter((one) => !identify.chooseKnown(one, known));
    if (!isFirst && fresh.length > ANNOUNCED_MOST) log.warn('feed.flood', { feedId: feed.id, items: fresh.length });
    const announced = new Set(isFirst ? newestFirst.slice(0, health.isQuiet ? 0 : 1) : fresh.slice(0, ANNOUNCED_MOST));
    const withPage = new Set(fresh.slice(0, PAGES_MOST));
    let found = 0;
    for (const one of isFirst ? newestFirst : newestFirst.toReversed()) {
      if (signal?.aborted) throw new Error('stopped');
      const before = identify.chooseKnown(one, known);
      const isNews: Announce = isFirst ? 'preview' : 'new';
      if (before) {
        await meetAgain(feed, one, before, isFirst && !announced.has(one) ? 'none' : isNews);
        continue;
      }
      const announce = announced.has(one) ? isNews : 'none';
      const read = await readItem(one.item, feed, withPage.has(one));
      const twin = await twinOf(read, one.identity);
      if (twin) {
        await meetAgain(feed, { ...one, isDisputed: true }, twin, announce);
        continue;
      }
      const identity = identify.freeName(one, known);
      const page = read.url && identify.canonicalUrl(read.url);
      const article = { ...read, identity, aliases: [...one.aliases, ...(page ? [page] : [])] };
      await parts.keepBody(identity, { text: article.text, analysis: article.analysis });
      const since = performance.now();
      const { isNew } = await news.commit(article, announce);
      meter.time('store_commit', {}, (performance.now() - since) / SECOND_MS);
      if (isNew) {
        meter.count('items_ingested', { source: article.source });
        found += 1;
      }
      if (announce !== 'none') parts.onNews();
    }
    return found;
  };
}
