import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { FeedError } from '#core/errors.ts';
import { createDiscover, type ParseFeed } from '#feeds/discover.ts';
import { createFetch, type Fetch } from '#feeds/fetch.ts';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';

let server: FeedServer;
let fetch: Fetch;
let discover: ReturnType<typeof createDiscover>;

/** A feed is `FEED <title>`; anything else is HTML. */
const parse: ParseFeed = async (bytes) => {
  const title = /^FEED (.*)/.exec(Buffer.from(bytes).toString())?.[1];
  if (!title) throw new FeedError('html');
  return {
    title,
    items: [
      { title: 'old', publishedAt: new Date('2026-01-01') },
      { title: 'new', publishedAt: new Date('2026-02-01') },
    ],
  };
};

beforeAll(async () => {
  server = await startFeedServer();
  fetch = createFetch({ allow: ['127.0.0.0/8'], userAgent: 'Kabar', clock: systemClock });
  discover = createDiscover({ fetch, parse });
  server.on('/berita.xml', 'FEED Berita');
  server.on('/olahraga.xml', 'FEED Olahraga');
});
afterAll(async () => {
  await fetch.close();
  await server.close();
});

test('a feed is itself, with its newest item', async () => {
  expect(await discover(`${server.origin}/berita.xml`)).toMatchObject({
    kind: 'feed',
    feed: { url: `${server.origin}/berita.xml`, title: 'Berita', newest: { title: 'new' } },
  });
});

test('a feed that moved for good is known by its new address', async () => {
  server.on('/lama.xml', (_, response) => response.writeHead(301, { location: '/berita.xml' }).end());
  expect(await discover(`${server.origin}/lama.xml`)).toMatchObject({ feed: { url: `${server.origin}/berita.xml` } });
});

test('a page names its feeds; those that fail are left out', async () => {
  server.on(
    '/situs',
    `<LINK href='/berita.xml' rel="alternate" type="application/rss+xml"><link rel=alternate type=application/atom+xml href=olahraga.xml>
     <link rel="alternate" type="application/rss+xml" href="/hilang.xml"><link rel="stylesheet" href="/gaya.css">
     <link rel="alternate" type="application/json" href="/wp-json/1"><link rel="alternate" type="application/rss+xml" href="javascript:1">`,
  );
  server.asked.length = 0;
  const found = await discover(`${server.origin}/situs`);
  expect(found.kind === 'several' && found.feeds.map(({ title }) => title)).toEqual(['Berita', 'Olahraga']);
  expect(server.asked).toEqual(['/situs', '/berita.xml', '/olahraga.xml', '/hilang.xml']);
});

test('without announcement the usual places are tried until one answers', async () => {
  server.on('/', '<p>Selamat datang');
  server.on('/rss.xml', 'FEED Akar');
  expect(await discover(server.origin)).toMatchObject({ kind: 'feed', feed: { title: 'Akar' } });
});

test('a host that asks us to wait is not asked for the next path', async () => {
  server.on(
    '/sibuk',
    '<link rel="alternate" type="application/rss+xml" href="/penuh.xml"><link rel="alternate" type="application/rss+xml" href="/lagi.xml">',
  );
  for (const path of ['/penuh.xml', '/sibuk/feed']) server.on(path, (_, response) => response.writeHead(429).end());
  server.asked.length = 0;
  expect(await discover(`${server.origin}/sibuk`)).toMatchObject({ kind: 'nothing' });
  expect(server.asked).toEqual(['/sibuk', '/penuh.xml', '/sibuk/feed']);
});

test.each([
  ['javascript:alert(1)', 'bad-url'],
  ['data:text/xml,<rss/>', 'bad-url'],
  ['', 'bad-url'],
  ['http://10.0.0.1/', 'blocked-address'],
])('%s leads nowhere: %s', async (url, fault) => {
  expect(await discover(url)).toEqual({ kind: 'nothing', fault });
});

test('a page that is missing is said to be missing', async () => {
  expect(await discover(`${server.origin}/tiada`)).toEqual({ kind: 'nothing', fault: 'http' });
});
