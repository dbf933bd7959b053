import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { openDatabase } from '#store/database.ts';
import { MIGRATIONS } from '#store/migrations/index.ts';
import type { Engine, Schema } from '#store/schema.ts';
import { sqliteDialect } from '#store/sqlite.ts';
import { tablesOf } from '#store/tables.ts';
import { fillEveryTable } from '#tests/support/full-house.ts';
import { folder } from '#tests/support/kabar.ts';
import { startPostgres } from '#tests/support/postgres.ts';

/** Rows that people would miss, by table and the column that tells them apart. */
const KEPT: [table: string, column: string][] = [
  ['feeds', 'url'],
  ['channels', 'address'],
  ['channel_feeds', 'added_by'],
  ['stories', 'title'],
  ['articles', 'identity'],
  ['quotes', 'text'],
  ['events', 'sentence'],
  ['people', 'name'],
  ['outbox', 'key'],
  ['web_posts', 'key'],
  ['keyv', 'key'],
];

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

const engines: [Engine, () => Promise<string>, (url: string) => Kysely<Schema>][] = [
  ['sqlite', async () => join(folder(), 'k.db'), (url) => new Kysely<Schema>({ dialect: sqliteDialect(url) })],
  [
    'postgres',
    () => postgres.create(),
    (url) => new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) }),
  ],
];

describe.each(engines)('the first schema on %s', (engine, make, open) => {
  test('becomes the present one, and what was in it is still there', async () => {
    const url = await make();
    const first = open(url);
    for (const statement of MIGRATIONS[0]!(engine)) await sql.raw(statement).execute(first);
    await sql`INSERT INTO counters (name, value) VALUES ('schema', 1)`.execute(first);
    const before = await fillEveryTable({ db: first, engine, close: async () => {} });
    expect(before.map((table) => table.name)).toEqual(expect.arrayContaining(KEPT.map(([table]) => table)));
    await first.destroy();

    const now = await openDatabase({ url, log: silentLog });
    const fresh = await openDatabase({ url: await make(), log: silentLog });
    const shape = async (database: typeof now): Promise<string[]> =>
      (await tablesOf(database.db, engine))
        .map((table) => `${table.name}: ${table.columns.toSorted().join(', ')}`)
        .sort();
    expect(await shape(now)).toEqual(await shape(fresh));
    for (const [table, column] of KEPT) {
      const { rows } = await sql<Record<string, string>>`SELECT ${sql.ref(column)} FROM ${sql.table(table)}
        ORDER BY ${sql.ref(column)}`.execute(now.db);
      expect(rows.map((row) => row[column])).toEqual([1, 2, 3].map((row) => `${column} ${row} “kutip” 'x' 🙂`));
    }
    const schema = await now.db.selectFrom('counters').select('value').where('name', '=', 'schema').executeTakeFirst();
    expect(schema?.value).toBe(MIGRATIONS.length);
    await fresh.close();
    await now.close();
  });
});
