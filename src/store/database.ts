import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { SetupError } from '#core/errors.ts';
import type { Log } from '#core/log.ts';
import { wordWork } from './index-words.ts';
import { nameOfStatement } from './insert.ts';
import { migrate } from './migrate.ts';
import type { Database, Engine, Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** PostgreSQL's type number of `bigint`, which pg hands out as text; our times and ids fit a number. */
const INT8 = 20;
/** auto_vacuum = INCREMENTAL. */
const INCREMENTAL = 2;

export interface OpenDatabase {
  db: Database;
  engine: Engine;
  close(): Promise<void>;
}

/** Held by a running program on a SQLite file; the system lets it go when the program dies, however it dies. */
function holdAlone(file: string): () => void {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new SetupError(
      [`DATABASE_URL: another Kabar is using ${file}. Stop it first; several processes at once need PostgreSQL.`],
      error,
    );
  }
  return () => lock.close();
}

export const isPostgres = (url: string): boolean => /^postgres(?:ql)?:\/\//iu.test(url);
/** The path of a SQLite address, with or without `sqlite:` or `file:` before it. */
export const sqliteFile = (url: string): string => resolve(url.replace(/^(?:sqlite|file):(?:\/\/)?/u, ''));

function explain(error: unknown, where: string): unknown {
  if (error instanceof SetupError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  return new SetupError(
    [
      `DATABASE_URL: ${where} can't be opened: ${message}${code ? ` (${code})` : ''}. Check that the folder exists, may be written to and has space.`,
    ],
    error,
  );
}

/** Writes a file anew, so that space of deleted rows can be given back from now on; without room for that it stays as it is. */
function makeShrinkable(file: string, log: Log): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA auto_vacuum = INCREMENTAL; VACUUM');
    log.info('database.made-shrinkable');
  } catch (error) {
    log.warn('database.not-shrinkable', { error });
  } finally {
    database.close();
  }
}

async function isShrinkable(db: Database): Promise<boolean> {
  const { rows } = await sql<{ auto_vacuum: number }>`PRAGMA auto_vacuum`.execute(db);
  return rows[0]?.auto_vacuum === INCREMENTAL;
}

async function openSqlite(url: string, exclusive: boolean, log: Log): Promise<OpenDatabase> {
  const file = sqliteFile(url);
  let release = (): void => {};
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (exclusive) release = holdAlone(file);
    const open = (): Database => new Kysely<Schema>({ dialect: sqliteDialect(file, wordWork) });
    let db = open();
    await migrate(db, 'sqlite');
    if (exclusive && !(await isShrinkable(db))) {
      await db.destroy();
      makeShrinkable(file, log);
      db = open();
    }
    return {
      db,
      engine: 'sqlite',
      async close() {
        await db.destroy();
        release();
      },
    };
  } catch (error) {
    release();
    throw explain(error, file);
  }
}

/** A connection reads the statements that every article needs once; the others come too seldom or in too many forms. */
function keepStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...all: unknown[]) => unknown;
  client.query = ((text: unknown, values: unknown, ...more: unknown[]) => {
    const name = typeof text === 'string' ? nameOfStatement(text) : undefined;
    return name === undefined ? query(text, values, ...more) : query({ name, text, values }, ...more);
  }) as typeof client.query;
}

async function openPostgres(url: string, log: Log): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    types: {
      getTypeParser: ((type: number, format?: 'text') =>
        type === INT8 ? Number : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('connect', keepStatements);
  pool.on('error', (error) => log.warn('database.connection-lost', { error }));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, 'postgres');
  } catch (error) {
    await db.destroy();
    if (error instanceof SetupError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new SetupError(
      [`DATABASE_URL: PostgreSQL can't be reached (${reason}). Check host, port, user, password and database.`],
      error,
    );
  }
  return { db, engine: 'postgres', close: () => db.destroy() };
}

/**
 * Opens the database and brings its schema up to date.
 * In: a SQLite file's path or a `postgres://` address; `exclusive` keeps a second process off a SQLite file.
 * @throws SetupError in one sentence when it can't be opened.
 */
export async function openDatabase(options: { url: string; log: Log; exclusive?: boolean }): Promise<OpenDatabase> {
  return isPostgres(options.url)
    ? openPostgres(options.url, options.log)
    : openSqlite(options.url, options.exclusive ?? false, options.log);
}
