import { expect, test } from 'vitest';
import { soak } from './soak.ts';

/** The short form of `npm run soak`: long enough that each good newsroom publishes several times. */
test('everything good is posted once, whatever a third of the newsrooms does', { timeout: 180_000 }, async () => {
  const result = await soak({ feeds: 60, seconds: 10, everyMs: 3000 });
  expect(result).toMatchObject({ missing: [], twice: [] });
  expect(result.posted).toBe(result.expected);
  expect(result.expected).toBeGreaterThan(100);
  expect(result.bad).toBeGreaterThan(20);
  expect(result.openAfter).toBeLessThanOrEqual(result.openBefore);
});
