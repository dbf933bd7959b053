import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createExtractPool } from '#articles/extract-pool.ts';
import { extract, type Extracted } from '#articles/extract.ts';
import { createReader } from '#articles/read.ts';
import { systemClock } from '#core/clock.ts';
import { FeedError } from '#core/errors.ts';

const SENTENCE =
  'Warga Dusun Lengkong menanam kembali bakau di sepanjang pantai yang terkikis ombak selama tiga musim terakhir. ';
const ARTICLE = `<article>${`<p>${SENTENCE}${SENTENCE}</p>`.repeat(4)}</article>`;
const URL_OF_PAGE = 'https://warta.example/berita/1';
const read = (html: string | Uint8Array, contentType = 'text/html'): Extracted =>
  extract(typeof html === 'string' ? Buffer.from(html) : html, { url: URL_OF_PAGE, contentType });

describe('what a page says about its article', () => {
  test.each<[string, string, Partial<Extracted>]>([
    [
      'structured data first',
      '<meta property="og:title" content="Lain"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Bakau"}</script>',
      { title: 'Bakau' },
    ],
    [
      'structured data in a graph',
      '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["ReportageNewsArticle"],"author":{"name":"Rani"}}]}</script>',
      { author: 'Rani' },
    ],
    [
      'broken structured data is passed over',
      '<script type="application/ld+json">{"@type":</script><meta name="author" content="Rani">',
      { author: 'Rani' },
    ],
    [
      'an address is no author',
      '<meta property="article:author" content="https://facebook.com/rani">',
      { author: undefined },
    ],
    [
      'the first meta of a name',
      '<meta property="og:image" content="/a.jpg"><meta property="og:image" content="/b.jpg">',
      { image: 'https://warta.example/a.jpg' },
    ],
    ['pictures by http(s) only', '<meta property="og:image" content="data:image/png;base64,AA">', { image: undefined }],
    [
      'the canonical address',
      '<link rel="canonical" href="/berita/asli">',
      { canonicalUrl: 'https://warta.example/berita/asli' },
    ],
    [
      'a date',
      '<meta property="article:published_time" content="2026-03-02T08:00:00+07:00">',
      { publishedAt: new Date('2026-03-02T01:00:00Z') },
    ],
    ['no date', '<meta property="article:published_time" content="kemarin">', { publishedAt: undefined }],
  ])('%s', (_reason, head, expected) => {
    expect(read(`<html><head>${head}</head><body>${ARTICLE}</body></html>`)).toMatchObject(expected);
  });

  test.each<[string, Uint8Array, string]>([
    [
      'windows-1252 declared by the page',
      Buffer.from('<meta charset="windows-1252"><p>kata \x93ya\x94</p>', 'latin1'),
      'text/html',
    ],
    [
      'windows-1252 declared by the server',
      Buffer.from('<p>kata \x93ya\x94</p>', 'latin1'),
      'text/html; charset=windows-1252',
    ],
    ['UTF-8 whatever was declared', Buffer.from('<p>kata “ya”</p>'), 'text/html; charset=iso-8859-1'],
    ['an unknown label', Buffer.from('<p>kata “ya”</p>'), 'text/html; charset=klingon'],
  ])('letters: %s', (_reason, bytes, contentType) => {
    expect(read(bytes, contentType).text).toBe('kata “ya”');
  });
});

describe('what stands around the article is left out', () => {
  test.each<[string, string]>([
    ['menus', '<nav><ul><li>MENU</li></ul></nav>'],
    ['captions', '<figure><img src="x.jpg"><figcaption>KETERANGAN</figcaption></figure>'],
    ['share bars', '<div class="share-bar"><p>BAGIKAN KE TEMAN</p></div>'],
    ['related links', '<div class="baca-juga"><p>BERITA LAIN</p></div>'],
    ['scripts', '<script>document.write("<p>SKRIP</p>")</script>'],
    ['forms', '<form><p>DAFTAR BULETIN</p><input></form>'],
    ['comments', '<!-- <p>KOMENTAR</p> -->'],
  ])('%s', (_reason, furniture) => {
    const text = read(`<html><body>${ARTICLE.replace('</p>', `</p>${furniture}`)}</body></html>`).text;
    expect(text).toBe(Array.from({ length: 4 }, () => (SENTENCE + SENTENCE).trim()).join('\n\n'));
  });
});

/** Seconds each on a busy machine; the ones that need longer are what the thread is for. */
describe('hostile pages end', () => {
  test.each<[string, string]>([
    ['references', '&amp;'.repeat(800_000)],
    ['ampersands', '&'.repeat(3_000_000)],
    ['strays', '< '.repeat(1_000_000)],
    ['depth', '<div>'.repeat(300_000)],
    ['elements', '<a href="/x">x</a>'.repeat(200_000)],
    ['comments never closed', '<!--'.repeat(100_000)],
    ['deep structured data', `<script type="application/ld+json">${'['.repeat(190_000)}</script>`],
    ['a script of 4 MB', `<script>${'x<p>'.repeat(1_000_000)}</script>${ARTICLE}`],
  ])('%s', (_reason, html) => {
    const started = performance.now();
    expect(typeof read(html).text).toBe('string');
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test('never throws', () => {
    const pieces = [
      '<p>',
      '</p>',
      '<html>',
      '<script>',
      '<body',
      '<table>',
      '<!--',
      '&#x',
      '<svg>',
      '"',
      '<title>',
      'kata ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        expect(typeof read(parts.join('')).text).toBe('string');
      }),
    );
  });
});

describe('in a thread', () => {
  const pool = createExtractPool();
  const hurried = createExtractPool({ killMs: 1 });
  afterAll(() => Promise.all([pool.close(), hurried.close()]));
  const page = Buffer.from(
    `<html><head><meta property="article:published_time" content="2026-03-02T08:00:00+07:00"></head><body>${ARTICLE}</body></html>`,
  );

  test('the same comes out, dates included', async () => {
    expect(await pool.extract(page, { url: URL_OF_PAGE })).toEqual(extract(page, { url: URL_OF_PAGE }));
  });

  test('a page that takes too long is given up, and the feed has the word', async () => {
    await expect(hurried.extract(page, { url: URL_OF_PAGE })).rejects.toBeInstanceOf(FeedError);
    const reader = createReader({
      fetch: {
        get: async (url) =>
          url.endsWith('.txt') ? { kind: 'failed', fault: 'http', status: 404 } : { kind: 'ok', bytes: page, url },
      },
      extract: hurried.extract,
      clock: systemClock,
    });
    const item = { title: 'Bakau', link: URL_OF_PAGE, summary: 'Ringkasan' };
    const feed = { id: 1, url: 'https://warta.example/rss', title: 'Warta', topics: [] };
    expect(await reader.readItem(item, feed)).toMatchObject({ source: 'feed', text: 'Ringkasan' });
    await expect(reader.readPage(URL_OF_PAGE)).rejects.toMatchObject({ fault: 'too-slow' });
  });
});
