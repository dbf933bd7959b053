import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import { canonicalUrl } from '#articles/identity.ts';
import * as twins from '#articles/twins.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Feed, FeedHealth, Item } from '#core/news.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { claim, expandAll, leadOf } from '#tests/support/outbox.ts';
import { createTakeIn } from '#src/take-in.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';

const FIRST: FeedHealth = { dueAt: new Date(0), failures: 0 };
const AGAIN: FeedHealth = { ...FIRST, firstReadAt: new Date(1) };
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 1, minute));
const itemOf = (number: number, more: Partial<Item> = {}): Item => ({
  id: `g${number}`,
  link: `https://warta.example/${number}`,
  title: `Berita ke-${number} tentang hal${number}`,
  publishedAt: at(number % 60),
  ...more,
});

let database: OpenDatabase;
let stores: ReturnType<typeof createStores>;
let takeIn: ReturnType<typeof createTakeIn>;
let pagesAsked: number;
/** Where a link leads in the end, where that is elsewhere. */
let redirects: Record<string, string>;

beforeEach(async () => {
  database = await openDatabase({ url: join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'), log: silentLog });
  stores = createStores({
    ...database,
    tokens: { index: indexTokens, query: queryTokens },
    stories: createStoryIndex({ packs }),
  });
  pagesAsked = 0;
  redirects = {};
  takeIn = createTakeIn({
    identify: { ...twins, canonicalUrl },
    async read(item, feed, wantsPage) {
      pagesAsked += wantsPage ? 1 : 0;
      const url = redirects[item.link ?? ''] ?? item.link;
      return { text: `Isi dari ${item.title}.`, title: item.title ?? feed.title, source: 'feed', url };
    },
    analyze,
    news: stores.news,
    keepBody: async () => {},
    clock: systemClock,
    log: silentLog,
    meter: silentMeter,
    onNews: () => {},
  });
});
afterEach(() => database.close());

/** A feed that one channel of its own follows. */
async function follow(name: string): Promise<Feed> {
  const feed = await stores.feeds.add({ url: `https://${name}.example/rss`, title: name, topics: [] });
  const place = { platform: 'web', address: name };
  const channel = await stores.channels.ensure(place, { locale: 'id', zone: 'UTC', at: at(0) });
  await stores.feeds.follow(channel.id, feed.id, 'alice', at(0));
  return feed;
}

/** What would be posted since the last call: channel and headline. */
async function posted(): Promise<string[]> {
  const rows: string[] = [];
  await expandAll(stores, at(0));
  const epoch = await leadOf(stores, 'web', 'me', at(0));
  for (;;) {
    const claimed = (await claim(stores, 'web', epoch, at(0), { limit: 100 })) ?? [];
    if (claimed.length === 0) return rows;
    for (const message of claimed) {
      // A correction of a headline is an edit, not a post.
      if (message.kind !== 'edit') {
        rows.push(`${message.channel.address}: ${(await stores.library.article(message.rows[0]!.articleId!))?.title}`);
      }
      await stores.outbox.settle([{ message, state: 'sent', messageId: '1', at: at(0) }], epoch);
    }
  }
}

describe('one feed', () => {
  test('first its newest alone, then each new item once, whatever changes about it', async () => {
    const feed = await follow('warta');
    await takeIn(feed, FIRST, [itemOf(2), itemOf(1)]);
    expect(await posted()).toEqual(['warta: Berita ke-2 tentang hal2']);
    const churned = [itemOf(3), itemOf(2, { id: 'x' }), itemOf(1, { publishedAt: at(50) })];
    expect(await takeIn(feed, AGAIN, churned)).toBe(1);
    expect(await posted()).toEqual(['warta: Berita ke-3 tentang hal3']);
    expect(await takeIn(feed, AGAIN, [])).toBe(0);
    expect(await takeIn(feed, AGAIN, churned)).toBe(0);
    expect(await posted()).toEqual([]);
  });

  test('a headline that says something else is edited; punctuation is no news', async () => {
    const feed = await follow('warta');
    await takeIn(feed, AGAIN, [itemOf(1)]);
    const titleNow = async (): Promise<string> =>
      (await stores.library.latest({ limit: 1, offset: 0 })).items[0]?.title ?? '';
    await takeIn(feed, AGAIN, [itemOf(1, { title: 'Berita ke-1: tentang "hal1"!' })]);
    expect(await titleNow()).toBe('Berita ke-1 tentang hal1');
    await takeIn(feed, AGAIN, [itemOf(1, { title: 'Ralat: berita ke-1' })]);
    expect(await titleNow()).toBe('Ralat: berita ke-1');
  });

  test('a flood is remembered, and its newest fifty are posted', async () => {
    const feed = await follow('warta');
    const flood = Array.from({ length: 260 }, (_, index) => itemOf(index, { publishedAt: new Date(index * 1000) }));
    expect(await takeIn(feed, AGAIN, flood)).toBe(260);
    expect(pagesAsked).toBe(200);
    const rows = await posted();
    expect(rows).toHaveLength(50);
    expect(rows.at(-1)).toBe('warta: Berita ke-259 tentang hal259');
    expect(await takeIn(feed, AGAIN, flood)).toBe(0);
  });
});

describe('two feeds', () => {
  test('with the same article: known once, posted in the channels of both, headline from the first', async () => {
    const [one, two] = [await follow('warta'), await follow('kabar-kota')];
    await takeIn(one, AGAIN, [itemOf(1)]);
    const twin = itemOf(1, { link: 'http://www.warta.example/1?utm_source=x', title: 'Judul yang lain sama sekali' });
    expect(await takeIn(two, AGAIN, [twin])).toBe(0);
    expect(await posted()).toEqual(['warta: Berita ke-1 tentang hal1', 'kabar-kota: Berita ke-1 tentang hal1']);
    await takeIn(one, AGAIN, [itemOf(1)]);
    await takeIn(two, AGAIN, [twin]);
    expect(await posted()).toEqual([]);
    expect((await stores.library.counts()).articles).toBe(1);
  });

  test('at the same moment', async () => {
    const [one, two] = [await follow('warta'), await follow('kabar-kota')];
    const found = await Promise.all([one, two].map((feed) => takeIn(feed, AGAIN, [itemOf(1)])));
    expect(new Set(found)).toEqual(new Set([0, 1]));
    expect(await posted()).toHaveLength(2);
  });

  test('through a redirecting link that leads to the same page', async () => {
    const [one, two] = [await follow('warta'), await follow('proksi')];
    await takeIn(one, AGAIN, [itemOf(1)]);
    redirects['https://proksi.example/r/77'] = 'https://warta.example/1';
    const detour = itemOf(1, { id: 'r77', link: 'https://proksi.example/r/77' });
    expect(await takeIn(two, AGAIN, [detour])).toBe(0);
    expect(await posted()).toHaveLength(2);
    pagesAsked = 0;
    expect(await takeIn(two, AGAIN, [detour])).toBe(0);
    expect(pagesAsked).toBe(0);
  });

  test('a page that calls every article by one address loses none', async () => {
    const feed = await follow('warta');
    for (const number of [1, 2, 3]) redirects[`https://warta.example/${number}`] = 'https://warta.example/news';
    const apart = ['Banjir di Demak', 'Harga beras naik', 'Gempa di Cianjur'];
    await takeIn(
      feed,
      AGAIN,
      apart.map((title, index) => itemOf(index + 1, { title })),
    );
    expect(await posted()).toHaveLength(3);
  });
});
