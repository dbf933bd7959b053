import { describe, expect, test } from 'vitest';
import { createLocalTime } from '#alerts/local-time.ts';

const time = createLocalTime();
const minutes = (text: string): number => {
  const [hours, rest] = text.split(':').map(Number) as [number, number];
  return hours * 60 + rest;
};

describe('the next local hour', () => {
  test.each([
    ['07:00', 'Asia/Jakarta', '2026-11-24T03:00:00Z', '2026-11-25T00:00:00Z', 'WIB: tomorrow, the hour is over'],
    ['07:00', 'Asia/Makassar', '2026-11-23T20:00:00Z', '2026-11-23T23:00:00Z', 'WITA: an hour before WIB'],
    ['07:00', 'Asia/Jakarta', '2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z', 'strictly after: never twice a day'],
    ['07:00', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T05:00:00Z', 'the morning the clock went forward'],
    ['07:00', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T06:00:00Z', 'the morning the clock went back'],
    [
      '02:30',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:30:00Z',
      'an hour that is skipped: 03:30 instead',
    ],
    ['02:30', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z', 'an hour that comes twice: the first'],
    ['02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z', 'and not the second'],
    ['00:00', 'America/New_York', '2026-11-01T03:59:00Z', '2026-11-01T04:00:00Z', 'midnight'],
    ['06:00', 'Asia/Kathmandu', '2026-11-24T00:00:00Z', '2026-11-24T00:15:00Z', 'a zone with quarter hours'],
    ['07:00', 'Pacific/Kiritimati', '2026-11-24T20:00:00Z', '2026-11-25T17:00:00Z', 'the furthest east'],
  ])('%s in %s after %s is %s: %s', (hour, zone, after, expected) => {
    expect(time.nextAt(minutes(hour), zone, new Date(after)).toISOString()).toBe(new Date(expected).toISOString());
  });

  test('day after day for two years a digest comes once a local day, at its hour or within the hour that is skipped', () => {
    for (const zone of ['Asia/Makassar', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
      let at = new Date('2026-01-01T00:00:00Z');
      for (let day = 0; day < 730; day++) {
        const next = time.nextAt(150, zone, at);
        const hours = (next.getTime() - at.getTime()) / 3_600_000;
        if (day > 0) expect(hours).toBeGreaterThan(22);
        if (day > 0) expect(hours).toBeLessThan(26);
        expect([120, 150, 180, 210]).toContain(time.minuteOf(next, zone));
        at = next;
      }
    }
  });
});
