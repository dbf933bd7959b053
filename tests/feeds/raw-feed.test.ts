import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRawFeed } from '#feeds/raw-feed.ts';

const first = (xml: string) => readRawFeed(xml)?.feed.items[0];
const rss = (inside: string, channel = ''): string =>
  `<rss version="2.0"><channel><title>W</title>${channel}<item>${inside}</item></channel></rss>`;
const atom = (inside: string, feed = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title>${feed}<entry>${inside}</entry></feed>`;

interface Model {
  id: string;
  title: string;
  summary: string;
  contentHtml: string;
  author: string;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const inCdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']] >')}]]>`;
/** Words with everything that markup is made of. */
const text = fc
  .array(
    fc.constantFrom(
      'harga',
      'naik',
      '<',
      '>',
      '&',
      '&amp;',
      '"',
      "'",
      '</title>',
      '</item>',
      '<p>',
      ']]',
      '–',
      '😀',
      '日本',
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((words) => words.join(' '));
const model: fc.Arbitrary<Model> = fc.record({
  id: fc.integer({ min: 1, max: 1e9 }).map((number) => `urn:${number}`),
  title: text,
  summary: text,
  contentHtml: text,
  author: fc.constantFrom('Rani Uji', 'Óscar', 'صحفية'),
});
/** How a publisher writes: references or CDATA, another prefix, room between the tags, elements nobody knows. */
const style = fc.record({
  write: fc.constantFrom(escape, inCdata),
  prefix: fc.constantFrom('content', 'c', 'ns1'),
  space: fc.constantFrom('', '\n  ', '<!-- <title>bukan</title> -->'),
  stranger: fc.constantFrom(
    '',
    '<x:y xmlns:x="urn:x"><title>bukan</title><z/></x:y>',
    '<image><title>bukan</title></image>',
    '<category a="1 > 0">x</category>',
  ),
});

test('whatever is written in RSS or Atom, however it is written, is read back', () => {
  fc.assert(
    fc.property(
      fc.array(model, { minLength: 1, maxLength: 4 }),
      style,
      fc.boolean(),
      (models, { write, prefix, space, stranger }, isAtom) => {
        const element = (name: string, value: string, attributes = ''): string =>
          `${space}<${name}${attributes}>${write(value)}</${name}>`;
        const entries = models.map(({ id, title, summary, contentHtml, author }) =>
          isAtom
            ? `<entry>${stranger}${element('id', id)}${element('title', title, ' type="html"')}${element('summary', summary)}${element('content', contentHtml, ' type="html"')}<author>${element('name', author)}</author></entry>`
            : `<item>${stranger}${element('guid', id)}${element('title', title)}${element('description', summary)}${element(`${prefix}:encoded`, contentHtml)}${element('author', author)}</item>`,
        );
        const xml = isAtom
          ? `<feed xmlns="http://www.w3.org/2005/Atom">${stranger}${element('title', 'W')}${entries.join(space)}</feed>`
          : `<rss version="2.0" xmlns:${prefix}="http://purl.org/rss/1.0/modules/content/"><channel>${stranger}${element('title', 'W')}${entries.join(space)}</channel></rss>`;
        const read = readRawFeed(xml);
        expect(read?.isSure).toBe(true);
        expect(read?.feed.title).toBe('W');
        const plain = (value: string): string => (write === inCdata ? value.replaceAll(']]>', ']] >') : value);
        expect(
          read?.feed.items.map(({ id, title, summary, contentHtml, author }) => ({
            id,
            title,
            summary,
            contentHtml,
            author,
          })),
        ).toEqual(
          models.map((one) => ({
            ...one,
            title: plain(one.title),
            summary: plain(one.summary),
            contentHtml: plain(one.contentHtml),
          })),
        );
      },
    ),
    { numRuns: 300 },
  );
});

describe('authors', () => {
  test.each<[string, string | undefined, string]>([
    [rss('<author>redaksi@warta.example (Rani Uji)</author>'), 'Rani Uji', 'a name in brackets'],
    [rss('<author>Rani Uji &lt;rani@warta.example&gt;</author>'), 'Rani Uji', 'an address in brackets'],
    [rss('<author>Rani Uji (rani@warta.example)</author>'), 'Rani Uji', 'an address after it'],
    [rss('<author>Rani Uji (Jakarta)</author>'), 'Rani Uji (Jakarta)', 'brackets of another kind'],
    [rss('<author>Rani Uji</author>'), 'Rani Uji', 'a name alone'],
    [rss('<author>rani@warta.example</author>'), 'rani@warta.example', 'an address alone'],
    [rss('<author>rani@warta.example</author><dc:creator>Rani Uji</dc:creator>'), 'Rani Uji', 'a name elsewhere'],
    [rss('<author><name>Rani Uji</name><email>x@y.example</email></author>'), 'Rani Uji', 'as Atom writes it'],
    [atom('<author><uri>https://x.example</uri><name>Rani &amp; Budi</name></author>'), 'Rani & Budi', 'Atom'],
    [atom('<author><name>Rani</name></author><author><name>Budi</name></author>'), 'Rani', 'the first of two'],
    [atom('<id>1</id>', '<author><name>Redaksi</name></author>'), 'Redaksi', 'the feed’s'],
    [atom('<author><name/></author><dc:creator>Rani</dc:creator>'), 'Rani', 'an empty name'],
    [rss('<title>x</title>'), undefined, 'nobody'],
  ])('%s: %s, %s', (xml, author) => {
    expect(first(xml)?.author).toBe(author);
  });
});

describe('Atom', () => {
  test.each<[string, string, object]>([
    [
      'a text of its own markup',
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b</p></div></content>',
      { contentHtml: '<div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b</p></div>' },
    ],
    [
      'the same under a prefix',
      '<content type="xhtml"><h:div xmlns:h="x"><h:p>a</h:p></h:div></content>',
      { contentHtml: '<div xmlns:h="x"><p>a</p></div>' },
    ],
    [
      'content elsewhere',
      '<content src="https://warta.example/1"/>',
      { links: [undefined, 'https://warta.example/1', undefined] },
    ],
    ['a title of words', '<title>a &lt;b&gt; c</title>', { title: 'a <b> c', plainTitle: true }],
    ['a title of markup', '<title type="html">a &lt;b&gt; c</title>', { title: 'a <b> c', plainTitle: false }],
    [
      'dates of Atom 0.3',
      '<issued>2004-01-02</issued><modified>2004-01-03</modified>',
      { dates: [undefined, '2004-01-02', undefined, undefined, '2004-01-03', undefined] },
    ],
  ])('%s', (_reason, inside, expected) => {
    expect(first(atom(inside))).toMatchObject(expected);
  });
});

describe('the feed', () => {
  test.each<[string, string, object]>([
    [
      'a hub and itself',
      '<atom:link rel="hub" href="https://h.example/"/><atom:link rel="self" href="https://w.example/rss"/>',
      { hub: 'https://h.example/', self: 'https://w.example/rss' },
    ],
    [
      'Atom’s link without its prefix',
      '<link xmlns="http://www.w3.org/2005/Atom" rel="self" href="https://w.example/rss"/><link>https://w.example/</link>',
      { self: 'https://w.example/rss', siteUrl: 'https://w.example/' },
    ],
    [
      'how often it changes',
      '<sy:updatePeriod> Daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
      { ttlMinutes: 360 },
    ],
    ['how long it keeps', '<ttl>15</ttl><sy:updatePeriod>daily</sy:updatePeriod>', { ttlMinutes: 15 }],
    ['a time that is none', '<ttl>sebentar</ttl>', { ttlMinutes: undefined }],
    ['hours of rest', '<skipHours><hour>1</hour>\n<hour> 23 </hour></skipHours>', { skipHours: [1, 23] }],
    ['a language', '<dc:language>id</dc:language>', { language: 'id' }],
  ])('%s', (_reason, channel, expected) => {
    expect(readRawFeed(rss('<title>x</title>', channel))?.feed).toMatchObject(expected);
  });
});

describe('ids and links', () => {
  test.each<[string, string, object]>([
    [
      'RDF',
      '<rdf:RDF><item rdf:about="https://w.example/1"><title>x</title><dc:date>2026-03-02</dc:date></item></rdf:RDF>',
      { id: 'https://w.example/1', links: [undefined, undefined, 'https://w.example/1'] },
    ],
    [
      'a guid that is no address',
      rss('<guid>g</guid><link>https://w.example/1</link>'),
      { id: 'g', links: ['https://w.example/1', undefined, undefined] },
    ],
    [
      'a guid that says it is none',
      rss('<guid isPermaLink="False">https://w.example/1</guid>'),
      { links: [undefined, undefined, undefined] },
    ],
    [
      'xml:base',
      rss('<link>1</link>').replace('<item>', '<item xml:base="https://w.example/b/">'),
      { base: 'https://w.example/b/' },
    ],
  ])('%s', (_reason, xml, expected) => {
    expect(first(xml)).toMatchObject(expected);
  });
});
