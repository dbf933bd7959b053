import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeTruncated, closeTruncatedJson, cutToRoot, escapeStray } from '#feeds/salvage.ts';

test.each<[string, string, string]>([
  ['<!-- <html> --><rss/>', '<rss/>', 'a comment may mention a page'],
  ['<!-- a --> <!-- <rss> --><?xml version="1.0"?><feed/>', '<feed/>', 'comments one after another'],
  ['Warning: x\n<rss/>', '<rss/>', 'words'],
])('%s begins at %s: %s', (text, expected) => {
  expect(cutToRoot(text)).toBe(expected);
});

describe('closeTruncated', () => {
  test.each<[string, string | undefined, string]>([
    ['<rss><channel><item>1</item><item>2', '<rss><channel><item>1</item></channel></rss>', 'in an item'],
    [
      '<rss><channel><item>1</item><item><![CDATA[ </item> ',
      '<rss><channel><item>1</item></channel></rss>',
      'an end inside CDATA is text',
    ],
    ['<a:feed><a:entry>1</a:entry><a:en', '<a:feed><a:entry>1</a:entry></a:feed>', 'under a prefix'],
    [
      '<rdf:RDF><channel>x</channel><item>1</item><it',
      '<rdf:RDF><channel>x</channel><item>1</item></rdf:RDF>',
      'entries beside the channel',
    ],
    ['<rss><channel><item>', undefined, 'no whole entry'],
  ])('%s gives %s: %s', (xml, expected) => {
    expect(closeTruncated(xml)).toBe(expected);
  });
});

describe('closeTruncatedJson', () => {
  const json = JSON.stringify({
    title: 'Uji "}]" \\',
    authors: [{ name: 'Rani' }],
    items: [{ id: '1', tags: [{ a: '}' }] }, { id: '2' }],
  });

  test('keeps the whole items wherever it was cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: json.indexOf('},{"id":"2"') + 1, max: json.length - 1 }), (cut) => {
        const closed = JSON.parse(closeTruncatedJson(json.slice(0, cut)) ?? '') as { items: { id: string }[] };
        expect(closed.items[0]?.id).toBe('1');
      }),
    );
  });

  test.each(['{"items":[{"id":"1"', '{', '{"items":[]}', '"', '{"a":"\\'])('%s has nothing to keep', (text) => {
    expect(closeTruncatedJson(text)).toBeUndefined();
  });
});

test.each<[string, string, string]>([
  ['<title>x <y z</title>', '<title>x &lt;y z</title>', 'no tag in a title'],
  ['<title><![CDATA[x <y]]></title>', '<title><![CDATA[x <y]]></title>', 'CDATA is left alone'],
  ['<description>a & b <i</description>', '<description>a &amp; b &lt;i</description>', 'no tag in a description'],
  ['<constructor>1</constructor>', '<x-constructor>1</x-constructor>', 'names of JavaScript objects'],
  ['a < b &amp; c & d', 'a &lt; b &amp; c &amp; d', 'strays'],
])('%s is written %s: %s', (xml, expected) => {
  expect(escapeStray(xml)).toBe(expected);
});
