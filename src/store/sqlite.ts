import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { createLogSync } from './log-sync.ts';
import { openConnection } from './sqlite-connection.ts';

/** Logical transactions that share one fsync at most, and how long the first of them waits for the others. */
const GROUP_MOST = 100;
const GROUP_MS = 50;
/** After so long without a pause the event loop turns, in the middle of a group too: answers don't wait for it. */
const TURN_MS = 10;
/** SQLite's code for "somebody else is writing", how long that is waited for, and in which steps. */
const SQLITE_BUSY = 5;
const BUSY_MS = 10_000;
const BUSY_STEP_MS = 20;

/** Work that the transactions of a group leave to be done once, for all of them. */
export interface GroupWork {
  /** SQL for the two connections, when they are opened. */
  onOpen: { writer: string; reader: string };
  /** Called before the group's one COMMIT. */
  beforeCommit(run: (sql: string) => readonly unknown[]): void;
}

const READS = /^\s*(?:select|pragma|explain)\b/iu;

const NO_WORK: GroupWork = { onOpen: { writer: '', reader: '' }, beforeCommit: () => undefined };
interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/** Kysely lets no two transactions of SQLite begin at once unless it is told that it may; then none could share a commit. */
function createSharingAdapter(): SqliteAdapter {
  return Object.defineProperty(new SqliteAdapter(), 'supportsMultipleConnections', { value: true });
}

/**
 * Kysely on node:sqlite: one connection reads, one writes. Transactions that wait for each other share an
 * outer transaction, each in a savepoint of its own, and are acknowledged together once the log is on the disk
 * (group commit: facts/delivery.md §4.2). A transaction that fails takes back its own savepoint alone.
 */
export function sqliteDialect(file: string, work = NO_WORK): Dialect {
  const writer = openConnection(file, { isReader: false, waitMs: BUSY_STEP_MS, onOpen: work.onOpen.writer });
  const reader = openConnection(file, { isReader: true, waitMs: BUSY_STEP_MS, onOpen: work.onOpen.reader });
  const sync = writer.isLogged ? createLogSync(file) : undefined;
  if (sync) writer.exec('PRAGMA synchronous = NORMAL');
  const queue: (() => void)[] = [];
  let locked = false;
  let turnedAt = 0;
  let group: { since: number; size: number; waiters: Waiter[] } | undefined;

  async function lock(): Promise<void> {
    if (locked) await new Promise<void>((resolve) => queue.push(resolve));
    locked = true;
  }

  function flush(): void {
    if (!group) return;
    const { waiters } = group;
    group = undefined;
    try {
      work.beforeCommit((text) => writer.run({ sql: text, parameters: [] }).rows);
      writer.exec('COMMIT');
      const tell = (): void => {
        for (const waiter of waiters) waiter.resolve();
      };
      if (sync) sync.after(tell);
      else tell();
    } catch (error) {
      try {
        writer.exec('ROLLBACK');
      } catch {
        // SQLite has rolled back by itself (full disk): what matters is that nobody is told it was kept.
      }
      for (const waiter of waiters) waiter.reject(error);
    }
  }

  function unlock(): void {
    const now = performance.now();
    const isLast = queue.length === 0;
    const isFull = group && (isLast || group.size >= GROUP_MOST || now - group.since >= GROUP_MS);
    if (isFull) flush();
    locked = false;
    const next = queue.shift();
    if (!next) return;
    locked = true;
    // A queue that never empties would otherwise keep everybody else waiting.
    if (!isFull && now - turnedAt < TURN_MS) return next();
    setImmediate(() => {
      turnedAt = performance.now();
      next();
    });
  }

  /** Another process may be writing (a migration, the command line): waited for without holding up the event loop. */
  async function beginOuter(): Promise<void> {
    for (const since = performance.now(); ;) {
      try {
        writer.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const isBusy = (error as { errcode?: number }).errcode === SQLITE_BUSY;
        if (!isBusy || performance.now() - since > BUSY_MS) throw error;
        await new Promise((resolve) => setTimeout(resolve, BUSY_STEP_MS));
      }
    }
  }

  async function begin(): Promise<void> {
    await lock();
    try {
      if (!group) {
        await beginOuter();
        group = { since: performance.now(), size: 0, waiters: [] };
      }
      writer.exec('SAVEPOINT one');
    } catch (error) {
      unlock();
      throw error;
    }
  }

  async function commit(): Promise<void> {
    try {
      writer.exec('RELEASE one');
    } catch (error) {
      rollback(error);
      throw error;
    }
    group!.size += 1;
    const kept = new Promise<void>((resolve, reject) => group!.waiters.push({ resolve, reject }));
    unlock();
    await kept;
  }

  function rollback(cause: unknown): void {
    // A full disk may have made SQLite take back the whole outer transaction: then nobody of the group was kept.
    try {
      if (writer.isInside()) writer.exec('ROLLBACK TO one; RELEASE one');
      else {
        for (const waiter of group?.waiters ?? []) waiter.reject(cause);
        group = undefined;
      }
    } finally {
      unlock();
    }
  }

  function connect(): DatabaseConnection & { inside: boolean; fault: unknown } {
    return {
      inside: false,
      /** Why the transaction fails, for the others that a full disk takes down with it. */
      fault: undefined,
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        if (this.inside) {
          try {
            return writer.run(query) as QueryResult<R>;
          } catch (error) {
            this.fault = error;
            throw error;
          }
        }
        if (READS.test(query.sql)) {
          // Each commit empties the cache of the other connection, so that one reads only while this one is writing.
          const connection = group ? reader : writer;
          return connection.run(query) as QueryResult<R>;
        }
        await begin();
        let result: QueryResult<R>;
        try {
          result = writer.run(query) as QueryResult<R>;
        } catch (error) {
          rollback(error);
          throw error;
        }
        await commit();
        return result;
      },
      streamQuery() {
        throw new Error('streaming is not supported');
      },
    };
  }

  type Inside = ReturnType<typeof connect>;
  return {
    createAdapter: createSharingAdapter,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connect(),
      async beginTransaction(connection) {
        await begin();
        (connection as unknown as Inside).inside = true;
      },
      async commitTransaction(connection) {
        (connection as unknown as Inside).inside = false;
        await commit();
      },
      async rollbackTransaction(connection) {
        // Kysely also calls this when the commit itself failed: then there is nothing left to take back.
        if (!(connection as unknown as Inside).inside) return;
        (connection as unknown as Inside).inside = false;
        rollback((connection as unknown as Inside).fault ?? new Error('the transaction was given up'));
      },
      releaseConnection: async () => {},
      async destroy() {
        await sync?.close();
        reader.close();
        try {
          writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        } catch {
          // No space for it: everything stays in the log beside the file, and the next start reads it from there.
        }
        writer.close();
      },
    }),
  };
}
