import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS } from './answers.ts';
import { DOCUMENTS } from './documents.ts';
import { PAGES } from './pages.ts';
import { startHarness, type Harness } from './harness.ts';

/** The budget is 50 ms; on a shared machine a stop for garbage may come on top of it. `npm run hostile` holds to it. */
const STALL_MS = 100;
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.run({ kind: 'answer', index: 0 });
});
afterAll(() => harness.close());

const documents = DOCUMENTS.map((one, index) => ({ ...one, index })).filter(({ isSlow }) => !isSlow);

describe('documents', () => {
  test.each(documents)('$group: $name', async ({ index }) => {
    const { isAsExpected, outcome, longestMs } = await harness.run({ kind: 'document', index });
    expect({ isAsExpected, outcome }).toEqual({ isAsExpected: true, outcome });
    expect(longestMs).toBeLessThan(STALL_MS);
  });

  test('nothing was loaded that a document named', () => {
    expect(harness.wasTrapped()).toBe(false);
  });
});

const others = [
  ...PAGES.map(({ name }, index) => ({ kind: 'page' as const, name, index })),
  ...ANSWERS.map(({ name }, index) => ({ kind: 'answer' as const, name, index })),
];
test.each(others)('$kind: $name', async ({ kind, index }) => {
  const { isAsExpected, outcome, longestMs } = await harness.run({ kind, index });
  expect({ isAsExpected, outcome }).toEqual({ isAsExpected: true, outcome });
  expect(longestMs).toBeLessThan(STALL_MS);
});
