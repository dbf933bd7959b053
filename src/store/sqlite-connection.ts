import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { QueryResult } from 'kysely';

/** Prepared statements kept, the longest unused goes first; inserts of several rows have a form for each number. */
const STATEMENTS_MOST = 500;
/** Pages a connection holds in memory (SQLite's own default is 2 MB), and what it reads straight from the system's cache. */
const CACHE_KB = 32_768;
const MAPPED_BYTES = 1_073_741_824;
/** Pages of 4 KB written before they are moved from the log into the file: moving a page once serves many commits. */
const CHECKPOINT_PAGES = 4000;

export interface SqliteConnection {
  /** Runs one statement; it is prepared once. */
  run(query: { sql: string; parameters: readonly unknown[] }): QueryResult<unknown>;
  /** Runs SQL that gives nothing. */
  exec(text: string): void;
  isInside(): boolean;
  /** Whether it has a write-ahead log: some file systems allow none. */
  isLogged: boolean;
  close(): void;
}

/** Opens a file; `waitMs` is how long a statement waits, on the spot, for another process. */
export function openConnection(
  file: string,
  options: { isReader: boolean; waitMs: number; onOpen: string },
): SqliteConnection {
  const database = new DatabaseSync(file, { timeout: options.waitMs });
  database.exec(
    // The first only counts while the file is empty: space of deleted rows can then be given back in small steps.
    `PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -${CACHE_KB}; PRAGMA mmap_size = ${MAPPED_BYTES}; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    ${options.onOpen}; PRAGMA query_only = ${options.isReader ? 1 : 0}`,
  );
  const statements = new Map<string, { statement: StatementSync; givesRows: boolean }>();
  const run: SqliteConnection['run'] = (query) => {
    let known = statements.get(query.sql);
    if (known) statements.delete(query.sql);
    else {
      const statement = database.prepare(query.sql);
      known = { statement, givesRows: statement.columns().length > 0 };
    }
    statements.set(query.sql, known);
    if (statements.size > STATEMENTS_MOST) statements.delete(statements.keys().next().value!);
    const parameters = query.parameters.map((value) => (value ?? null) as SQLInputValue);
    if (known.givesRows) return { rows: known.statement.all(...parameters) };
    const { changes, lastInsertRowid } = known.statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() as { journal_mode: string };
  return {
    run,
    isLogged: mode === 'wal',
    exec: (text) => database.exec(text),
    isInside: () => database.isTransaction,
    close: () => database.close(),
  };
}
