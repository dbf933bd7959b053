import { describe, expect, test } from 'vitest';
import { createLocalTime } from '#alerts/local-time.ts';
import { isNearDuplicate } from '#alerts/near-duplicate.ts';
import { createPlan } from '#alerts/plan.ts';
import { type ChannelSettings, DEFAULT_SETTINGS } from '#core/alerts.ts';
import type { Channel } from '#core/news.ts';

const plan = createPlan(createLocalTime());
const channel = (settings: Partial<ChannelSettings>, more: Partial<Channel> = {}): Channel => ({
  id: 4,
  platform: 'web',
  address: 'news',
  locale: 'id',
  zone: 'Asia/Makassar',
  isPrivate: false,
  settings: { ...DEFAULT_SETTINGS, ...settings },
  ...more,
});
const NIGHT = { quiet: { from: 22 * 60, to: 6 * 60 } };
const DIGEST = { mode: 'digest' as const, digestAt: 7 * 60 };
const PRIVATE = { isPrivate: true };
/** 23:00 and 12:00 in WITA. */
const [LATE, NOON] = ['2026-11-24T15:00:00Z', '2026-11-24T04:00:00Z'];

describe('when a message may go', () => {
  test.each<[string, Channel, Parameters<typeof plan>[1], string, string | undefined]>([
    ['a live channel at once', channel({}), { kind: 'post', isBreaking: false }, NOON, undefined],
    [
      'quiet hours hold until they end',
      channel(NIGHT),
      { kind: 'alert', isBreaking: false },
      LATE,
      '2026-11-24T22:00:00Z',
    ],
    ['and nothing outside them', channel(NIGHT), { kind: 'alert', isBreaking: false }, NOON, undefined],
    ['a notice is held as well', channel(NIGHT), { kind: 'notice', isBreaking: false }, LATE, '2026-11-24T22:00:00Z'],
    ['an edit makes no sound', channel(NIGHT), { kind: 'edit', isBreaking: false }, LATE, undefined],
    ['breaking news waits as well', channel(NIGHT), { kind: 'post', isBreaking: true }, LATE, '2026-11-24T22:00:00Z'],
    ['unless it may pass', channel({ ...NIGHT, breaking: true }), { kind: 'post', isBreaking: true }, LATE, undefined],
    ['a digest at its hour', channel(DIGEST), { kind: 'post', isBreaking: false }, NOON, '2026-11-24T23:00:00Z'],
    ['an alert in a channel passes its digest', channel(DIGEST), { kind: 'alert', isBreaking: false }, NOON, undefined],
    [
      "a reader's own digest holds alerts",
      channel(DIGEST, PRIVATE),
      { kind: 'alert', isBreaking: false },
      NOON,
      '2026-11-24T23:00:00Z',
    ],
    [
      'a digest hour in quiet hours waits for their end',
      channel({ ...DIGEST, digestAt: 60, ...NIGHT }),
      { kind: 'post', isBreaking: false },
      NOON,
      '2026-11-24T22:00:00Z',
    ],
    [
      'a cap that is not reached',
      channel({ maxPerHour: 2 }),
      { kind: 'post', isBreaking: false, recent: [new Date(NOON)] },
      NOON,
      undefined,
    ],
    [
      'a cap that is reached',
      channel({ maxPerHour: 1 }),
      { kind: 'post', isBreaking: false, recent: [new Date(Date.parse(NOON) - 600_000)] },
      NOON,
      '2026-11-24T04:50:00Z',
    ],
  ])('%s', (_why, where, message, now, until) => {
    const held = plan(where, message, new Date(now));
    expect(held?.until.toISOString()).toBe(until && new Date(until).toISOString());
    if (held) expect(held.batch).toBe(`digest:4:${held.until.getTime() / 1000}`);
  });
});

describe('near-duplicates of text', () => {
  const long = Array.from(
    { length: 120 },
    (_, at) => `kata${String.fromCodePoint(97 + (at % 26))}${String.fromCodePoint(97 + Math.floor(at / 26))}`,
  );
  const swap = (words: string[], at: number, word: string): string[] =>
    words.map((one, index) => (index === at ? word : one));
  test.each([
    ['the same text under another headline', { title: ['a'], words: long }, { title: ['b'], words: long }, true],
    ['one word of many', { title: ['a'], words: long }, { title: ['b'], words: swap(long, 50, 'lain') }, true],
    [
      'another number is other news',
      { title: ['a'], words: [...long, '5'] },
      { title: ['a'], words: [...long, '6'] },
      false,
    ],
    [
      'a tenth of the words',
      { title: ['a'], words: long },
      { title: ['a'], words: long.map((one, at) => (at % 10 === 0 ? 'x' : one)) },
      false,
    ],
    ['a short text under another headline', { title: ['a'], words: ['isi'] }, { title: ['b'], words: ['isi'] }, false],
    ['a short text under the same headline', { title: ['a'], words: ['isi'] }, { title: ['a'], words: ['isi'] }, true],
    ['two empty texts', { title: [], words: [] }, { title: [], words: [] }, true],
  ])('%s', (_why, one, other, expected) => {
    expect(isNearDuplicate(one, other)).toBe(expected);
    expect(isNearDuplicate(other, one)).toBe(expected);
  });
});
