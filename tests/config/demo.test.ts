import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { createDemo, demoFeeds } from '#config/demo/index.ts';
import { addDays, dayIn, instantAt, isoWeek, renderByline, renderDates } from '#config/demo/dates.ts';

const ZONE = 'Asia/Jakarta';
const BASE = 'http://127.0.0.1:3000';
const START = new Date('2026-11-24T02:30:00Z');
const LONG_AFTER = new Date(START.getTime() + 3_600_000);
const DAY_MS = 86_400_000;
const NOV_24 = { year: 2026, month: 11, day: 24 };

function urls(at: Date): string[] {
  return demoFeeds(at, ZONE, BASE).flatMap((outlet) => outlet.articles.map((each) => each.url));
}

describe('dates in templates', () => {
  test.each<[string, 'id' | 'en', string, string]>([
    ['{{day 0}}', 'id', 'Selasa (24/11/2026)', 'the start itself'],
    ['{{day 0}}', 'en', 'Tuesday, Nov 24', 'the start itself'],
    ['{{short -1}}', 'id', 'Senin (23/11)', 'no year'],
    ['{{short -1}}', 'en', 'Monday (Nov 23)', 'no year'],
    ['{{full 9}}', 'id', 'Kamis, 3 Desember 2026', 'over the end of a month'],
    ['{{full +9}}', 'en', 'Thursday, December 3, 2026', 'a plus sign is allowed'],
    ['{{date -24}}', 'id', '31 Oktober', 'back over the start of a month'],
    ['{{weekday -6}}', 'id', 'Rabu', 'a weekday alone'],
    ['{{month 2}}', 'id', 'Januari 2027', 'over the end of a year'],
    ['{{month -11}}', 'en', 'December 2025', 'back over the start of a year'],
    ['{{year -4}}', 'en', '2022', 'a year'],
  ])('%s in %s is %s (%s)', (template, language, expected) => {
    expect(renderDates(template, NOV_24, language)).toBe(expected);
  });

  test('month ends and leap days are counted by the calendar', () => {
    expect(addDays({ year: 2026, month: 12, day: 31 }, 1)).toEqual({ year: 2027, month: 1, day: 1 });
    expect(addDays({ year: 2028, month: 3, day: 1 }, -1)).toEqual({ year: 2028, month: 2, day: 29 });
    expect(renderDates('{{month 1}}', { year: 2026, month: 12, day: 31 }, 'id')).toBe('Januari 2027');
  });

  test('the day is the one on the wall of the zone', () => {
    const lateInUtc = new Date('2026-12-31T18:00:00Z');
    expect(dayIn(ZONE, lateInUtc)).toEqual({ year: 2027, month: 1, day: 1 });
    expect(dayIn('America/New_York', lateInUtc)).toEqual({ year: 2026, month: 12, day: 31 });
    expect(instantAt(ZONE, NOV_24, '08:20').toISOString()).toBe('2026-11-24T01:20:00.000Z');
    expect(instantAt('America/New_York', NOV_24, '08:20').toISOString()).toBe('2026-11-24T13:20:00.000Z');
  });

  test('a byline names the zone as papers do', () => {
    expect(renderByline(START, ZONE, 'id')).toBe('Selasa, 24 Nov 2026 09:30 WIB');
    expect(renderByline(START, 'Asia/Jayapura', 'en')).toBe('Tuesday, Nov 24, 2026, 11:30 WIT');
  });

  test.each([
    [{ year: 2026, month: 1, day: 1 }, '2026w01', 'a Thursday belongs to the first week'],
    [{ year: 2027, month: 1, day: 1 }, '2026w53', 'a Friday still belongs to the old year'],
    [{ year: 2024, month: 12, day: 30 }, '2025w01', 'a Monday may belong to the new year'],
  ])('ISO week of %o is %s (%s)', (day, expected) => {
    expect(isoWeek(day)).toBe(expected);
  });

  test.each(['{{day}}', '{{moon -1}}', '{{day -1.5}}', '{{ day 0 }}'])('%s is refused', (template) => {
    expect(() => renderDates(template, NOV_24, 'id')).toThrow('Unknown placeholder');
  });
});

describe('the newsroom', () => {
  const outlets = demoFeeds(START, ZONE, BASE);
  const all = outlets.flatMap((outlet) => outlet.articles.map((article) => ({ outlet, article })));
  const live = all.filter(({ article }) => article.appearsAfterMs !== undefined);

  test('three outlets, Indonesian and English, history and news to come', () => {
    expect(outlets.map((outlet) => outlet.language).sort()).toEqual(['en', 'id', 'id']);
    expect(all.length - live.length).toBeGreaterThanOrEqual(11);
    expect(live.length).toBeGreaterThanOrEqual(6);
    expect(new Set(all.map(({ article }) => article.url)).size).toBe(all.length);
  });

  test('one article more every 20 seconds, the first after 20', () => {
    const seconds = live.map(({ article }) => (article.appearsAfterMs ?? 0) / 1000).sort((a, b) => a - b);
    expect(seconds).toEqual(seconds.map((_, index) => 20 * (index + 1)));
  });

  test.each(['2026-11-24T02:30:00Z', '2026-12-31T17:00:30Z', '2027-01-02T16:59:59Z', '2028-03-01T00:00:00Z'])(
    'history is of the week before a start at %s, whatever the hour',
    (iso) => {
      const start = new Date(iso);
      for (const { articles } of demoFeeds(start, ZONE, BASE)) {
        for (const article of articles.filter((each) => each.appearsAfterMs === undefined)) {
          const age = start.getTime() - article.publishedAt.getTime();
          expect(age).toBeGreaterThan(0);
          expect(age).toBeLessThan(7 * DAY_MS);
        }
      }
    },
  );

  test('no placeholder is left, no headline holds a date, every weekday fits its digits', () => {
    const weekdays = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
    let checked = 0;
    for (const { article } of all) {
      const text = [article.title, article.caption, article.summary, ...article.paragraphs].join('\n');
      expect(text).not.toMatch(/[{}]/);
      expect(article.title).not.toMatch(/\b20\d\d\b/);
      for (const [, name, day, month] of text.matchAll(/(\p{L}+) \((\d+)\/(\d+)/gu)) {
        expect(name).toBe(weekdays[new Date(Date.UTC(2026, Number(month) - 1, Number(day))).getUTCDay()]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(20);
  });

  test('all three tell the running story over several days, with five people who speak', () => {
    const running = all.filter(({ article }) => /Bendung Waringin|Waringin Dam/.test(article.paragraphs.join(' ')));
    expect(new Set(running.map(({ outlet }) => outlet.slug)).size).toBe(3);
    expect(running.length).toBeGreaterThanOrEqual(8);
    expect(new Set(running.map(({ article }) => dayIn(ZONE, article.publishedAt).day)).size).toBeGreaterThanOrEqual(4);
    const text = running.map(({ article }) => article.paragraphs.join('\n')).join('\n');
    const cue = 'kata|ujar|tutur|mengatakan|menyebut|menilai|menjelaskan|said|told';
    for (const person of ['Ratih', 'Yuliana', 'Bagas', 'Damar', 'Teguh', 'Hasbi', 'Wening']) {
      expect(text).toMatch(new RegExp(`(?:${cue}) (?:\\S+ ){0,3}${person}|${person}[^.\\n]{0,60} (?:${cue})`));
    }
  });

  test('a restart in the same week keeps every address, a later week is another edition', () => {
    const now = urls(START);
    expect(urls(LONG_AFTER)).toEqual(now);
    expect(urls(new Date(START.getTime() + DAY_MS))).toEqual(now);
    const later = new Set(urls(new Date(START.getTime() + 10 * DAY_MS)));
    expect(now.filter((url) => later.has(url))).toEqual([]);
  });
});

describe('what is served', () => {
  const demo = createDemo(START, ZONE);

  test.each(demo.outlets.map((outlet) => [outlet.slug]))(
    '%s has a well-formed feed that grows and then rests',
    (slug) => {
      const read = (at: Date): string[] => {
        const feed = demo.feed(slug, at, BASE);
        const parsed = parseWithFeedsmith(feed?.body ?? '');
        if (parsed.format === 'rss') return (parsed.feed.items ?? []).map((item) => item.link ?? '');
        if (parsed.format === 'atom') return (parsed.feed.entries ?? []).map((entry) => entry.links?.[0]?.href ?? '');
        throw new Error(`a ${parsed.format} feed`);
      };
      const before = read(START);
      const after = read(LONG_AFTER);
      expect(before.length).toBeGreaterThanOrEqual(4);
      expect(after.length).toBeGreaterThan(before.length);
      expect(after.slice(-before.length)).toEqual(before);
      for (const link of after) expect(link).toMatch(new RegExp(`^${BASE}/demo/${slug}/[a-z0-9-]+-2026w48$`));
      expect(read(new Date(LONG_AFTER.getTime() + DAY_MS))).toEqual(after);
    },
  );

  test('one feed carries whole texts, one summaries, one is Atom', () => {
    const bodies = demo.outlets.map((outlet) => demo.feed(outlet.slug, START, BASE)?.body ?? '');
    expect(bodies.map((body) => body.includes('<content:encoded>'))).toEqual([true, false, false]);
    expect(bodies.map((body) => body.includes('<feed xmlns'))).toEqual([false, false, true]);
  });

  test('every page holds its paragraphs and its furniture, once it is out', () => {
    for (const outlet of demoFeeds(START, ZONE, BASE)) {
      for (const article of outlet.articles) {
        const early = demo.page(outlet.slug, article.slug, new Date(article.publishedAt.getTime() - 1), BASE);
        expect(early).toBeUndefined();
        const { document } = parseHTML(demo.page(outlet.slug, article.slug, LONG_AFTER, BASE) ?? '');
        const shown = [...document.querySelectorAll('.article-body p:not(.also)')].map((each) => each.textContent);
        expect(shown).toEqual(article.paragraphs);
        for (const part of ['header nav', '.byline', 'figcaption', 'footer']) {
          expect(document.querySelector(part)?.textContent).toBeTruthy();
        }
      }
    }
  });

  test('nothing is served that is not there', () => {
    expect(demo.feed('nowhere', START, BASE)).toBeUndefined();
    expect(demo.page('nowhere', 'nothing', START, BASE)).toBeUndefined();
    expect(demo.page('harian-cakrajaya', '__proto__', START, BASE)).toBeUndefined();
  });
});
