import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FeedFault } from '#core/errors.ts';
import type { ParsedFeed } from '#feeds/parse.ts';

/** What a case must come to: a number of items, a fault, or something true of the feed. */
export type Expected = number | FeedFault | ((feed: ParsedFeed) => boolean);

export interface DocumentCase {
  group: string;
  name: string;
  body: () => string | Uint8Array;
  headers: Record<string, string>;
  expected: Expected;
  /** Takes seconds: left out of `npm test`. */
  isSlow: boolean;
}

type Row = [name: string, body: () => string | Uint8Array, expected: Expected, headers?: Record<string, string>];

const MB = 1024 * 1024;
const NS =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"';
const rss = (inside: string, prologue = '<?xml version="1.0" encoding="utf-8"?>'): string =>
  `${prologue}<rss version="2.0" ${NS}><channel><title>Warta</title><link>https://warta.example/</link>${inside}</channel></rss>`;
const item = (inside: string): string => `<item>${inside}</item>`;
const news = (number: number, more = ''): string =>
  item(`<title>Berita ${number}</title><link>https://warta.example/${number}</link><guid>g${number}</guid>${more}`);
const atom = (inside: string, attributes = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>Warta</title>${inside}</feed>`;
const entry = (inside: string): string => `<entry><id>urn:1</id><title>Satu</title>${inside}</entry>`;
const cdata = (text: string): string =>
  rss(item(`<title>T</title><guid>g</guid><description><![CDATA[${text}]]></description>`));
const dtd = (declarations: string, reference: string): string =>
  rss(item(`<title>${reference}</title><guid>g</guid>`), `<?xml version="1.0"?><!DOCTYPE rss [${declarations}]>`);
const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const titleIs = (title: string) => (feed: ParsedFeed) => feed.items[0]?.title === title;
const linkIs = (link: string | undefined) => (feed: ParsedFeed) =>
  feed.items.length === 1 && feed.items[0]?.link === link;
const dateIs = (iso: string | undefined) => (feed: ParsedFeed) => feed.items[0]?.publishedAt?.toISOString() === iso;
const short = (feed: ParsedFeed): boolean => feed.items.length === 1 && JSON.stringify(feed).length < 3000;
const json = (items: unknown[]): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Warta', items });

const entities: Row[] = [
  [
    'billion laughs',
    () => dtd(`<!ENTITY a "ha">${times(9, (at) => `<!ENTITY a${at} "${`&a${at || ''};`.repeat(10)}">`)}`, '&a8;'),
    short,
  ],
  [
    'quadratic blow-up',
    () => dtd(`<!ENTITY a "${'a'.repeat(50_000)}">`, '&a;'.repeat(4000)),
    (feed) => feed.items.length === 1,
  ],
  [
    'an entity of a file',
    () => dtd('<!ENTITY a SYSTEM "file:///etc/passwd">', '&a;'),
    (feed) => short(feed) && !JSON.stringify(feed).includes('root:'),
  ],
  ['an entity of a page', () => dtd('<!ENTITY a SYSTEM "ORIGIN/trap">', '&a;'), short],
  ['a parameter entity', () => dtd('<!ENTITY % p SYSTEM "ORIGIN/trap"> %p;', 'x'), short],
  ['an external DTD', () => rss(news(1), '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "ORIGIN/trap">'), short],
  [
    'an inclusion',
    () =>
      rss(
        item(
          '<title>T</title><guid>g</guid><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="ORIGIN/trap"/>',
        ),
      ),
    short,
  ],
  ['entities in a circle', () => dtd('<!ENTITY a "&b;"><!ENTITY b "&a;">', '&a;'), short],
  ['a stylesheet', () => rss(news(1), '<?xml version="1.0"?><?xml-stylesheet href="ORIGIN/trap"?>'), 1],
];

const nesting: Row[] = [
  [
    '100,000 levels, closed',
    () => rss(news(1) + item(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`)),
    (feed) => feed.items.length >= 1,
  ],
  ['100,000 levels, open', () => rss(`${news(1)}${'<a>'.repeat(100_000)}`), (feed) => feed.items.length >= 1],
  // Each is interrupted by the next: what it said so far is kept, up to the limit of items.
  ['100,000 items in items', () => rss('<item><title>a</title>'.repeat(100_000)), 5000],
  [
    'XHTML 50,000 deep',
    () => atom(entry(`<content type="xhtml">${'<div>'.repeat(50_000)}x${'</div>'.repeat(50_000)}</content>`)),
    (feed) => feed.items.length === 1,
  ],
  [
    'JSON 100,000 deep',
    () => `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":${'['.repeat(100_000)}`,
    'not-a-feed',
  ],
  [
    'JSON 5,000 deep in an item',
    () =>
      `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"Satu","_x":${'['.repeat(5000)}${']'.repeat(5000)}}]}`,
    1,
  ],
];

const size: Row[] = [
  [
    '50 MB of text',
    () => rss(item(`<title>T</title><description>${'kabar '.repeat(9_000_000)}</description>`)),
    'too-large',
  ],
  ['50 MB of CDATA', () => cdata('kabar '.repeat(9_000_000)), 'too-large'],
  [
    '20 MB in 3,300 items',
    () => rss(times(3300, (at) => news(at, `<description>${'kabar '.repeat(1000)}</description>`))),
    'too-large',
  ],
  [
    '14 MB in 2,300 items',
    () => rss(times(2300, (at) => news(at, `<description>${'kabar '.repeat(1000)}</description>`))),
    2300,
  ],
  [
    '14 MB of CDATA in one item',
    () => cdata('kabar '.repeat(2_300_000)),
    (feed) => (feed.items[0]?.summary?.length ?? 0) <= 1_000_000,
  ],
  [
    '14 MB of one title',
    () => rss(item(`<title>${'kabar '.repeat(2_300_000)}</title><guid>g</guid>`)),
    (feed) => feed.items[0]!.title!.length <= 1000,
  ],
  ['a million empty elements', () => rss(news(1) + '<a/>'.repeat(1_000_000)), 1],
  [
    '200,000 attributes',
    () => rss(`<item ${times(200_000, (at) => `a${at}="x" `)}><title>T</title><guid>g</guid></item>`),
    (feed) => feed.items.length <= 1,
  ],
  ['100,000 items', () => rss(times(100_000, (at) => item(`<guid>${at}</guid>`))), 5000],
  [
    '100,000 categories',
    () =>
      rss(
        news(
          1,
          times(100_000, (at) => `<category>${at}</category>`),
        ),
      ),
    1,
  ],
  [
    'an unclosed comment of 10 MB',
    () => `${rss('').replace('</channel></rss>', '')}${news(1)}<!--${'-'.repeat(10 * MB)}`,
    1,
  ],
  [
    'unclosed CDATA of 10 MB',
    () => `${rss('').replace('</channel></rss>', '')}${news(1)}<item><title><![CDATA[${'x'.repeat(10 * MB)}`,
    1,
  ],
  [
    'an unclosed tag of 10 MB',
    () => `${rss('').replace('</channel></rss>', '')}${news(1)}<item a="${'x'.repeat(10 * MB)}`,
    1,
  ],
  ['an attribute of 10 MB', () => rss(`<item a="${'x'.repeat(10 * MB)}"><title>T</title><guid>g</guid></item>`), 1],
  [
    'a link of 5 MB',
    () => rss(item(`<title>T</title><link>https://warta.example/${'a'.repeat(5 * MB)}</link>`)),
    (feed) => (feed.items[0]?.link?.length ?? 0) <= 8192,
  ],
  [
    'a guid of 5 MB',
    () => rss(item(`<title>T</title><guid isPermaLink="false">${'a'.repeat(5 * MB)}</guid>`)),
    (feed) => (feed.items[0]?.id?.length ?? 0) <= 8192,
  ],
  [
    'an author of 5 MB',
    () => rss(news(1, `<dc:creator>${'a'.repeat(5 * MB)}</dc:creator>`)),
    (feed) => (feed.items[0]?.author?.length ?? 0) <= 1000,
  ],
  ['a date of 1 MB', () => rss(news(1, `<pubDate>${'1'.repeat(MB)}</pubDate>`)), dateIs(undefined)],
];

const quadratic: Row[] = (
  [
    ['300,000 <', '<', 300_000],
    ['100,000 x<p', 'x<p', 100_000],
    ['300,000 &', '&', 300_000],
    ['300,000 ]]', ']]', 300_000],
    ['200,000 <!--', '<!--', 200_000],
    ['200,000 <?xml', '<?xml ', 200_000],
    ['200,000 &#', '&#', 200_000],
    ['100,000 <a href="', '<a href="', 100_000],
    ['300,000 line ends', '\n \n', 300_000],
    ['100,000 <script>', '<script>', 100_000],
    ['100,000 <title>', '<title>', 100_000],
  ] as const
).flatMap(([name, piece, count]): Row[] => [
  [`${name} in CDATA`, () => cdata(piece.repeat(count)), 1],
  [
    `${name} in the open`,
    () => rss(news(1) + item(`<title>T</title><description>${piece.repeat(count)}</description>`)),
    (feed) => feed.items.length >= 1,
  ],
]);

const noFeeds: Row[] = [
  ['a gzip bomb', () => gzipSync(Buffer.alloc(400 * MB)), 'too-large'],
  ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), 'not-a-feed'],
  ['noise', () => Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256)), 'not-a-feed'],
  ['nothing', () => '', 'empty'],
  ['spaces', () => ' \n\t ', 'empty'],
  ['a page', () => '<!doctype html><html><head><title>x</title></head><body><p>Halo</p></body></html>', 'html'],
  ['a page that names RSS', () => '<html><body>&lt;rss&gt; <rss></rss></body></html>', 'html'],
  [
    'a sitemap',
    () => '<?xml version="1.0"?><urlset><url><loc>https://warta.example/</loc></url></urlset>',
    'not-a-feed',
  ],
  ['OPML', () => '<opml version="2.0"><body><outline xmlUrl="x"/></body></opml>', 'not-a-feed'],
  ['an SVG', () => '<svg xmlns="http://www.w3.org/2000/svg"><title>rss</title></svg>', 'not-a-feed'],
  ['JSON of another kind', () => '{"items":1}', 'not-a-feed'],
  ['a JSON list', () => '[1,2,3]', 'not-a-feed'],
  ['broken JSON', () => '{"version":"https://jsonfeed.org/version/1.1","items":[{', 'not-a-feed'],
  ['text', () => 'tidak ada apa-apa di sini', 'not-a-feed'],
  ['a number', () => '42', 'not-a-feed'],
  ['an XML declaration alone', () => '<?xml version="1.0"?>', 'not-a-feed'],
  [
    'an HTML error page as XML',
    () => '<html><head><title>502 Bad Gateway</title></head></html>',
    'html',
    { 'content-type': 'application/rss+xml' },
  ],
];

const KUTIP = 'Café “aman” – selesai';
const charsets: Row[] = [
  [
    'windows-1252, declared',
    () =>
      latin1(
        rss(
          item('<title>Caf\u00E9 \u0093aman\u0094 \u0096 selesai</title><guid>g</guid>'),
          '<?xml version="1.0" encoding="windows-1252"?>',
        ),
      ),
    titleIs(KUTIP),
  ],
  [
    'windows-1252, by HTTP',
    () => latin1(rss(item('<title>Caf\u00E9 \u0093aman\u0094 \u0096 selesai</title><guid>g</guid>'), '')),
    titleIs(KUTIP),
    { 'content-type': 'text/xml; charset="windows-1252"' },
  ],
  [
    'windows-1252, unannounced',
    () => latin1(rss(item('<title>Caf\u00E9 \u0093aman\u0094 \u0096 selesai</title><guid>g</guid>'), '')),
    titleIs(KUTIP),
  ],
  [
    'ISO-8859-1',
    () => latin1(rss(item('<title>Caf\u00E9</title><guid>g</guid>'), '<?xml version="1.0" encoding="iso-8859-1"?>')),
    titleIs('Café'),
  ],
  [
    'UTF-16 with mark, little end',
    () => Buffer.from(`\uFEFF${rss(item(`<title>${KUTIP}</title><guid>g</guid>`))}`, 'utf16le'),
    titleIs(KUTIP),
  ],
  [
    'UTF-16 with mark, big end',
    () => Buffer.from(`\uFEFF${rss(item(`<title>${KUTIP}</title><guid>g</guid>`))}`, 'utf16le').swap16(),
    titleIs(KUTIP),
  ],
  [
    'UTF-16 without mark',
    () => Buffer.from(rss(item(`<title>${KUTIP}</title><guid>g</guid>`)), 'utf16le'),
    titleIs(KUTIP),
  ],
  ['UTF-8 with mark', () => `\uFEFF${rss(item(`<title>${KUTIP}</title><guid>g</guid>`))}`, titleIs(KUTIP)],
  [
    'UTF-8 that says UTF-16',
    () => rss(item(`<title>${KUTIP}</title><guid>g</guid>`), '<?xml version="1.0" encoding="UTF-16"?>'),
    titleIs(KUTIP),
  ],
  [
    'UTF-8 that says ISO-8859-1',
    () => rss(item(`<title>${KUTIP}</title><guid>g</guid>`), '<?xml version="1.0" encoding="ISO-8859-1"?>'),
    titleIs(KUTIP),
  ],
  [
    'UTF-8 that HTTP calls us-ascii',
    () => rss(item(`<title>${KUTIP}</title><guid>g</guid>`)),
    titleIs(KUTIP),
    { 'content-type': 'text/xml; charset=us-ascii' },
  ],
  [
    'an unknown charset',
    () => rss(item(`<title>${KUTIP}</title><guid>g</guid>`), '<?xml version="1.0" encoding="x-mine"?>'),
    titleIs(KUTIP),
  ],
  [
    'invalid UTF-8',
    () =>
      Buffer.concat([
        Buffer.from(rss('').replace('</channel></rss>', '')),
        Buffer.from('<item><title>Satu '),
        Uint8Array.of(0xff, 0xfe, 0xc3),
        Buffer.from('</title><guid>g</guid></item></channel></rss>'),
      ]),
    (feed) => feed.items[0]!.title!.startsWith('Satu'),
  ],
  [
    'Shift_JIS',
    () =>
      Buffer.concat([
        Buffer.from(
          '<?xml version="1.0" encoding="Shift_JIS"?><rss version="2.0"><channel><title>T</title><item><title>',
        ),
        Uint8Array.of(0x93, 0xfa, 0x96, 0x7b),
        Buffer.from('</title><guid>g</guid></item></channel></rss>'),
      ]),
    titleIs('日本'),
  ],
  [
    'KOI8-R',
    () =>
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="koi8-r"?><rss version="2.0"><channel><title>T</title><item><title>'),
        Uint8Array.of(0xed, 0xc9, 0xd2),
        Buffer.from('</title><guid>g</guid></item></channel></rss>'),
      ]),
    titleIs('Мир'),
  ],
  ['gzip that no header told of', () => gzipSync(rss(news(1))), 1],
  ['gzip, told of', () => gzipSync(rss(news(1))), 1, { 'content-encoding': 'gzip' }],
  ['brotli', () => brotliCompressSync(rss(news(1))), 1, { 'content-encoding': 'br' }],
];

const junk: Row[] = (
  [
    ['a line end', '\n'],
    ['a PHP warning', '<br />\n<b>Warning</b>: Undefined index in <b>/var/www/feed.php</b> on line <b>1</b><br />\n'],
    ['words', 'Peringatan: '],
    ['a mark and a line end', '\uFEFF\n\n'],
    ['a comment', '<!-- dibuat oleh <html> -->\n'],
    ['50 KB of words', 'x '.repeat(25_000)],
    ['1 MB of spaces', ' '.repeat(MB)],
    ['a second declaration', '<?xml version="1.0"?>\n'],
  ] as const
).map(([name, before]): Row => [name, () => before + rss(news(1)), 1]);

const three = rss(news(1) + news(2) + news(3));
const truncated: Row[] = [
  ['in the third item', () => three.slice(0, three.indexOf('Berita 3') + 3), 2],
  ['in CDATA', () => rss(`${news(1)}${news(2)}<item><title><![CDATA[Beri`).replace('</channel></rss>', ''), 2],
  ['in a tag', () => three.slice(0, three.indexOf('<guid>g3') + 3), 2],
  ['in a reference', () => rss(`${news(1)}${news(2)}<item><title>a &am`).replace('</channel></rss>', ''), 2],
  [
    'in a letter',
    () => Buffer.from(rss(`${news(1)}<item><title>caf\u00E9`).replace('</channel></rss>', '')).subarray(0, -1),
    1,
  ],
  ['after the last item', () => three.replace('</channel></rss>', ''), 3],
  ['Atom', () => atom(`${entry('')}<entry><title>x`).replace('</feed>', ''), 1],
  [
    'JSON',
    () =>
      json([
        { id: '1', title: 'a' },
        { id: '2', title: 'b' },
      ]).slice(0, -8),
    1,
  ],
  ['gzip', () => gzipSync(rss(times(500, (at) => news(at)))).subarray(0, 3000), (feed) => feed.items.length > 10],
  ['in the first item', () => three.slice(0, three.indexOf('Berita 1') + 3), 'not-a-feed'],
];

const damaged: Row[] = [
  [
    'a bare & in title and link',
    () => rss(item('<title>Tanya & jawab</title><link>https://warta.example/?a=1&b=2</link>')),
    (feed) => titleIs('Tanya & jawab')(feed) && linkIs('https://warta.example/?a=1&b=2')(feed),
  ],
  ['a < in a title', () => rss(item('<title>Inflasi < 3 persen</title><guid>g</guid>')), titleIs('Inflasi < 3 persen')],
  [
    'a < before a letter',
    () => rss(item('<title>Inflasi <tiga persen</title><guid>g</guid>')),
    titleIs('Inflasi <tiga persen'),
  ],
  ['an undefined &nbsp;', () => rss(item('<title>Satu&nbsp;dua</title><guid>g</guid>')), titleIs('Satu dua')],
  ['bad character references', () => rss(item('<title>a&#0;b&#xD800;c&#x110000;d</title><guid>g</guid>')), 1],
  ['an unquoted attribute', () => rss(item('<title>T</title><guid isPermaLink=false>g</guid>')), 1],
  ['mismatched tags', () => rss(news(1, '<description><b>x</i></description>')), 1],
  ['a doubled attribute', () => rss(item('<title>T</title><guid isPermaLink="false" isPermaLink="true">g</guid>')), 1],
  ['no version', () => `<rss><channel><title>T</title>${news(1)}</channel></rss>`, 1],
  [
    'capitals',
    () => `<RSS VERSION="2.0"><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>Satu</TITLE><GUID>g</GUID></ITEM></CHANNEL></RSS>`,
    titleIs('Satu'),
  ],
  [
    'Atom under a prefix',
    () =>
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title><a:entry><a:id>urn:1</a:id><a:title>Satu</a:title></a:entry></a:feed>`,
    titleIs('Satu'),
  ],
  [
    'RSS under a prefix',
    () =>
      `<x:rss version="2.0"><x:channel><x:title>T</x:title><x:item><x:title>Satu</x:title><x:guid>g</x:guid></x:item></x:channel></x:rss>`,
    titleIs('Satu'),
  ],
  [
    'an undeclared prefix',
    () =>
      `<rss version="2.0"><channel><title>T</title><item><title>Satu</title><guid>g</guid><dc:date>2026-03-02</dc:date></item></channel></rss>`,
    dateIs('2026-03-02T00:00:00.000Z'),
  ],
  [
    'Atom without namespace',
    () => `<feed><title>T</title><entry><id>1</id><title>Satu</title></entry></feed>`,
    titleIs('Satu'),
  ],
  [
    'items outside the channel',
    () => `<rss version="2.0"><channel><title>T</title></channel>${news(1)}</rss>`,
    (feed) => feed.items.length <= 1,
  ],
  [
    'two channels',
    () =>
      `<rss version="2.0"><channel><title>T</title>${news(1)}</channel><channel><title>U</title>${news(2)}</channel></rss>`,
    (feed) => feed.items.length >= 1,
  ],
  ['the same guid twice', () => rss(news(1) + news(1)), 2],
  [
    'control characters and escapes',
    () => rss(item('<title>a\u001B[31m\u0007b\u0000c</title><guid>g</guid>')),
    (feed) => !/\p{Cc}/u.test(feed.items[0]?.title ?? ''),
  ],
  [
    'an Atom title in XHTML',
    () =>
      atom(
        '<entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Satu <b>dua</b></div></title></entry>',
      ),
    titleIs('Satu dua'),
  ],
  [
    'a script in a title',
    () => rss(item('<title><![CDATA[<script>alert(1)</script>Satu]]></title><guid>g</guid>')),
    titleIs('Satu'),
  ],
  [
    'an element called __proto__',
    () => rss(item('<__proto__><polluted>1</polluted></__proto__><title>Satu</title><guid>g</guid>')),
    titleIs('Satu'),
  ],
  [
    'an attribute called __proto__',
    () => rss(item('<title __proto__="x" constructor="y">Satu</title><guid>g</guid>')),
    titleIs('Satu'),
  ],
  [
    'an element called constructor',
    () => rss(item('<constructor><prototype>1</prototype></constructor><title>Satu</title><guid>g</guid>')),
    titleIs('Satu'),
  ],
  [
    '__proto__ in JSON',
    () =>
      '{"version":"https://jsonfeed.org/version/1.1","title":"T","__proto__":{"polluted":1},"items":[{"id":"1","title":"Satu","__proto__":{"polluted":1}}]}',
    titleIs('Satu'),
  ],
  [
    'JSON of the wrong types',
    () =>
      '{"version":"https://jsonfeed.org/version/1.1","title":7,"items":[{"id":7,"title":["x"],"url":{}},null,3,{"id":"2","title":"Satu"}]}',
    (feed) => feed.items.some(({ title }) => title === 'Satu'),
  ],
];

const dates: Row[] = (
  [
    ['', undefined],
    ['kapan-kapan', undefined],
    ['Mon, 02 Mar 2099 07:00:00 GMT', '2099-03-02T07:00:00.000Z'],
    ['Senin, 2 Maret 2026 14:30 WIB', '2026-03-02T07:30:00.000Z'],
    ['2 Maret 2026 pukul 14.30 WITA', '2026-03-02T06:30:00.000Z'],
    ['Sen, 02 Mar 2026 14:30:00 WIT', '2026-03-02T05:30:00.000Z'],
    ['2 Agustus 2026 14:30 WIB', '2026-08-02T07:30:00.000Z'],
    ['2 Agu 2026', '2026-08-02T00:00:00.000Z'],
    ['2 Peb 2026', '2026-02-02T00:00:00.000Z'],
    ['Jumat, 2 Okt 2026 | 14:30 WIB', '2026-10-02T07:30:00.000Z'],
    ['2 Nop 2026', '2026-11-02T00:00:00.000Z'],
    ['Rabu 2 Desember 2026', '2026-12-02T00:00:00.000Z'],
    ['2 Mei 2026 08:00 +0700', '2026-05-02T01:00:00.000Z'],
    ['Mon, 02 Mar 2026 07:00:00 +0700', '2026-03-02T00:00:00.000Z'],
    ['Mon, 2 Mar 26 07:00 EST', '2026-03-02T12:00:00.000Z'],
    ['2026-03-02T07:00:00+07:00', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02 07:00:00', '2026-03-02T07:00:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['March 2, 2026 7:00 AM', '2026-03-02T07:00:00.000Z'],
    ['02/03/2026 07:00', '2026-03-02T07:00:00.000Z'],
    ['31 Februari 2026', undefined],
    ['-0001-01-01T00:00:00Z', undefined],
    ['99999999999999999999', undefined],
  ] as const
).map(([date, iso]): Row => [date || 'empty', () => rss(news(1, `<pubDate>${date}</pubDate>`)), dateIs(iso)]);
dates.push([
  'one bad Atom date of two',
  () =>
    atom(
      `<entry><id>a</id><title>a</title><updated>kapan</updated></entry><entry><id>b</id><title>b</title><updated>2026-03-02T00:00:00Z</updated></entry>`,
    ),
  (feed) => feed.items[0]?.publishedAt === undefined && feed.items[1]?.publishedAt !== undefined,
]);

const links: Row[] = [
  ...(
    [
      ['relative', '<link>/a/1</link>', 'ORIGIN/a/1'],
      ['without a scheme', '<link>//warta.example/1</link>', 'http://warta.example/1'],
      ['with spaces and line ends', '<link>\n https://warta.example/a b \n</link>', 'https://warta.example/a%20b'],
      ['in CDATA', '<link><![CDATA[https://warta.example/1?a=1&b=2]]></link>', 'https://warta.example/1?a=1&b=2'],
      ['a guid', '<guid>https://warta.example/p</guid>', 'https://warta.example/p'],
      ['a guid that is none', '<guid isPermaLink="false">https://warta.example/p</guid>', undefined],
      ['only an enclosure', '<enclosure url="https://warta.example/a.mp3" type="audio/mpeg"/>', undefined],
      ['only an Atom link', '<atom:link href="https://warta.example/1"/>', 'https://warta.example/1'],
      ['javascript:', '<link>javascript:alert(1)</link>', undefined],
      ['JaVaScRiPt: with a tab', '<link>java\tscript:alert(1)</link>', undefined],
      ['data:', '<link>data:text/html,x</link>', undefined],
      ['file:', '<link>file:///etc/passwd</link>', undefined],
      ['vbscript:', '<link>vbscript:x</link>', undefined],
      ['no address', '<link>http://</link>', undefined],
      ['a homograph, shown as it is', '<link>https://w\u0430rta.example/</link>', 'https://xn--wrta-53d.example/'],
    ] as const
  ).map(([name, inside, link]): Row => [name, () => rss(item(`<title>T</title>${inside}`)), linkIs(link)]),
  [
    'with xml:base',
    () => atom(entry('<link href="1"/>'), 'xml:base="https://lain.example/b/"'),
    linkIs('https://lain.example/b/1'),
  ],
  [
    'with a base that is none',
    () => atom(entry('<link href="https://warta.example/1"/>'), 'xml:base="javascript:x"'),
    linkIs('https://warta.example/1'),
  ],
];

const SLOW = new Set([
  '50 MB of text',
  '50 MB of CDATA',
  'a million empty elements',
  '200,000 attributes',
  '14 MB in 2,300 items',
]);

/** Documents that the web has served, or could. `ORIGIN` in a body stands for the server's own address. */
export const DOCUMENTS: readonly DocumentCase[] = Object.entries({
  entities,
  nesting,
  size,
  quadratic,
  'no feed': noFeeds,
  charset: charsets,
  junk,
  truncated,
  damaged,
  date: dates,
  link: links,
}).flatMap(([group, rows]) =>
  rows.map(([name, body, expected, headers = {}]) => ({
    group,
    name,
    body,
    headers,
    expected,
    isSlow: SLOW.has(name),
  })),
);
