import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Platform } from '#core/platform.ts';
import { createDelivery } from '#delivery/delivery.ts';
import { openScene } from '#tests/faults/scene.ts';
import { alertsOver } from '#tests/support/outbox.ts';

/**
 * News for a million destinations while another million wait: how soon breaking news starts, how much of the paced rate
 * is kept, and what people who ask meanwhile notice. `node tests/bench/fan-out.ts [destinations] [seconds]`
 */
const destinations = Number(process.argv[2] ?? 1_000_000);
const seconds = Number(process.argv[3] ?? 60);
const URGENT_AT_S = 10;
const ANSWER_MS = 60;
const LIMITS = { perSecond: 28, perAddressPerSecond: 1, atOnce: 20 };

const folder = mkdtempSync(join(tmpdir(), 'kabar-fan-out-'));
const file = join(folder, 'k.db');
const { stores, close } = await openScene(file);
const feeds = await Promise.all(
  ['satu', 'dua', 'tiga'].map((name) =>
    stores.feeds.add({ url: `https://${name}.example/rss`, title: name, topics: [] }),
  ),
);
const followed = feeds[2]!.id;
const raw = new DatabaseSync(file, { timeout: 60_000 });
raw.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${destinations})
  INSERT INTO channels (platform, address, locale, zone, created_at) SELECT 'fake', 'c' || i, 'id', 'UTC', 0 FROM n`);
raw.exec(
  `INSERT INTO channel_feeds (channel_id, feed_id, paused, added_by, added_at) SELECT id, ${followed}, 0, 'me', 0 FROM channels`,
);
raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
raw.close();

async function publish(feedId: number, number: number, title: string, person: string): Promise<void> {
  const at = new Date();
  const text = `${title}, kata ${person}.`;
  await stores.news.commit(
    {
      feedId,
      identity: `https://x.example/${number}`,
      title,
      outlet: `Outlet ${feedId}`,
      publishedAt: at,
      fetchedAt: at,
      source: 'feed',
      text,
      analysis: {
        lang: 'id',
        body: text,
        summary: [text],
        people: [{ name: person, aliases: [] }],
        quotes: [],
        events: [],
      },
    },
    'new',
  );
}

const sent = { old: [] as number[], urgent: [] as number[] };
const began = performance.now();
const sinceStart = (): number => (performance.now() - began) / 1000;
const platform: Platform = {
  name: 'fake',
  limits: LIMITS,
  idempotentForMs: 0,
  start: async () => {},
  stop: async () => {},
  registerCommands: async () => {},
  async post(_address, reply) {
    (reply.title.startsWith('Lama') ? sent.old : sent.urgent).push(sinceStart());
    await systemClock.sleep(ANSWER_MS);
    return { ok: true, messageId: '1' };
  },
  edit: async (_address, messageId) => ({ ok: true, messageId }),
  check: async () => [],
  privateAddress: (person) => person,
  health: () => ({ ok: true }),
};
const alerts = alertsOver(stores, () => new Date());
const delivery = createDelivery({
  ...stores,
  platforms: [platform],
  compose: alerts.compose,
  expand: alerts.expand,
  policy: () => () => 'hold',
  holder: 'bench',
  clock: systemClock,
  log: { ...silentLog, error: (event, fields) => console.error(event, fields) },
  meter: silentMeter,
  random: Math.random,
});

await publish(followed, 1, 'Lama: harga beras turun di pasar induk', 'Siti Aminah');
await delivery.start();
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
const answers: number[] = [];
/** In all, and without the pages of the database's file that the system lends and takes back (Linux). */
const memory: { all: number; own: number }[] = [];
function measureMemory(): { all: number; own: number } {
  const all = process.memoryUsage().rss / 2 ** 20;
  try {
    const own = /RssAnon:\s+(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return { all, own: own === undefined ? all : Number(own) / 2 ** 10 };
  } catch {
    return { all, own: all };
  }
}
let urgentAt = 0;
for (let tick = 0; sinceStart() < seconds; tick++) {
  await systemClock.sleep(100);
  if (tick % 10 === 0) delivery.wake();
  // What a command asks of memory while everything is being delivered.
  const asked = performance.now();
  await stores.channels.ensure(
    { platform: 'fake', address: 'asker', title: `t${tick}` },
    { locale: 'id', zone: 'UTC', at: new Date() },
  );
  await stores.library.latest({ limit: 5, offset: 0 });
  answers.push(performance.now() - asked);
  if (tick % 20 === 0) memory.push(measureMemory());
  if (urgentAt === 0 && sinceStart() > URGENT_AT_S) {
    urgentAt = sinceStart();
    for (const [at, feed] of feeds.entries())
      await publish(feed.id, 10 + at, 'Ledakan di pelabuhan utama melukai belasan pekerja', 'Raka Wiradana');
    delivery.wake();
  }
}
loop.disable();
const all = [...sent.old, ...sent.urgent].sort((a, b) => a - b);
const from = all[0]!;
const until = all.at(-1)!;
const mostInSecond = all.reduce((most, at, index) => {
  let end = index;
  while (end < all.length && all[end]! < at + 1) end += 1;
  return Math.max(most, end - index);
}, 0);
const share = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)]!;
console.log(`${destinations.toLocaleString('en')} destinations, ${seconds} s, paced at ${LIMITS.perSecond}/s`);
console.log(
  `rate kept: ${((all.length / (until - from) / LIMITS.perSecond) * 100).toFixed(1)} %, most in a sliding second: ${mostInSecond}`,
);
console.log(
  `breaking news started after ${(sent.urgent[0]! - urgentAt).toFixed(2)} s, ${sent.urgent.length} sent; old ones sent meanwhile: ${sent.old.filter((at) => at > sent.urgent[0]!).length}`,
);
console.log(`memory: ${memory.map((one) => Math.round(one.all)).join(' ')} MB`);
console.log(`its own: ${memory.map((one) => Math.round(one.own)).join(' ')} MB`);
console.log(
  `questions answered in p50 ${share(answers, 0.5).toFixed(0)} ms, p99 ${share(answers, 0.99).toFixed(0)} ms, most ${share(answers, 1).toFixed(0)} ms`,
);
console.log(
  `event loop held up p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms, most ${(loop.max / 1e6).toFixed(0)} ms`,
);
await delivery.stop();
await close();
rmSync(folder, { recursive: true });
