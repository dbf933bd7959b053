import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { createCache } from '#store/keyv.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { claim, expandAll, leadOf } from '#tests/support/outbox.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} } as never;

test('an article is committed once, found again and fanned out once', async () => {
  const url = join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db');
  const { db, engine, close } = await openDatabase({ url, log });
  const split = (text: string): string[] => text.toLowerCase().split(/\W+/u).filter(Boolean);
  const stores = createStores({
    db,
    engine,
    tokens: { index: split, query: (text) => split(text).map((one) => [one]) },
    stories: createStoryIndex({ packs: [] }),
  });
  const at = new Date(1e12);
  const feed = await stores.feeds.add({ url: 'https://a.example/', title: 'A', topics: [] });
  const channel = await stores.channels.ensure({ platform: 'web', address: 'x' }, { locale: 'en', zone: 'UTC', at });
  await stores.feeds.follow(channel.id, feed.id, 'me', at);
  const article = {
    feedId: feed.id,
    identity: 'one',
    title: 'Harbour opens',
    outlet: 'A',
    publishedAt: at,
    fetchedAt: at,
    source: 'feed' as const,
    text: 'Rina Sato spoke.',
    analysis: {
      lang: 'en',
      body: 'Rina Sato spoke.',
      summary: ['Rina Sato spoke.'],
      people: [{ name: 'Rina Sato', aliases: [] }],
      events: [],
      quotes: [
        {
          text: 'Yes',
          kind: 'direct' as const,
          speaker: 'Rina Sato',
          start: 0,
          end: 3,
          resolution: 'named' as const,
          confidence: 1,
        },
      ],
    },
  };
  expect((await stores.news.commit(article, 'new')).isNew).toBe(true);
  expect((await stores.news.commit(article, 'new')).isNew).toBe(false);
  expect((await stores.library.search({ words: 'harb', limit: 5, offset: 0 })).total).toBe(1);
  expect((await stores.library.people({ name: 'sat', limit: 5 }))[0]?.name).toBe('Rina Sato');
  expect((await stores.library.nearestPeople('rima', 5))[0]?.name).toBe('Rina Sato');
  await expandAll(stores, at);
  const epoch = await leadOf(stores, 'web', 'me', at);
  expect(await claim(stores, 'web', epoch, at)).toHaveLength(1);
  expect(await claim(stores, 'web', epoch, at)).toHaveLength(0);
  const cache = createCache(db, 'pages', { ttlMs: 60_000 });
  await cache.set('k', { a: 1 });
  expect(await cache.get('k')).toEqual({ a: 1 });
  await close();
});
