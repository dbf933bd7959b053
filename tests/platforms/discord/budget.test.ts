import { expect, test } from 'vitest';
import { silentMeter } from '#core/meter.ts';
import { createInvalidBudget } from '#platforms/discord/budget.ts';

test('refused requests are counted in ten minutes that slide: first posting waits, then everything', () => {
  let now = 0;
  const budget = createInvalidBudget({ now: () => new Date(now), sleep: async () => {} }, silentMeter);
  const see = (times: number, status: number, scope?: string): void => {
    for (let time = 0; time < times; time += 1) budget.saw(status, scope);
  };
  see(10_000, 200);
  see(10_000, 404);
  see(10_000, 429, 'shared');
  expect([budget.postsWaitMs(), budget.allWaitMs()]).toEqual([0, 0]);
  see(1999, 403);
  expect(budget.postsWaitMs()).toBe(0);
  now = 60_000;
  see(1, 401);
  expect([budget.postsWaitMs(), budget.allWaitMs()]).toEqual([9 * 60_000, 0]);
  see(3000, 429, 'user');
  expect(budget.allWaitMs()).toBe(9 * 60_000);
  now = 10 * 60_000;
  expect([budget.postsWaitMs(), budget.allWaitMs()]).toEqual([60_000, 0]);
  now = 11 * 60_000;
  expect(budget.postsWaitMs()).toBe(0);
});
