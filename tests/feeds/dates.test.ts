import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '#feeds/dates.ts';

test.each<[string, string, string]>([
  ['Mon, 02 Mar 2026 14:30:00 +0700', '2026-03-02T07:30:00.000Z', 'RFC 822'],
  ['Mon, 02 Mar 26 07:30:00 GMT', '2026-03-02T07:30:00.000Z', 'a year of two digits'],
  ['02 Mar 2026 07:30 EST', '2026-03-02T12:30:00.000Z', 'an American zone'],
  ['2026-03-02T14:30:00+07:00', '2026-03-02T07:30:00.000Z', 'ISO with an offset'],
  ['2026-03-02T07:30:00.123Z', '2026-03-02T07:30:00.000Z', 'fractions are dropped'],
  ['2026-03-02 07:30:00', '2026-03-02T07:30:00.000Z', 'no zone is UTC'],
  ['2026-03-02', '2026-03-02T00:00:00.000Z', 'a day'],
  ['Senin, 02 Mar 2026 14:30:00 WIB', '2026-03-02T07:30:00.000Z', 'WIB is +7'],
  ['Senin, 2 Maret 2026 pukul 14.30 WITA', '2026-03-02T06:30:00.000Z', 'WITA is +8'],
  ['2 Agustus 2026 14:30 WIT', '2026-08-02T05:30:00.000Z', 'WIT is +9'],
  ["Jum'at, 7 Agt 2026 | 09:05 WIB", '2026-08-07T02:05:00.000Z', 'an apostrophe and a bar'],
  ['Rabu, 11 Nopember 2026 - 23:59 WIB', '2026-11-11T16:59:00.000Z', 'old spelling of November'],
  ['5 Peb 2026', '2026-02-05T00:00:00.000Z', 'old spelling of February'],
  ['25 Desember 2026 00:15 WIB', '2026-12-24T17:15:00.000Z', 'the day before in UTC'],
  ['Kamis, 21 Mei 2026, 10:00 WIB', '2026-05-21T03:00:00.000Z', 'May'],
  ['02/03/2026 14:30 WIB', '2026-03-02T07:30:00.000Z', 'day before month'],
  ['March 2, 2026 07:30 UTC', '2026-03-02T07:30:00.000Z', 'month before day'],
  ['Mar 2nd, 2026 2:30 p.m.', '2026-03-02T14:30:00.000Z', 'month before day, no zone is UTC'],
  ['Mon Mar 02 2026 14:30:00 GMT+0700', '2026-03-02T07:30:00.000Z', 'what JavaScript writes'],
  ['02 Mar 2026 14:30:00 UTC+7', '2026-03-02T07:30:00.000Z', 'an offset named twice'],
  ['2026/03/02 14:30 WIB', '2026-03-02T07:30:00.000Z', 'slashes, year first'],
  ['Mon Mar  2 07:30:00 2026', '2026-03-02T07:30:00.000Z', 'C, left to the engine, in UTC wherever we run'],
])('%s is %s: %s', (raw, expected) => {
  expect(parseDate(raw)?.toISOString()).toBe(expected);
});

test.each([
  '',
  'kemarin',
  '0001-01-01T00:00:00Z',
  '0000-00-00 00:00:00',
  '31 Februari 2026',
  '2026-13-01',
  '2026-02-30',
  '1 Januari 2026 99:00',
  '1'.repeat(200),
])('%j is no date', (raw) => {
  expect(parseDate(raw)).toBeUndefined();
});

test('any string gives a valid date or none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), (raw) => {
      expect(parseDate(raw)?.getTime()).not.toBeNaN();
    }),
  );
});

test('what RFC 822 and ISO write is read back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      date.setUTCMilliseconds(0);
      expect(parseDate(date.toUTCString())).toEqual(date);
      expect(parseDate(date.toISOString())).toEqual(date);
    }),
  );
});
