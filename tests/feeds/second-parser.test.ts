import { describe, expect, test } from 'vitest';
import { normaliseFeed } from '#feeds/normalise.ts';
import { parseFeed } from '#feeds/parse.ts';
import { readRawFeed } from '#feeds/raw-feed.ts';
import { readSecondHand } from '#feeds/second-parser.ts';

const URL_OF_FEED = 'https://berita.example/rss';
const CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"';
const rss = (inside: string): string =>
  `<rss version="2.0" ${CONTENT}><channel><title>Harian Uji</title><link>https://berita.example/</link>${inside}</channel></rss>`;
const atom = (inside: string): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harian Uji</title><link href="https://berita.example/"/>${inside}</feed>`;

describe('both parsers behind one normalisation', () => {
  test.each<[string, string]>([
    [
      'every field of RSS',
      rss(
        '<item><title>Satu &amp; dua</title><link>/1</link><guid isPermaLink="false">g1</guid><pubDate>Senin, 2 Maret 2026 14:30 WIB</pubDate><description>Ringkas</description><content:encoded><![CDATA[<p>Isi</p>]]></content:encoded><dc:creator>Rani Uji</dc:creator></item>',
      ),
    ],
    [
      'a guid that is an address',
      rss('<item><title>Satu</title><guid>https://berita.example/p</guid><description>x</description></item>'),
    ],
    [
      'a guid that looks like one and is none',
      rss('<item><title>Satu</title><guid isPermaLink="false">https://berita.example/p</guid></item>'),
    ],
    [
      'an enclosure is no page',
      rss('<item><title>Satu</title><enclosure url="https://berita.example/a.mp3" type="audio/mpeg"/></item>'),
    ],
    [
      'Atom with its links',
      atom(
        '<entry><id>urn:1</id><title>Satu</title><link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/1"/><updated>2026-03-02T07:30:00Z</updated><author><name>Rani Uji</name></author><summary>Ringkas</summary></entry>',
      ),
    ],
    [
      'RDF',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://berita.example/"><title>Harian Uji</title><link>https://berita.example/</link></channel><item rdf:about="https://berita.example/1"><title>Satu</title><link>https://berita.example/1</link></item></rdf:RDF>`,
    ],
  ])('%s', async (_reason, xml) => {
    const second = await readSecondHand(xml);
    const expected = normaliseFeed(readRawFeed(xml)!.feed, URL_OF_FEED);
    expect(second && normaliseFeed(second, URL_OF_FEED).items.map(identityOf)).toEqual(expected.items.map(identityOf));
    expect(second?.title).toBe(expected.title);
  });

  const identityOf = ({ id, title, link, publishedAt, contentHtml }: ReturnType<typeof normaliseFeed>['items'][0]) => ({
    id,
    title,
    link,
    publishedAt,
    contentHtml: contentHtml === 'x' ? undefined : contentHtml,
  });
});

test('has its say where the first reading loses count of the tags', async () => {
  const xml = rss(
    '<uji:catatan teks="1 > 0 < 2"/><item><title>Satu</title><guid>g1</guid></item><ttl>30</ttl>',
  ).replace('xmlns:dc', 'xmlns:uji="urn:uji" xmlns:dc');
  const first = readRawFeed(xml);
  expect(first?.isSure).toBe(false);
  expect(first?.feed.ttlMinutes).toBeUndefined();
  expect((await parseFeed(Buffer.from(xml), {})).items).toMatchObject([{ id: 'g1', title: 'Satu' }]);
});

test('what the first reading lost of the feed itself comes from the second', async () => {
  const xml = `<rss version="2.0"><channel><uji teks="1 > 0 < 2"/><title>Harian Uji</title><link>https://berita.example/</link><ttl>30</ttl><item><title>Satu</title></item></channel></rss>`;
  expect(readRawFeed(xml)).toMatchObject({ isSure: false, feed: { title: undefined } });
  expect(await parseFeed(Buffer.from(xml), {})).toMatchObject({
    title: 'Harian Uji',
    siteUrl: 'https://berita.example/',
    items: [{ title: 'Satu' }],
  });
});

test('one bad Atom date costs the date, not the feed', async () => {
  const feed = await readSecondHand(
    atom(
      '<entry><id>a</id><published>kapan</published></entry><entry><id>b</id><published>2026-03-02T00:00:00Z</published></entry>',
    ),
  );
  expect(feed && normaliseFeed(feed, undefined).items.map(({ publishedAt }) => publishedAt)).toEqual([
    undefined,
    new Date('2026-03-02T00:00:00Z'),
  ]);
});

/** The library's own snippets take minutes for either. */
test.each(['<'.repeat(300_000), 'x<p'.repeat(100_000)])('hostile text ends quickly (%#)', async (text) => {
  const started = performance.now();
  const feed = await readSecondHand(rss(`<item><description><![CDATA[${text}]]></description></item>`));
  expect(feed?.items).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(3000);
});

test.each<[string, string]>([
  ['no XML', 'halo'],
  ['no channel', '<rss version="2.0"/>'],
  ['nothing said', '<rss version="2.0"><channel><item><isi>1</isi></item></channel></rss>'],
  ['too large for a second reading', rss('<item><title>a</title></item>') + ' '.repeat(5 * 1024 * 1024)],
])('%s is no feed', async (_reason, xml) => {
  expect(await readSecondHand(xml)).toBeUndefined();
});
