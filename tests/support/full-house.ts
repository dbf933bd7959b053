import { sql } from 'kysely';
import type { OpenDatabase } from '#store/database.ts';
import { readTable } from '#store/copy.ts';
import { type Table, tablesOf } from '#store/tables.ts';

const ROWS = 3;

interface Column {
  name: string;
  type: string;
}

async function columnsOf({ db, engine }: OpenDatabase, table: string): Promise<Column[]> {
  const query =
    engine === 'sqlite'
      ? sql<Column>`SELECT name, type FROM pragma_table_info(${table})`
      : sql<Column>`SELECT column_name AS name, data_type AS type FROM information_schema.columns
          WHERE table_schema = current_schema() AND table_name = ${table} ORDER BY ordinal_position`;
  return (await query.execute(db)).rows;
}

/** A value that fits: whole numbers are the row's number, so that rows point to rows that are there. */
function valueOf({ name, type }: Column, row: number): unknown {
  if (/int|serial/iu.test(type)) return row;
  if (/double|real|float/iu.test(type)) return row / 4;
  return `${name} ${row} “kutip” 'x' 🙂`;
}

/** Puts rows into every table there is, also into those that later migrations add. */
export async function fillEveryTable(database: OpenDatabase): Promise<Table[]> {
  const { db, engine } = database;
  const tables = await tablesOf(db, engine);
  for (const table of tables) {
    if (table.name === 'counters') continue;
    const columns = table.kind === 'rows' ? await columnsOf(database, table.name) : [];
    for (let row = 1; row <= ROWS; row++) {
      const values =
        table.kind === 'rows'
          ? columns.map((column) => sql`${valueOf(column, row)}`)
          : [sql`${row}`, engine === 'postgres' ? sql`to_tsvector('simple', ${`kata${row}`})` : sql`${`kata${row}`}`];
      await sql`INSERT INTO ${sql.table(table.name)} (${sql.join(table.columns.map((one) => sql.ref(one)))})
        VALUES (${sql.join(values)})`.execute(db);
    }
  }
  return tables;
}

/** Everything that is kept, as text that both engines write alike. */
export async function contentOf({ db, engine }: OpenDatabase): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const table of await tablesOf(db, engine)) {
    await db.transaction().execute(async (tx) => {
      const lines: string[] = [];
      for await (const rows of readTable(tx, engine, table)) {
        lines.push(...rows.map((row) => JSON.stringify(table.columns.toSorted().map((one) => [one, row[one]]))));
      }
      content[table.name] = lines.sort();
    });
  }
  return content;
}
