import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Logical transactions that share one fsync at most, and how long the first of them waits for the others. */
const GROUP_MOST = 100;
const GROUP_MS = 25;
/** SQLite's code for "somebody else is writing", how long that is waited for, and in which steps. */
const SQLITE_BUSY = 5;
const BUSY_MS = 10_000;
const BUSY_STEP_MS = 20;
/** Prepared statements kept, the longest unused goes first; inserts of several rows have a form for each number. */
const STATEMENTS_MOST = 500;
/** Pages a connection holds in memory (SQLite's own default is 2 MB), and what it reads straight from the system's cache. */
const CACHE_KB = 32_768;
const MAPPED_BYTES = 1_073_741_824;
/** Pages of 4 KB written before they are moved from the log into the file: moving a page once serves many commits. */
const CHECKPOINT_PAGES = 4000;

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

function open(file: string, readOnly: boolean): (query: CompiledQuery) => QueryResult<unknown> {
  const database = new DatabaseSync(file, { timeout: BUSY_STEP_MS });
  database.exec(
    // The first only counts while the file is empty: space of deleted rows can then be given back in small steps.
    `PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA query_only = ${readOnly ? 1 : 0};
    PRAGMA cache_size = -${CACHE_KB}; PRAGMA mmap_size = ${MAPPED_BYTES}; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
  );
  const statements = new Map<string, StatementSync>();
  const run = (query: CompiledQuery): QueryResult<unknown> => {
    let statement = statements.get(query.sql);
    if (statement) statements.delete(query.sql);
    else statement = database.prepare(query.sql);
    statements.set(query.sql, statement);
    if (statements.size > STATEMENTS_MOST) statements.delete(statements.keys().next().value!);
    const parameters = query.parameters.map((value) => (value ?? null) as SQLInputValue);
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
  return Object.assign(run, {
    exec: (text: string) => database.exec(text),
    isInside: () => database.isTransaction,
    close: () => database.close(),
  });
}

type Connection = ReturnType<typeof open> & { exec(text: string): void; isInside(): boolean; close(): void };

/** Kysely lets no two transactions of SQLite begin at once unless it is told that it may; then none could share a commit. */
function createSharingAdapter(): SqliteAdapter {
  return Object.defineProperty(new SqliteAdapter(), 'supportsMultipleConnections', { value: true });
}

/**
 * Kysely on node:sqlite: one connection reads, one writes. Transactions that wait for each other share an
 * outer transaction, each in a savepoint of its own, and are acknowledged together after the one fsync
 * (group commit: facts/delivery.md §4.2). A transaction that fails takes back its own savepoint alone.
 */
export function sqliteDialect(file: string): Dialect {
  const writer = open(file, false) as Connection;
  const reader = open(file, true) as Connection;
  const queue: (() => void)[] = [];
  let locked = false;
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
      writer.exec('COMMIT');
      for (const waiter of waiters) waiter.resolve();
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
    const isLast = queue.length === 0;
    const isFull = group && (isLast || group.size >= GROUP_MOST || performance.now() - group.since >= GROUP_MS);
    if (isFull) flush();
    locked = false;
    const next = queue.shift();
    if (next) {
      locked = true;
      // Between two groups the loop turns: a queue that never empties would otherwise keep everybody else waiting.
      if (isFull) setImmediate(next);
      else next();
    }
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
            return writer(query) as QueryResult<R>;
          } catch (error) {
            this.fault = error;
            throw error;
          }
        }
        if (/^\s*(?:select|pragma|explain)\b/iu.test(query.sql)) return reader(query) as QueryResult<R>;
        await begin();
        let result: QueryResult<R>;
        try {
          result = writer(query) as QueryResult<R>;
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
