import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createReader, type Reader } from '#articles/read.ts';
import { systemClock } from '#core/clock.ts';
import type { Feed, Item } from '#core/news.ts';
import { createFetch, type Fetch } from '#feeds/fetch.ts';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';

const FEED: Feed = { id: 1, url: 'https://warta.example/rss', title: 'Warta', topics: [], language: 'id' };
const PARAGRAPHS = [
  'Pasar Beringin dibuka kembali pada Senin pagi setelah ditutup selama dua pekan akibat banjir yang merendam puluhan kios.',
  '“Kami sudah menunggu hari ini,” kata Rukmini Sastro, ketua paguyuban pedagang, di sela pembersihan lorong utama pasar.',
  'Pemerintah kota menyiapkan pompa tambahan di tiga titik dan berjanji memperbaiki saluran air sebelum musim hujan berikutnya.',
];
const PAGE = `<!doctype html><html lang="id-ID"><head><title>Pasar Beringin dibuka - Warta Kota</title>
  <meta property="og:title" content="Pasar Beringin dibuka kembali"><meta property="og:site_name" content="Warta Kota">
  <meta property="og:image" content="/foto.jpg">
  <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2026-03-02T08:00:00+07:00","author":[{"name":"Tari Wening"}]}]}</script>
  </head><body><nav><a href="/">Beranda</a></nav><article><h1>Pasar Beringin dibuka kembali</h1>
  <figure><img src="/foto.jpg"><figcaption>Suasana pasar, foto arsip.</figcaption></figure>
  ${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')}
  <div class="related-posts"><p>Berita lain yang mungkin menarik bagi pembaca semua</p></div>
  <script>document.body.textContent = 'diganti'</script></article><footer>Hak cipta</footer></body></html>`;
const HTML = { 'content-type': 'text/html; charset=utf-8' };

let server: FeedServer;
let fetch: Fetch;
let reader: Reader;

beforeAll(async () => {
  server = await startFeedServer();
  fetch = createFetch({ allow: ['127.0.0.0/8'], userAgent: 'Kabar', clock: systemClock });
});
afterAll(async () => {
  await fetch.close();
  await server.close();
});
beforeEach(() => {
  server.on('/robots.txt', 'User-agent: *\nDisallow: /rahasia');
  server.on('/a', PAGE, HTML);
  reader = createReader({ fetch, clock: systemClock });
});

describe('readPage', () => {
  test('gives the article without what stands around it', async () => {
    expect(await reader.readPage(`${server.origin}/a`)).toMatchObject({
      text: PARAGRAPHS.join('\n\n'),
      title: 'Pasar Beringin dibuka kembali',
      source: 'page',
      author: 'Tari Wening',
      outlet: 'Warta Kota',
      language: 'id',
      image: `${server.origin}/foto.jpg`,
      publishedAt: new Date('2026-03-02T01:00:00Z'),
      url: `${server.origin}/a`,
    });
  });

  test.each([
    ['/tiada', 'http', 'no page'],
    ['/rahasia/a', 'robots', 'robots.txt says no'],
    ['/gambar', 'empty', 'no page but a picture'],
    ['/kosong', 'empty', 'a page without words'],
    ['/salah', 'http', 'an error page that says 200'],
    ['/dinding', 'challenge', 'a wall instead of the article'],
  ])('%s fails as %s: %s', async (path, fault) => {
    server.on('/rahasia/a', PAGE, HTML);
    server.on('/gambar', 'PNG', { 'content-type': 'image/png' });
    server.on('/kosong', '<html><body></body></html>', HTML);
    server.on('/salah', '<title>x</title><h1>Halaman tidak ditemukan</h1><p>Maaf.</p>', HTML);
    server.on('/dinding', '<html><body><p>Please enable cookies and JavaScript to go on.</p></body></html>', HTML);
    await expect(reader.readPage(server.origin + path)).rejects.toMatchObject({ name: 'FeedError', fault });
  });

  test('asks for robots.txt once', async () => {
    server.asked.length = 0;
    await reader.readPage(`${server.origin}/a`);
    await reader.readPage(`${server.origin}/a`);
    expect(server.asked).toEqual(['/robots.txt', '/a', '/a']);
  });

  test.each(['<div>'.repeat(100_000), '<'.repeat(300_000), '<p '.repeat(100_000)])(
    'hostile markup ends as an answer or a FeedError (%#)',
    async (html) => {
      server.on('/jahat', html, HTML);
      const answer = await reader.readPage(`${server.origin}/jahat`).catch((error: Error) => error.name);
      expect(typeof answer === 'string' ? answer : 'read').toMatch(/^(?:FeedError|read)$/);
    },
  );
});

describe('readItem', () => {
  test('reads the page when the feed has a teaser', async () => {
    const item = { title: 'Pasar &amp; banjir', link: `${server.origin}/a`, summary: '<p>Pasar dibuka.</p>' };
    expect(await reader.readItem(item, FEED)).toMatchObject({
      source: 'page',
      title: 'Pasar & banjir',
      text: PARAGRAPHS.join('\n\n'),
    });
  });

  test('keeps the feed when it is fuller', async () => {
    const contentHtml = `${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}<p>Masih ada satu alinea lagi.</p>`;
    const read = await reader.readItem({ title: 'x', link: `${server.origin}/a`, contentHtml }, FEED);
    expect(read).toMatchObject({ source: 'feed', outlet: 'Warta Kota' });
    expect(read.text).toBe([...PARAGRAPHS, 'Masih ada satu alinea lagi.'].join('\n\n'));
  });

  test.each<[Item, string, string]>([
    [{ title: 'Judul', link: 'LINK/tiada', summary: 'Ringkasan' }, 'Ringkasan', 'the page is missing'],
    [{ title: 'Judul', link: 'LINK/rahasia/a', summary: 'Ringkasan' }, 'Ringkasan', 'robots.txt says no'],
    [{ title: 'Judul', link: 'http://10.0.0.1/' }, 'Judul', 'nothing but a headline'],
    [{ title: 'Judul', contentHtml: '<p>Isi</p>' }, 'Isi', 'no link'],
    [{ link: 'LINK/tiada' }, 'LINK/tiada', 'nothing but a link'],
    [{}, 'Warta', 'nothing at all'],
  ])('%o still gives %s: %s', async (item, text) => {
    const link = item.link?.replace('LINK', server.origin);
    const read = await reader.readItem({ ...item, link }, FEED);
    expect(read).toMatchObject({ source: 'feed', text: text.replace('LINK', server.origin) });
    expect(read.title).not.toBe('');
  });
});
