import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Analysis } from '#core/analysis.ts';
import { silentLog } from '#core/log.ts';
import type { ReadArticle } from '#core/news.ts';
import type { Stores } from '#core/stores.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { claim, expandAll, leadOf } from '#tests/support/outbox.ts';

const NOW = new Date('2026-11-24T03:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const PLACE = { platform: 'web', address: 'news' };

function articleOf(feedId: number, number: number, more: Partial<ReadArticle> = {}): ReadArticle {
  const body = `Jembatan nomor ${number} diperiksa. "Jembatan nomor ${number} aman," kata Arga Wirasena.`;
  const analysis: Analysis = {
    lang: 'id',
    body,
    summary: [`Jembatan nomor ${number} diperiksa.`],
    people: [{ name: 'Arga Wirasena', aliases: ['Arga'], role: 'Kepala Dinas' }],
    quotes: [
      {
        text: `Jembatan nomor ${number} aman`,
        kind: 'direct',
        speaker: 'Arga Wirasena',
        date: '2026-11-23',
        start: 30,
        end: 43,
        resolution: 'named',
        confidence: 0.9,
      },
    ],
    events: [
      {
        date: `2026-11-${10 + number}`,
        precision: 'day',
        anchor: 'x',
        sentence: `Kejadian ${number}.`,
        start: 0,
        end: 1,
        planned: false,
      },
      {
        date: '2026-06',
        precision: 'month',
        anchor: 'y',
        sentence: 'Pakta diteken.',
        start: 1,
        end: 2,
        planned: false,
      },
    ],
  };
  return {
    feedId,
    identity: `https://x.test/${number}`,
    url: `https://x.test/${number}`,
    title: `Jembatan nomor ${number} diperiksa petugas`,
    outlet: 'Kanal Uji',
    publishedAt: later(number * 60_000),
    fetchedAt: NOW,
    source: 'feed',
    text: body,
    analysis,
    ...more,
  };
}

/** What every database must do alike; run on each engine. */
export function storeContract(name: string, address: () => Promise<string>): void {
  describe(name, () => {
    let database: OpenDatabase;
    let stores: Stores;
    let url: string;
    const open = async (): Promise<void> => {
      database = await openDatabase({ url, log: silentLog });
      stores = createStores({
        ...database,
        tokens: { index: indexTokens, query: queryTokens },
        stories: createStoryIndex({ packs }),
      });
    };
    beforeEach(async () => {
      url = await address();
      await open();
    });
    afterEach(() => database.close());

    async function follow() {
      const feed = await stores.feeds.add({ url: 'https://x.test/rss', title: 'Kanal Uji', topics: ['kota'] });
      const channel = await stores.channels.ensure(PLACE, { locale: 'id', zone: 'Asia/Jakarta', at: NOW });
      await stores.feeds.follow(channel.id, feed.id, 'alice', NOW);
      return { feed, channel };
    }

    test('migrations may start twice at once and again later', async () => {
      const both = await Promise.all([openDatabase({ url, log: silentLog }), openDatabase({ url, log: silentLog })]);
      await Promise.all(both.map((one) => one.close()));
      expect(await stores.library.counts()).toMatchObject({ articles: 0 });
    });

    test('a newer database is refused in one sentence', async () => {
      await database.db.updateTable('counters').set({ value: 999 }).where('name', '=', 'schema').execute();
      await expect(openDatabase({ url, log: silentLog })).rejects.toThrow(/schema version 999.*newer version/u);
    });

    test('a feed is added once, claimed once, and settled', async () => {
      const { feed, channel } = await follow();
      expect((await stores.feeds.add({ url: feed.url, title: 'Other', topics: [] })).id).toBe(feed.id);
      expect(await stores.feeds.follow(channel.id, feed.id, 'bob', NOW)).toEqual({ added: false });
      const [job] = await stores.feeds.claimDue(NOW, 10, 60_000);
      expect(job).toMatchObject({ feed: { id: feed.id, topics: ['kota'] }, health: { failures: 0 } });
      expect(await stores.feeds.claimDue(NOW, 10, 60_000)).toEqual([]);
      const dueAt = later(300_000);
      await stores.feeds.settle({
        feedId: feed.id,
        ok: true,
        polledAt: NOW,
        dueAt,
        validators: { etag: '"a"' },
        found: 1,
      });
      const [again] = await stores.feeds.claimDue(dueAt, 10, 60_000);
      expect(again).toMatchObject({ validators: { etag: '"a"' }, health: { firstReadAt: NOW, changedAt: NOW } });
      await stores.feeds.settle({ feedId: feed.id, ok: false, polledAt: NOW, dueAt, fault: 'http', status: 500 });
      expect((await stores.feeds.followed(channel.id))[0]!.health).toMatchObject({
        failures: 1,
        fault: 'http',
        status: 500,
      });
    });

    test('a paused or unfollowed feed is not due', async () => {
      const { feed, channel } = await follow();
      await stores.feeds.pause(channel.id, feed.id, true);
      expect(await stores.feeds.claimDue(NOW, 10, 1)).toEqual([]);
      await stores.feeds.pause(channel.id, feed.id, false);
      expect(await stores.feeds.unfollow(channel.id, feed.id)).toBe(true);
      expect(await stores.feeds.unfollow(channel.id, feed.id)).toBe(false);
      expect(await stores.feeds.claimDue(NOW, 10, 1)).toEqual([]);
    });

    test('an article is committed once, with all that was read in it', async () => {
      const { feed } = await follow();
      expect(await stores.news.commit(articleOf(feed.id, 1), 'new')).toMatchObject({ isNew: true });
      expect(await stores.news.commit(articleOf(feed.id, 1), 'new')).toMatchObject({ isNew: false });
      const all = await Promise.all([2, 3, 4].map((number) => stores.news.commit(articleOf(feed.id, number), 'none')));
      expect(new Set(all.map((one) => one.articleId)).size).toBe(3);
      const { library } = stores;
      expect(await library.counts()).toMatchObject({ articles: 4, quotes: 4, events: 8, people: 1 });
      expect((await library.latest({ limit: 2, offset: 1 })).items.map((one) => one.title)).toEqual([
        'Jembatan nomor 3 diperiksa petugas',
        'Jembatan nomor 2 diperiksa petugas',
      ]);
      expect(await library.search({ words: 'jembatan periksa', limit: 5, offset: 0 })).toMatchObject({ total: 4 });
      expect(await library.search({ words: '\' OR " & | ! :*', limit: 5, offset: 0 })).toMatchObject({ total: 0 });
      const [person] = await library.people({ name: 'wira', limit: 5 });
      expect(person).toMatchObject({ name: 'Arga Wirasena', quotes: 4, role: 'Kepala Dinas' });
      expect(await library.nearestPeople('wirasenna', 5)).toMatchObject([{ name: 'Arga Wirasena' }]);
      const quotes = await library.quotes({ personId: person!.id, about: 'aman', limit: 2, offset: 0 });
      expect(quotes).toMatchObject({
        total: 4,
        items: [{ text: 'Jembatan nomor 4 aman', article: { outlet: 'Kanal Uji' } }, {}],
      });
      const [story] = await library.stories({ limit: 1 });
      const events = await library.events({ storyId: story!.id, limit: 20, offset: 0 });
      expect(events.items.map((one) => one.date)).toEqual([...events.items.map((one) => one.date)].sort());
      expect(await stores.news.known(['https://x.test/2', 'https://x.test/9'], 1)).toHaveProperty('size', 1);
    });

    test('wishes are kept until a body says otherwise; a move is believed after three days of saying so', async () => {
      const { feed } = await follow();
      const day = 24 * 3_600_000;
      const settle = (dayNumber: number, more: object) => {
        const polledAt = later(dayNumber * day);
        return stores.feeds.settle({
          feedId: feed.id,
          ok: true,
          polledAt,
          dueAt: NOW,
          validators: {},
          found: 0,
          ...more,
        });
      };
      await settle(0, { wishes: { ttlMinutes: 90, skipHours: [1, 2] } });
      await settle(1, {});
      const [job] = await stores.feeds.claimDue(later(day), 1, 0);
      expect(job?.wishes).toEqual({ ttlMinutes: 90, skipHours: [1, 2] });
      const movedTo = 'https://new.test/rss';
      const address = async (): Promise<string | undefined> => (await stores.feeds.get(feed.id))?.url;
      for (const at of [2, 3, 4]) await settle(at, { movedTo });
      await settle(5, { movedTo: 'https://elsewhere.test/rss' });
      for (const at of [6, 7, 8]) await settle(at, { movedTo });
      expect(await address()).toBe(feed.url);
      await settle(9, { movedTo });
      expect(await address()).toBe(movedTo);
      const taken = await stores.feeds.add({ url: 'https://taken.test/rss', title: 'x', topics: [] });
      for (const at of [10, 14]) await settle(at, { movedTo: taken.url });
      expect(await address()).toBe(movedTo);
    });

    test('an article carried by two feeds reaches the channels of both, once each, under all its names', async () => {
      const { feed } = await follow();
      const second = await stores.feeds.add({ url: 'https://y.test/rss', title: 'Kanal Dua', topics: [] });
      const elsewhere = await stores.channels.ensure(
        { platform: 'web', address: 'lain' },
        { locale: 'id', zone: 'Asia/Jakarta', at: NOW },
      );
      await stores.feeds.follow(elsewhere.id, second.id, 'bob', NOW);
      const { articleId } = await stores.news.commit(articleOf(feed.id, 1, { aliases: ['guid:a#1'] }), 'new');
      const known = await stores.news.known(['guid:a#1'], second.id);
      expect(known.get('guid:a#1')).toMatchObject({ articleId, isOwn: false, isCarried: false });
      const carry = (announce: 'new' | 'none'): Promise<boolean> =>
        stores.news.carry(articleId, second.id, { announce, aliases: ['guid:b#1'], at: NOW });
      expect(await carry('new')).toBe(true);
      expect(await carry('new')).toBe(false);
      expect((await stores.news.known(['guid:b#1'], second.id)).get('guid:b#1')).toMatchObject({ isCarried: true });
      expect((await stores.news.commit(articleOf(second.id, 9, { identity: 'guid:b#1' }), 'new')).isNew).toBe(false);
      await expandAll(stores, NOW);
      const messages = (await claim(stores, 'web', await leadOf(stores, 'web', 'me', NOW), NOW)) ?? [];
      expect(messages.map((one) => [one.rows[0]!.articleId, one.channel.address])).toEqual([
        [articleId, 'news'],
        [articleId, 'lain'],
      ]);
    });

    test('a post of the same key is kept once; readers go on after an id', async () => {
      const reply = { title: 'Satu', blocks: [], time: NOW };
      const one = await stores.posts.append({ key: 'k1', address: 'news', reply, at: NOW });
      expect(await stores.posts.append({ key: 'k1', address: 'news', reply, at: NOW })).toEqual({
        id: one.id,
        isNew: false,
      });
      const two = await stores.posts.append({ key: 'k2', address: 'news', reply: { ...reply, title: 'Dua' }, at: NOW });
      expect((await stores.posts.after('news', one.id, 10)).map((post) => post.id)).toEqual([two.id]);
      expect((await stores.posts.after('news', undefined, 1))[0]!.reply).toEqual({ ...reply, title: 'Dua' });
      expect(await stores.posts.replace(two.id, reply)).toBe(true);
      expect(await stores.posts.replace(9999, reply)).toBe(false);
    });

    test('what was acknowledged is there after a reopening', async () => {
      const { feed } = await follow();
      await stores.news.commit(articleOf(feed.id, 1), 'new');
      await database.close();
      await open();
      expect(await stores.library.counts()).toMatchObject({ articles: 1, feeds: 1 });
    });
  });
}
