import type { RunBench } from './bench.ts';
import { freshArticle } from './fresh.ts';
import { processMs, spread } from './measure.ts';
import { type Engine, stock } from './stocked.ts';

const SECOND_MS = 1000;
/** Articles committed at the same time, as the poll does it. */
const AT_ONCE = 16;
/** So many commits are one round. */
const ROUND = { quick: 80, full: 250 };

/** The library that the budget is for: 200,000 articles with five quotes each. */
const BUDGET_STORED = 200_000;
const BUDGET_PER_SECOND = 300;

/** Milliseconds of CPU and of the clock that committing one article takes, round by round, into a library of that size. */
async function costs(
  engine: Engine,
  stored: number,
  rounds: number,
  size: number,
  more: Parameters<typeof stock>[2],
): Promise<{ cpuMs: number[]; wallMs: number[] }> {
  const { generator, stores, close } = await stock(engine, stored, more);
  const [cpuMs, wallMs]: [number[], number[]] = [[], []];
  let number = 0;
  for (let round = -1; round < rounds; round++) {
    const fresh = Array.from({ length: size }, () => freshArticle(generator, number++));
    const [cpu, since] = [processMs(), performance.now()];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let at = next++; at < fresh.length; at = next++) await stores.news.commit(fresh[at]!, 'new');
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // The first round warms up.
    if (round < 0) continue;
    cpuMs.push((processMs() - cpu) / size);
    wallMs.push((performance.now() - since) / size);
  }
  await close();
  return { cpuMs, wallMs };
}

/** What it costs to commit an article (five quotes, three events) as the library grows. */
export const storingIn =
  (engine: Engine): RunBench =>
  async ({ isQuick, add, curve, note }) => {
    const sizes = isQuick ? [1000, 8000] : [1000, 10_000, 100_000, 1_000_000];
    const points: [number, number][] = [];
    const [rounds, size] = isQuick ? [4, ROUND.quick] : [10, ROUND.full];
    for (const stored of sizes) {
      note(`${stored.toLocaleString('en')} articles stored`);
      // One quote and one event for each stored article: what grows is the library, and a million fits on a small disk.
      const few = { quotes: 1, events: 1 };
      const { cpuMs, wallMs } = await costs(engine, stored, rounds, size, few);
      const cost = spread(cpuMs);
      points.push([stored, cost.median]);
      const value = cost.median / points[0]![1];
      add({
        what: `one article into ${stored.toLocaleString('en')}, ${engine}`,
        unit: 'ms',
        ...cost,
        ...(points.length > 1
          ? { ratio: { to: `into ${sizes[0]!.toLocaleString('en')}`, value, low: value, high: value }, usual: 1.3 }
          : {}),
        how: `CPU of this process; ${Math.round(SECOND_MS / spread(wallMs).median)} articles/s committed`,
      });
    }
    if (!isQuick) {
      note(`${BUDGET_STORED.toLocaleString('en')} articles stored, five quotes each`);
      const { cpuMs, wallMs } = await costs(engine, BUDGET_STORED, rounds, size, {});
      add({
        what: `articles committed into 200,000 with 1,000,000 quotes, ${engine}`,
        unit: 'articles/s',
        ...spread(wallMs.map((ms) => SECOND_MS / ms)),
        budget: { atLeast: BUDGET_PER_SECOND },
        how: `on the clock, 16 at a time, five quotes and three events each; ${spread(cpuMs).median.toFixed(2)} ms of CPU for one`,
      });
    }
    curve({
      file: `storing-${engine}`,
      title: `Committing an article as the library grows, ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`,
      x: 'articles stored',
      y: 'ms of CPU for one article',
      series: [{ name: 'one article', points }],
    });
  };
