import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeTruncatedJson, cutToRoot } from '#feeds/salvage.ts';

test.each<[string, string, string]>([
  ['<!-- <html> --><rss/>', '<rss/>', 'a comment may mention a page'],
  ['<!-- a --> <!-- <rss> --><?xml version="1.0"?><feed/>', '<feed/>', 'comments one after another'],
  ['Warning: x\n<rss/>', '<rss/>', 'words'],
])('%s begins at %s: %s', (text, expected) => {
  expect(cutToRoot(text)).toBe(expected);
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
