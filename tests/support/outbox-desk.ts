import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '#core/clock.ts';
import { type NewRow, type Outgoing, type OutboxStore, PRIORITY } from '#core/delivery.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Channel } from '#core/news.ts';
import type { Platform, Posted } from '#core/platform.ts';
import { createDelivery, type Delivery, type DeliveryParts } from '#delivery/delivery.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { openDatabase } from '#store/database.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { createAutoClock } from './auto-clock.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What the platform was asked to post, and when. */
export interface Sent {
  address: string;
  title: string;
  key: string;
  at: number;
}

export interface OutboxDeskParts {
  /** What the platform answers; absent: everything arrives. */
  post?(sent: Sent, tries: number): Posted | undefined | Promise<Posted | undefined>;
  platform?: Partial<Platform>;
  clock?: Clock;
  /** Stands between delivery and its store. */
  outbox?(real: OutboxStore): OutboxStore;
  delivery?: Partial<DeliveryParts>;
}

/** Delivery over a real store and a scripted platform, on a clock that jumps: rows go in, what was sent comes out. */
export async function openOutboxDesk(parts: OutboxDeskParts = {}) {
  const clock: Clock = parts.clock ?? createAutoClock();
  const folder = mkdtempSync(join(tmpdir(), 'kabar-outbox-'));
  const database = await openDatabase({ url: join(folder, 'k.db'), log: silentLog });
  const tokens = { index: indexTokens, query: queryTokens };
  const stores = createStores({ ...database, tokens, stories: createStoryIndex({ packs }), clock });
  const sent: Sent[] = [];
  const tries = new Map<string, number>();
  const platform: Platform = {
    name: 'fake',
    limits: { perSecond: 28, perAddressPerSecond: 1, atOnce: 20 },
    idempotentForMs: 0,
    start: async () => {},
    stop: async () => {},
    registerCommands: async () => {},
    async post(address, reply, key) {
      const one = { address, title: reply.title, key, at: clock.now().getTime() };
      sent.push(one);
      tries.set(key, (tries.get(key) ?? 0) + 1);
      return (await parts.post?.(one, tries.get(key)!)) ?? { ok: true, messageId: String(sent.length) };
    },
    edit: async (_address, messageId) => ({ ok: true, messageId }),
    check: async () => [],
    privateAddress: (person) => person,
    health: () => ({ ok: true }),
    ...parts.platform,
  };
  /** A process that delivers; a second one stands for a start after a crash. */
  const start = (holder: string, more: Partial<DeliveryParts> = {}): Delivery =>
    createDelivery({
      ...stores,
      outbox: parts.outbox?.(stores.outbox) ?? stores.outbox,
      platforms: [platform],
      compose: async ({ rows }: Outgoing) => ({
        kind: 'post',
        reply: { title: rows.map((row) => row.subject).join(' '), blocks: [] },
      }),
      expand: async () => false,
      policy: () => () => 'hold',
      holder,
      clock,
      log: silentLog,
      meter: silentMeter,
      random: () => 0.5,
      ...parts.delivery,
      ...more,
    });
  const running: Delivery[] = [];

  onTestFinished(async () => {
    for (const one of running) await one.stop();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    stores,
    db: database.db,
    clock,
    sent,
    async start(holder = 'first'): Promise<Delivery> {
      const delivery = start(holder);
      running.push(delivery);
      await delivery.start();
      return delivery;
    },
    /** A start that is never stopped: with its lease it has taken its last, as if it had crashed. */
    async crashing(): Promise<void> {
      let taken = false;
      const take: typeof stores.leases.take = (...given) => {
        if (taken) return new Promise(() => {});
        taken = true;
        return stores.leases.take(...given);
      };
      await start('crashed', { leases: { ...stores.leases, take } }).start();
    },
    place: (address: string, more: { server?: string; isPrivate?: boolean; title?: string } = {}): Promise<Channel> =>
      stores.channels.ensure({ platform: 'fake', address, ...more }, { locale: 'id', zone: 'UTC', at: clock.now() }),
    async put(channelId: number, subjects: readonly string[], more: Partial<NewRow> = {}): Promise<void> {
      const now = clock.now();
      const rows = subjects.map((subject) => ({
        ...{ channelId, kind: 'post' as const, subject, priority: PRIORITY.post },
        expiresAt: new Date(now.getTime() + DAY_MS),
        ...more,
      }));
      await stores.fanouts.enqueue(rows, now);
      for (const one of running) one.wake();
    },
    /** Each row's subject and what became of it. */
    async states(): Promise<string[]> {
      const rows = await database.db.selectFrom('outbox').select(['subject', 'state']).orderBy('id').execute();
      return rows.map((row) => `${row.subject} ${row.state}`);
    },
    /** Nothing is ready, claimed or held any more. */
    async drained(): Promise<void> {
      for (;;) {
        const open = await database.db
          .selectFrom('outbox')
          .select('id')
          .where('state', 'in', ['ready', 'claimed', 'held'])
          .executeTakeFirst();
        if (!open) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
