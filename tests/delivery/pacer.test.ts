import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SendLimits } from '#core/platform.ts';
import { createBreaker } from '#delivery/breaker.ts';
import { createPacer } from '#delivery/pacer.ts';

const TELEGRAM: SendLimits = {
  perSecond: 28,
  perAddressPerSecond: 1,
  atOnce: 20,
  group: { perMinute: 20, of: (address) => (address.startsWith('-') ? address.split(':')[0] : undefined) },
};

/** Sends to addresses as fast as the pacer lets it; timers fire up to `jitterMs` late. */
function run(addresses: string[], jitter: () => number, untilMs: number): { at: number; address: string }[] {
  const pacer = createPacer(TELEGRAM, 0);
  const sent: { at: number; address: string }[] = [];
  let now = 0;
  let turn = 0;
  while (now < untilMs) {
    const free = addresses.filter((one) => pacer.waitFor(one, now) === 0);
    const waitMs = pacer.wait(now);
    if (waitMs > 0 || free.length === 0) {
      now += Math.max(1, waitMs) + jitter();
      continue;
    }
    const address = free[turn++ % free.length]!;
    pacer.sent(address, now);
    sent.push({ at: now, address });
  }
  return sent;
}

const mostIn = (moments: number[], windowMs: number): number =>
  moments.reduce(
    (most, at, index) => Math.max(most, moments.slice(index).filter((one) => one < at + windowMs).length),
    0,
  );

describe('the pacer', () => {
  test('no sliding second, minute or group window is ever broken, however late timers fire', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 3 }),
        fc.array(fc.nat(15), { minLength: 7, maxLength: 20 }),
        (people, groups, late) => {
          const addresses = [
            ...Array.from({ length: people }, (_, at) => `${at}`),
            ...Array.from({ length: groups * 3 }, (_, at) => `-${at % groups}:${at}`),
          ];
          let turn = 0;
          const sent = run(addresses, () => late[turn++ % late.length]!, 20_000);
          expect(
            mostIn(
              sent.map((one) => one.at),
              1000,
            ),
          ).toBeLessThanOrEqual(30);
          for (const address of addresses) {
            expect(
              mostIn(
                sent.filter((one) => one.address === address).map((one) => one.at),
                1000,
              ),
            ).toBeLessThanOrEqual(1);
          }
          for (let group = 0; group < groups; group++) {
            const moments = sent.filter((one) => one.address.startsWith(`-${group}:`)).map((one) => one.at);
            expect(mostIn(moments, 60_000)).toBeLessThanOrEqual(20);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('with many destinations the pace is kept up: at least 98 % of it', () => {
    const addresses = Array.from({ length: 100 }, (_, at) => `${at}`);
    const sent = run(addresses, () => 1, 61_000);
    expect(sent.length).toBeGreaterThanOrEqual(28 * 60 * 0.98);
  });

  test('after a start nothing goes before what was sent just earlier can no longer count', () => {
    const pacer = createPacer(TELEGRAM, 5000);
    expect(pacer.wait(5000)).toBe(1000);
    expect(pacer.waitFor('1', 5000)).toBeGreaterThanOrEqual(1000);
    expect(pacer.waitFor('-1:2', 5000)).toBeGreaterThanOrEqual(3000);
  });

  test('"too fast" for all lowers the rate, clean minutes raise it again, never above the limit', () => {
    const pacer = createPacer(TELEGRAM, 0);
    pacer.slow(0);
    expect(pacer.rate(0)).toBeCloseTo(19.6);
    expect(pacer.rate(60_000)).toBeCloseTo(20.1);
    expect(pacer.rate(3_600_000)).toBe(28);
    for (let times = 0; times < 100; times++) pacer.slow(3_600_000);
    expect(pacer.rate(3_600_000)).toBeGreaterThan(0);
  });

  test('a blocked chat waits with its group, others do not', () => {
    const pacer = createPacer(TELEGRAM, -60_000);
    pacer.block('-1:2', 43_837_000);
    expect(pacer.waitFor('-1:3', 0)).toBe(43_837_000);
    expect(pacer.waitFor('5', 0)).toBe(0);
  });

  test('a platform without limits waits for nothing', () => {
    const free = createPacer({ perSecond: Infinity, perAddressPerSecond: Infinity, atOnce: 8 }, 0);
    free.sent('a', 0);
    expect([free.wait(0), free.waitFor('a', 0)]).toEqual([0, 0]);
  });
});

test('the breaker rests a platform that fails whatever is sent, longer each time, until one works', () => {
  const breaker = createBreaker();
  expect(Array.from({ length: 9 }, () => breaker.failed())).toEqual([0, 0, 0, 0, 1000, 5000, 15_000, 60_000, 60_000]);
  expect(breaker.isTrying()).toBe(true);
  breaker.worked();
  expect(breaker.isTrying()).toBe(false);
  expect(breaker.failed()).toBe(0);
});
