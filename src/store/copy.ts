import { type RawBuilder, sql, type Transaction } from 'kysely';
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

async function* readPostgres(tx: Transaction<Schema>, table: Table): AsyncGenerator<Row[]> {
  const words = sql`array_to_string(tsvector_to_array(words), ' ') AS words`;
  const columns = table.columns.map((one) => (table.kind === 'search' && one === 'words' ? words : sql.ref(one)));
  await sql`DECLARE copying NO SCROLL CURSOR FOR SELECT ${sql.join(columns)} FROM ${name(table)}`.execute(tx);
  for (;;) {
    const { rows } = await sql<Row>`FETCH ${sql.raw(String(BATCH))} FROM copying`.execute(tx);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`CLOSE copying`.execute(tx);
}

/** An index without a copy of its text is spelt out: each row's words, in the index's own order. */
async function spellOut(tx: Transaction<Schema>, table: string): Promise<RawBuilder<unknown>> {
  const [vocabulary, spelt] = [sql.id('temp', `${table}_terms`), sql.id('temp', `${table}_spelt`)];
  await sql`DROP TABLE IF EXISTS ${spelt}`.execute(tx);
  await sql`CREATE VIRTUAL TABLE ${vocabulary} USING fts5vocab(main, ${sql.id(table)}, instance)`.execute(tx);
  await sql`CREATE TABLE ${spelt} (rowid INTEGER PRIMARY KEY, words TEXT NOT NULL)`.execute(tx);
  await sql`INSERT INTO ${spelt} SELECT d.id, COALESCE(t.words, '') FROM ${sql.id(`${table}_docsize`)} d
    LEFT JOIN (SELECT doc, group_concat(term, ' ') AS words FROM ${vocabulary} GROUP BY doc) t ON t.doc = d.id`.execute(
    tx,
  );
  await sql`DROP TABLE ${vocabulary}`.execute(tx);
  return sql`${spelt}`;
}

async function* readSqlite(tx: Transaction<Schema>, table: Table): AsyncGenerator<Row[]> {
  const source = table.kind === 'search' ? await spellOut(tx, table.name) : name(table);
  const order = table.order.map((one) => sql.ref(one));
  const keys = table.order.map((one, at) => sql`${sql.ref(one)} AS ${sql.id(`key_${at}`)}`);
  const columns = sql.join([...keys, ...table.columns.map((one) => sql.ref(one))]);
  for (let last: Row | undefined; ;) {
    const after = table.order.map((_, at) => sql`${last?.[`key_${at}`]}`);
    const where = last ? sql`WHERE (${sql.join(order)}) > (${sql.join(after)})` : sql``;
    const { rows } = await sql<Row>`SELECT ${columns} FROM ${source} ${where}
      ORDER BY ${sql.join(order)} LIMIT ${BATCH}`.execute(tx);
    if (rows.length === 0) return;
    last = rows.at(-1);
    yield rows;
  }
}

/** Reads a table in steps, in a form that either engine can take. */
export function readTable(tx: Transaction<Schema>, engine: Engine, table: Table): AsyncGenerator<Row[]> {
  return engine === 'postgres' ? readPostgres(tx, table) : readSqlite(tx, table);
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

async function count(db: Transaction<Schema>, table: Table): Promise<number> {
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
  // One transaction of the source as well: what it shows is one moment.
  const reading = from.db.transaction();
  const snapshot = from.engine === 'postgres' ? reading.setIsolationLevel('repeatable read') : reading;
  await snapshot.execute((source) =>
    to.db.transaction().execute(async (tx) => {
      for (const table of tables) {
        if (!there.has(table.name)) continue;
        if (table.kind === 'rows') await sql`DELETE FROM ${name(table)}`.execute(tx);
        let rows = 0;
        for await (const batch of readTable(source, from.engine, there.get(table.name)!)) {
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
        if (to.engine === 'postgres' && table.numbered) await numberOn(tx, table, rows > 0);
        copied.push({ table: table.name, rows });
      }
      await sql`UPDATE counters SET value = ${version} WHERE name = ${SCHEMA_COUNTER}`.execute(tx);
    }),
  );
  return copied;
}

/** New rows get numbers after the copied ones. */
async function numberOn(tx: Transaction<Schema>, table: Table, isUsed: boolean): Promise<void> {
  const last = sql`GREATEST(1, (SELECT COALESCE(MAX(id), 0) FROM ${name(table)}))`;
  await sql`SELECT setval(pg_get_serial_sequence(${table.name}, 'id'), ${last}, ${isUsed})`.execute(tx);
}

async function versionOf({ db }: OpenDatabase): Promise<number> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', SCHEMA_COUNTER).executeTakeFirst();
  return row?.value ?? 0;
}
