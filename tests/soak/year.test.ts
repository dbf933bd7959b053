import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import type { ChannelSettings } from '#core/alerts.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { createPrune } from '#src/prune.ts';
import { openDatabase } from '#store/database.ts';
import { createOperations } from '#store/operations.ts';
import { createRetention } from '#store/retention.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { folder } from '#tests/support/kabar.ts';
import { claim, expandAll, leadOf } from '#tests/support/outbox.ts';

/** The short form passes both changes of the clocks in spring; `npm run year` is the whole year. */
const DAYS = Number(process.env['YEAR_DAYS'] ?? 50);
const START = Date.UTC(2026, 1, 12);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEEP_MS = 15 * DAY_MS;
const OUTBOX_MS = 7 * DAY_MS;
/** News comes at these hours, UTC. */
const NEWS_HOURS = [1, 9, 17];
const SYLLABLES = 'ba ci du fe go ha ji ku la mi no pe ra si tu wa yo'.split(' ');

const PLACES: Record<string, { zone: string; settings: Partial<ChannelSettings> }> = {
  live: { zone: 'Asia/Jakarta', settings: {} },
  digest: { zone: 'Europe/Berlin', settings: { mode: 'digest', digestAt: 7 * 60 } },
  quiet: { zone: 'America/New_York', settings: { quiet: { from: 22 * 60, to: 6 * 60 } } },
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const localOf = (zone: string) => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  return (at: Date): { day: string; hour: number } => {
    const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
    return { day: `${found['year']}-${found['month']}-${found['day']}`, hour: Number(found['hour']) };
  };
};

/** Words that no other article has, the same in every run. */
function wordsOf(number: number): string {
  let state = number * 2_654_435_761;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (state >>> 8) % SYLLABLES.length;
  };
  return Array.from({ length: 30 }, () => Array.from({ length: 4 }, () => SYLLABLES[next()]).join('')).join(' ');
}

test(
  `${DAYS} days: digests at their hour through the changes of the clocks, nothing late, nothing that grows`,
  {
    timeout: 900_000,
  },
  async () => {
    const database = await openDatabase({ url: join(folder(), 'k.db'), log: silentLog });
    closers.push(() => database.close());
    let now = new Date(START);
    const clock = { now: () => now, sleep: async () => {} };
    const stores = createStores({
      ...database,
      tokens: { index: indexTokens, query: queryTokens },
      stories: createStoryIndex({ packs }),
      clock,
    });
    const feed = await stores.feeds.add({ url: 'http://x.example/rss', title: 'Harian', topics: [] });
    const names = new Map<number, string>();
    for (const [address, { zone, settings }] of Object.entries(PLACES)) {
      const channel = await stores.channels.ensure({ platform: 'web', address }, { locale: 'id', zone, at: now });
      await stores.channels.set(channel.id, { settings });
      await stores.feeds.follow(channel.id, feed.id, 'x', now);
      names.set(channel.id, address);
    }
    const epoch = await leadOf(stores, 'web', 'x', now);
    const prune = createPrune({
      retention: createRetention(database.db, database.engine),
      keepMs: KEEP_MS,
      clock,
      log: silentLog,
      meter: silentMeter,
    });
    const operations = createOperations(database.db, database.engine);
    const sent: { place: string; at: Date; createdAt: Date[] }[] = [];
    const sizes: number[] = [];
    let articles = 0;

    async function publish(): Promise<void> {
      articles += 1;
      const text = `Kepala Balai Arga${articles} Wirasena mengatakan bahwa ${wordsOf(articles)}.`;
      const title = `${articles} ${wordsOf(articles).slice(0, 40)}`;
      const article = { text, title, published: now.toISOString(), lang: 'id' };
      await stores.news.commit(
        {
          feedId: feed.id,
          identity: `a${articles}`,
          title,
          outlet: 'Harian',
          publishedAt: now,
          fetchedAt: now,
          source: 'feed',
          text,
          analysis: analyze(article),
        },
        'new',
      );
    }

    async function deliver(): Promise<void> {
      while ((await stores.outbox.release(now, 100)) > 0);
      for (;;) {
        const messages = await claim(stores, 'web', epoch, now, { limit: 50, together: 50 });
        if (!messages || messages.length === 0) return;
        const settled = messages.map((message) => ({ message, state: 'sent' as const, messageId: '1', at: now }));
        await stores.outbox.settle(settled, epoch);
        for (const { channel, rows } of messages) {
          sent.push({ place: names.get(channel.id)!, at: now, createdAt: rows.map((row) => row.createdAt) });
        }
      }
    }

    for (let hour = 0; hour < DAYS * 24; hour++) {
      now = new Date(START + hour * HOUR_MS);
      if (NEWS_HOURS.includes(now.getUTCHours())) {
        await publish();
        await expandAll(stores, now);
      }
      await deliver();
      if (now.getUTCHours() === 3) {
        await stores.outbox.prune(new Date(now.getTime() - OUTBOX_MS), 10_000);
        await stores.fanouts.prune(new Date(now.getTime() - OUTBOX_MS));
        await prune();
        sizes.push((await operations.size()).bytes);
      }
    }

    const of = (place: string) => sent.filter((one) => one.place === place);
    const articlesIn = (place: string): number => of(place).reduce((sum, one) => sum + one.createdAt.length, 0);
    // Live: in the very hour. Each article once.
    expect(articlesIn('live')).toBe(articles);
    expect(of('live').filter((one) => one.createdAt.some((at) => at.getTime() !== one.at.getTime()))).toEqual([]);
    // The digest: one message a day at seven by the clock on the wall, whatever that clock does.
    const berlin = localOf(PLACES['digest']!.zone);
    const mornings = of('digest').map((one) => berlin(one.at));
    expect(mornings.filter(({ hour }) => hour !== 7)).toEqual([]);
    expect(new Set(mornings.map(({ day }) => day)).size).toBe(mornings.length);
    expect(mornings.length).toBeGreaterThanOrEqual(DAYS - 1);
    expect(articles - articlesIn('digest')).toBeLessThanOrEqual(NEWS_HOURS.length);
    // Quiet hours: nothing in them, everything soon after.
    const newYork = localOf(PLACES['quiet']!.zone);
    expect(
      of('quiet')
        .map((one) => newYork(one.at).hour)
        .filter((hour) => hour >= 22 || hour < 6),
    ).toEqual([]);
    const late = of('quiet').flatMap((one) => one.createdAt.map((at) => one.at.getTime() - at.getTime()));
    expect(Math.max(...late)).toBeLessThanOrEqual(8 * HOUR_MS);
    expect(articles - articlesIn('quiet')).toBeLessThanOrEqual(1);

    // What is kept has a bound: after the first retention nothing grows.
    const count = async (table: string): Promise<number> =>
      (await sql<{ n: number }>`SELECT COUNT(*) AS n FROM ${sql.table(table)}`.execute(database.db)).rows[0]!.n;
    const kept = (KEEP_MS / DAY_MS + 1) * NEWS_HOURS.length;
    for (const table of ['articles', 'quotes', 'people', 'stories'])
      expect(await count(table)).toBeLessThanOrEqual(kept);
    expect(await count('outbox')).toBeLessThanOrEqual((OUTBOX_MS / DAY_MS + 2) * NEWS_HOURS.length * 3);
    const settled = sizes[Math.ceil((KEEP_MS / DAY_MS) * 1.5)]!;
    expect(sizes.at(-1)! / settled).toBeLessThan(1.5);
    expect(await operations.queues(now)).toEqual([]);
  },
);
