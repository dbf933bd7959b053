import { CompiledQuery, type Insertable, type QueryResult, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Statements kept of one engine: one for each table and number of rows that was met. */
const STATEMENTS_MOST = 2000;
/** By the engine's adapter: two databases may be open at once. */
const built = new WeakMap<object, Map<string, string>>();

export const OR_NOTHING = 'ON CONFLICT DO NOTHING';

/**
 * Inserts rows that all have the same columns, without `undefined`; `end` is what follows the values, the same SQL on both engines.
 * Building the statement takes longer than running it, so that is done once for each number of rows.
 */
export async function insertRows<T extends keyof Schema, R = unknown>(
  tx: Transaction<Schema>,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
  end = '',
): Promise<QueryResult<R>> {
  if (rows.length === 0) return { rows: [] };
  const { adapter } = tx.getExecutor();
  let known = built.get(adapter);
  if (!known) built.set(adapter, (known = new Map<string, string>()));
  const columns = Object.keys(rows[0]!) as (keyof Insertable<Schema[T]>)[];
  const key = `${table} ${rows.length} ${columns.join()} ${end}`;
  let text = known.get(key);
  if (text === undefined) {
    if (known.size >= STATEMENTS_MOST) known.clear();
    text = `${tx.insertInto(table).values(rows).compile().sql} ${end}`;
    known.set(key, text);
  }
  return tx.executeQuery<R>(
    CompiledQuery.raw(
      text,
      rows.flatMap((row) => columns.map((column) => row[column])),
    ),
  );
}
