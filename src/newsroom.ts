import type { Analysis, ArticleText } from '#core/analysis.ts';
import type { Clock } from '#core/clock.ts';
import { FeedError, type FeedFault } from '#core/errors.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Feed, FeedHealth, Item, ReadArticle, Validators } from '#core/news.ts';
import type { Announce, FeedStore, NewsStore, PollJob } from '#core/stores.ts';

/** What one GET of a feed gave. */
export type FetchedFeed =
  | {
      kind: 'ok';
      bytes: Uint8Array;
      url: string;
      contentType?: string | undefined;
      validators: Validators;
      maxAgeMs?: number | undefined;
    }
  | { kind: 'not-modified'; validators: Validators; maxAgeMs?: number | undefined }
  | { kind: 'failed'; fault: FeedFault; status?: number | undefined; retryAfterMs?: number | undefined };

export interface ParsedFeed {
  title?: string | undefined;
  items: Item[];
  siteUrl?: string | undefined;
  ttlMinutes?: number | undefined;
}

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

/** The steps, in the order they are taken. Each is a port, so the order runs in a test with fakes. */
export interface NewsroomParts {
  fetchFeed(url: string, validators: Validators): Promise<FetchedFeed>;
  parse(bytes: Uint8Array, hints: { contentType?: string; url?: string }): Promise<ParsedFeed>;
  identify(item: Item, feed: Feed): string;
  read(item: Item, feed: Feed): Promise<ReadText>;
  analyze(article: ArticleText): Analysis;
  nextDue(poll: {
    now: Date;
    outcome: 'ok' | 'not-modified' | 'failed';
    failures: number;
    recent: Date[];
    retryAfterMs?: number | undefined;
    maxAgeMs?: number | undefined;
    ttlMs?: number | undefined;
    fault?: FeedFault | undefined;
  }): Date;
  feeds: FeedStore;
  news: NewsStore;
  /** Keeps the whole text with its analysis; a crash before the commit leaves a body that expires by itself. */
  keepBody(identity: string, body: { text: string; analysis: Analysis }): Promise<void>;
  clock: Clock;
  log: Log;
  meter: Meter;
  /** Called after each commit that is to be posted. */
  onNews(): void;
}

const MINUTE_MS = 60_000;
/** Publication times looked at to see how often a feed really publishes. */
const RECENT_ITEMS = 20;
/** An item dated further ahead than this has a broken clock, and is dated when it was seen. */
const AHEAD_MS = 60 * MINUTE_MS;

/**
 * The path of DESIGN §4 from a due feed to the commit. The validators of an answer are saved only after
 * all its items were committed, so a crash at any point re-reads the feed, and identity makes that harmless.
 */
export function createNewsroom(parts: NewsroomParts): { poll(job: PollJob, signal?: AbortSignal): Promise<void> } {
  const { feeds, news, clock, log, meter } = parts;

  async function readItem(item: Item, feed: Feed, identity: string): Promise<ReadArticle> {
    const found = await parts.read(item, feed);
    const now = clock.now();
    const dated = item.publishedAt ?? found.publishedAt;
    const publishedAt = dated && dated.getTime() <= now.getTime() + AHEAD_MS ? dated : now;
    const title = item.title ?? found.title;
    const url = found.url ?? item.link;
    const lang = feed.language ?? found.language;
    const analysis = parts.analyze({ text: found.text, title, url, published: publishedAt.toISOString(), lang });
    return {
      feedId: feed.id,
      identity,
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

  /** Commits what is new; of a first read the newest item alone is announced, as a preview, and it goes first. */
  async function takeIn(feed: Feed, health: FeedHealth, items: Item[], signal?: AbortSignal): Promise<number> {
    const byIdentity = new Map<string, Item>();
    for (const item of items) {
      const identity = parts.identify(item, feed);
      if (!byIdentity.has(identity)) byIdentity.set(identity, item);
    }
    const known = await news.known([...byIdentity.keys()]);
    const isFirst = health.firstReadAt === undefined;
    const when = (item: Item): number => item.publishedAt?.getTime() ?? 0;
    const oldestFirst = [...byIdentity].reverse().sort(([, a], [, b]) => when(a) - when(b));
    const preview = isFirst ? oldestFirst.at(-1)?.[0] : undefined;
    const order = isFirst ? oldestFirst.toReversed() : oldestFirst;
    let found = 0;
    for (const [identity, item] of order) {
      if (signal?.aborted) throw new Error('stopped');
      const before = known.get(identity);
      if (before) {
        if (item.title && item.title !== before.title) await news.retitle(before.articleId, item.title);
        continue;
      }
      const announce: Announce = !isFirst ? 'new' : identity === preview ? 'preview' : 'none';
      const article = await readItem(item, feed, identity);
      await parts.keepBody(identity, { text: article.text, analysis: article.analysis });
      const since = performance.now();
      const { isNew } = await news.commit(article, announce);
      meter.time('store_commit', {}, (performance.now() - since) / 1000);
      if (!isNew) continue;
      meter.count('items_ingested', { source: article.source });
      found += 1;
      if (announce !== 'none') parts.onNews();
    }
    return found;
  }

  async function pollOnce({ feed, validators, health }: PollJob, signal?: AbortSignal): Promise<void> {
    const answer = await parts.fetchFeed(feed.url, validators);
    if (answer.kind === 'failed') {
      throw new FeedError(answer.fault, undefined, { status: answer.status, retryAfterMs: answer.retryAfterMs });
    }
    const polledAt = clock.now();
    if (answer.kind === 'not-modified') {
      const recent = await feeds.recentTimes(feed.id, RECENT_ITEMS);
      const dueAt = parts.nextDue({
        now: polledAt,
        outcome: 'not-modified',
        failures: 0,
        recent,
        maxAgeMs: answer.maxAgeMs,
      });
      await feeds.settle({ feedId: feed.id, ok: true, polledAt, dueAt, validators: answer.validators, found: 0 });
      meter.count('polls', { outcome: 'not-modified' });
      return;
    }
    const parsed = await parts.parse(answer.bytes, {
      url: answer.url,
      ...(answer.contentType ? { contentType: answer.contentType } : {}),
    });
    const found = await takeIn(feed, health, parsed.items, signal);
    const dueAt = parts.nextDue({
      now: clock.now(),
      outcome: 'ok',
      failures: 0,
      recent: await feeds.recentTimes(feed.id, RECENT_ITEMS),
      maxAgeMs: answer.maxAgeMs,
      ttlMs: parsed.ttlMinutes === undefined ? undefined : parsed.ttlMinutes * MINUTE_MS,
    });
    await feeds.settle({
      feedId: feed.id,
      ok: true,
      polledAt,
      dueAt,
      validators: answer.validators,
      found,
      siteUrl: parsed.siteUrl,
    });
    meter.count('polls', { outcome: 'ok' });
    log.info('feed.read', { feedId: feed.id, items: parsed.items.length, found });
  }

  return {
    async poll(job, signal) {
      try {
        await pollOnce(job, signal);
      } catch (error) {
        if (!(error instanceof FeedError)) throw error;
        const now = clock.now();
        const failures = job.health.failures + 1;
        const { fault, status, retryAfterMs } = error;
        const dueAt = parts.nextDue({ now, outcome: 'failed', failures, recent: [], retryAfterMs, fault });
        await feeds.settle({ feedId: job.feed.id, ok: false, polledAt: now, dueAt, fault, status });
        meter.count('polls', { outcome: fault });
        log.warn('feed.failed', { feedId: job.feed.id, fault, status, failures });
      }
    },
  };
}
