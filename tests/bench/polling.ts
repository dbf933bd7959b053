import { startMain } from '#tests/support/kabar.ts';
import type { Bench } from './bench.ts';
import { exactly } from './measure.ts';
import { startOutlets } from './outlets.ts';
import { cpuMsOf, pause, residentMbOf, until } from './processes.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** DESIGN §9: 10,000 feeds in five minutes on one core. */
const CPU_BUDGET_MS = (5 * MINUTE_MS) / 10_000;
const FEEDS = { quick: 150, full: 2000 };
/** A phase ends after this time with what it has. */
const PHASE_MS = { quick: 12_000, full: 60_000 };

/**
 * The whole program as a process of its own, with a file of many feeds on loopback, polled as fast as it can: first all
 * of them anew, then all unchanged (304), then each with something new. CPU is that of its process, all threads.
 */
export default async function polling({ isQuick, add, note }: Bench): Promise<void> {
  const feeds = isQuick ? FEEDS.quick : FEEDS.full;
  const outlets = await startOutlets();
  const running = await startMain(outlets.settings(feeds));
  const pid = running.child.pid!;

  async function phase(
    what: string,
    polls: () => number,
    count: number,
    budget?: { atMost: number },
  ): Promise<number | undefined> {
    const [cpu, since, before] = [cpuMsOf(pid), performance.now(), polls()];
    await until(() => polls() - before >= count, isQuick ? PHASE_MS.quick : PHASE_MS.full);
    const done = polls() - before;
    if (done === 0) {
      note(`${what}: none in time`);
      return undefined;
    }
    const each = (cpuMsOf(pid) - cpu) / done;
    const rate = (done * SECOND_MS) / (performance.now() - since);
    note(`${what}: ${rate.toFixed(0)} feeds/s on the clock`);
    add({ what, unit: 'ms', ...exactly(each), budget, how: `CPU for one feed; ${rate.toFixed(0)} feeds/s` });
    return each;
  }

  await phase('first read: poll, page, analysis, commit', () => outlets.polls().all, feeds);
  // The last articles of the first round are still being read.
  await pause(isQuick ? 1500 : 10_000);
  const unchanged = await phase('304', () => outlets.polls().unchanged, feeds, { atMost: CPU_BUDGET_MS });
  outlets.publish(true);
  const changed = await phase('changed: one new article each', () => outlets.polls().all, feeds, {
    atMost: CPU_BUDGET_MS,
  });
  if (unchanged !== undefined && changed !== undefined) {
    const value = unchanged / changed;
    const ratio = { to: 'a changed one', value, low: value, high: value };
    add({ what: 'an unchanged feed', unit: 'ms', ...exactly(unchanged), ratio, usual: 0.3, how: 'CPU' });
  }
  add({ what: `memory with ${feeds.toLocaleString('en')} feeds`, unit: 'MB', ...exactly(residentMbOf(pid)) });
  running.child.kill('SIGTERM');
  await running.exited;
  outlets.close();
}
