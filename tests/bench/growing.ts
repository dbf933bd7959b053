import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { folder, START_FLAGS, startMain } from '#tests/support/kabar.ts';
import { startPostgres } from '#tests/support/postgres.ts';
import type { Bench } from './bench.ts';
import { exactly } from './measure.ts';
import { startOutlets } from './outlets.ts';
import { pause, until } from './processes.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;
const SECOND_MS = 1000;
const FEEDS = { quick: 100, full: 400 };
const MEASURED_MS = { quick: 8000, full: 20_000 };
const FIRST_READ_MS = 60_000;
/** What a process reads first, it reads slowly: its code has yet to be compiled. */
const WARM_UP_MS = 15_000;

/**
 * How polling and analysis grow with processes: one, then two, each on a processor of its own and both on one
 * PostgreSQL, with feeds that have something new at every poll. Articles on the clock; the database and the outlets
 * share the processors with them, so twice as many is out of reach on a machine with two.
 */
export default async function growing({ isQuick, add, note }: Bench): Promise<void> {
  const feeds = isQuick ? FEEDS.quick : FEEDS.full;
  const outlets = await startOutlets();
  const postgres = await startPostgres();
  const url = await postgres.create();
  const file = join(folder(), 'feeds.json');
  const all = Array.from({ length: feeds }, (_, at) => ({
    url: `${outlets.origin}/feed/${at}`,
    title: `Outlet ${at}`,
  }));
  writeFileSync(file, JSON.stringify(all));
  const env = {
    DATABASE_URL: url,
    FEEDS_FILE: file,
    FEEDS_MOST: String(feeds),
    FETCH_ALLOW: '127.0.0.0/8',
    POLL_INTERVAL: '1s',
    LOG_LEVEL: 'silent',
  };
  const start = (core: number) =>
    startMain(env, ['taskset', ['-c', String(core), process.execPath, ...START_FLAGS, MAIN]]);
  const running = [await start(0)];
  const database = new pg.Client(url);
  await database.connect();
  const articles = async (): Promise<number> => {
    const { rows } = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM articles');
    return rows[0]!.n;
  };

  async function rate(): Promise<number> {
    const [before, since] = [await articles(), performance.now()];
    await pause(isQuick ? MEASURED_MS.quick : MEASURED_MS.full);
    return (((await articles()) - before) * SECOND_MS) / (performance.now() - since);
  }

  await until(() => outlets.polls().all >= feeds, FIRST_READ_MS);
  outlets.publish(true);
  await pause(isQuick ? SECOND_MS : WARM_UP_MS);
  note('one process');
  const one = await rate();
  running.push(await start(1));
  await pause(isQuick ? SECOND_MS : WARM_UP_MS);
  note('two processes');
  const two = await rate();
  add({ what: 'articles taken in by one process', unit: 'articles/s', ...exactly(one) });
  const value = one / two;
  const ratio = { to: 'one process', value, low: value, high: value };
  add({ what: 'articles taken in by two processes', unit: 'articles/s', ...exactly(two), ratio });

  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ exited }) => exited));
  await database.end();
  await postgres.stop();
  outlets.close();
}
