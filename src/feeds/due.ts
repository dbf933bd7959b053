import type { FeedFault } from '#core/errors.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SHORTEST_MS = 5 * MINUTE_MS;
const LONGEST_MS = DAY_MS;
/** For a feed of which nothing is known yet. */
const UNKNOWN_MS = HOUR_MS;
/** Half the usual gap between articles: news waits a quarter of a gap on average. */
const POLLS_PER_ARTICLE = 2;
const FIRST_BACK_OFF_MS = 5 * MINUTE_MS;
/** Polls of feeds that were added together drift apart by up to a tenth. */
const JITTER = 0.1;
/** A wish to be left alone is granted for a week at most. */
const LONGEST_RETRY_MS = 7 * DAY_MS;
/** Between polls of a feed whose news a hub tells of. */
const TOLD_MS = 6 * HOUR_MS;
/** With a fixed interval: the farthest back-off, in intervals, and the failures after which a feed counts as dead. */
const FIXED_BACK_OFF = 5;
const FIXED_PATIENCE = 10;

export interface PollHistory {
  now: Date;
  outcome: 'ok' | 'not-modified' | 'failed';
  /** Failures in a row, this one included. */
  failures: number;
  /** When the feed's newest articles were published, newest first. */
  recent: Date[];
  retryAfterMs?: number | undefined;
  maxAgeMs?: number | undefined;
  ttlMs?: number | undefined;
  /** Hours of the day (0 to 23, GMT) in which the feed wishes not to be asked. */
  skipHours?: readonly number[] | undefined;
  /** A WebSub hub tells of news: polling only makes up for what it missed. */
  isTold?: boolean | undefined;
  fault?: FeedFault | undefined;
  /** POLL_INTERVAL: poll at this pace whatever the feed says; undefined: adapt. */
  pollIntervalMs?: number | undefined;
  /** 0 ≤ x < 1 */
  random: () => number;
}

/**
 * When to poll a feed again. Adaptive between 5 min and 24 h: half the gap at which the feed publishes, but
 * never sooner than its ttl and max-age ask; failures back off twofold. A fixed interval is kept as it is, failures
 * stretch it at most fivefold until ten in a row. Retry-After is always honoured, skipped hours when adaptive.
 */
export function nextDue(history: PollHistory): Date {
  const wait =
    history.pollIntervalMs === undefined ? adaptiveWait(history) : fixedWait(history, history.pollIntervalMs);
  const asked = Math.min(history.retryAfterMs ?? 0, LONGEST_RETRY_MS);
  const due = new Date(history.now.getTime() + Math.round(Math.max(wait, asked)));
  return history.pollIntervalMs === undefined ? afterSkipped(due, history.skipHours) : due;
}

/** The first moment from then on that is in no skipped hour; a feed that skips the whole day is not believed. */
function afterSkipped(due: Date, skipHours: readonly number[] = []): Date {
  let at = due.getTime();
  for (let step = 0; step < 24; step++) {
    if (!skipHours.includes(new Date(at).getUTCHours())) return new Date(at);
    at = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
  }
  return due;
}

function adaptiveWait(history: PollHistory): number {
  const jitter = 1 + JITTER * history.random();
  if (history.outcome === 'failed') {
    if (history.fault === 'gone') return LONGEST_MS;
    return Math.min(doubled(FIRST_BACK_OFF_MS, history.failures - 1) * jitter, LONGEST_MS);
  }
  const own = clamp(usualGap(history) / POLLS_PER_ARTICLE, SHORTEST_MS, LONGEST_MS);
  const told = history.isTold ? TOLD_MS : 0;
  return Math.min(Math.max(own, told, history.ttlMs ?? 0, history.maxAgeMs ?? 0) * jitter, LONGEST_MS);
}

function fixedWait({ outcome, failures }: PollHistory, interval: number): number {
  if (outcome !== 'failed') return interval;
  const farthest = interval * FIXED_BACK_OFF;
  if (failures < FIXED_PATIENCE) return Math.min(doubled(interval, failures - 1), farthest);
  return Math.max(Math.min(doubled(farthest, failures - FIXED_PATIENCE + 1), LONGEST_MS), interval);
}

/** The silence since the newest article counts too, so a feed that falls asleep is asked less and less. */
function usualGap({ now, recent }: PollHistory): number {
  const past = recent.filter((at) => at <= now);
  const oldest = past.at(-1);
  if (!oldest) return UNKNOWN_MS * POLLS_PER_ARTICLE;
  return (now.getTime() - oldest.getTime()) / past.length;
}

function doubled(ms: number, times: number): number {
  return ms * 2 ** clamp(times, 0, 30);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
