import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Stores } from '#core/stores.ts';

/** Prometheus text of what is kept and what waits; the numbers are read when they are asked for. */
export function createMetrics(stores: Pick<Stores, 'library' | 'outbox'>): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'kabar_' });
  const kept = new Gauge({
    name: 'kabar_kept',
    help: 'Rows kept, by kind',
    labelNames: ['kind'],
    registers: [registry],
  });
  const outbox = new Gauge({
    name: 'kabar_outbox_rows',
    help: 'Outbox rows by platform and state',
    labelNames: ['platform', 'state'],
    registers: [registry],
  });
  return async () => {
    for (const [kind, rows] of Object.entries(await stores.library.counts())) kept.set({ kind }, rows);
    outbox.reset();
    for (const { platform, state, rows } of await stores.outbox.counts()) outbox.set({ platform, state }, rows);
    return registry.metrics();
  };
}
