import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeOf, readXmlRecords, textOf, type XmlRecord } from '#feeds/xml-records.ts';

const says = (record: XmlRecord | undefined): Record<string, (string | undefined)[]> =>
  Object.fromEntries([...(record ?? [])].map(([name, elements]) => [name, elements.map(textOf)]));
const entriesOf = (xml: string) => readXmlRecords(xml).entries.map(({ fields }) => says(fields));
const rss = (inside: string): string => `<rss version="2.0"><channel>${inside}</channel></rss>`;

describe('what an element says', () => {
  test.each<[string, string | undefined, string]>([
    ['<title>Satu</title>', 'Satu', 'its words'],
    ['<title>\n  Satu  \n</title >', 'Satu', 'without the space around them'],
    ['<title>Satu &amp; dua</title>', 'Satu & dua', 'references decoded'],
    ['<title><![CDATA[Satu &amp; dua]]></title>', 'Satu &amp; dua', 'CDATA as it stands'],
    ['<title>a &amp; <![CDATA[b </title> c]]> &lt; d</title>', 'a & b </title> c < d', 'an end inside CDATA is text'],
    ['<title>a<!-- &amp; --> b</title>', 'a b', 'comments left out'],
    ['<title>harga <y naik</title>', 'harga <y naik', 'no tag in it'],
    ['<title>a & b</title>', 'a & b', 'no reference in it'],
    ['<title></title>', undefined, 'nothing'],
    ['<title/>', undefined, 'nothing, in short'],
    ['<title type="text" a=\'>\'>Satu</title>', 'Satu', 'attributes with the mark of an end'],
    ['<title a="x>Satu</title>', 'Satu', 'a quote that is never closed'],
    ['<TITLE>Satu</TITLE>', 'Satu', 'capitals'],
    ['<title>Satu<guid>g</guid>', 'Satu', 'no closing tag: up to the next'],
  ])('%s: %s', (xml, expected) => {
    expect(entriesOf(rss(`<item>${xml}<pubDate>x</pubDate></item>`))[0]?.['title']?.[0]).toBe(expected);
  });
});

describe('what belongs to whom', () => {
  test.each<[string, string, object]>([
    [
      'a picture has a title of its own',
      '<image><title>Logo</title></image><title>Warta</title>',
      { title: ['Warta'] },
    ],
    ['so have the items', '<item><title>Satu</title></item><title>Warta</title>', { title: ['Warta'] }],
    [
      'items may lie in a list',
      '<items><item><title>Satu</title></item></items><title>Warta</title>',
      { title: ['Warta'] },
    ],
    [
      'comments and instructions are no tags',
      '<!-- <title>x</title> --><?a <title>y</title>?><title>Warta</title>',
      { title: ['Warta'] },
    ],
    [
      'several of one kind stay in order',
      '<link/><link>https://a.example/</link>',
      { link: [undefined, 'https://a.example/'] },
    ],
  ])('%s', (_reason, inside, expected) => {
    expect(says(readXmlRecords(rss(inside)).feed)).toEqual(expected);
  });

  test.each<[string, string, object[]]>([
    [
      'a source has a title of its own',
      '<item><source><title>Lain</title></source><title>Satu</title></item>',
      [{ title: ['Satu'] }],
    ],
    [
      'an element that never closes leaves its entry what it holds',
      '<item><media:group><title>Satu</title></item><item><title>Dua</title></item>',
      [{ title: ['Satu'] }, { title: ['Dua'] }],
    ],
    [
      'an entry interrupted by the next keeps what it said',
      '<item><title>Satu</title><item><title>Dua</title></item>',
      [{ title: ['Satu'] }, { title: ['Dua'] }],
    ],
    [
      'a title without end does not take the next entry’s',
      '<item><title>Satu <guid>1</guid></item><item><title>Dua</title></item>',
      [{ title: ['Satu'], guid: ['1'] }, { title: ['Dua'] }],
    ],
    ['an entry that says nothing is none', '<item/><item></item><item><category>x</category></item>', []],
  ])('%s', (_reason, inside, expected) => {
    expect(entriesOf(rss(inside))).toEqual(expected);
  });

  test('is in doubt where tags don’t add up, and only there', () => {
    const isNested = (inside: string): boolean => readXmlRecords(rss(inside)).isNested;
    expect(isNested('<a><b/></a><item><c><d>1</d></c><title>x</title></item>')).toBe(true);
    expect(isNested('<a><item><title>x</title></item>')).toBe(false);
    expect(isNested('<item><a><title>x</title></item>')).toBe(false);
    expect(isNested('<item><title>x</title><item><title>y</title></item>')).toBe(false);
  });
});

describe('a document that ends early', () => {
  const whole = rss('<item><title>Satu</title></item><item><title><![CDATA[Dua </item>]]></title></item>');

  test('gives the entries that were whole, wherever it was cut', () => {
    const first = whole.indexOf('</item>') + '</item>'.length;
    const second = whole.lastIndexOf('</item>') + '</item>'.length;
    for (let cut = 0; cut < whole.length; cut++) {
      const read = readXmlRecords(whole.slice(0, cut));
      expect(read.entries).toHaveLength(cut < first ? 0 : cut < second ? 1 : 2);
      expect(read.isWhole).toBe(false);
    }
    expect(readXmlRecords(whole)).toMatchObject({ isWhole: true, isNested: true });
  });
});

describe('namespaces', () => {
  test.each<[string, string, string]>([
    [
      'the usual prefix',
      '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><item><dc:creator>Rani</dc:creator></item></rss>',
      'dc:creator',
    ],
    [
      'another one',
      '<rss xmlns:ns0="https://purl.org/DC/elements/1.1"><item><ns0:creator>Rani</ns0:creator></item></rss>',
      'dc:creator',
    ],
    [
      'declared where it is used',
      '<rss><item><x:creator xmlns:x="http://purl.org/dc/elements/1.1/">Rani</x:creator></item></rss>',
      'dc:creator',
    ],
    ['never declared', '<rss><item><dc:creator>Rani</dc:creator></item></rss>', 'dc:creator'],
    [
      'Atom’s in RSS',
      '<rss xmlns:a10="http://www.w3.org/2005/Atom"><item><a10:updated>x</a10:updated></item></rss>',
      'atom:updated',
    ],
    [
      'Atom’s in Atom',
      '<feed xmlns:atom="http://www.w3.org/2005/Atom"><entry><atom:updated>x</atom:updated></entry></feed>',
      'updated',
    ],
    ['the root’s own', '<a:feed xmlns:a="urn:x"><a:entry><a:updated>x</a:updated></a:entry></a:feed>', 'updated'],
    [
      'RSS 1.0’s',
      '<rdf:RDF xmlns:r="http://purl.org/rss/1.0/"><r:item><r:title>x</r:title></r:item></rdf:RDF>',
      'title',
    ],
    [
      'one that borrows a name',
      '<rss xmlns:dc="urn:mine"><item><dc:creator>Rani</dc:creator></item></rss>',
      'dc:creator',
    ],
  ])('%s', (_reason, xml, name) => {
    expect(readXmlRecords(xml).entries.map(({ fields }) => [...fields.keys()])).toEqual([[name]]);
  });
});

test('attributes come by name, in any case and quoting', () => {
  const [element] = readXmlRecords(
    '<rss><item><guid isPermaLink=false B=\'2 > 1\' c="&amp;">g</guid></item></rss>',
  ).entries[0]!.fields.get('guid')!;
  expect(['ispermalink', 'b', 'c', 'd'].map((name) => attributeOf(element, name))).toEqual([
    'false',
    '2 > 1',
    '&',
    undefined,
  ]);
});

/** Pieces that make a reader go back, were it to. */
const PIECES = [
  '<item>',
  '</item>',
  '<title>',
  '</title>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<a b="',
  '">',
  '<',
  '&',
  'x',
  '<dc:x>',
  '</feed>',
];

test('throws nothing, and no element reaches beyond the text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
      const xml = `<rss>${pieces.join('')}`;
      for (const { fields } of readXmlRecords(xml).entries) {
        for (const { content } of [...fields.values()].flat()) expect(xml).toContain(content);
      }
    }),
  );
});

/** A reader that looks twice needs the square of this. */
test.each<[string, (count: number) => string]>([
  ['titles that never end', (count) => '<title>'.repeat(count)],
  ['CDATA after CDATA in one title', (count) => `<title>${'<![CDATA[x]]>'.repeat(count)}</title>`],
  ['a closing tag at the far end', (count) => `${'<item><title>'.repeat(count)}</title>`],
  [
    'as many spellings',
    (count) => Array.from({ length: count }, (_, at) => `<x${at}:title xmlns:x${at}="urn:${at}">`).join(''),
  ],
  [
    'as many spellings of Dublin Core',
    (count) =>
      Array.from({ length: count }, (_, at) => `<a${at}:date xmlns:a${at}="http://purl.org/dc/elements/1.1/">`).join(
        '',
      ),
  ],
  ['tags that never end', (count) => '<a '.repeat(count)],
  ['quotes that never end', (count) => '<a b="'.repeat(count)],
  ['comments in a title', (count) => `<item><title>${'<!-- -->x'.repeat(count)}</title></item>`],
  ['comments that never end', (count) => `<item><title>${'<!--'.repeat(count)}</title></item>`],
])('time grows with the length only: %s', (_reason, make) => {
  const took = (count: number): number => {
    const xml = `<rss>${make(count)}</rss>`;
    const before = process.cpuUsage();
    for (const { fields } of readXmlRecords(xml).entries)
      for (const elements of fields.values()) elements.forEach(textOf);
    return process.cpuUsage(before).user;
  };
  took(2000);
  const [small, large] = [Math.min(took(5000), took(5000), took(5000)), took(100_000)];
  // Twenty times as much; a square would be four hundred. Under a millisecond the clock is too coarse to tell.
  expect(large / Math.max(small, 1000)).toBeLessThan(120);
});
