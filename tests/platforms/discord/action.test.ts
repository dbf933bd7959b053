import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAction, encodeAction } from '#platforms/discord/action.ts';
import { memoryNotes } from '#tests/support/memory-notes.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 120 });
const action = fc.record(
  {
    command: fc.constantFrom('quote', 'feed'),
    subcommand: fc.constantFrom('add', 'list'),
    options: fc.dictionary(fc.constantFrom('person', 'about', 'feed'), text, { noNullPrototype: true }),
    page: fc.integer({ min: 1, max: 100_000 }),
  },
  { requiredKeys: ['command', 'options'] },
);

test('an action comes back as it was, however long, and fits a custom_id', async () => {
  await fc.assert(
    fc.asyncProperty(action, fc.constantFrom('a', 'f', 's'), fc.nat(24), async (one, purpose, place) => {
      const notes = memoryNotes();
      const { customId, keep } = encodeAction(purpose, place, one);
      expect(customId.length).toBeLessThanOrEqual(100);
      if (keep) await notes.set(keep.key, keep.value);
      expect(await decodeAction(customId, notes)).toEqual({ purpose, action: one });
    }),
  );
});

test('the same action at two places of a message has two ids', () => {
  const one = { command: 'quote', options: {} };
  expect(encodeAction('a', 0, one).customId).not.toBe(encodeAction('a', 1, one).customId);
});

test.each(['', 'x', 'a0', 'a0[', 'a0{}', 'a0#unknown', 'z0["quote","",0]', 'constructor'])(
  '%j is none of ours',
  async (customId) => {
    expect(await decodeAction(customId, memoryNotes())).toBeUndefined();
  },
);
