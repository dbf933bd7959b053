import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDue, type PollHistory } from '#feeds/due.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const every = (ms: number, count = 10): Date[] =>
  Array.from({ length: count }, (_, index) => new Date(NOW.getTime() - (index + 1) * ms));
const wait = (history: Partial<PollHistory>): number =>
  nextDue({ now: NOW, outcome: 'ok', failures: 0, recent: [], random: () => 0, ...history }).getTime() - NOW.getTime();

describe('adaptive', () => {
  test.each<[Partial<PollHistory>, number, string]>([
    [{}, HOUR, 'nothing known'],
    [{ recent: every(2 * HOUR) }, HOUR, 'half the usual gap'],
    [{ recent: every(MINUTE) }, 5 * MINUTE, 'never under five minutes'],
    [{ recent: every(100 * HOUR) }, 24 * HOUR, 'never over a day'],
    [{ recent: every(MINUTE), ttlMs: HOUR }, HOUR, 'ttl'],
    [{ recent: every(MINUTE), maxAgeMs: 2 * HOUR }, 2 * HOUR, 'max-age'],
    [{ maxAgeMs: 900 * HOUR }, 24 * HOUR, 'a foolish max-age is capped'],
    [{ recent: [new Date('2099-01-01')] }, HOUR, 'dates to come say nothing'],
    [{ outcome: 'failed', failures: 1 }, 5 * MINUTE, 'first failure'],
    [{ outcome: 'failed', failures: 4 }, 40 * MINUTE, 'doubling'],
    [{ outcome: 'failed', failures: 900 }, 24 * HOUR, 'at most a day'],
    [{ outcome: 'failed', failures: 1, fault: 'gone' }, 24 * HOUR, 'gone'],
    [{ outcome: 'failed', failures: 1, retryAfterMs: 48 * HOUR }, 48 * HOUR, 'Retry-After is kept'],
    [{ outcome: 'failed', failures: 4, retryAfterMs: 1000 }, 40 * MINUTE, 'Retry-After never shortens'],
  ])('%o waits %i: %s', (history, expected) => {
    expect(wait(history)).toBe(expected);
  });
});

describe('skipped hours', () => {
  test.each<[Partial<PollHistory>, number, string]>([
    [{ skipHours: [13] }, 2 * HOUR, 'the poll at 13 waits for 14'],
    [{ skipHours: [13, 14, 15] }, 4 * HOUR, 'several in a row'],
    [{ skipHours: [3] }, HOUR, 'another hour'],
    [{ skipHours: Array.from({ length: 24 }, (_, hour) => hour) }, HOUR, 'the whole day is not believed'],
    [{ skipHours: [12], pollIntervalMs: 1000 }, 1000, 'a fixed interval knows no hours'],
  ])('%o waits %i: %s', (history, expected) => {
    expect(wait(history)).toBe(expected);
  });
});

describe('fixed', () => {
  test.each<[Partial<PollHistory>, number]>([
    [{ ttlMs: HOUR, maxAgeMs: HOUR, recent: every(100 * HOUR) }, 1000],
    [{ outcome: 'not-modified' }, 1000],
    [{ outcome: 'failed', failures: 1 }, 1000],
    [{ outcome: 'failed', failures: 2 }, 2000],
    [{ outcome: 'failed', failures: 9 }, 5000],
    [{ outcome: 'failed', failures: 10 }, 10_000],
    [{ outcome: 'failed', failures: 40 }, 24 * HOUR],
    [{ outcome: 'failed', failures: 1, retryAfterMs: 60_000 }, 60_000],
  ])('%o waits %i', (history, expected) => {
    expect(wait({ ...history, pollIntervalMs: 1000, random: () => 0.99 })).toBe(expected);
  });
});

test('any history gives a time within bounds', () => {
  const duration = fc.option(fc.nat(10 * 24 * HOUR), { nil: undefined });
  fc.assert(
    fc.property(
      fc.constantFrom('ok' as const, 'not-modified' as const, 'failed' as const),
      fc.nat(1000),
      fc.array(fc.date({ noInvalidDate: true })),
      duration,
      duration,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (outcome, failures, recent, ttlMs, maxAgeMs, chance) => {
        const ms = wait({ outcome, failures, recent, ttlMs, maxAgeMs, random: () => chance });
        expect(ms).toBeGreaterThanOrEqual(5 * MINUTE);
        expect(ms).toBeLessThanOrEqual(24 * HOUR);
      },
    ),
  );
});
