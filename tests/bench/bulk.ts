import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import pg from 'pg';
import type { Row, Sink } from './generate.ts';

/** Indexes and constraints that cost more to keep than to make afterwards are left alone: the program's own schema is measured. */
export function sqliteSink(file: string): { sink: Sink; end(): Promise<void> } {
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000',
  );
  const statements = new Map<string, StatementSync>();
  return {
    async sink(table, rows) {
      const [first] = rows;
      if (!first) return;
      const columns = Object.keys(first);
      let statement = statements.get(table);
      if (!statement) {
        statement = database.prepare(
          `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        );
        statements.set(table, statement);
      }
      const sorted = table.endsWith('_words') ? rows.toSorted((a, b) => Number(a['rowid']) - Number(b['rowid'])) : rows;
      database.exec('BEGIN');
      for (const row of sorted) statement.run(...columns.map((column) => row[column] as SQLInputValue));
      database.exec('COMMIT');
    },
    async end() {
      database.exec('ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

export function postgresSink(url: string): { sink: Sink; end(): Promise<void> } {
  const client = new pg.Client({ connectionString: url });
  const ready = client
    .connect()
    .then(() => client.query(`SET session_replication_role = replica; SET synchronous_commit = off`))
    .then(dropWordIndexes);
  /** Filling a full-text index row by row takes ten times as long as making it of them all. */
  async function dropWordIndexes(): Promise<string[]> {
    const { rows } = await client.query<{ indexname: string; indexdef: string }>(
      `SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '% USING gin %'`,
    );
    for (const { indexname } of rows) await client.query(`DROP INDEX ${indexname}`);
    return rows.map((row) => row.indexdef);
  }
  const text = (rows: Row[]): string => JSON.stringify(rows).replaceAll('\\u0000', '');
  return {
    async sink(table, rows) {
      await ready;
      const [first] = rows;
      if (!first) return;
      const isWords = table === 'article_words' || table === 'quote_words';
      const columns = Object.keys(first);
      const source = isWords
        ? `SELECT rowid, to_tsvector('simple', words) FROM json_to_recordset($1::json) AS r (rowid BIGINT, words TEXT)`
        : `SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::${table}, $1::json)`;
      await client.query(`INSERT INTO ${table} (${columns.join(', ')}) ${source} ON CONFLICT DO NOTHING`, [text(rows)]);
    },
    async end() {
      for (const table of ['articles', 'quotes', 'events', 'people', 'stories']) {
        await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT MAX(id) FROM ${table}))`);
      }
      await client.query(`SET maintenance_work_mem = '256MB'`);
      for (const definition of await ready) await client.query(definition);
      await client.query('VACUUM ANALYZE');
      await client.end();
    },
  };
}
