import { sql, type Transaction } from 'kysely';
import { wordsOf } from '#text/minhash.ts';
import { isPostgres } from './insert.ts';
import type { Schema } from './schema.ts';

type Tx = Transaction<Schema>;

/** Heads counted again in one statement: each is a few parameters, of which both engines take thousands. */
const HEADS_AT_ONCE = 200;

/** Counts again who printed these quotes, and how many wordings there are. */
export const recountPrintings = (tx: Tx, headIds: Iterable<number>): Promise<void> =>
  inSteps(tx, 'quotes', headIds, async (heads) => {
    const rows = await membersOf<string>(tx, 'quotes', 'text', heads);
    await writeCounts(
      tx,
      'quotes',
      'wordings',
      rows,
      (texts) => new Set(texts.map((text) => wordsOf(text).join(' '))).size,
    );
  });

/** Counts again who told of these happenings. Once somebody tells that one happened, it is no plan any more. */
export const recountOutlets = (tx: Tx, headIds: Iterable<number>): Promise<void> =>
  inSteps(tx, 'events', headIds, async (heads) => {
    const rows = await membersOf<number>(tx, 'events', 'planned', heads);
    await writeCounts(tx, 'events', 'planned', rows, (planned) => Math.min(...planned));
  });

type Table = 'quotes' | 'events';

async function inSteps(
  tx: Tx,
  table: Table,
  headIds: Iterable<number>,
  step: (heads: number[]) => Promise<void>,
): Promise<void> {
  const heads = [...new Set(headIds)].sort((a, b) => a - b);
  for (let at = 0; at < heads.length; at += HEADS_AT_ONCE) {
    const some = heads.slice(at, at + HEADS_AT_ONCE);
    // Held in one order, so that two transactions never wait for each other, and the second counts what the first wrote.
    if (isPostgres(tx)) {
      await sql`SELECT id FROM ${sql.table(table)} WHERE id IN (${sql.join(some)}) ORDER BY id FOR UPDATE`.execute(tx);
    }
    await step(some);
  }
}

interface Member<V> {
  head: number;
  outlet: string;
  value: V;
}

/** The first printing and all that stand behind it, of each of these. */
async function membersOf<V>(tx: Tx, table: Table, column: string, heads: readonly number[]): Promise<Member<V>[]> {
  const among = sql`(${sql.join(heads)})`;
  const part = (key: string) => sql`SELECT m.${sql.ref(key)} AS head, outlet, ${sql.ref(column)} AS value
    FROM ${sql.table(table)} m JOIN articles ON articles.id = m.article_id WHERE m.${sql.ref(key)} IN ${among}`;
  const { rows } = await sql<Member<V>>`${part('id')} UNION ALL ${part('same_as')}`.execute(tx);
  return rows;
}

async function writeCounts<V>(
  tx: Tx,
  table: Table,
  column: string,
  members: readonly Member<V>[],
  count: (values: V[]) => number,
): Promise<void> {
  if (members.length === 0) return;
  const counts = [...Map.groupBy(members, ({ head }) => head)].map(([head, all]) => {
    const outlets = new Set(all.map(({ outlet }) => outlet)).size;
    const value = count(all.map((one) => one.value));
    return sql`SELECT CAST(${head} AS BIGINT) AS id, CAST(${outlets} AS INTEGER) AS outlets, CAST(${value} AS INTEGER) AS value`;
  });
  await sql`UPDATE ${sql.table(table)} SET outlets = v.outlets, ${sql.ref(column)} = v.value
    FROM (${sql.join(counts, sql` UNION ALL `)}) v WHERE ${sql.table(table)}.id = v.id`.execute(tx);
}
