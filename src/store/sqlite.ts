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
const GROUP_MS = 10;
/** SQLite's code for "somebody else is writing", how long that is waited for, and in which steps. */
const SQLITE_BUSY = 5;
const BUSY_MS = 10_000;
const BUSY_STEP_MS = 20;
/** Prepared statements kept; the program has about fifty. */
const STATEMENTS_MOST = 200;

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

function open(file: string, readOnly: boolean): (query: CompiledQuery) => QueryResult<unknown> {
  const database = new DatabaseSync(file, { timeout: BUSY_STEP_MS });
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA query_only = ${readOnly ? 1 : 0}`,
  );
  const statements = new Map<string, StatementSync>();
  const run = (query: CompiledQuery): QueryResult<unknown> => {
    let statement = statements.get(query.sql);
    if (!statement) {
      if (statements.size >= STATEMENTS_MOST) statements.clear();
      statement = database.prepare(query.sql);
      statements.set(query.sql, statement);
    }
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
    if (group && (isLast || group.size >= GROUP_MOST || performance.now() - group.since >= GROUP_MS)) flush();
    locked = false;
    const next = queue.shift();
    if (next) {
      locked = true;
      next();
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

  function connect(): DatabaseConnection & { inside: boolean } {
    return {
      inside: false,
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        if (this.inside) return writer(query) as QueryResult<R>;
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

  type Inside = { inside: boolean };
  return {
    createAdapter: () => new SqliteAdapter(),
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
        rollback(new Error('the database took back the whole group of transactions'));
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
