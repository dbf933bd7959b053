import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import type { Analysis } from '#core/analysis.ts';

const published = '2026-03-11T08:00:00+07:00';
const langs = fc.constantFrom('id', 'en', undefined);

/** Pieces that news is made of, and pieces that break it. */
const piece = fc.constantFrom(
  ...['"', '“', '”', '‘', '’', "'", '«', '»', '„', "''", '``', ' '],
  ...['. ', ', ', ': ', '; ', '? ', '! ', '… ', ' - ', ' — ', '\n', '\n\n', '\r\n', '\u2028', '\t'],
  ...['(', ')', '(9/3)', '(9/3/2026)', '(43)', '(BPBD)', '[', ']'],
  ...['Camat', 'Wulan', 'Arsita', 'Danu Prabaswara', 'BPBD', 'Kementerian Laut', 'Prof. Dr. H.', 'S.H.', 'PT'],
  ...['kata ', 'katanya', 'ujar ', ' mengatakan ', 'menurut ', 'Menurutnya, ', ' bahwa ', 'dilansir AP', 'kepada '],
  ...['said ', 'he said', 'she told ', 'Ada Fenwick', 'according to ', 'that ', 'the mayor'],
  ...['Senin', 'kemarin', 'pekan lalu', '9 Maret 2026', 'sejak 2019', 'Monday', 'March 2, 2026', 'kuartal I 2025'],
  ...['air sudah surut', 'the gate held', 'tidak ', 'Sementara itu, ', 'Baca juga: ', 'FOTO: ', 'MUARA JATI - '],
  ...['\u202E', '\u200B', '\u200F', '\uFEFF', '\uD800', '\uDC00', '👩‍👧', 'é', 'e\u0301', 'ﷺ', '\0'],
);
const text = fc.array(piece, { maxLength: 80 }).map((parts) => parts.join(''));

/** What must hold of every analysis, whatever the text. */
function holds(given: string, { quotes, events, summary, people }: Analysis): true {
  for (const one of quotes) {
    expect(one.start).toBeLessThan(one.end);
    const span = given.slice(one.start, one.end);
    if (one.segments) {
      expect(one.segments.length).toBeGreaterThan(1);
      expect(one.text).toBe(one.segments.join(' '));
      let from = 0;
      for (const segment of one.segments) {
        const at = span.indexOf(segment, from);
        expect(at).toBeGreaterThanOrEqual(0);
        from = at + segment.length;
      }
    } else expect(span).toBe(one.text);
    expect(one.text.trim()).toBe(one.text);
    expect(one.text).not.toBe('');
    if (one.sentence !== undefined) expect(given).toContain(one.sentence);
    expect(one.resolution === 'none').toBe(one.speaker === undefined);
    expect(one.confidence).toBeGreaterThanOrEqual(0);
    expect(one.confidence).toBeLessThanOrEqual(1);
    if (one.date !== undefined) expect(one.date).toMatch(/^\d{4}-\d\d-\d\d$/u);
    if (one.speaker !== undefined) expect(people.map((person) => person.name)).toContain(one.speaker);
    expect(Object.values(one)).not.toContain(null);
  }
  const direct = quotes.filter((one) => one.kind === 'direct').sort((a, b) => a.start - b.start);
  for (const [at, one] of direct.slice(1).entries()) expect(one.start).toBeGreaterThanOrEqual(direct[at]!.end);
  expect(quotes.map((one) => one.start)).toEqual(quotes.map((one) => one.start).sort((a, b) => a - b));
  for (const one of events) {
    expect(given.slice(one.start, one.end)).toBe(one.anchor);
    expect(one.anchor).not.toBe('');
    expect(given).toContain(one.sentence);
    expect(one.sentence).toContain(one.anchor);
    expect(one.date).toMatch(
      {
        day: /^\d{4}-\d\d-\d\d$/u,
        week: /^\d{4}-\d\d-\d\d$/u,
        month: /^\d{4}-\d\d$/u,
        quarter: /^\d{4}-\d\d$/u,
        year: /^\d{4}$/u,
      }[one.precision],
    );
    expect(Number.isNaN(Date.parse(one.date))).toBe(false);
    if (one.until !== undefined) expect(one.until >= one.date).toBe(true);
    if (one.precision === 'week') expect(new Date(one.date).getUTCDay()).toBe(1);
  }
  expect(summary.length).toBeLessThanOrEqual(3);
  for (const one of summary) expect(given).toContain(one);
  expect(new Set(people.map((one) => one.name)).size).toBe(people.length);
  return true;
}

describe('every text', () => {
  test('made of news and of what breaks it', () => {
    fc.assert(
      fc.property(text, langs, (given, lang) => {
        expect(holds(given, analyze({ text: given, published, lang }))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('of any characters at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), langs, (given, lang) => {
        expect(holds(given, analyze({ text: given, published, lang }))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('of any UTF-16 units, halves of pairs too', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 });
    fc.assert(
      fc.property(units, langs, (codes, lang) => {
        const given = String.fromCharCode(...codes);
        expect(holds(given, analyze({ text: given, published, lang }))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('reads the same twice, and another in between changes nothing', () => {
    fc.assert(
      fc.property(text, text, langs, (given, other, lang) => {
        const once = analyze({ text: given, published, lang });
        analyze({ text: other, published, lang });
        expect(analyze({ text: given, published, lang })).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  test('whatever else the article claims of itself', () => {
    const anything = fc.oneof(fc.string(), fc.constantFrom(undefined, null, 7, {}, [], true, NaN));
    fc.assert(
      fc.property(text, anything, anything, anything, anything, (given, title, url, when, lang) => {
        const article = { text: given, title, url, published: when, lang };
        expect(holds(given, analyze(article as Parameters<typeof analyze>[0]))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test.each([undefined, null, 7, {}, []])('text that is none (%j) is an empty text', (given) => {
  const article = { text: given } as unknown as Parameters<typeof analyze>[0];
  expect(analyze(article)).toMatchObject({ body: '', summary: [], people: [], quotes: [], events: [] });
});
