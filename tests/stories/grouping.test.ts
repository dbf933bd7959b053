import { describe, expect, test } from 'vitest';
import { chooseStory } from '#stories/choose.ts';
import { agreement, createCopies, signatureOf } from '#stories/copies.ts';
import { featuresOf } from '#stories/features.ts';
import { regroup } from '#stories/regroup.ts';
import { createRunningStories, type Likeness } from '#stories/running.ts';
import { scoreStories } from '#tests/eval/stories.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date('2026-03-10T10:00:00Z');
const nothing = { lang: 'id', summary: [], people: [], quotes: [], events: [] };
const features = (title: string, body: string) =>
  featuresOf({ title, text: body, analysis: { ...nothing, body } }, new Set(['di', 'yang', 'the', 'in']));

describe('the labelled stories', () => {
  const score = scoreStories();
  test('B-cubed F1, precision first: a wrong merge misleads, a missing one only repeats', () => {
    expect(score.f1).toBeGreaterThanOrEqual(0.86);
    expect(score.precision).toBeGreaterThanOrEqual(0.9);
  });
  test('the agency report that two outlets print is recognised, and nothing else is', () => {
    expect(score.copies).toEqual([['petikapal-3', 'petikapal-2']]);
  });
  test.each([
    ['two earthquakes on one island', 'gempa-juli', 'gempa-agustus'],
    ['a mayor in two stories', 'trem-marlow', 'okoro-terpilih'],
    ['a regent, his pier and his trial', 'dermaga-ambruk', 'suap-bupati'],
    ['a company that grows and shrinks', 'petikapal-1', 'petikapal-phk'],
  ])('%s stay apart', (_why, one, other) => {
    expect(
      score.found.filter((ids) => ids.some((id) => id.startsWith(one)) && ids.some((id) => id.startsWith(other))),
    ).toEqual([]);
  });
});

describe('featuresOf', () => {
  test('names are read in running text, in both languages alike', () => {
    const id = features('Feri berhenti', 'Layanan feri di Lantana dihentikan.');
    const en = features('Ferry stops', 'The ferry service in Lantana was stopped.');
    expect([...id.keys()].filter((term) => en.has(term))).toEqual(['n:lantana']);
  });
  test.each([
    ['5,25 persen', 'd:5.25'],
    ['5.25 percent', 'd:5.25'],
    ['3.100 anak', 'd:3100'],
    ['3,100 children', 'd:3100'],
    ['menang 3-1', 'd:3-1'],
  ])('a figure in %j is %j in both ways of writing', (text, term) => {
    expect([...features(text, '').keys()]).toContain(term);
  });
  test('a year tells nothing, quiet words tell nothing, nothing tells nothing', () => {
    expect([...features('yang di 2026', '').keys()]).toEqual([]);
    expect(features('', '').size).toBe(0);
  });
});

describe('the running stories', () => {
  const one = features('Dermaga Lantana ambruk', 'Dermaga Lantana ambruk dihantam gelombang.');
  test('found by shared terms, gone after removal, forgotten after their time', () => {
    const running = createRunningStories();
    running.add(1, NOW, one);
    running.add(2, NOW, features('Harga kopi naik', 'Harga kopi Wirabumi naik.'));
    const [best, ...others] = running.like(one, new Date(NOW.getTime() + DAY_MS));
    expect(best).toMatchObject({ storyId: 1, gapMs: DAY_MS, articles: 1 });
    expect(best!.names).toBeCloseTo(1);
    expect(others).toEqual([]);
    running.forget((lastAt) => lastAt < NOW);
    expect(running.size).toBe(2);
    running.remove(1);
    expect(running.like(one, NOW)).toEqual([]);
    running.forget(() => true);
    expect(running.size).toBe(0);
  });
  test('a story of very many articles keeps its weightiest terms only', () => {
    const running = createRunningStories();
    for (let at = 0; at < 200; at++)
      running.add(
        1,
        NOW,
        new Map([
          ['w:dermaga', 1],
          [`w:lain${at}`, 0.5],
        ]),
      );
    expect(running.like(new Map([['w:dermaga', 1]]), NOW)[0]).toMatchObject({ storyId: 1, articles: 200 });
  });
});

describe('chooseStory', () => {
  const likeness = (storyId: number, more: Partial<Likeness>): Likeness => ({
    storyId,
    names: 0,
    words: 0,
    gapMs: 0,
    articles: 5,
    ...more,
  });
  test.each<[string, Likeness[], ReturnType<typeof chooseStory>]>([
    ['nothing alike: a new story', [], { merge: [] }],
    ['same names on the day', [likeness(1, { names: 0.5 })], { storyId: 1, merge: [] }],
    ['same names weeks later, another matter', [likeness(1, { names: 0.5, gapMs: 30 * DAY_MS })], { merge: [] }],
    [
      'same names and words weeks later',
      [likeness(1, { names: 0.8, words: 0.3, gapMs: 30 * DAY_MS })],
      { storyId: 1, merge: [] },
    ],
    ['everyday words and no name', [likeness(1, { names: 0.03, words: 0.08, articles: 13 })], { merge: [] }],
    ['no name, and the same words', [likeness(1, { names: 0.03, words: 0.4 })], { storyId: 1, merge: [] }],
    [
      'a single article is over after two weeks',
      [likeness(1, { names: 1, words: 1, gapMs: 15 * DAY_MS, articles: 1 })],
      { merge: [] },
    ],
    [
      'two stories that are one',
      [likeness(1, { names: 0.9, words: 0.3 }), likeness(2, { names: 0.9, words: 0.2 })],
      { storyId: 1, merge: [2] },
    ],
    [
      'two stories, one of them surer',
      [likeness(1, { names: 0.9, words: 0.3 }), likeness(2, { names: 0.4 })],
      { storyId: 1, merge: [] },
    ],
  ])('%s', (_why, candidates, expected) => {
    expect(chooseStory(candidates)).toEqual(expected);
  });
});

describe('copies', () => {
  const report =
    'Sebanyak 412 rumah terendam setelah pintu air Bendung Waringin patah pada Kamis dini hari, kata kepala badan penanggulangan bencana.';
  const signature = signatureOf(report);
  test.each([
    ['itself', report, true],
    ['a few words more', `${report} Demikian disampaikan.`, true],
    [
      'the same news in other words',
      'Pintu air Bendung Waringin jebol. Kepala badan penanggulangan bencana mencatat 412 rumah warga kebanjiran sejak Kamis.',
      false,
    ],
    ['nothing', '', false],
    ['too short to tell', 'Bendung Waringin jebol', false],
  ])('%s', (_what, text, expected) => {
    const copies = createCopies();
    copies.add(7, NOW, signature);
    expect(copies.find(NOW, signatureOf(text))).toBe(expected ? 7 : undefined);
  });
  test('only within days, and not after they are forgotten', () => {
    const copies = createCopies();
    copies.add(7, NOW, signature);
    expect(copies.find(new Date(NOW.getTime() + 6 * DAY_MS), signature)).toBeUndefined();
    copies.forget(new Date(NOW.getTime() + 6 * DAY_MS));
    expect(copies.find(NOW, signature)).toBeUndefined();
    expect(agreement([], [])).toBe(0);
  });
});

describe('regroup', () => {
  const rarity = (): number => 1;
  const article = (articleId: number, ...terms: string[]) => ({
    articleId,
    features: new Map(terms.map((one) => [one, 1])),
  });
  test('two matters under one roof come apart; a stray stays with the larger', () => {
    const flood = [1, 2, 3, 4].map((id) => article(id, 'w:banjir', 'n:arga', `w:x${id}`));
    const match = [5, 6, 7].map((id) => article(id, 'w:gol', 'n:dodo', `w:x${id}`));
    expect(regroup([...flood, ...match, article(8, 'w:lain')], rarity)).toEqual([
      [1, 2, 3, 4, 8],
      [5, 6, 7],
    ]);
  });
  test('what holds together by a chain is one story', () => {
    const chain = [article(1, 'w:a', 'w:b'), article(2, 'w:b', 'w:c'), article(3, 'w:c', 'w:d')];
    expect(regroup(chain, rarity)).toEqual([[1, 2, 3]]);
    expect(regroup([], rarity)).toEqual([[]]);
  });
});
