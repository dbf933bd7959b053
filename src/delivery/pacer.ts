import type { SendLimits } from '#core/platform.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/**
 * An address and a group get a little less than their limit: arrivals are not as even as departures, and two that come
 * closer together must still fit into any sliding window of the platform (facts/delivery.md §2.3).
 */
const ADDRESS_MARGIN = 1.1;
const GROUP_MARGIN = 1.06;
/** After "too fast" for the whole platform the rate falls to this share, and rises by so much a second each clean minute. */
const FALL = 0.7;
const RISE_PER_MINUTE = 0.5;
/** The rate never falls below one message in so many seconds. */
const SLOWEST_PER_SECOND = 0.2;
/** Moments of addresses that are over are dropped when so many are kept. */
const KEPT_MOST = 10_000;

/**
 * Says when a message may go (GCRA without a burst): in all, to an address, and to the group that shares an allowance.
 * All times are milliseconds of a clock that only grows. What was sent before the start is not known, so the first
 * message waits as long as the last one before could still count.
 */
export interface Pacer {
  /** Milliseconds until an address may be posted to, whatever goes on elsewhere. */
  waitFor(address: string, now: number): number;
  /** The same; one that may be posted to now takes its group's turn, so that a claim holds one message for each group. */
  take(address: string, now: number): number;
  /** Milliseconds until anything may be sent. */
  wait(now: number): number;
  /** A message to the address goes now. */
  sent(address: string, now: number): void;
  /** Nothing to the address until then. */
  block(address: string, until: number): void;
  /** The platform as a whole said "too fast". */
  slow(now: number): void;
  /** Messages a second at the moment. */
  rate(now: number): number;
}

export function createPacer(limits: SendLimits, start: number): Pacer {
  const { perSecond, perAddressPerSecond, group } = limits;
  const isFree = !Number.isFinite(perSecond);
  const addressMs = isFree ? 0 : (SECOND_MS / perAddressPerSecond) * ADDRESS_MARGIN;
  const groupMs = group ? (MINUTE_MS / group.perMinute) * GROUP_MARGIN : 0;
  const next = new Map<string, number>();
  const cold = isFree
    ? { all: start, address: start, group: start }
    : { all: start + SECOND_MS, address: start + addressMs, group: start + groupMs };
  let all = cold.all;
  let rate = perSecond;
  let changedAt = start;

  const keysOf = (address: string): [key: string, cold: number, spacing: number][] => {
    const shared = group?.of(address);
    return [
      [`a:${address}`, cold.address, addressMs],
      ...(shared === undefined ? [] : [[`g:${shared}`, cold.group, groupMs] as [string, number, number]]),
    ];
  };

  function rateAt(now: number): number {
    if (rate < perSecond) rate = Math.min(perSecond, rate + ((now - changedAt) / MINUTE_MS) * RISE_PER_MINUTE);
    changedAt = now;
    return rate;
  }

  function forget(now: number): void {
    if (next.size <= KEPT_MOST) return;
    for (const [key, at] of next) if (at <= now) next.delete(key);
  }

  const waitFor = (address: string, now: number): number =>
    Math.max(0, ...keysOf(address).map(([key, first]) => (next.get(key) ?? first) - now));

  return {
    rate: rateAt,
    waitFor,
    take(address, now) {
      const waitMs = waitFor(address, now);
      const [, shared] = keysOf(address);
      if (waitMs === 0 && shared) next.set(shared[0], now + groupMs);
      return waitMs;
    },
    wait: (now) => Math.max(0, all - now),
    sent(address, now) {
      if (isFree) return;
      const spacing = SECOND_MS / rateAt(now);
      // Late by less than one spacing is made up for, so that timers that fire late don't cost rate.
      all = Math.max(all, now - spacing) + spacing;
      for (const [key, , between] of keysOf(address)) next.set(key, now + between);
      forget(now);
    },
    block(address, until) {
      for (const [key] of keysOf(address)) next.set(key, Math.max(until, next.get(key) ?? 0));
    },
    slow(now) {
      if (isFree) return;
      rate = Math.max(SLOWEST_PER_SECOND, rateAt(now) * FALL);
    },
  };
}
