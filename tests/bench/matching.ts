import { createMatchIndex } from '#alerts/match-index.ts';
import { createReader, type Reading } from '#alerts/reading.ts';
import { topics } from '#config/topics.ts';
import type { Wish } from '#core/alerts.ts';
import { queryTokens } from '#language/search-tokens.ts';
import type { Bench, Curve } from './bench.ts';
import { freshArticle } from './fresh.ts';
import { createGenerator, type Generator as World, SIZE } from './generate.ts';
import { compete, exactly, heldMb, spread, spreadOf } from './measure.ts';
import { NOW } from './stocked.ts';

/** DESIGN §9, both at a million. */
const BUDGET = { matchMs: 2, memoryMb: 350 };
const MILLION = 1_000_000;
const US_PER_MS = 1000;
const BYTES_PER_MB = 1024 * 1024;
const ARTICLES = 200;
/** Wishes that many people share: a few of them are very common. */
const SHARED = 5000;

type Wanted = Pick<Wish, 'kind' | 'target'>;

/**
 * Wishes for the people and words of a generated world: of ten, four for a person, three for a word, two for a rare word
 * with any other, one for a story. Names and words are as common in articles as in life (Zipf).
 */
function createWishes({ people, words, zipf, whole }: World) {
  const some = (from: readonly string[]): string => from[whole(from.length)]!;
  const make = (at: number): Wanted => {
    if (at % 10 < 4) return { kind: 'person', target: some(people) };
    if (at % 10 < 7) return { kind: 'words', target: some(words) };
    if (at % 10 < 9) return { kind: 'words', target: `${some(words)} ${words[zipf(words.length)]!}` };
    return { kind: 'story', target: String(at) };
  };
  return {
    /** No two are the same. */
    *distinct(count: number): Generator<Wanted> {
      const seen = new Set<string>();
      for (let at = 0; seen.size < count; at++) {
        const wish = make(at);
        const key = `${wish.kind}:${wish.target}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield wish;
      }
    },
    /** As in life: people want the same things, unevenly (Zipf). */
    *shared(count: number): Generator<Wanted> {
      const wishes = [...this.distinct(SHARED)];
      for (let at = 0; at < count; at++) yield wishes[zipf(SHARED)]!;
    },
  };
}

/** Finding the subscribers of an article, by the number of subscriptions: all different, and shared as in life. */
export default async function matching({ isQuick, add, curve, note }: Bench): Promise<void> {
  const generator = createGenerator(
    { ...SIZE, people: isQuick ? 60_000 : 600_000, words: isQuick ? 60_000 : 600_000, articles: 1, stories: 1 },
    NOW,
  );
  const texts = Array.from({ length: ARTICLES }, (_, at) => {
    const { title, text, analysis } = freshArticle(generator, at);
    return { title, text: `${text}. ${analysis.people.map(({ name }) => `kata ${name}`).join('. ')}` };
  });
  const reader = createReader({
    forms: queryTokens,
    topics: topics.map(({ key, name, words }) => ({
      key,
      names: Object.values(name),
      words: Object.values(words).flat(),
    })),
  });
  const read = ({ title, text }: { title: string; text: string }): Reading =>
    reader.read({ title, text, storyIds: [9], feedId: 1, feedTopics: [] });
  const readings = texts.map(read);
  const { cpuMs: readMs } = await compete([() => texts.forEach(read)], {
    forMs: isQuick ? 500 : 3000,
    atLeast: 3,
    warmUp: 1,
  });
  add({ what: 'reading an article for matching, once', unit: 'ms', ...spread(readMs[0]!.map((ms) => ms / ARTICLES)) });

  const sizes = isQuick ? [10_000, 100_000] : [10_000, 100_000, MILLION];
  const series: Curve['series'] = [];
  const perAlertSeries: Curve['series'] = [];
  for (const kind of ['distinct', 'shared'] as const) {
    const points: [number, number][] = [];
    const perAlert: [number, number][] = [];
    for (const size of sizes) {
      note(`${size.toLocaleString('en')} ${kind} subscriptions`);
      const wishes = createWishes(generator);
      // The wishes themselves are made as they go in: what stays is the index alone.
      const before = heldMb();
      const index = createMatchIndex(reader);
      let id = 0;
      for (const wish of wishes[kind](size)) index.add(++id, wish);
      const memoryMb = heldMb() - before;
      let hits = 0;
      for (const reading of readings) hits += index.match(reading).size / ARTICLES;
      const effort = { forMs: isQuick ? 500 : 3000, atLeast: 3, warmUp: 1 };
      const { cpuMs } = await compete([() => readings.forEach(index.match)], effort);
      const cost = spreadOf(cpuMs[0]!, (ms) => ms / ARTICLES);
      points.push([size, cost.median]);
      perAlert.push([size, (cost.median * US_PER_MS) / hits]);
      const isFull = size === MILLION;
      const [[, first]] = perAlert as [[number, number]];
      const value = perAlert.at(-1)![1] / first;
      const ratio = { to: `an alert at ${sizes[0]!.toLocaleString('en')}`, value, low: value, high: value };
      add({
        what: `match one article, ${size.toLocaleString('en')} ${kind}`,
        unit: 'ms',
        ...cost,
        ...(points.length > 1 ? { ratio, usual: 0.7 } : {}),
        budget: isFull ? { atMost: BUDGET.matchMs } : undefined,
        how: `CPU; ${Math.round(hits).toLocaleString('en')} alerts each`,
      });
      add({
        what: `memory of ${size.toLocaleString('en')} ${kind}`,
        unit: 'MB',
        ...exactly(memoryMb),
        budget: isFull && kind === 'distinct' ? { atMost: BUDGET.memoryMb } : undefined,
        how: `${Math.round((memoryMb * BYTES_PER_MB) / size)} bytes each`,
      });
    }
    perAlertSeries.push({ name: kind === 'distinct' ? 'all different' : 'shared as in life', points: perAlert });
    series.push({ name: kind === 'distinct' ? 'all different' : 'shared as in life', points });
  }
  curve({
    file: 'matching',
    title: 'Matching one article as subscriptions grow',
    x: 'subscriptions',
    y: 'ms for one article',
    series,
  });
  curve({
    file: 'alerts',
    title: 'Finding one alert as subscriptions grow',
    x: 'subscriptions',
    y: 'µs for one alert',
    series: perAlertSeries,
  });
}
