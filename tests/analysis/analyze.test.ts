import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';

const published = '2026-11-24T08:00:00+07:00';
const read = (text: string, lang = 'id') => analyze({ text, published, lang });

describe('quotes', () => {
  test.each([
    [
      'cue before the name',
      'id',
      '"Kami siap membantu seluruh warga," kata Kepala Dinas Sosial Ratna Wibisana, Senin (23/11).',
      'Ratna Wibisana',
      '2026-11-23',
    ],
    [
      'name before the verb',
      'en',
      '"We will rebuild the pier before June," Marta Kilen said on Monday.',
      'Marta Kilen',
      '2026-11-23',
    ],
    [
      'cue, then office and name',
      'en',
      '"The gate failed at midnight," said harbour chief Marta Kilen.',
      'Marta Kilen',
      undefined,
    ],
  ])('%s', (_reason, lang, text, speaker, date) => {
    const { quotes } = read(text, lang);
    expect(quotes).toHaveLength(1);
    expect(quotes[0]).toMatchObject({ kind: 'direct', speaker, resolution: 'named' });
    expect(quotes[0]!.date).toBe(date);
    expect(text.slice(quotes[0]!.start, quotes[0]!.end)).toBe(quotes[0]!.text);
  });

  test('-nya is the last speaker, and a short form finds the full name', () => {
    const { quotes } = read(
      '"Pintu air sudah tua sekali," kata Kepala Balai Bagas Prakoso.\n\n"Kami akan mengganti semuanya tahun depan," ujarnya.\n\n"Warga tidak perlu panik sekarang," kata Bagas.',
    );
    expect(quotes.map((one) => [one.speaker, one.resolution])).toEqual([
      ['Bagas Prakoso', 'named'],
      ['Bagas Prakoso', 'enclitic'],
      ['Bagas Prakoso', 'named'],
    ]);
  });

  test('-nya without anybody before it stays unresolved', () => {
    const [quote] = read('"Pintu air itu sudah sangat tua," ujarnya.').quotes;
    expect(quote).toMatchObject({ resolution: 'none' });
    expect(quote!.speaker).toBeUndefined();
  });

  test('a refusal is no statement', () => {
    expect(read('Ratna Wibisana tidak mengonfirmasi bahwa pintu air itu rusak sejak lama.').quotes).toEqual([]);
  });
});

describe('events', () => {
  test.each([
    ['digits beat the weekday beside them', 'Banjir terjadi pada Rabu (16/11/2026).', '2026-11-16', 'day'],
    ['a year-less date is the nearest', 'Rapat digelar Kamis (26/11).', '2026-11-26', 'day'],
    ['a month that is past', 'Pakta itu diteken Juni lalu.', '2026-06', 'month'],
    ['yesterday', 'Gempa terjadi kemarin di selatan pulau.', '2026-11-23', 'day'],
  ])('%s', (_reason, text, date, precision) => {
    expect(read(text).events).toMatchObject([{ date, precision, sentence: text }]);
  });

  test('what lies ahead is planned', () => {
    expect(read('Rapat digelar Kamis (26/11/2026).').events[0]!.planned).toBe(true);
  });

  test('a law is no event', () => {
    expect(read('Hal itu diatur dalam UU Nomor 12 Tahun 2011 tentang jalan.').events).toEqual([]);
  });
});

describe('every text', () => {
  const unit = fc.constantFrom(
    '"',
    '“',
    '”',
    ' kata Budi Santoso',
    '. ',
    ', ',
    '(1/2)',
    '\n\n',
    'Senin',
    '\u202E',
    '\uD800',
    'A',
    'katanya',
    'bahwa ',
  );
  test('offsets slice to the text, direct quotes do not overlap, nothing throws', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.constantFrom('id', 'en', undefined), (parts, lang) => {
        const text = parts.join('');
        const { quotes, events } = analyze({ text, published, lang });
        for (const one of quotes) {
          const span = text.slice(one.start, one.end);
          for (const segment of one.segments ?? [one.text]) expect(span).toContain(segment);
          if (!one.segments) expect(span).toBe(one.text);
        }
        for (const one of events) expect(text.slice(one.start, one.end)).toBe(one.anchor);
        const direct = quotes.filter((one) => one.kind === 'direct');
        for (const [at, one] of direct.slice(1).entries()) expect(one.start).toBeGreaterThanOrEqual(direct[at]!.end);
      }),
    );
  });
});
