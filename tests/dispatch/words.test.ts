import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { readWords, writeWords } from '#dispatch/words.ts';

describe('readWords', () => {
  test.each([
    [
      'all words belong to the first option',
      '/quote Sabrina Singh',
      { command: 'quote', options: { person: 'Sabrina Singh' } },
    ],
    [
      'a named option takes its word',
      '/quote singh about:nato',
      { command: 'quote', options: { person: 'singh', about: 'nato' } },
    ],
    [
      'quotes hold words together',
      '/quote person:"Sabrina Singh"',
      { command: 'quote', options: { person: 'Sabrina Singh' } },
    ],
    [
      'an address is no named option',
      '/feed add https://x.id/rss',
      { command: 'feed', subcommand: 'add', options: { url: 'https://x.id/rss' } },
    ],
    ['the bot may be named', '/latest@kabar_bot banjir', { command: 'latest', options: { about: 'banjir' } }],
    ['the slash may be left out', 'help', { command: 'help', options: {} }],
    ['an open quote ends at the end', '/search "dua kata', { command: 'search', options: { words: 'dua kata' } }],
    ['a page is asked for', '/latest page:3', { command: 'latest', options: {}, page: 3 }],
  ])('%s', (_reason, text, expected) => {
    expect(readWords(text, commands)).toMatchObject(expected);
  });

  test('what is written is read back', () => {
    const value = fc
      .string({ minLength: 1 })
      .map((text) => text.replaceAll(/["“”]/gu, '').trim())
      .filter(Boolean);
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 9999 }), (person, about, page) => {
        const action = { command: 'quote', options: { person, about }, page };
        expect(readWords(writeWords(action), commands)).toMatchObject(action);
      }),
    );
  });

  test('no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readWords(text, commands).command).toBeTypeOf('string');
      }),
    );
  });
});
