import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { insertRows, insertTogether, nameOfStatement, OR_NOTHING } from '#store/insert.ts';
import { startPostgres } from '#tests/support/postgres.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop(), 120_000);

const ENGINES: [string, () => Promise<string>][] = [
  ['SQLite', async () => join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db')],
  ['PostgreSQL', () => postgres.create()],
];

describe.each(ENGINES)('on %s', (engine, create) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openDatabase({ url: await create(), log: silentLog });
  });
  afterAll(() => database.close());

  test('rows of one form share a statement, whatever is in them; those with other columns have their own', async () => {
    const { db } = database;
    const written = await db.transaction().execute(async (tx) => {
      await insertRows(tx, 'counters', [{ name: 'a', value: 1 }]);
      await insertRows(tx, 'counters', [{ value: 3, name: 'b' }]);
      await insertRows(tx, 'counters', []);
      const again = await insertRows(tx, 'counters', [{ name: 'a', value: 9 }], OR_NOTHING);
      const two = await insertRows<'counters', { name: string }>(
        tx,
        'counters',
        [
          { name: 'c', value: 4 },
          { name: 'd', value: 5 },
        ],
        'RETURNING name',
      );
      return { again: Number(again.numAffectedRows), two: two.rows.map((row) => row.name) };
    });
    expect(written).toEqual({ again: 0, two: ['c', 'd'] });
    const rows = await db.selectFrom('counters').selectAll().where('name', '<', 'e').orderBy('name').execute();
    expect(rows.map((row) => [row.name, row.value])).toEqual([
      ['a', 1],
      ['b', 3],
      ['c', 4],
      ['d', 5],
    ]);
  });

  test.each<[string, string, string]>([
    ['marks of every kind', `"\\'\n\t{}[]$1?`, `"\\'\n\t{}[]$1?`],
    ['other scripts', 'صحفي 日本 😀', 'صحفي 日本 😀'],
    ['half a character', 'a\uD83D b', 'a\uFFFD b'],
    ['words that look like half a character', 'a\\ud83d b', 'a\\ud83d b'],
  ])('text comes back as it was: %s', async (_reason, text, expected) => {
    const { db } = database;
    await db.transaction().execute((tx) => insertRows(tx, 'notes', [{ namespace: 'teks', key: _reason, value: text }]));
    const row = await db
      .selectFrom('notes')
      .select('value')
      .where('namespace', '=', 'teks')
      .where('key', '=', _reason)
      .executeTakeFirstOrThrow();
    expect(row.value).toBe(expected);
  });

  test('the largest number and nothing at all are kept', async () => {
    const { db } = database;
    await db
      .transaction()
      .execute((tx) => insertRows(tx, 'counters', [{ name: 'z1', value: Number.MAX_SAFE_INTEGER }]));
    const row = await db.selectFrom('counters').select('value').where('name', '=', 'z1').executeTakeFirstOrThrow();
    expect(row.value).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('several tables together: all of it, in whatever number, and none of it when one fails', async () => {
    const { db } = database;
    const write = (key: string, values: number[], end = OR_NOTHING) =>
      db.transaction().execute((tx) =>
        insertTogether(tx, [
          { table: 'notes', rows: [{ namespace: 'bersama', key, value: 'v' }], end },
          { table: 'counters', rows: values.map((value) => ({ name: `${key}${value}`, value })), end },
        ]),
      );
    await write('x', []);
    await write('y', [1]);
    await write('y', [1, 2, 3]);
    await expect(write('z', [7, 7], '')).rejects.toThrow(/unique/iu);
    const notes = await db.selectFrom('notes').select('key').where('namespace', '=', 'bersama').execute();
    expect(notes.map((row) => row.key).sort()).toEqual(['x', 'y']);
    const { rows } = await sql<{ name: string }>`SELECT name FROM counters WHERE name LIKE 'y%' ORDER BY name`.execute(
      db,
    );
    expect(rows.map((row) => row.name)).toEqual(['y1', 'y2', 'y3']);
  });

  test.runIf(engine === 'PostgreSQL')('a connection keeps such a statement, whatever the number of rows', async () => {
    const { db } = database;
    const kept = await db.transaction().execute(async (tx) => {
      for (const count of [1, 2, 5]) {
        const rows = Array.from({ length: count }, (_, at) => ({ name: `k${count}.${at}`, value: at }));
        await insertRows(tx, 'counters', rows);
      }
      const { rows } = await sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements`.execute(tx);
      return rows
        .map(({ statement }) => statement)
        .filter((text) => text.startsWith('INSERT INTO "counters" ("name", "value")'));
    });
    expect(kept.filter((text) => !text.includes('RETURNING') && !text.includes('CONFLICT'))).toHaveLength(1);
    expect(nameOfStatement(kept[0]!)).toBeDefined();
  });
});
