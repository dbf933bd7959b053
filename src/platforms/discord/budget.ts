import type { Clock } from '#core/clock.ts';
import type { Meter } from '#core/meter.ts';

/** Discord bans an address for an hour after 10,000 answers of 401, 403 or 429 in ten minutes (developers/topics/rate-limits). */
const WINDOW_MS = 10 * 60_000;
/** Posting pauses here, and everything stops there, well before the ban (facts/delivery.md §1.2). */
const SOFT_MOST = 2000;
const HARD_MOST = 5000;

export interface InvalidBudget {
  /** Notes an answer; a 429 that was shared with other bots does not count. */
  saw(status: number, scope: string | undefined): void;
  /** Milliseconds until posting may go on; 0 when it may. */
  postsWaitMs(): number;
  /** Milliseconds until anything may be sent; 0 when it may. */
  allWaitMs(): number;
}

/** Counts the answers that Discord counts against us, in a sliding window. */
export function createInvalidBudget(clock: Clock, meter: Meter): InvalidBudget {
  const seen: number[] = [];
  function forget(): number {
    const now = clock.now().getTime();
    while (seen.length > 0 && seen[0]! <= now - WINDOW_MS) seen.shift();
    meter.level('discord_invalid_requests', {}, seen.length);
    return now;
  }
  function waitMs(most: number): number {
    const now = forget();
    return seen.length < most ? 0 : seen[seen.length - most]! + WINDOW_MS - now;
  }
  return {
    saw(status, scope) {
      if (status !== 401 && status !== 403 && (status !== 429 || scope === 'shared')) return;
      seen.push(clock.now().getTime());
      forget();
    },
    postsWaitMs: () => waitMs(SOFT_MOST),
    allWaitMs: () => waitMs(HARD_MOST),
  };
}
