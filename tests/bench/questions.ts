import type { Bench, RunBench } from './bench.ts';
import { quantile, threadMs } from './measure.ts';
import { createAsk, type Engine, stock, type Stocked } from './stocked.ts';

/** DESIGN §9; PostgreSQL answers through a socket. */
const BUDGET_MS = { sqlite: 25, postgres: 50 };
const SUGGEST_BUDGET_MS = 10;
const QUOTES_PER_ARTICLE = 5;
const WARM_UP = 50;
const TIMES = 3;

type Question = readonly [what: string, words: () => string, isSuggestion?: boolean];

/** What people ask, as unevenly as names and words are spread in the library. */
function questionsOver({ generator }: Stocked): Question[] {
  const { people, words, titles, lastNames, zipf, whole } = generator;
  const name = (): string => people[zipf(people.length)]!;
  const word = (): string => words[zipf(words.length)]!;
  return [
    ['/quote', () => '/quote'],
    ['/quote, any page', () => `/quote page:${1 + whole(500)}`],
    ['/quote FULL NAME', () => `/quote ${name()}`],
    ['/quote LAST NAME', () => `/quote ${lastNames[zipf(lastNames.length)]!}`],
    ['/quote FULL NAME about:WORD', () => `/quote person:"${name()}" about:${word()}`],
    ['/quote about:TWO WORDS', () => `/quote about:"${word()} ${word()}"`],
    ['/quote MISSPELT NAME', () => `/quote ${name().replace(/..$/u, 'x')}`],
    ['/timeline', () => '/timeline'],
    ['/timeline PERSON', () => `/timeline ${name()}`],
    ['/timeline STORY', () => `/timeline ${titles[whole(titles.length)]!}`],
    ['/timeline WORD', () => `/timeline ${word()}`],
    ['/story WORD', () => `/story ${word()}`],
    ['/who FULL NAME', () => `/who ${name()}`],
    ['/search WORD', () => `/search ${word()}`],
    ['/search TWO WORDS', () => `/search ${word()} ${word()}`],
    ['/latest', () => '/latest'],
    ['autocomplete, 2 letters', () => `/quote ${name().slice(0, 2)}`, true],
    ['autocomplete, 4 letters', () => `/timeline ${name().slice(0, 4)}`, true],
    ['autocomplete, one error', () => `/quote ${name().replace(/(?<=^...)./u, 'x')}`, true],
  ];
}

/**
 * The time of each question on the clock, and the CPU of this thread for one. A question is asked three times and the
 * quickest counts, so that what other programs took of the machine is left out.
 */
async function timesOf(
  make: () => () => Promise<unknown>,
  samples: number,
): Promise<{ times: number[]; cpuMs: number }> {
  for (let at = 0; at < WARM_UP; at++) await make()();
  const times: number[] = [];
  let cpuMs = 0;
  for (let at = 0; at < samples; at++) {
    const ask = make();
    let best = Infinity;
    const cpu = threadMs();
    for (let time = 0; time < TIMES; time++) {
      const since = performance.now();
      await ask();
      best = Math.min(best, performance.now() - since);
    }
    cpuMs += (threadMs() - cpu) / TIMES / samples;
    times.push(best);
    // As between requests: timers and garbage collection get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { times, cpuMs };
}

/** Median and p99 of every question at every size; the budget is for the largest. */
async function askAll(bench: Bench, engine: Engine, sizes: readonly number[]): Promise<void> {
  const medians = new Map<string, [number, number][]>();
  const worst = new Map<string, [number, number][]>();
  const firstCpu = new Map<string, number>();
  for (const quotes of sizes) {
    const isLargest = quotes === sizes.at(-1);
    bench.note(`${engine}: making ${quotes.toLocaleString('en')} quotes`);
    const stocked = await stock(engine, quotes / QUOTES_PER_ARTICLE);
    const { ask, suggest } = createAsk(stocked.stores);
    for (const [what, words, isSuggestion = false] of questionsOver(stocked)) {
      const answer: (input: string) => Promise<unknown> = isSuggestion ? suggest : ask;
      const make = (): (() => Promise<unknown>) => answer.bind(undefined, words());
      const { times, cpuMs } = await timesOf(make, bench.isQuick ? 50 : 400);
      const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
      medians.set(what, [...(medians.get(what) ?? []), [quotes, p50]]);
      worst.set(what, [...(worst.get(what) ?? []), [quotes, p99]]);
      if (!firstCpu.has(what)) firstCpu.set(what, cpuMs);
      if (!isLargest) continue;
      const value = cpuMs / firstCpu.get(what)!;
      const isFull = quotes === 1e6;
      bench.add({
        what: `${what}, ${engine}, p50`,
        unit: 'ms',
        median: p50,
        low: quantile(times, 0.25),
        high: quantile(times, 0.75),
        rounds: times.length,
        ratio: { to: `at ${sizes[0]!.toLocaleString('en')} quotes`, value, low: value, high: value },
        // Ten times the library may cost more where more is found; above eight times it is a scan.
        usual: bench.isQuick ? 4 : undefined,
        how: `${cpuMs.toFixed(2)} ms of CPU`,
      });
      bench.add({
        what: `${what}, ${engine}, p99`,
        unit: 'ms',
        median: p99,
        low: p99,
        high: p99,
        rounds: times.length,
        budget: isFull ? { atMost: isSuggestion ? SUGGEST_BUDGET_MS : BUDGET_MS[engine] } : undefined,
        how: `${quotes.toLocaleString('en')} quotes`,
      });
    }
    await stocked.close();
  }
  for (const [name, curves] of [
    ['median', medians],
    ['p99', worst],
  ] as const) {
    const shown = [
      '/quote FULL NAME',
      '/timeline STORY',
      '/search WORD',
      '/search TWO WORDS',
      'autocomplete, 2 letters',
    ];
    bench.curve({
      file: `questions-${engine}-${name}`,
      title: `Questions, ${name}, ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`,
      x: 'quotes in the library',
      y: 'ms',
      series: shown.map((what) => ({ name: what, points: curves.get(what)! })),
    });
  }
}

/** Everything that people ask, through the dispatcher, on libraries of 10,000 to 1,000,000 quotes. */
export const questionsOn =
  (engine: Engine): RunBench =>
  (bench) =>
    askAll(bench, engine, bench.isQuick ? [2000, 20_000] : [10_000, 100_000, 1_000_000]);
