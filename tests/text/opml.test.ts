import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpmlDocument, readOpml, writeOpml } from '#text/opml.ts';

const opml = (inside: string): string => `<?xml version="1.0"?>\n<opml version="2.0"><body>\n${inside}\n</body></opml>`;
const found = (text: string): OpmlDocument & { kind: 'opml' } => {
  const document = readOpml(text);
  if (document.kind !== 'opml') throw new Error(document.kind);
  return document;
};
const urls = (text: string): string[] => found(text).feeds.map(({ url }) => url);

describe('outlines', () => {
  test('every attribute', () => {
    const line = `<outline text="Warta &amp; Kota" title='Warta "Utama"' type="rss" xmlUrl=" https://warta.example/rss?a=1&amp;b=2 " htmlUrl="https://warta.example/" language="id" category="kota, ekonomi"/>`;
    expect(found(opml(line)).feeds).toEqual([
      {
        url: 'https://warta.example/rss?a=1&b=2',
        line: 3,
        title: 'Warta "Utama"',
        siteUrl: 'https://warta.example/',
        language: 'id',
        topics: ['kota', 'ekonomi'],
      },
    ]);
  });

  test.each<[string, string, string[]]>([
    [
      'in folders',
      '<outline text="a"><outline text="b"><outline xmlUrl="u1"/></outline><outline xmlUrl="u2"/></outline>',
      ['u1', 'u2'],
    ],
    ['in capitals', '<OUTLINE XMLURL="u1"></OUTLINE>', ['u1']],
    ['over several lines', '<outline\n  text="a"\n  xmlUrl\n=\n"u1"\n/>', ['u1']],
    ['with > in an attribute', '<outline text="a > b" xmlUrl="u1"/>', ['u1']],
    ['in a comment', '<!-- <outline xmlUrl="no"/> --><outline xmlUrl="u1"/>', ['u1']],
    ['in CDATA', '<![CDATA[<outline xmlUrl="no"/>]]><outline xmlUrl="u1"/>', ['u1']],
    ['a folder and a link are no faults', '<outline text="a"/><outline type="link" url="x"/>', []],
  ])('%s', (_reason, inside, expected) => {
    expect(found(opml(inside))).toMatchObject({ feeds: expected.map((url) => ({ url })), faults: [] });
  });

  test('entities of a DOCTYPE are never expanded', () => {
    const bomb = `<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${opml('<outline text="&b;" xmlUrl="u"/>')}`;
    expect(found(bomb).feeds).toMatchObject([{ title: '&b;' }]);
  });
});

test('what can not be read is named by its line, and the rest is read', () => {
  const { feeds, faults } = found(
    opml(
      '<outline xmlUrl="u1"/>\n<outline text="a < b" xmlUrl="no"/>\n<outline type="rss" text="x"/>\n\n<outline xmlUrl="u2"/>',
    ),
  );
  expect(feeds.map(({ url, line }) => [url, line])).toEqual([
    ['u1', 3],
    ['u2', 7],
  ]);
  expect(faults).toEqual([
    { line: 4, reason: 'markup' },
    { line: 5, reason: 'no-address' },
  ]);
});

test.each<[string, string, object]>([
  ['nothing', '', { kind: 'no-opml' }],
  ['a feed', '<rss><channel/></rss>', { kind: 'no-opml' }],
  ['a page', '<!doctype html><html></html>', { kind: 'no-opml' }],
  ['cut off', opml('<outline xmlUrl="u1"/>\n<outline xmlUrl="u2"/>').slice(0, 80), { kind: 'broken', line: 4 }],
  ['cut off in a comment', `${opml('').slice(0, 50)}<!-- `, { kind: 'broken', line: 2 }],
  ['empty', '<opml version="1.0"><head/><body/></opml>', { kind: 'opml', feeds: [], faults: [] }],
])('%s', (_reason, text, expected) => {
  expect(readOpml(text)).toEqual(expected);
});

test('ten thousand outlines, and ten times as many in hardly ten times the time', () => {
  const many = (count: number): string =>
    opml(
      Array.from({ length: count }, (_, at) => `<outline text="F ${at}" xmlUrl="https://f${at}.example/rss"/>`).join(
        '\n',
      ),
    );
  const { feeds } = found(many(10_000));
  expect(feeds).toHaveLength(10_000);
  expect(feeds.at(-1)).toMatchObject({ line: 10_002 });
  const started = performance.now();
  for (const text of [
    many(100_000),
    '<'.repeat(1_000_000),
    `<opml>${'<outline a="'.repeat(200_000)}`,
    `<opml>${' a'.repeat(500_000)}`,
  ])
    readOpml(text);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('what is written is read back, whatever the words', () => {
  const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((text) => `x${text}`);
  const feed = fc.record({
    url: fc.webUrl(),
    title: words,
    topics: fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(feed), words, (feeds, title) => {
      const document = found(writeOpml(title, feeds, new Date(0)));
      expect(document.faults).toEqual([]);
      expect(document.feeds.map(({ url, topics }) => ({ url, topics }))).toEqual(
        feeds.map(({ url, topics }) => ({ url, topics })),
      );
    }),
  );
});

test('titles survive the way out and in', () => {
  const title = `<script>"Warta" & 'Kota'</script> ✓`;
  expect(urls(writeOpml('x', [{ url: 'https://a.example/', title, topics: [] }], new Date(0)))).toEqual([
    'https://a.example/',
  ]);
  expect(found(writeOpml('x', [{ url: 'https://a.example/', title, topics: [] }], new Date(0))).feeds[0]?.title).toBe(
    title,
  );
});
