import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAsks, readAsk, writeAsk } from '#platforms/telegram/asks.ts';
import { memoryNotes } from '#tests/support/memory-notes.ts';

const name = fc.stringMatching(/^[a-z_]{1,12}$/u);
const ask = fc.record({
  action: fc.record(
    {
      command: name,
      subcommand: name,
      options: fc.dictionary(name, fc.string({ unit: 'grapheme' }), { maxKeys: 4, noNullPrototype: true }),
      page: fc.integer({ min: 1, max: 999_999 }),
    },
    { requiredKeys: ['command', 'options'] },
  ),
  at: fc.option(fc.constantFrom('-1001234567890', '-1001234567890:77', '501'), { nil: undefined }),
});

describe('asks', () => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(ask, (one) => {
        expect(readAsk(writeAsk(one))).toEqual(one);
      }),
    );
  });

  test('every ask fits in 64 bytes and is the same again, also after a restart', async () => {
    await fc.assert(
      fc.asyncProperty(ask, async (one) => {
        const map = new Map<string, string>();
        const data = await createAsks(memoryNotes(map)).toData(one);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(await createAsks(memoryNotes(map)).fromData(data)).toEqual(one);
      }),
    );
  });

  test('an option still to be asked for is kept', () => {
    const one = { action: { command: 'feed', subcommand: 'add', options: {} }, asks: 'url', at: undefined };
    expect(readAsk(writeAsk(one))).toEqual(one);
  });

  test('a link’s payload has Telegram’s letters, and only what was written is read', async () => {
    const asks = createAsks(memoryNotes());
    const action = { command: 'quote', options: { person: 'Arga Wirasena — “Ketua”' } };
    const payload = await asks.toLink({ action });
    expect(payload).toMatch(/^[\w-]{1,64}$/u);
    expect(await asks.fromLink(payload)).toMatchObject({ action });
    for (const made of ['', 'help', 'a_', 'a_mydata', 'mydata|what=forget', `a_${'x'.repeat(22)}`]) {
      expect(await asks.fromLink(made)).toBeUndefined();
    }
  });

  test('no text of a stranger throws', async () => {
    const asks = createAsks(memoryNotes());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (data) => {
        const ask = await asks.fromData(data);
        expect(ask === undefined || ask.action.command !== '').toBe(true);
      }),
    );
  });
});
