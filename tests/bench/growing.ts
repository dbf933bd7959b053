import pg from 'pg';
import { type Running, startMain } from '#tests/support/kabar.ts';
import { startPostgres } from '#tests/support/postgres.ts';
import type { Bench } from './bench.ts';
import { exactly } from './measure.ts';
import { startOutlets } from './outlets.ts';
import { pause, until } from './processes.ts';

/** A process runs for so long of each period. */
const RUNS_MS = 20;
const PERIOD_MS = 60;
const HOW = 'each held back to a third of a processor, one PostgreSQL';
const SECOND_MS = 1000;
const FEEDS = { quick: 100, full: 400 };
const MEASURED_MS = { quick: 8000, full: 20_000 };
const FIRST_READ_MS = 60_000;
/** What a process reads first, it reads slowly: its code has yet to be compiled. */
const WARM_UP_MS = 15_000;

/**
 * Lets a process run for a part of each period only. On a machine with two processors one process, its database and
 * the outlets already take both: held back like this, what is measured is what a further process adds.
 */
function holdBack({ child }: Running): () => void {
  const timer = setInterval(() => {
    child.kill('SIGCONT');
    setTimeout(() => child.kill('SIGSTOP'), RUNS_MS);
  }, PERIOD_MS);
  return () => {
    clearInterval(timer);
    setTimeout(() => child.kill('SIGCONT'), PERIOD_MS);
  };
}

/**
 * How polling and analysis grow with processes: one, then two, on one PostgreSQL, with feeds that have something new at
 * every poll, each process held back to a third of a processor. Articles on the clock.
 */
export default async function growing({ isQuick, add, note }: Bench): Promise<void> {
  const feeds = isQuick ? FEEDS.quick : FEEDS.full;
  const outlets = await startOutlets();
  const postgres = await startPostgres();
  const url = await postgres.create();
  const env = { ...outlets.settings(feeds), DATABASE_URL: url };
  const running = [await startMain(env)];
  const database = new pg.Client(url);
  await database.connect();
  const articles = async (): Promise<number> => {
    const { rows } = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM articles');
    return rows[0]!.n;
  };

  async function rate(): Promise<number> {
    const released = running.map(holdBack);
    await pause(SECOND_MS);
    const [before, since] = [await articles(), performance.now()];
    await pause(isQuick ? MEASURED_MS.quick : MEASURED_MS.full);
    const each = (((await articles()) - before) * SECOND_MS) / (performance.now() - since);
    for (const release of released) release();
    await pause(SECOND_MS);
    return each;
  }

  await until(() => outlets.polls().all >= feeds, FIRST_READ_MS);
  outlets.publish(true);
  await pause(isQuick ? SECOND_MS : WARM_UP_MS);
  note('one process');
  const one = await rate();
  running.push(await startMain(env));
  await pause(isQuick ? SECOND_MS : WARM_UP_MS);
  note('two processes');
  const two = await rate();
  add({ what: 'articles taken in by one process', unit: 'articles/s', ...exactly(one), how: HOW });
  const value = one / two;
  const ratio = { to: 'one process', value, low: value, high: value };
  add({ what: 'articles taken in by two processes', unit: 'articles/s', ...exactly(two), ratio, how: HOW });

  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ exited }) => exited));
  await database.end();
  await postgres.stop();
  outlets.close();
}
