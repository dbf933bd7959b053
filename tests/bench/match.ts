import { createMatchIndex } from '#alerts/match-index.ts';
import { createReader } from '#alerts/reading.ts';
import { queryTokens } from '#language/search-tokens.ts';
import { seeded } from '#tests/support/seeded.ts';

/**
 * Matching one article against 10k, 100k and 1M subscriptions, as facts/delivery.md §5 measured it: half single words,
 * a third names of two words, the rest topics; Zipf, and all different. `node tests/bench/match.ts`
 */
const SIZES = [10_000, 100_000, 1_000_000];
const ARTICLES = 200;
const WORDS = 400;
const NAMES = 8;

/** Time of the processor alone: what others do on the machine does not count. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const random = seeded(1);
const letters = 'abcdefghijklmnoprstuwy';
const word = (number: number): string => {
  let [text, rest] = ['', number + 500];
  while (rest > 0) {
    text += letters[rest % letters.length]! + 'aeiou'[rest % 5]!;
    rest = Math.floor(rest / letters.length);
  }
  return text;
};
/** Zipf: few are asked for often, most rarely. */
const zipf = (most: number): number => Math.min(most - 1, Math.floor(most ** random() - 1));
const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

const topics = Array.from({ length: 200 }, (_, number) => ({ key: `topic${number}`, names: [], words: [] }));
const reader = createReader({ forms: queryTokens, topics });

function wish(number: number, distinct: boolean): { kind: 'words' | 'person' | 'topic'; target: string } {
  const share = random();
  const pick = (most: number): number => (distinct ? number : zipf(most));
  if (share < 0.5) return { kind: 'words', target: word(pick(50_000)) };
  if (share < 0.8 || distinct) return { kind: 'person', target: `${word(pick(20_000))} ${word(pick(20_000) + 7)}` };
  return { kind: 'topic', target: `topic${zipf(200)}` };
}

const articles = Array.from({ length: ARTICLES }, () => {
  const words = Array.from({ length: WORDS }, () => word(zipf(50_000)));
  const names = Array.from({ length: NAMES }, () => `${word(zipf(20_000))} ${word(zipf(20_000) + 7)}`);
  return { title: names[0]!, text: [...words, ...names].join(' ') };
});

for (const size of SIZES) {
  for (const distinct of [false, true]) {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const index = createMatchIndex(reader);
    const since = cpuMs();
    for (let id = 1; id <= size; id++) index.add(id, wish(id, distinct));
    const buildMs = cpuMs() - since;
    globalThis.gc?.();
    const memory = (process.memoryUsage().rss - before) / 2 ** 20;
    const readings = articles.map((one) =>
      reader.read({ ...one, storyIds: [1], feedId: 1, feedTopics: ['topic1', 'topic2'] }),
    );
    const times: number[] = [];
    let matched = 0;
    for (const reading of readings) {
      const start = cpuMs();
      matched += index.match(reading).size;
      times.push(cpuMs() - start);
    }
    times.sort((a, b) => a - b);
    const changes: number[] = [];
    for (let id = size + 1; id <= size + 1000; id++) {
      const given = wish(id, distinct);
      const start = performance.now();
      index.add(id, given);
      index.remove(id);
      changes.push(performance.now() - start);
    }
    changes.sort((a, b) => a - b);
    console.log(
      [
        `${size.toLocaleString('en')} subscriptions${distinct ? ', all different' : ''}`,
        `built in ${Math.round(buildMs)} ms`,
        `${Math.round(memory)} MB`,
        `match p50 ${at(times, 0.5).toFixed(2)} ms, p99 ${at(times, 0.99).toFixed(2)} ms`,
        `${Math.round(matched / readings.length).toLocaleString('en')} matched`,
        `add and remove p50 ${(at(changes, 0.5) * 1000).toFixed(1)} µs`,
      ].join(' · '),
    );
  }
}
