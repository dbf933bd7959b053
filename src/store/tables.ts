import { sql } from 'kysely';
import type { Database, Engine } from './schema.ts';

/** A table as the database itself describes it; `search` holds words for full-text search, in the engine's own form. */
export interface Table {
  name: string;
  kind: 'rows' | 'search';
  columns: string[];
  /** What its rows are read in the order of, on SQLite. */
  order: string[];
  /** The column that the database numbers by itself. */
  numbered?: 'id';
}

async function sqliteTables(db: Database): Promise<{ tables: Table[]; links: [string, string][] }> {
  const found = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`.execute(
    db,
  );
  const search = found.rows.filter((one) => /^CREATE VIRTUAL TABLE/iu.test(one.sql)).map((one) => one.name);
  // FTS5 keeps its index in tables of its own, named after the virtual one.
  const own = found.rows.filter((one) => !search.some((name) => one.name.startsWith(`${name}_`)));
  const links = await sql<{ child: string; parent: string }>`
    SELECT m.name AS child, f."table" AS parent FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`.execute(
    db,
  );
  const tables: Table[] = [];
  for (const { name, sql: definition } of own) {
    const columns = await sql<{ name: string; pk: number }>`SELECT name, pk FROM pragma_table_info(${name})`.execute(
      db,
    );
    const key = columns.rows.filter((one) => one.pk > 0).sort((a, b) => a.pk - b.pk);
    const order = /WITHOUT ROWID/iu.test(definition) ? key.map((one) => one.name) : ['rowid'];
    tables.push(describe(name, search.includes(name), columns.rows, order));
  }
  return { tables, links: links.rows.map((one) => [one.child, one.parent]) };
}

async function postgresTables(db: Database): Promise<{ tables: Table[]; links: [string, string][] }> {
  const columns = await sql<{ table: string; name: string; type: string }>`
    SELECT table_name AS "table", column_name AS name, data_type AS type FROM information_schema.columns
    WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`.execute(db);
  const links = await sql<{ child: string; parent: string }>`
    SELECT c.relname AS child, p.relname AS parent FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f'`.execute(db);
  const byTable = Map.groupBy(columns.rows, (one) => one.table);
  const tables = [...byTable].map(([name, own]) =>
    describe(
      name,
      own.some((one) => one.type === 'tsvector'),
      own,
      [],
    ),
  );
  return { tables, links: links.rows.map((one) => [one.child, one.parent]) };
}

function describe(name: string, isSearch: boolean, columns: { name: string }[], order: string[]): Table {
  const names = columns.map((one) => one.name);
  if (isSearch) return { name, kind: 'search', columns: ['rowid', 'words'], order };
  return { name, kind: 'rows', columns: names, order, ...(names.includes('id') ? { numbered: 'id' as const } : {}) };
}

/** Every table, those that others point to first. */
export async function tablesOf(db: Database, engine: Engine): Promise<Table[]> {
  const { tables, links } = await (engine === 'sqlite' ? sqliteTables(db) : postgresTables(db));
  const ordered: Table[] = [];
  let rest = tables;
  while (rest.length > 0) {
    const waiting = new Set(rest.map((one) => one.name));
    const free = rest.filter(
      ({ name }) => !links.some(([child, parent]) => child === name && parent !== name && waiting.has(parent)),
    );
    // A ring of tables that point to each other has no order: the rest is taken as it comes.
    ordered.push(...(free.length > 0 ? free : rest));
    rest = free.length > 0 ? rest.filter((one) => !free.includes(one)) : [];
  }
  return ordered;
}
