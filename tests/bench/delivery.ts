import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Platform, SendLimits } from '#core/platform.ts';
import { createDelivery } from '#delivery/delivery.ts';
import { openDatabase, type OpenDatabase } from '#store/database.ts';
import { alertsOver } from '#tests/support/outbox.ts';
import type { Bench } from './bench.ts';
import { freshArticle } from './fresh.ts';
import { createGenerator, SIZE } from './generate.ts';
import { exactly, processMs, settledMb } from './measure.ts';
import { pause, until } from './processes.ts';
import { freshDatabase, NOW, storesOver } from './stocked.ts';

const SECOND_MS = 1000;
const NS_PER_MS = 1e6;
/** Discord's fifty a second, and what our adapter paces at. */
const LIMIT_PER_SECOND = 50;
const PACED_PER_SECOND = 46;
const ANSWER_MS = { free: 1, paced: 40 };
const BUDGET = { pace: 0.98, stallMs: 20 };

/** A platform that takes everything after a while, and remembers when. */
function createSink(perSecond: number, answerMs: number): { platform: Platform; sentAt: number[] } {
  const sentAt: number[] = [];
  const limits: SendLimits = { perSecond, perAddressPerSecond: perSecond === Infinity ? Infinity : 1, atOnce: 64 };
  const platform: Platform = {
    name: 'sink',
    limits,
    idempotentForMs: 0,
    start: async () => {},
    stop: async () => {},
    registerCommands: async () => {},
    async post(address, _, key) {
      sentAt.push(performance.now());
      await pause(answerMs);
      return { ok: true, messageId: `${address}:${key}` };
    },
    edit: async (_, messageId) => ({ ok: true, messageId }),
    check: async () => [],
    privateAddress: (person) => person,
    health: () => ({ ok: true }),
  };
  return { platform, sentAt };
}

/** So many channels that follow one feed. */
async function addFollowers({ db }: OpenDatabase, count: number): Promise<void> {
  await sql`INSERT INTO channels (platform, address, locale, zone, created_at)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    SELECT 'sink', 'c' || i, 'id', 'Asia/Jakarta', 0 FROM n`.execute(db);
  await sql`INSERT INTO channel_feeds (channel_id, feed_id, paused, added_by, added_at)
    SELECT id, 1, 0, 'bench', 0 FROM channels`.execute(db);
}

/** Most messages in any second, wherever it begins. */
function busiestSecond(sentAt: readonly number[]): number {
  let most = 0;
  for (let first = 0, last = 0; last < sentAt.length; last++) {
    while (sentAt[last]! - sentAt[first]! >= SECOND_MS) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** One article to everybody: rows made of it, then sent, with the platform's limit lifted and at its limit. */
export default async function delivery({ isQuick, add, note }: Bench): Promise<void> {
  const channels = isQuick ? 5000 : 1_000_000;
  const { url, remove } = await freshDatabase('sqlite');
  const database = await openDatabase({ url, log: silentLog });
  const stores = storesOver(database);
  await stores.feeds.add({ url: 'https://warta.example/rss', title: 'Warta Contoh', topics: [] });
  note(`${channels.toLocaleString('en')} channels`);
  await addFollowers(database, channels);
  const generator = createGenerator({ ...SIZE, articles: 1, people: 500, stories: 200 }, NOW);
  const now = new Date();
  await stores.news.commit({ ...freshArticle(generator, 1), publishedAt: now, fetchedAt: now }, 'new');
  const alerts = alertsOver(stores, () => new Date());
  const restMb = settledMb();

  const loop = monitorEventLoopDelay({ resolution: 2 });
  loop.enable();
  const [cpu, since] = [processMs(), performance.now()];
  // As the delivery does between its steps: whoever else waits gets a turn.
  while (await alerts.expand(false)) await new Promise((resolve) => setImmediate(resolve));
  const expandMs = performance.now() - since;
  loop.disable();
  add({
    what: 'rows made of one article',
    unit: 'rows/s',
    ...exactly((channels * SECOND_MS) / expandMs),
    how: `${channels.toLocaleString('en')} rows; ${(((processMs() - cpu) * SECOND_MS) / channels).toFixed(0)} µs of CPU each`,
  });
  add({
    what: 'stall while rows are made, p99',
    unit: 'ms',
    ...exactly(loop.percentile(99) / NS_PER_MS),
    budget: { atMost: BUDGET.stallMs },
    how: `max ${(loop.max / NS_PER_MS).toFixed(0)} ms`,
  });
  const waitingMb = settledMb();
  add({
    what: `memory with ${channels.toLocaleString('en')} rows waiting`,
    unit: 'MB',
    ...exactly(waitingMb),
    how: `${restMb.toFixed(0)} MB before`,
  });

  async function send(perSecond: number, answerMs: number, forMs: number) {
    const { platform, sentAt } = createSink(perSecond, answerMs);
    const running = createDelivery({
      ...stores,
      platforms: [platform],
      compose: alerts.compose,
      expand: alerts.expand,
      policy: () => () => 'hold',
      holder: `bench-${perSecond}`,
      clock: { ...systemClock, monotonic: () => performance.now() },
      log: silentLog,
      meter: silentMeter,
      random: Math.random,
    });
    await running.start();
    // The first second is the pacer's own caution after a start.
    await until(() => sentAt.length > 0, 20 * SECOND_MS);
    const stall = monitorEventLoopDelay({ resolution: 2 });
    stall.enable();
    const [cpu, from, before] = [processMs(), performance.now(), sentAt.length];
    await until(() => performance.now() - from > forMs || sentAt.length >= channels / 2, forMs * 2);
    stall.disable();
    const took = performance.now() - from;
    const sent = sentAt.length - before;
    const cpuMs = (processMs() - cpu) / sent;
    await running.stop();
    return {
      sent,
      rate: (sent * SECOND_MS) / took,
      cpuMs,
      stallMs: stall.percentile(99) / NS_PER_MS,
      busiest: busiestSecond(sentAt),
    };
  }

  const free = await send(Infinity, ANSWER_MS.free, isQuick ? 3000 : 20_000);
  add({
    what: 'sent, limit lifted',
    unit: 'messages/s',
    ...exactly(free.rate),
    how: `${(free.cpuMs * SECOND_MS).toFixed(0)} µs of CPU each`,
  });
  add({ what: 'stall while sending, limit lifted, p99', unit: 'ms', ...exactly(free.stallMs) });
  const paced = await send(PACED_PER_SECOND, ANSWER_MS.paced, isQuick ? 6000 : 60_000);
  const value = PACED_PER_SECOND / paced.rate;
  add({
    what: `sent at a limit of ${PACED_PER_SECOND}/s`,
    unit: 'messages/s',
    ...exactly(paced.rate),
    ratio: { to: 'the limit', value, low: value, high: value },
    usual: 1,
    budget: { atLeast: PACED_PER_SECOND * BUDGET.pace },
    how: `${paced.busiest} in the busiest second; ${(paced.cpuMs * SECOND_MS).toFixed(0)} µs of CPU each`,
  });
  add({
    what: 'busiest second at that limit',
    unit: 'messages',
    ...exactly(paced.busiest),
    budget: { atMost: LIMIT_PER_SECOND },
  });
  add({
    what: 'stall while sending at the limit, p99',
    unit: 'ms',
    ...exactly(paced.stallMs),
    budget: { atMost: BUDGET.stallMs },
  });
  add({ what: 'memory after sending', unit: 'MB', ...exactly(settledMb()), how: `${restMb.toFixed(0)} MB before` });
  await database.close();
  await remove();
}
