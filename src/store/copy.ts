import { type Kysely, sql, type Transaction } from 'kysely';
import { SetupError } from '#core/errors.ts';
import type { OpenDatabase } from './database.ts';
import type { Engine, Schema } from './schema.ts';
import { type Table, tablesOf } from './tables.ts';

/** Rows moved in one step: well below either engine's limit of parameters at thirty columns. */
const BATCH = 500;
/** The schema's version is set by the migrations of the target itself. */
const SCHEMA_COUNTER = 'schema';
/** A table with rows here means that somebody already lives there. */
const LIVED_IN = ['channels', 'feeds', 'articles'] as const;

type Row = Record<string, unknown>;
export type Copied = { table: string; rows: number }[];

const name = (table: Table): ReturnType<typeof sql.table> => sql.table(table.name);

/** Columns as the other engine can take them: words of the full-text search travel as plain words. */
function selection(table: Table, engine: Engine) {
  const words = engine === 'postgres' ? sql`array_to_string(tsvector_to_array(words), ' ') AS words` : sql.ref('words');
  return sql.join(table.columns.map((one) => (table.kind === 'search' && one === 'words' ? words : sql.ref(one))));
}

/** Reads a table in steps: by row number on SQLite, through a cursor in one snapshot on PostgreSQL. */
async function* read(db: Transaction<Schema> | Kysely<Schema>, engine: Engine, table: Table): AsyncGenerator<Row[]> {
  const columns = selection(table, engine);
  if (engine === 'postgres') {
    await sql`DECLARE copying NO SCROLL CURSOR FOR SELECT ${columns} FROM ${name(table)}`.execute(db);
    for (;;) {
      const { rows } = await sql<Row>`FETCH ${sql.raw(String(BATCH))} FROM copying`.execute(db);
      if (rows.length === 0) break;
      yield rows;
    }
    await sql`CLOSE copying`.execute(db);
    return;
  }
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const { rows } = await sql<Row>`SELECT rowid AS at_row, ${columns} FROM ${name(table)}
      WHERE rowid > ${last} ORDER BY rowid LIMIT ${BATCH}`.execute(db);
    if (rows.length === 0) return;
    last = Number(rows.at(-1)!['at_row']);
    yield rows;
  }
}

/** PostgreSQL keeps no NUL in text; SQLite does. */
const clean = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\0', '') : value);

async function write(tx: Transaction<Schema>, engine: Engine, table: Table, rows: Row[]): Promise<void> {
  const value = (row: Row, column: string) =>
    engine === 'postgres' && table.kind === 'search' && column === 'words'
      ? sql`to_tsvector('simple', ${clean(row[column])})`
      : sql`${clean(row[column])}`;
  const values = rows.map((row) => sql`(${sql.join(table.columns.map((column) => value(row, column)))})`);
  await sql`INSERT INTO ${name(table)} (${sql.join(table.columns.map((one) => sql.ref(one)))})
    VALUES ${sql.join(values)}`.execute(tx);
}

async function count(db: Kysely<Schema>, table: Table): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM ${name(table)}`.execute(db);
  return rows[0]!.n;
}

/** @throws SetupError when the database already holds somebody's news. */
export async function mustBeEmpty({ db }: OpenDatabase, what: string): Promise<void> {
  for (const table of LIVED_IN) {
    const row = await db.selectFrom(table).select('id').limit(1).executeTakeFirst();
    if (row) throw new SetupError([`${what} is not empty (it has ${table}). Name a new database.`]);
  }
}

/**
 * Copies every row of every table into an empty database of either engine, in one transaction of the target.
 * @throws SetupError when the target is not empty or the counts differ afterwards; then nothing was copied.
 */
export async function copyDatabase(from: OpenDatabase, to: OpenDatabase): Promise<Copied> {
  await mustBeEmpty(to, 'the target');
  const version = await versionOf(to);
  const tables = await tablesOf(to.db, to.engine);
  const there = new Map((await tablesOf(from.db, from.engine)).map((one) => [one.name, one]));
  const copied: Copied = [];
  const all = async (source: Transaction<Schema> | Kysely<Schema>): Promise<void> => {
    await to.db.transaction().execute(async (tx) => {
      for (const table of tables) {
        if (!there.has(table.name)) continue;
        await sql`DELETE FROM ${name(table)}`.execute(tx);
        let rows = 0;
        for await (const batch of read(source, from.engine, table)) {
          await write(tx, to.engine, table, batch);
          rows += batch.length;
        }
        const expected = await count(source, table);
        const kept = await count(tx, table);
        if (kept !== rows || expected !== rows) {
          throw new SetupError([
            `${table.name}: ${expected} rows were to be copied, ${kept} arrived. Nothing is kept.`,
          ]);
        }
        if (to.engine === 'postgres' && table.numbered) {
          await sql`SELECT setval(pg_get_serial_sequence(${table.name}, 'id'), GREATEST(1, (SELECT COALESCE(MAX(id), 0) FROM ${name(table)})), ${rows > 0})`.execute(
            tx,
          );
        }
        copied.push({ table: table.name, rows });
      }
      await sql`UPDATE counters SET value = ${version} WHERE name = ${SCHEMA_COUNTER}`.execute(tx);
    });
  };
  await (from.engine === 'postgres'
    ? from.db.transaction().setIsolationLevel('repeatable read').execute(all)
    : all(from.db));
  return copied;
}

async function versionOf({ db }: OpenDatabase): Promise<number> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', SCHEMA_COUNTER).executeTakeFirst();
  return row?.value ?? 0;
}
