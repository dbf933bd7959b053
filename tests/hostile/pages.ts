import type { FeedFault } from '#core/errors.ts';
import type { ReadText } from '#articles/read.ts';

export interface PageCase {
  name: string;
  body: () => string | Uint8Array;
  headers: Record<string, string>;
  /** The fault, or something true of the article. */
  expected: FeedFault | ((page: ReadText) => boolean);
}

const MB = 1024 * 1024;
const SENTENCE =
  'Kepala Dinas Arga Wirasena memeriksa jembatan itu pada Senin pagi bersama dua puluh petugas dari kota. ';
const article = (extra = '', head = ''): string =>
  `<!doctype html><html lang="id"><head><title>Jembatan diperiksa</title>${head}</head><body><article><h1>Jembatan diperiksa</h1>${`<p>${SENTENCE.repeat(3)}</p>`.repeat(6)}</article>${extra}</body></html>`;
const isArticle = (page: ReadText): boolean => page.text.includes('memeriksa jembatan') && page.text.length < 200_001;
const ends = (): boolean => true;

type Row = [
  name: string,
  body: () => string | Uint8Array,
  expected: PageCase['expected'],
  headers?: Record<string, string>,
];
const HTML = { 'content-type': 'text/html; charset=utf-8' };

const rows: Row[] = [
  ['an article', () => article(), isArticle],
  ['4 MB of scripts', () => article(`<script>${'var a = "<p>x</p>";'.repeat(200_000)}</script>`), isArticle],
  ['4 MB of styles before it', () => article('', `<style>${'.a{color:red}'.repeat(300_000)}</style>`), isArticle],
  [
    'a picture of 3 MB in the page',
    () => article(`<img src="data:image/png;base64,${'A'.repeat(3 * MB)}">`),
    isArticle,
  ],
  ['5 MB of paragraphs', () => article(`<p>${SENTENCE}</p>`.repeat(40_000)), ends],
  ['6 MB', () => article(`<p>${'x'.repeat(6 * MB)}</p>`), 'too-large'],
  ['100,000 levels', () => article('<div>'.repeat(100_000)), ends],
  ['100,000 levels of bold', () => article('<b>'.repeat(100_000)), ends],
  ['nested tables', () => article('<table><tr><td>'.repeat(20_000)), ends],
  ['200,000 links', () => article('<a href="/x">x</a>'.repeat(200_000)), ends],
  ['300,000 references', () => article(`<p>${'&amp;'.repeat(300_000)}</p>`), ends],
  [
    '100,000 attributes',
    () => article(`<div ${Array.from({ length: 100_000 }, (_, at) => `a${at}="x"`).join(' ')}>x</div>`),
    ends,
  ],
  ['300,000 <', () => article('<'.repeat(300_000)), ends],
  ['100,000 unclosed comments', () => article('<!--'.repeat(100_000)), isArticle],
  ['100,000 unclosed quotes', () => article('<a href="'.repeat(100_000)), ends],
  [
    'structured data of 4 MB',
    () => article('', `<script type="application/ld+json">${JSON.stringify({ a: 'x'.repeat(4 * MB) })}</script>`),
    isArticle,
  ],
  [
    'structured data 50,000 deep',
    () => article('', `<script type="application/ld+json">${'['.repeat(50_000)}${']'.repeat(50_000)}</script>`),
    isArticle,
  ],
  [
    'structured data with __proto__',
    () => article('', '<script type="application/ld+json">{"@type":"NewsArticle","__proto__":{"polluted":1}}</script>'),
    isArticle,
  ],
  [
    'a paywall',
    () =>
      article(
        '',
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
      ).replace(/<article>.*<\/article>/su, '<p>Berlangganan untuk membaca artikel ini.</p>'),
    'challenge',
  ],
  [
    'a cookie wall',
    () =>
      '<!doctype html><html><head><title>x</title></head><body><p>Please enable cookies to continue reading this website, then reload the page.</p></body></html>',
    'challenge',
  ],
  [
    'a guard of browsers',
    () =>
      '<!doctype html><html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies to continue. Verify you are human.</p></body></html>',
    'challenge',
  ],
  [
    'a soft 404',
    () =>
      '<!doctype html><html><head><title>Halaman tidak ditemukan</title></head><body><p>Maaf, halaman yang Anda cari tidak ada di situs kami.</p></body></html>',
    'http',
  ],
  [
    'a meta refresh',
    () => '<html><head><meta http-equiv="refresh" content="0;url=ORIGIN/trap"></head><body></body></html>',
    'empty',
  ],
  ['a frame', () => '<html><body><iframe src="ORIGIN/trap"></iframe></body></html>', 'empty'],
  [
    'things to load',
    () =>
      article(
        '<img src="ORIGIN/trap"><script src="ORIGIN/trap"></script><link rel="stylesheet" href="ORIGIN/trap"><object data="ORIGIN/trap"></object>',
        '<meta property="og:image" content="ORIGIN/trap">',
      ),
    isArticle,
  ],
  ['a script that runs for ever', () => article('<script>for(;;);</script>'), isArticle],
  ['a base elsewhere', () => article('', '<base href="http://169.254.169.254/">'), isArticle],
  [
    'a canonical elsewhere',
    () => article('', '<link rel="canonical" href="https://lain.example/x">'),
    (page) => isArticle(page) && !page.url?.includes('lain.example'),
  ],
  [
    'a picture that is a script',
    () => article('', '<meta property="og:image" content="javascript:alert(1)">'),
    (page) => isArticle(page) && page.image === undefined,
  ],
  ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'empty', { 'content-type': 'image/png' }],
  ['a film', () => 'x', 'empty', { 'content-type': 'video/mp4' }],
  [
    'noise that says it is a page',
    () => Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256)),
    ends,
  ],
  ['NULs', () => article('\0'.repeat(100_000)), isArticle],
  ['nothing', () => '', 'empty'],
  [
    'control characters and directions',
    () => article('<p>\u001B[31m\u202Etxet\u0007 cukup panjang untuk menjadi satu paragraf berita.</p>'),
    (page) => !/[^\P{Cc}\n]/u.test(page.text),
  ],
  ['UTF-16 that says UTF-8', () => Buffer.from(`\uFEFF${article()}`, 'utf16le'), isArticle],
];

/** Pages that the web has served, or could. */
export const PAGES: readonly PageCase[] = rows.map(([name, body, expected, headers = HTML]) => ({
  name,
  body,
  expected,
  headers,
}));
