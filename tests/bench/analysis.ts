import * as chrono from 'chrono-node';
import { analyze } from '#analysis/analyze.ts';
import type { Bench } from './bench.ts';
import { compete, quantile, ratioTo, spread, spreadOf } from './measure.ts';
import { createTexts, type Text, wordsIn } from './texts.ts';

const SECOND_MS = 1000;
const KB = 1024;
/** A long article: DESIGN §9 has its budget. */
const LONG_WORDS = 1000;

/** Sentences and words cut by the platform's own segmenter: what every reader of text has to do at least. */
const sentences = new Intl.Segmenter('id', { granularity: 'sentence' });
const words = new Intl.Segmenter('id', { granularity: 'word' });
function segment({ text }: Text): number {
  let count = 0;
  for (const _ of sentences.segment(text)) count += 1;
  for (const _ of words.segment(text)) count += 1;
  return count;
}

const readDates = ({ text, published }: Text): number => chrono.parse(text, new Date(published)).length;

/**
 * How long each article takes: the quickest of its rounds on the clock, so that what other programs took is left out.
 * (The system's own account of a thread is too coarse for a millisecond.)
 */
function timeEach(texts: readonly Text[], rounds: number): number[] {
  const times: number[][] = texts.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, text] of texts.entries()) {
      const since = performance.now();
      analyze(text);
      times[at]!.push(performance.now() - since);
    }
  }
  return times.map((all) => Math.min(...all));
}

/** Articles of the usual lengths, articles of 1,000 words, and one text that grows from 1 kB to 1 MB. */
export default async function analysis({ isQuick, add, curve }: Bench): Promise<void> {
  const make = createTexts();
  const news = make.news(isQuick ? 100 : 600);
  const effort = { forMs: isQuick ? 3000 : 30_000, atLeast: 5, warmUp: 2 };
  const all = (run: (text: Text) => unknown) => () => {
    for (const one of news) run(one);
  };
  const { cpuMs } = await compete([all(analyze), all(segment), all(readDates)], effort);
  const mean = Math.round(news.reduce((sum, { text }) => sum + wordsIn(text), 0) / news.length);
  const rate = spreadOf(cpuMs[0]!, (ms) => (news.length * SECOND_MS) / ms);
  const common = { what: 'articles read on one thread', unit: 'articles/s', how: `mean ${mean} words, both languages` };
  add({
    ...common,
    ...rate,
    ratio: ratioTo('Intl.Segmenter alone', cpuMs[0]!, cpuMs[1]!),
    usual: 11,
    budget: { atLeast: 1000 },
  });
  add({
    ...common,
    what: 'the same against dates alone',
    ...rate,
    ratio: ratioTo('chrono-node alone', cpuMs[0]!, cpuMs[2]!),
    usual: 4,
  });

  for (const [what, texts, budget] of [
    ['one article', news, undefined],
    [
      '1,000 words',
      Array.from({ length: isQuick ? 30 : 120 }, (_, at) => make.ofWords(LONG_WORDS, at % 3 === 2 ? 'en' : 'id')),
      5,
    ],
  ] as const) {
    const times = timeEach(texts, isQuick ? 4 : 12);
    add({ what: `${what}, p50`, unit: 'ms', ...spread(times) });
    for (const share of [0.95, 0.99]) {
      const value = quantile(times, share);
      const limit = share === 0.95 && budget !== undefined ? { budget: { atMost: budget } } : {};
      add({
        what: `${what}, p${share * 100}`,
        unit: 'ms',
        median: value,
        low: value,
        high: value,
        rounds: times.length,
        ...limit,
      });
    }
  }

  const sizes = [1, 4, 16, 64, 256, 1024].filter((kb) => !isQuick || kb <= 256);
  const grown = sizes.map((kb) => make.ofLetters(kb * KB, 'id'));
  const perKb: { ours: (readonly [number, number])[]; segmenter: (readonly [number, number])[] } = {
    ours: [],
    segmenter: [],
  };
  const costs: number[] = [];
  for (const [at, text] of grown.entries()) {
    const times = Math.max(1, Math.round(64 / sizes[at]!));
    const run = (read: (text: Text) => unknown) => () => {
      for (let time = 0; time < times; time++) read(text);
    };
    const rounds = await compete([run(analyze), run(segment)], { forMs: isQuick ? 400 : 4000, atLeast: 3, warmUp: 1 });
    const [ours, theirs] = rounds.cpuMs.map((ms) => spread(ms).median / times / (text.text.length / KB));
    perKb.ours.push([text.text.length, ours!]);
    perKb.segmenter.push([text.text.length, theirs!]);
    costs.push(ours!);
  }
  const largest = sizes.at(-1)!;
  const growth = costs.at(-1)! / costs[2]!;
  add({
    what: `a kilobyte of a text of ${largest} kB`,
    unit: 'ms',
    median: costs.at(-1)!,
    low: costs.at(-1)!,
    high: costs.at(-1)!,
    rounds: 1,
    ratio: { to: 'a kilobyte of a text of 16 kB', value: growth, low: growth, high: growth },
    usual: 1,
    how: 'linear when the ratio is 1',
  });
  curve({
    file: 'analysis',
    title: 'Analysis: cost of a kilobyte as the text grows',
    x: 'length of the text, characters',
    y: 'ms of CPU for a kilobyte',
    series: [
      { name: 'Kabar', points: perKb.ours },
      { name: 'Intl.Segmenter', points: perKb.segmenter },
    ],
  });
}
