import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '#core/clock.ts';
import type { Counts, Levels, Meter, Timings } from '#core/meter.ts';
import type { Stores } from '#core/stores.ts';

const PREFIX = 'kabar_';
type About<T> = { [K in keyof T]: { help: string; labels: readonly (keyof T[K] & string)[] } };

const COUNTS: About<Counts> = {
  items_ingested: { help: 'Articles committed, by where their text came from', labels: ['source'] },
  polls: { help: 'Polls of feeds, by outcome', labels: ['outcome'] },
  deliveries: { help: 'Outbox rows that ended, by how', labels: ['platform', 'result', 'reason'] },
  ambiguous: { help: 'Sends whose answer never came', labels: ['platform', 'cause'] },
  duplicates_suppressed: { help: 'Sends answered with the message of an earlier one', labels: ['platform'] },
  rate_limited: { help: 'Answers that said too fast', labels: ['platform', 'scope'] },
  commands: { help: 'Requests of people', labels: ['command', 'platform', 'outcome'] },
  pruned: { help: 'Rows deleted because their time was over', labels: ['kind'] },
};
const TIMINGS: About<Timings> = {
  delivery_latency: { help: 'From commit to post', labels: ['platform'] },
  send_duration: { help: 'One request to a platform', labels: ['platform'] },
  match_duration: { help: 'Finding the subscribers of one article', labels: [] },
  store_commit: { help: 'One commit of an article', labels: [] },
  command_duration: { help: 'From a request to its reply', labels: ['command'] },
};
const LEVELS: About<Levels> = {
  pacer_rate: { help: 'Sends a second that the pacer allows now', labels: ['platform'] },
  rate_limit_pause: { help: 'Seconds until a paused platform goes on', labels: ['platform'] },
  discord_invalid_requests: { help: 'Invalid requests of the last ten minutes (limit 10000)', labels: [] },
  discord_sessions_left: { help: 'Session starts that Discord still allows today', labels: [] },
  lease_held: { help: '1 while this process holds the lease', labels: ['lease'] },
};
/** Bounds in seconds: a commit takes milliseconds, a fan-out to a million takes hours. */
const BUCKETS: Record<keyof Timings, number[]> = {
  delivery_latency: [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
  send_duration: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  match_duration: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.25],
  store_commit: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5],
  command_duration: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3],
};
/** Names follow prometheus.io/docs/practices/naming: base units, `_total` for counters. */
const LEVEL_NAMES: Partial<Record<keyof Levels, string>> = { rate_limit_pause: 'rate_limit_pause_seconds' };

function each<T, M>(about: About<T>, make: (name: keyof T & string, help: string, labelNames: string[]) => M) {
  const made = Object.entries(about) as [keyof T & string, About<T>[keyof T]][];
  return new Map(made.map(([name, { help, labels }]) => [name as keyof T, make(name, help, [...labels])]));
}

export interface Metrics {
  meter: Meter;
  /** Prometheus text; what is kept and what waits is counted when it is asked for. */
  text(): Promise<string>;
}

export interface MetricsParts {
  stores: Pick<Stores, 'library' | 'outbox'>;
  size(): Promise<{ bytes: number; freeBytes: number }>;
  clock: Clock;
  version: string;
}

export function createMetrics({ stores, size, clock, version }: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const counts = each<Counts, Counter>(
    COUNTS,
    (name, help, labelNames) => new Counter({ name: `${PREFIX}${name}_total`, help, labelNames, registers }),
  );
  const timings = each<Timings, Histogram>(
    TIMINGS,
    (name, help, labelNames) =>
      new Histogram({ name: `${PREFIX}${name}_seconds`, help, labelNames, registers, buckets: BUCKETS[name] }),
  );
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers });
  const levels = each<Levels, Gauge>(LEVELS, (name, help, labels) => gauge(LEVEL_NAMES[name] ?? name, help, labels));
  const kept = gauge('kept', 'Rows kept, by kind', ['kind']);
  const outbox = gauge('outbox_rows', 'Outbox rows by platform and state', ['platform', 'state']);
  const oldest = gauge('outbox_oldest_ready_seconds', 'Age of the oldest row that waits', ['platform']);
  const bytes = gauge('database_bytes', 'Size of the database');
  const free = gauge('database_free_bytes', 'Of the size, what deleted rows left free');
  gauge('build_info', 'Version that runs', ['version', 'node']).set({ version, node: process.version }, 1);

  return {
    meter: {
      count: (name, labels, by = 1) => counts.get(name)?.inc(labels, by),
      time: (name, labels, seconds) => timings.get(name)?.observe(labels, seconds),
      level: (name, labels, value) => levels.get(name)?.set(labels, value),
    },
    async text() {
      for (const [kind, rows] of Object.entries(await stores.library.counts())) kept.set({ kind }, rows);
      outbox.reset();
      oldest.reset();
      for (const { platform, state, rows, oldestAt } of await stores.outbox.counts()) {
        outbox.set({ platform, state }, rows);
        if (state === 'ready' && oldestAt)
          oldest.set({ platform }, (clock.now().getTime() - oldestAt.getTime()) / 1000);
      }
      const onDisk = await size();
      bytes.set(onDisk.bytes);
      free.set(onDisk.freeBytes);
      return registry.metrics();
    },
  };
}
