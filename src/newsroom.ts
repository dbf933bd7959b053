import type { Clock } from '#core/clock.ts';
import { FeedError, type FeedFault } from '#core/errors.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Feed, FeedHealth, Item, PollWishes, Validators } from '#core/news.ts';
import type { FeedStore, PollJob } from '#core/stores.ts';

/** What one GET of a feed gave. */
export type FetchedFeed =
  | {
      kind: 'ok';
      bytes: Uint8Array;
      url: string;
      contentType?: string | undefined;
      validators: Validators;
      maxAgeMs?: number | undefined;
      movedPermanentlyTo?: string | undefined;
      hub?: string | undefined;
      self?: string | undefined;
    }
  | { kind: 'not-modified'; validators: Validators; maxAgeMs?: number | undefined }
  | { kind: 'failed'; fault: FeedFault; status?: number | undefined; retryAfterMs?: number | undefined };

export interface ParsedFeed {
  title?: string | undefined;
  items: Item[];
  siteUrl?: string | undefined;
  ttlMinutes?: number | undefined;
  skipHours?: number[] | undefined;
  hub?: string | undefined;
  self?: string | undefined;
}

/** The steps, in the order they are taken. Each is a port, so the order runs in a test with fakes. */
export interface NewsroomParts {
  /** Ends early when the signal aborts. */
  fetchFeed(url: string, validators: Validators, signal?: AbortSignal): Promise<FetchedFeed>;
  parse(bytes: Uint8Array, hints: { contentType?: string; url?: string }): Promise<ParsedFeed>;
  /** New? → page → extract → analyze → COMMIT, for every item (take-in.ts). Gives the number of new articles. */
  takeIn(feed: Feed, health: FeedHealth, items: Item[], signal?: AbortSignal): Promise<number>;
  nextDue(poll: {
    now: Date;
    outcome: 'ok' | 'not-modified' | 'failed';
    failures: number;
    recent: Date[];
    retryAfterMs?: number | undefined;
    maxAgeMs?: number | undefined;
    ttlMs?: number | undefined;
    skipHours?: readonly number[] | undefined;
    isTold?: boolean | undefined;
    fault?: FeedFault | undefined;
  }): Date;
  /** A hub tells of this feed's news. */
  isTold?(feedId: number): boolean;
  feeds: FeedStore;
  /** Tells everyone who follows a feed that it broke, or is well again; once for each change, however often it is called. */
  tellHealth(feedId: number, kind: 'broken' | 'recovered', now: Date): Promise<void>;
  clock: Clock;
  log: Log;
  meter: Meter;
}

const MINUTE_MS = 60_000;
/** Publication times looked at to see how often a feed really publishes. */
const RECENT_ITEMS = 20;

/** Failures in a row from which it is an outage and no hiccup; a feed that says it is gone is one at once. */
const OUTAGE_FAILURES = 3;

/** What a feed's wishes mean for the next poll. */
function waits({ ttlMinutes, skipHours }: PollWishes): {
  ttlMs?: number | undefined;
  skipHours?: number[] | undefined;
} {
  return { ttlMs: ttlMinutes === undefined ? undefined : ttlMinutes * MINUTE_MS, skipHours };
}

/**
 * The path of DESIGN §4 from a due feed to the commit. The validators of an answer are saved only after
 * all its items were committed, so a crash at any point re-reads the feed, and identity makes that harmless.
 */
export function createNewsroom(parts: NewsroomParts): { poll(job: PollJob, signal?: AbortSignal): Promise<void> } {
  const { feeds, clock, log, meter } = parts;

  async function pollOnce({ feed, validators, health, wishes }: PollJob, signal?: AbortSignal): Promise<void> {
    const answer = await parts.fetchFeed(feed.url, validators, signal);
    if (signal?.aborted) return feeds.postpone(feed.id, clock.now());
    if (answer.kind === 'failed') {
      throw new FeedError(answer.fault, undefined, { status: answer.status, retryAfterMs: answer.retryAfterMs });
    }
    const polledAt = clock.now();
    // Told before the failures are forgotten: a crash in between tells it at the next poll.
    const tellRecovered = async (): Promise<void> => {
      if (health.failures > 0) await parts.tellHealth(feed.id, 'recovered', polledAt);
    };
    if (answer.kind === 'not-modified') {
      const recent = await feeds.recentTimes(feed.id, RECENT_ITEMS);
      const dueAt = parts.nextDue({
        now: polledAt,
        outcome: 'not-modified',
        failures: 0,
        recent,
        maxAgeMs: answer.maxAgeMs,
        ...waits(wishes),
        isTold: parts.isTold?.(feed.id),
      });
      await tellRecovered();
      await feeds.settle({ feedId: feed.id, ok: true, polledAt, dueAt, validators: answer.validators, found: 0 });
      meter.count('polls', { outcome: 'not-modified' });
      return;
    }
    const parsed = await parts.parse(answer.bytes, {
      url: answer.url,
      ...(answer.contentType ? { contentType: answer.contentType } : {}),
    });
    const found = await parts.takeIn(feed, health, parsed.items, signal);
    const dueAt = parts.nextDue({
      now: clock.now(),
      outcome: 'ok',
      failures: 0,
      recent: await feeds.recentTimes(feed.id, RECENT_ITEMS),
      maxAgeMs: answer.maxAgeMs,
      ...waits(parsed),
      isTold: parts.isTold?.(feed.id),
    });
    await tellRecovered();
    await feeds.settle({
      feedId: feed.id,
      ok: true,
      polledAt,
      dueAt,
      validators: answer.validators,
      found,
      siteUrl: parsed.siteUrl,
      // HTTP's own word comes before the document's (W3C WebSub §4).
      wishes: { ...parsed, hub: answer.hub ?? parsed.hub, self: answer.self ?? parsed.self },
      movedTo: answer.movedPermanentlyTo,
    });
    meter.count('polls', { outcome: 'ok' });
    log.info('feed.read', { feedId: feed.id, items: parsed.items.length, found });
  }

  return {
    async poll(job, signal) {
      try {
        await pollOnce(job, signal);
      } catch (error) {
        // Stopped in the middle: the next process need not wait for the lease to end.
        if (signal?.aborted) return feeds.postpone(job.feed.id, clock.now());
        if (!(error instanceof FeedError)) throw error;
        const now = clock.now();
        const failures = job.health.failures + 1;
        const { fault, status, retryAfterMs } = error;
        const dueAt = parts.nextDue({ now, outcome: 'failed', failures, recent: [], retryAfterMs, fault });
        await feeds.settle({ feedId: job.feed.id, ok: false, polledAt: now, dueAt, fault, status });
        if (failures >= OUTAGE_FAILURES || fault === 'gone') await parts.tellHealth(job.feed.id, 'broken', now);
        meter.count('polls', { outcome: fault });
        log.warn('feed.failed', { feedId: job.feed.id, fault, status, failures });
      }
    },
  };
}
