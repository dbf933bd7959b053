import type { RunBench } from './bench.ts';
import { freshArticle } from './fresh.ts';
import { processMs, spread } from './measure.ts';
import { type Engine, stock } from './stocked.ts';

const SECOND_MS = 1000;
/** Articles committed at the same time, as the poll does it. */
const AT_ONCE = 16;
/** So many commits are one round. */
const ROUND = { quick: 80, full: 250 };

/** Milliseconds of CPU and of the clock that committing one article takes, round by round, into a library of that size. */
async function costs(
  engine: Engine,
  stored: number,
  rounds: number,
  size: number,
): Promise<{ cpuMs: number[]; wallMs: number[] }> {
  // One quote and one event for each stored article: what grows is the library, and a million fits on a small disk.
  const { generator, stores, close } = await stock(engine, stored, { quotes: 1, events: 1 });
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
    for (const stored of sizes) {
      note(`${stored.toLocaleString('en')} articles stored`);
      const { cpuMs, wallMs } = await costs(engine, stored, isQuick ? 4 : 10, isQuick ? ROUND.quick : ROUND.full);
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
    curve({
      file: `storing-${engine}`,
      title: `Committing an article as the library grows, ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`,
      x: 'articles stored',
      y: 'ms of CPU for one article',
      series: [{ name: 'one article', points }],
    });
  };
