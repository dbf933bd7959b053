import { CompiledQuery, type Insertable, PostgresAdapter, type QueryResult, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Statements kept of one engine: of SQLite one for each table and number of rows that was met. */
const STATEMENTS_MOST = 2000;
/** By the engine's adapter: two databases may be open at once. */
const built = new WeakMap<object, Map<string, string>>();
/** Names of PostgreSQL's statements, under which a connection keeps them: a few dozen, for they are the same for any rows. */
const named = new Map<string, string>();

export const OR_NOTHING = 'ON CONFLICT DO NOTHING';

/** The name under which a connection to PostgreSQL keeps this statement, if it is one of those that are written again and again. */
export const nameOfStatement = (text: string): string | undefined => named.get(text);

/** Lets each connection to PostgreSQL keep a statement, which has to be the same every time. */
export function keepStatement(text: string): void {
  if (!named.has(text)) named.set(text, `insert_${named.size}`);
}

export interface Rows<T extends keyof Schema = keyof Schema> {
  table: T;
  /** All with the same columns, without `undefined`. */
  rows: readonly Insertable<Schema[T]>[];
  /** What follows the rows, the same SQL on both engines. */
  end?: string;
}

/**
 * Inserts rows that all have the same columns, without `undefined`; `end` is what follows the values, the same SQL on both engines.
 * Building the statement takes longer than running it, so that is done once; and PostgreSQL, to which a statement travels,
 * gets the rows as one value, so that it reads the statement once for each connection.
 */
export async function insertRows<T extends keyof Schema, R = unknown>(
  tx: Transaction<Schema>,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
  end = '',
): Promise<QueryResult<R>> {
  if (rows.length === 0) return { rows: [] };
  const columns = Object.keys(rows[0]!) as (keyof Insertable<Schema[T]> & string)[];
  if (isPostgres(tx)) {
    const text = statementOf(tx, `${table} ${columns.join()} ${end}`, () => insertJson(table, columns, 1, end));
    return tx.executeQuery<R>(CompiledQuery.raw(text, [jsonOf(rows)]));
  }
  const key = `${table} ${rows.length} ${columns.join()} ${end}`;
  const text = statementOf(tx, key, () => `${tx.insertInto(table).values(rows).compile().sql} ${end}`);
  return tx.executeQuery<R>(
    CompiledQuery.raw(
      text,
      rows.flatMap((row) => columns.map((column) => row[column])),
    ),
  );
}

/** Inserts into several tables, of which none needs what another gives: one statement on PostgreSQL, one journey. */
export async function insertTogether(tx: Transaction<Schema>, all: readonly Rows[]): Promise<void> {
  const parts = all.filter(({ rows }) => rows.length > 0);
  if (!isPostgres(tx) || parts.length < 2) {
    for (const { table, rows, end } of parts) await insertRows(tx, table, rows as never, end);
    return;
  }
  const columns = parts.map(({ rows }) => Object.keys(rows[0]!));
  const key = parts.map(({ table, end }, at) => `${table} ${columns[at]!.join()} ${end ?? ''}`).join('; ');
  const text = statementOf(tx, key, () => {
    const inserts = parts.map(({ table, end }, at) => insertJson(table, columns[at]!, at + 1, end));
    const before = inserts.slice(0, -1).map((insert, at) => `part${at} AS (${insert})`);
    return `WITH ${before.join(', ')} ${inserts.at(-1)}`;
  });
  await tx.executeQuery(
    CompiledQuery.raw(
      text,
      parts.map(({ rows }) => jsonOf(rows)),
    ),
  );
}

export const isPostgres = (tx: Transaction<Schema>): boolean => tx.getExecutor().adapter instanceof PostgresAdapter;

function statementOf(tx: Transaction<Schema>, key: string, build: () => string): string {
  const { adapter } = tx.getExecutor();
  let known = built.get(adapter);
  if (!known) built.set(adapter, (known = new Map<string, string>()));
  let text = known.get(key);
  if (text === undefined) {
    if (known.size >= STATEMENTS_MOST) known.clear();
    known.set(key, (text = build()));
    if (adapter instanceof PostgresAdapter) keepStatement(text);
  }
  return text;
}

/** The table's own columns say what type each value has. */
function insertJson(table: string, columns: readonly string[], parameter: number, end = ''): string {
  const list = columns.map((column) => `"${column}"`).join(', ');
  return `INSERT INTO "${table}" (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::"${table}", CAST($${parameter} AS JSONB)) rows ${end}`;
}

/** JSON that PostgreSQL takes: half a character, which it refuses, is written as the mark for one that can't be read. */
export function jsonOf(rows: readonly object[]): string {
  const json = JSON.stringify(rows);
  if (!json.includes('\\ud')) return json;
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}
