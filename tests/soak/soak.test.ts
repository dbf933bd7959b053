import { expect, test } from 'vitest';
import { soak } from './soak.ts';

/** The short form of `npm run soak`: long enough that each good newsroom publishes several times. */
test('everything good is posted once, whatever a third of the newsrooms does', { timeout: 180_000 }, async () => {
  const result = await soak({ feeds: 30, seconds: 6, everyMs: 2500 });
  expect(result).toMatchObject({ missing: [], twice: [], unexpected: [] });
  expect(result.expected).toBeGreaterThan(40);
  expect(result.bad).toBeGreaterThan(10);
  expect(result.openAfter).toBeLessThanOrEqual(result.openBefore);
});
