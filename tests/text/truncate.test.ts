import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { truncate } from '#text/truncate.ts';

describe('truncate', () => {
  test.each([
    ['Satu dua tiga', 20, 'Satu dua tiga', 'what fits stays'],
    ['Satu dua tiga', 9, 'Satu dua…', 'cut at a space'],
    ['Satu dua tiga', 11, 'Satu dua…', 'no half words'],
    ['Tanpaspasipanjang', 6, 'Tanpa…', 'one long word is cut'],
    ['ab👩‍👩‍👧cd', 6, 'ab…', 'a family stays whole or goes'],
    ['abc', 0, '', 'no room'],
  ])('%j in %i is %j: %s', (text, max, cut) => {
    expect(truncate(text, max)).toBe(cut);
  });

  test('any text fits and stays well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.nat(60), (text, max) => {
        const cut = truncate(text, max);
        expect(cut.length).toBeLessThanOrEqual(max > text.length ? text.length : max);
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
      }),
    );
  });
});
