import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTIES } from './properties.ts';

/** `npm run fuzz` sets ten thousand. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);

test.each(Object.entries(PROPERTIES))('%s', { timeout: 600_000 }, async (_name, property) => {
  const found = await fc.check(property, { numRuns: RUNS });
  expect(found.failed ? fc.defaultReportMessage(found) : '').toBe('');
  expect(found.numRuns).toBe(RUNS);
});
