import { startMain } from '#tests/support/kabar.ts';
import type { Bench } from './bench.ts';
import { exactly } from './measure.ts';
import { startOutlets } from './outlets.ts';
import { pause, residentMbOf, until } from './processes.ts';

/** A busy day of some forty outlets, as fast as it can be read. */
const ARTICLES = { quick: 100, full: 2000 };
const FEEDS = { quick: 40, full: 200 };
const MOST_MS = 240_000;
/** Threads that read feeds and pages go after half a minute without work. */
const IDLE_MS = { quick: 2000, full: 45_000 };

/** Memory before, at the end of and after a day of load, accelerated: each feed has something new at every poll. */
export default async function day({ isQuick, add, note }: Bench): Promise<void> {
  const feeds = isQuick ? FEEDS.quick : FEEDS.full;
  const wanted = isQuick ? ARTICLES.quick : ARTICLES.full;
  const outlets = await startOutlets();
  const running = await startMain(outlets.settings(feeds));
  const memory = (): number => residentMbOf(running.child.pid!);
  await until(() => outlets.polls().all >= feeds, MOST_MS);
  await pause(isQuick ? IDLE_MS.quick : IDLE_MS.full);
  const before = memory();
  outlets.publish(true);
  const since = outlets.polls();
  const taken = (): number => outlets.polls().all - outlets.polls().unchanged - (since.all - since.unchanged);
  await until(() => taken() >= wanted, MOST_MS);
  const loaded = memory();
  const articles = taken();
  outlets.publish(false);
  await pause(isQuick ? IDLE_MS.quick : IDLE_MS.full);
  const after = memory();
  note(`${articles} articles`);
  const value = after / before;
  const ratio = { to: 'before it', value, low: value, high: value };
  add({ what: `memory while ${articles.toLocaleString('en')} articles were read`, unit: 'MB', ...exactly(loaded) });
  add({ what: 'memory after a day of load', unit: 'MB', ...exactly(after), ratio, usual: 1.2 });
  running.child.kill('SIGTERM');
  await running.exited;
  outlets.close();
}
