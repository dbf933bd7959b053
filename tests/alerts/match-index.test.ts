import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatchIndex } from '#alerts/match-index.ts';
import { createReader } from '#alerts/reading.ts';
import type { Wish } from '#core/alerts.ts';
import { queryTokens } from '#language/search-tokens.ts';

const reader = createReader({
  forms: queryTokens,
  topics: [{ key: 'politics', names: ['Politik'], words: ['presiden', 'kabinet'] }],
});
const read = (title: string, text = '') =>
  reader.read({ title, text, storyIds: [7, 3], feedId: 2, feedTopics: ['law'] });

describe('the matching index', () => {
  test.each<[kind: Wish['kind'], target: string, expected: boolean, why: string]>([
    ['words', 'banjir', true, 'a word'],
    ['words', 'banjir jakarta', false, 'not all words'],
    ['words', 'banjir -demak', false, 'a word that must not be there'],
    ['words', '"warga kebanjiran"', true, 'a phrase'],
    ['person', 'Raka Wiradana', true, 'a whole name'],
    ['person', 'raka wiradana', true, 'in any case'],
    ['person', 'Raka', true, 'one name'],
    ['person', 'Wiradana Raka', false, 'a name has an order'],
    ['person', 'Siti Raka Wiradana', false, 'a longer name'],
    ['person', 'Ahmad bin Ali Hasan', true, 'a name of more than three words'],
    ['person', 'Ahmad bin Ali Husin', false, 'that differs in its last word'],
    ['topic', 'politics', true, 'a word of the topic in the headline'],
    ['topic', 'law', true, 'a topic of the feed'],
    ['topic', 'sports', false, 'another topic'],
    ['story', '7', true, 'its story'],
    ['story', '3', true, 'a story that was merged into it'],
    ['story', '8', false, 'another story'],
    ['feed', '2', true, 'its feed'],
    ['feed', '3', false, 'another feed'],
  ])('%s %s: %s (%s)', (kind, target, expected) => {
    const index = createMatchIndex(reader);
    index.add(5, { kind, target });
    const reading = read('Presiden: warga kebanjiran di Demak', 'Kata Raka Wiradana dan Ahmad bin Ali Hasan.');
    expect(index.match(reading).after(0, 9)).toEqual(expected ? [5] : []);
    expect(reader.holds({ kind, target }, reading)).toBe(expected);
  });

  test('whatever is added and removed, it answers as asking each subscription would', () => {
    const vocabulary = ['banjir', 'gempa', 'harga', 'beras', 'raka', 'wiradana', 'jakarta'];
    const word = fc.constantFrom(...vocabulary);
    const wish = fc.oneof(
      fc.record({
        kind: fc.constant('words' as const),
        target: fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
      }),
      fc.record({ kind: fc.constant('words' as const), target: fc.tuple(word, word).map(([a, b]) => `${a} -${b}`) }),
      fc.record({
        kind: fc.constant('words' as const),
        target: fc.tuple(word, word, word).map(([a, b, c]) => `${a}, ${b} ${c}`),
      }),
      fc.record({ kind: fc.constant('words' as const), target: fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`) }),
      fc.record({
        kind: fc.constant('words' as const),
        target: fc.tuple(word, word, word).map(([a, b, c]) => `${a} ${b} -${c}`),
      }),
      fc.record({ kind: fc.constant('person' as const), target: fc.tuple(word, word).map((both) => both.join(' ')) }),
      fc.record({ kind: fc.constant('feed' as const), target: fc.constantFrom('1', '2') }),
    );
    const step = fc.record({ id: fc.integer({ min: 1, max: 40 }), wish: fc.option(wish, { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.array(word, { maxLength: 12 }), (steps, text) => {
        const index = createMatchIndex(reader);
        const model = new Map<number, Pick<Wish, 'kind' | 'target'>>();
        for (const { id, wish } of steps) {
          if (wish) {
            index.add(id, wish);
            model.set(id, wish);
          } else {
            index.remove(id);
            model.delete(id);
          }
        }
        const reading = read(text.join(' '));
        const expected = [...model]
          .filter(([, one]) => reader.holds(one, reading))
          .map(([id]) => id)
          .sort((a, b) => a - b);
        const matched = index.match(reading);
        expect(matched.after(0, 100)).toEqual(expected);
        expect(matched.size).toBe(expected.length);
        expect(index.size()).toBe(model.size);
        // Page by page, as the fan-out goes.
        const pages: number[] = [];
        for (let page = matched.after(0, 3); page.length > 0; page = matched.after(page.at(-1)!, 3))
          pages.push(...page);
        expect(pages).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('thousands come and go, and what is left behind is what was there before', () => {
    const index = createMatchIndex(reader);
    const wishOf = (at: number) => ({ kind: 'words', target: `kata${at % 3000} lain${at % 7}` }) as const;
    for (let round = 0; round < 3; round++) {
      for (let id = 1; id <= 6000; id++) index.add(id, wishOf(id + round));
      expect(index.size()).toBe(6000);
      expect(index.match(read('kata5 lain5 kata6')).after(0, 9)).toEqual(
        [...Array(6000).keys()]
          .map((at) => at + 1)
          .filter((id) => ['kata5 lain5', 'kata6 lain5'].includes(wishOf(id + round).target)),
      );
      for (let id = 6000; id >= 1; id--) index.remove(id);
      expect([index.size(), index.match(read('kata5 lain5')).size]).toEqual([0, 0]);
    }
  });
});
