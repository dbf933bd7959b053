import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Request } from '#core/platform.ts';
import { createBudget } from '#dispatch/budget.ts';

function setting() {
  let ms = 1_000_000;
  const budget = createBudget({ clock: { now: () => new Date(ms), sleep: async () => {} } });
  const ask = (who: string, where = 'news', cost = 1): number | undefined => {
    const request: Request = {
      input: '/help',
      asker: { id: who },
      place: { platform: 'x', address: where },
      moderator: false,
    };
    return budget.take(request, cost);
  };
  return { ask, pass: (by: number) => (ms += by) };
}

test('a person may ask sixty things at once and one more every second; others are not held up', () => {
  const { ask, pass } = setting();
  for (let at = 0; at < 60; at++) expect(ask('alice')).toBeUndefined();
  expect(ask('alice')).toBe(1);
  expect(ask('alice', 'elsewhere')).toBe(1);
  expect(ask('bob')).toBeUndefined();
  pass(1000);
  expect(ask('alice')).toBeUndefined();
  expect(ask('alice')).toBe(1);
});

test('what asks the web costs more', () => {
  const { ask } = setting();
  for (let at = 0; at < 12; at++) expect(ask('alice', 'news', 5)).toBeUndefined();
  expect(ask('alice', 'news', 5)).toBe(5);
});

test('a chat has a budget for all together', () => {
  const { ask } = setting();
  for (let at = 0; at < 300; at++) expect(ask(`person-${at}`)).toBeUndefined();
  expect(ask('one-more')).toBe(1);
  expect(ask('one-more', 'another chat')).toBeUndefined();
});

test('whoever waits as long as told is answered, and nobody gets more than the rate', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 5 })), { maxLength: 200 }), (steps) => {
      const { ask, pass } = setting();
      let spent = 0;
      let elapsed = 0;
      for (const [wait, cost] of steps) {
        pass(wait);
        elapsed += wait;
        const seconds = ask('alice', 'news', cost);
        if (seconds === undefined) spent += cost;
        else {
          pass(seconds * 1000);
          elapsed += seconds * 1000;
          expect(ask('alice', 'news', cost)).toBeUndefined();
          spent += cost;
        }
      }
      expect(spent).toBeLessThanOrEqual(60 + elapsed / 1000 + 1e-6);
    }),
  );
});
