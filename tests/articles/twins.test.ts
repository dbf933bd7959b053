import { describe, expect, test } from 'vitest';
import { chooseKnown, freeName, isAlike, isOtherHeadline, nameItems } from '#articles/twins.ts';
import type { Item } from '#core/news.ts';
import type { KnownArticle } from '#core/stores.ts';

const FEED = { url: 'https://warta.example/rss', title: 'Warta' };
const AT = new Date('2026-03-02T01:00:00Z');
const LATER = new Date('2026-03-02T09:00:00Z');

/** What is known after the first items were taken in, each under all its names. */
function remember(items: Item[]): Map<string, KnownArticle> {
  return new Map(
    nameItems(items, FEED).flatMap(({ item, identity, aliases }, articleId) => {
      const known = {
        articleId,
        title: item.title ?? '',
        publishedAt: item.publishedAt ?? AT,
        isOwn: true,
        isCarried: true,
      };
      return [identity, ...aliases].map((name): [string, KnownArticle] => [name, known]);
    }),
  );
}

const knownAs = (before: Item[], now: Item[]): (number | undefined)[] => {
  const known = remember(before);
  return nameItems(now, FEED).map((one) => chooseKnown(one, known)?.articleId);
};

const one: Item = {
  id: 'g1',
  link: 'https://warta.example/a-1',
  title: 'Banjir di Demak, 200 rumah terendam',
  publishedAt: AT,
};
const two: Item = {
  id: 'g2',
  link: 'https://warta.example/b-2',
  title: 'Harga beras naik di pasar induk',
  publishedAt: LATER,
};
const bare = (item: Item): Item => ({ ...item, link: undefined });

describe('an item is the article that is known already', () => {
  test.each<[string, Item[], Item[], (number | undefined)[]]>([
    ['guid churn: the link stays', [one], [{ ...one, id: 'other' }], [0]],
    ['the date changes', [one], [{ ...one, publishedAt: LATER }], [0]],
    ['the headline changes', [one], [{ ...one, title: 'Air surut' }], [0]],
    ['http, www, tracking', [one], [{ ...one, id: 'x', link: 'http://www.warta.example/a-1/?utm_source=rss#x' }], [0]],
    ['the AMP twin', [one], [{ ...one, id: 'x', link: 'https://amp.warta.example/a-1/amp' }], [0]],
    [
      'the link changes with the headline, guid and date stay',
      [one],
      [{ ...one, link: 'https://warta.example/c-1', title: 'Air mulai surut' }],
      [0],
    ],
    [
      'the link and the date change, guid and most words stay',
      [one],
      [{ ...one, link: 'https://warta.example/c-1', publishedAt: LATER, title: 'Banjir di Demak, 350 rumah terendam' }],
      [0],
    ],
    ['no link, guid churn: title and day', [bare(one)], [{ ...bare(one), id: 'new' }], [0]],
    [
      'no link, the headline is edited',
      [bare(one)],
      [{ ...bare(one), title: 'Banjir Demak: 350 rumah terendam' }],
      [0],
    ],
    ['deleted in between', [one, two], [two], [1]],
  ])('%s', (_reason, before, now, expected) => {
    expect(knownAs(before, now)).toEqual(expected);
  });

  test.each<[string, Item[], Item[], (number | undefined)[]]>([
    [
      'position guids with links: the number passes to the next article',
      [{ ...one, id: '1' }],
      [
        { ...two, id: '1' },
        { ...one, id: '2' },
      ],
      [undefined, 0],
    ],
    [
      'position guids without links',
      [{ ...bare(one), id: '1' }],
      [
        { ...bare(two), id: '1' },
        { ...bare(one), id: '2' },
      ],
      [undefined, 0],
    ],
    [
      'one guid for all',
      [{ ...one, id: 'feed' }],
      [
        { ...two, id: 'feed' },
        { ...one, id: 'feed' },
      ],
      [undefined, 0],
    ],
    ['another article of the same minute', [one], [{ ...two, publishedAt: AT }], [undefined]],
    ['the same headline at another address', [one], [{ ...two, title: one.title }], [undefined]],
  ])('or is new: %s', (_reason, before, now, expected) => {
    expect(knownAs(before, now)).toEqual(expected);
  });
});

test('a name that another article bears is not taken', () => {
  const known = remember([{ ...bare(one), id: '1' }]);
  const [item] = nameItems([{ ...bare(two), id: '1' }], FEED);
  expect(freeName(item!, known)).toMatch(/^title:warta#2026-03-02#harga beras/);
});

test('the same article twice in one answer is one, and its headline in dispute', () => {
  const named = nameItems([one, { ...one, title: 'Judul lain' }, two], FEED);
  expect(named.map(({ item, isDisputed }) => [item.title, isDisputed])).toEqual([
    [one.title, true],
    [two.title, false],
  ]);
});

test.each<[string | undefined, string | undefined, boolean]>([
  ['Banjir di Demak', 'Banjir di Demak', false],
  ['Banjir di Demak', ' BANJIR di  “Demak”!', false],
  ['Banjir di Demak', 'Banjir di Kudus', true],
  ['10 tewas', '11 tewas', true],
  ['Banjir', undefined, false],
  ['Banjir', '…', false],
])('%s → %s says something else: %s', (before, now, expected) => {
  expect(isOtherHeadline(before, now)).toBe(expected);
});

test.each<[string | undefined, string | undefined, boolean]>([
  ['Banjir di Demak, 200 rumah terendam', 'Demak: 350 rumah terendam banjir', true],
  ['Banjir di Demak', 'Harga beras naik', false],
  [undefined, undefined, false],
  ['', '', false],
])('%s and %s are alike: %s', (a, b, expected) => {
  expect(isAlike(a, b)).toBe(expected);
});
