import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FeedError } from '#core/errors.ts';
import { type ParsedFeed, parseFeed } from '#feeds/parse.ts';

const URL_OF_FEED = 'https://berita.example/rss/index.xml';
const parse = (text: string, url = URL_OF_FEED): Promise<ParsedFeed> => parseFeed(Buffer.from(text), { url });
const rss = (items: string, channel = ''): string =>
  `<rss version="2.0"><channel><title>Harian Uji</title><link>https://berita.example/</link>${channel}${items}</channel></rss>`;
const item = (inside: string): string => `<item>${inside}</item>`;
const entry = (id: string, date: string): string =>
  `<entry><id>${id}</id><title>T</title><updated>${date}</updated></entry>`;
const whole = item('<title>Satu</title><link>https://berita.example/1</link><guid>g1</guid>');

const faultOf = (result: Promise<unknown>): Promise<unknown> =>
  result.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('formats', () => {
  test('RSS 2.0, every field', async () => {
    const feed = await parse(
      `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
        <title>Harian Uji</title><link>https://berita.example/</link><language>id-ID</language><ttl>30</ttl>
        <atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="${URL_OF_FEED}"/>
        <item><title>Harga &amp; pasar</title><link>https://berita.example/1</link><guid isPermaLink="false">g1</guid>
        <pubDate>Senin, 2 Maret 2026 14:30 WIB</pubDate><description>Ringkas</description>
        <content:encoded><![CDATA[<p>Isi</p>]]></content:encoded><dc:creator>Rani Uji</dc:creator></item></channel></rss>`,
    );
    expect(feed).toEqual({
      title: 'Harian Uji',
      language: 'id-id',
      siteUrl: 'https://berita.example/',
      ttlMinutes: 30,
      hub: 'https://hub.example/',
      self: URL_OF_FEED,
      items: [
        {
          id: 'g1',
          title: 'Harga & pasar',
          link: 'https://berita.example/1',
          publishedAt: new Date('2026-03-02T07:30:00Z'),
          summary: 'Ringkas',
          contentHtml: '<p>Isi</p>',
          author: 'Rani Uji',
        },
      ],
    });
  });

  test.each<[string, string]>([
    ['no version', `<rss><channel><title>T</title>${whole}</channel></rss>`],
    ['0.91', `<rss version="0.91"><channel><title>T</title>${whole}</channel></rss>`],
    [
      'capitals',
      `<RSS VERSION="2.0"><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>Satu</TITLE><LINK>https://berita.example/1</LINK></ITEM></CHANNEL></RSS>`,
    ],
    [
      'RDF',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://berita.example/"><title>T</title><link>https://berita.example/</link></channel><item rdf:about="https://berita.example/1"><title>Satu</title><link>https://berita.example/1</link></item></rdf:RDF>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id><title>Satu</title><link href="https://berita.example/1"/></entry></feed>`,
    ],
    [
      'Atom under a prefix',
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title><a:entry><a:id>urn:1</a:id><a:title>Satu</a:title><a:link href="https://berita.example/1"/></a:entry></a:feed>`,
    ],
    [
      'JSON Feed',
      `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"Satu","url":"https://berita.example/1"}]}`,
    ],
  ])('%s', async (_reason, text) => {
    const feed = await parse(text);
    expect(feed.title).toBe('T');
    expect(feed.items).toMatchObject([{ title: 'Satu', link: 'https://berita.example/1' }]);
  });
});

test('plain text of a JSON Feed is kept as text', async () => {
  const text = { id: '1', summary: 'ringkas', content_text: 'harga < 3 & turun' };
  const feed = await parse(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items: [text] }));
  expect(feed.items[0]).toMatchObject({ summary: 'ringkas', contentHtml: 'harga &lt; 3 &amp; turun' });
});

test('hours to skip are hours of the day, unless the syndication module says otherwise', async () => {
  const skip = '<skipHours><hour>2</hour><hour>24</hour><hour>77</hour></skipHours>';
  expect((await parse(rss(whole, skip))).skipHours).toEqual([2, 0]);
  const period = '<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>';
  const both = rss(whole, skip + period).replace(
    '<rss ',
    '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ',
  );
  expect(await parse(both)).toMatchObject({ skipHours: undefined, ttlMinutes: 30 });
});

describe('damage', () => {
  test.each<[string, string]>([
    ['leading newlines', `\n\n<?xml version="1.0"?>${rss(whole)}`],
    ['a PHP warning', `<br />\n<b>Warning</b>: include() failed\n<?xml version="1.0"?>${rss(whole)}`],
    ['text', `tolong ${rss(whole)}`],
    ['cut off in the next entry', rss(whole + item('<title>Dua</title>')).split('Dua')[0] ?? ''],
    ['cut off inside CDATA', rss(`${whole}<item><title><![CDATA[Du`).split('</channel>')[0] ?? ''],
    ['undefined entity', rss(whole, '<description>a&nbsp;b</description>')],
    ['mismatched tags', rss(whole, '<description><b>x</description>')],
    ['an element named constructor', rss(whole, '<constructor>x</constructor>')],
    ['an element named __proto__', rss(whole, '<__proto__>x</__proto__>')],
    [
      'an entry that ends inside the CDATA it was cut in',
      rss(`${whole}<item><![CDATA[</item>`).split('</channel>')[0] ?? '',
    ],
    ['a comment about pages', `<!-- <html> -->${rss(whole)}`],
    ['a stray tag in a description', rss(whole + item('<description>harga <naik & turun</description>'))],
  ])('%s', async (_reason, text) => {
    expect((await parse(text)).items[0]).toMatchObject({ id: 'g1', title: 'Satu' });
  });

  test.each<[string, string, string]>([
    ['bare ampersand', '<title>Tanya & jawab</title>', 'Tanya & jawab'],
    ['bare less-than', '<title>Inflasi < 3 persen</title>', 'Inflasi < 3 persen'],
    ['less-than before a letter', '<title>Inflasi <tiga persen</title>', 'Inflasi <tiga persen'],
    ['control characters', '<title>Tanda\u001B[31m\u0007 merah</title>', 'Tanda [31m merah'],
    ['markup', '<title><![CDATA[<b>Kuat</b> &amp; hemat]]></title>', 'Kuat & hemat'],
  ])('title with %s', async (_reason, title, expected) => {
    expect((await parse(rss(item(`${title}<guid>g</guid>`)))).items[0]?.title).toBe(expected);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty'],
    ['spaces', ' \n', 'empty'],
    ['a page', '<!doctype html><html><body><p>Halo</p></body></html>', 'html'],
    ['a page that mentions feeds', '<html><body>&lt;rss> <rss></body></html>', 'html'],
    ['OPML', '<opml version="2.0"><body/></opml>', 'not-a-feed'],
    ['a sitemap', '<urlset><url><loc>https://berita.example/</loc></url></urlset>', 'not-a-feed'],
    ['other JSON', '{"a":1}', 'not-a-feed'],
    ['broken JSON', '{"version":"https://jsonfeed.org/version/1.1","items":[', 'not-a-feed'],
    ['an image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'not-a-feed'],
    ['60 MB', new Uint8Array(60 * 1024 * 1024).fill(0x3c), 'too-large'],
  ])('%s is no feed', async (_reason, input, fault) => {
    const result = parseFeed(typeof input === 'string' ? Buffer.from(input) : input, {});
    await expect(result).rejects.toBeInstanceOf(FeedError);
    await expect(result).rejects.toMatchObject({ fault });
  });
});

describe('links and ids', () => {
  test.each<[string, string, string | undefined]>([
    ['relative to the feed', '<link>/a/1</link>', 'https://berita.example/a/1'],
    ['relative to its folder', '<link>1</link>', 'https://berita.example/rss/1'],
    ['guid is a permalink', '<guid>https://berita.example/p</guid>', 'https://berita.example/p'],
    ['guid is not', '<guid isPermaLink="false">https://berita.example/p</guid>', undefined],
    ['an enclosure is no page', '<enclosure url="https://berita.example/a.mp3" type="audio/mpeg"/>', undefined],
    ['javascript:', '<link>javascript:alert(1)</link>', undefined],
    ['data:', '<link>data:text/html,x</link>', undefined],
    ['file:', '<link>file:///etc/passwd</link>', undefined],
  ])('%s', async (_reason, inside, link) => {
    expect((await parse(rss(item(`<title>T</title>${inside}`)))).items[0]?.link).toBe(link);
  });

  test('xml:base of an Atom feed', async () => {
    const feed = await parse(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://lain.example/b/"><title>T</title><entry><id>urn:1</id><title>S</title><link href="1"/></entry></feed>`,
    );
    expect(feed.items[0]?.link).toBe('https://lain.example/b/1');
  });

  test.each<[string, string, string | undefined]>([
    [
      'the page before other formats',
      '<link type="application/json" href="/1.json"/><link type="text/html" href="/1"/>',
      'https://berita.example/1',
    ],
    ['enclosures are no page', '<link rel="enclosure" href="/a.mp3"/>', undefined],
    ['nor is the entry itself', '<link rel="self" href="/1.atom"/>', undefined],
  ])('of an Atom entry: %s', async (_reason, links, link) => {
    const feed = await parse(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id><title>S</title>${links}</entry></feed>`,
    );
    expect(feed.items[0]?.link).toBe(link);
  });

  test('an entry with neither id nor link has an id of its words, the same each time', async () => {
    const text = rss(item('<title>Satu</title>') + item('<title>Dua</title>'));
    const ids = (await parse(text)).items.map((found) => found.id);
    expect(new Set(ids).size).toBe(2);
    expect((await parse(text)).items.map((found) => found.id)).toEqual(ids);
  });

  test('one bad date costs its own entry the date only', async () => {
    const feed = await parse(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entry('a', 'kapan')}${entry('b', '2026-03-02T00:00:00Z')}</feed>`,
    );
    expect(feed.items.map((found) => found.publishedAt)).toEqual([undefined, new Date('2026-03-02T00:00:00Z')]);
  });
});

/** Seconds each; a quadratic reader needs minutes. */
describe('hostile', () => {
  const LIMIT_MS = 8000;
  test.each<[string, string]>([
    ['300,000 < in CDATA', rss(item(`<title>T</title><description><![CDATA[${'<'.repeat(300_000)}]]></description>`))],
    ['300,000 < in a title', rss(item(`<title><![CDATA[${'<'.repeat(300_000)}]]></title><guid>g</guid>`))],
    ['300,000 bare <', rss(item(`<title>T</title><description>${'<'.repeat(300_000)}</description>`))],
    ['100,000 levels', rss(`${whole}${'<a>'.repeat(100_000)}`)],
    ['a million unclosed items', rss('<item>'.repeat(1_000_000))],
    ['an unclosed comment', `${rss(whole)}<!--${'-'.repeat(10_000_000)}`],
    ['300,000 unclosed declarations', `${'<?xml '.repeat(300_000)}${rss(whole)}`],
    ['300,000 & in a title', rss(item(`<title>${'&'.repeat(300_000)}</title>`))],
    [
      'entities of entities',
      `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${rss(item('<title>&b;</title>'))}`,
    ],
    ['prototype names', rss(item('<__proto__><polluted>1</polluted></__proto__><title>T</title>'))],
  ])('%s ends', async (_reason, text) => {
    const before = performance.now();
    const error = await faultOf(parse(text));
    expect(error === undefined || error instanceof FeedError).toBe(true);
    expect(performance.now() - before).toBeLessThan(LIMIT_MS);
    expect('polluted' in {}).toBe(false);
  });

  test('throws nothing but FeedError', async () => {
    const piece = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '<![CDATA[',
      ']]>',
      '&',
      '<',
      '<!--',
      '{',
      '<feed>',
      '<entry>',
      'x',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (input) => {
        const error = await faultOf(parseFeed(input, {}));
        expect(error === undefined || error instanceof FeedError).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
