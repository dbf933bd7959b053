import pg from 'pg';
import type { Log } from '#core/log.ts';
import type { Signals, Topic } from '#core/signals.ts';
import { isPostgres } from './database.ts';

const CHANNEL = 'kabar';
const RECONNECT_MS = 2000;

/** Within one process: SQLite has no others. */
function createLocalSignals(): Signals {
  const listeners = new Map<Topic, Set<() => void>>();
  return {
    async send(topic) {
      for (const listener of listeners.get(topic) ?? []) listener();
    },
    on(topic, listener) {
      const all = listeners.get(topic) ?? new Set();
      listeners.set(topic, all.add(listener));
    },
    close: async () => {},
  };
}

/** Between the processes of one PostgreSQL, by NOTIFY. A signal may be lost while the connection is: everybody also looks from time to time. */
async function createPostgresSignals(url: string, log: Log): Promise<Signals> {
  const local = createLocalSignals();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function lose(why: unknown): void {
    if (isClosed || timer) return;
    log.warn('signals.lost', { error: why });
    client?.end().catch(() => undefined);
    client = undefined;
    timer = setTimeout(() => {
      timer = undefined;
      connect().catch(lose);
    }, RECONNECT_MS).unref();
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url });
    next.on('error', lose);
    next.on('notification', ({ payload }) => {
      // Sent by whichever process, this one included.
      local.send(payload as Topic).catch((error: unknown) => log.error('signals.listener-failed', { error }));
    });
    await next.connect();
    await next.query(`LISTEN ${CHANNEL}`);
    client = next;
  }

  await connect().catch(lose);
  return {
    on: local.on,
    async send(topic) {
      if (client) await client.query('SELECT pg_notify($1, $2)', [CHANNEL, topic]).catch(lose);
      // Without a connection at least this process hears of it.
      else await local.send(topic);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

/** What tells the other processes that there is something to do. */
export async function createSignals(url: string, log: Log): Promise<Signals> {
  return isPostgres(url) ? createPostgresSignals(url, log) : createLocalSignals();
}
