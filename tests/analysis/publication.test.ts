import { expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';

const day = (published: string | undefined, text = 'Pasar dibuka kemarin.'): string[] =>
  analyze({ text, published, lang: 'id' }).events.map((one) => one.date);

test.each([
  ['2026-03-11T08:00:00+07:00', ['2026-03-10'], 'the zone of Jakarta'],
  ['2026-03-11T00:30:00+09:00', ['2026-03-10'], 'the zone of Jayapura, after midnight there'],
  ['2026-03-10T18:30:00Z', ['2026-03-10'], 'after midnight in Jakarta, the evening before in UTC'],
  ['2026-03-11', ['2026-03-10'], 'a day alone'],
  ['2026-03-11T08:00:00', ['2026-03-10'], 'no zone'],
  ['2026-03-01T08:00:00+07:00', ['2026-02-28'], 'over the end of a month'],
  ['2024-03-01T08:00:00+07:00', ['2024-02-29'], 'over the end of a leap February'],
  ['2026-01-01T08:00:00+07:00', ['2025-12-31'], 'over the end of a year'],
  ['yesterday-ish', [], 'no time at all'],
  ['', [], 'empty'],
  [undefined, [], 'absent'],
] as const)('published %s: %j', (published, dates, _reason) => {
  expect(day(published)).toEqual(dates);
});

test('a whole date needs no day of publication, and nothing is planned then', () => {
  expect(analyze({ text: 'Pasar dibuka 2 Maret 2031.', lang: 'id' }).events).toMatchObject([
    { date: '2031-03-02', precision: 'day', planned: false },
  ]);
});

test.each(['Pasar dibuka 31 Februari 2026.', 'Pasar dibuka Senin (45/13/2026).', 'Pasar dibuka Senin (0/0).'])(
  'a day that no calendar has is no event: %s',
  (text) => {
    expect(
      day('2026-03-11T08:00:00+07:00', text).filter((date) => date.length === 10 && !date.startsWith('2026-03')),
    ).toEqual([]);
    for (const date of day('2026-03-11T08:00:00+07:00', text)) expect(Number.isNaN(Date.parse(date))).toBe(false);
  },
);
