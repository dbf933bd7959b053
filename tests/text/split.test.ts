import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText } from '#text/split.ts';

const squeeze = (text: string): string => text.replaceAll(/\s+/gu, '');

describe('splitting a long text', () => {
  test.each([
    [
      'at the end of a sentence',
      'Satu kalimat. Kalimat kedua panjang.',
      24,
      ['Satu kalimat.', 'Kalimat kedua panjang.'],
    ],
    ['after a closing mark', '“Sudah selesai.” Lalu ia pergi.', 20, ['“Sudah selesai.”', 'Lalu ia pergi.']],
    [
      'at a paragraph rather than a sentence',
      'Satu. Dua.\n\nTiga. Empat lima.',
      20,
      ['Satu. Dua.', 'Tiga. Empat lima.'],
    ],
    [
      'at a word where the sentence would leave a stump',
      'Ya. Lalu satu kalimat yang panjang',
      20,
      ['Ya. Lalu satu', 'kalimat yang panjang'],
    ],
    ['at a word where no sentence ends', 'satu dua tiga empat', 10, ['satu dua', 'tiga empat']],
    ['in a word that is longer than the room', 'a'.repeat(25), 10, ['a'.repeat(9), 'a'.repeat(9), 'a'.repeat(7)]],
    ['nothing', '', 10, ['']],
  ])('%s', (_reason, text, most, pieces) => {
    expect(splitText(text, most)).toEqual(pieces);
  });

  test('loses no letter, breaks no limit, and no pair of surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 60, max: 120 }), (text, most) => {
        const pieces = splitText(text, most);
        expect(squeeze(pieces.join(''))).toBe(squeeze(text));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(most);
          expect(piece.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
