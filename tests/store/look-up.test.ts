import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { lookUp, wordsBeginning } from '#store/look-up.ts';
import { startPostgres } from '#tests/support/postgres.ts';

/** Of every four rows one holds `rare`, all of them `often`: more than PostgreSQL gathers. */
const ROWS = 20_400;
let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function fill({ db, engine }: OpenDatabase): Promise<void> {
  const words = sql`CASE WHEN n % 4 = 0 THEN 'often rare' ELSE 'often' END`;
  const numbers = sql`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${sql.lit(ROWS)})`;
  for (const table of ['article_words', 'quote_words']) {
    const value = engine === 'sqlite' ? words : sql`to_tsvector('simple', ${words})`;
    await sql`INSERT INTO ${sql.table(table)} (rowid, words) ${numbers} SELECT n, ${value} FROM numbers`.execute(db);
  }
}

describe.each([
  ['SQLite', async () => join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db')],
  ['PostgreSQL', () => server.create()],
] as const)('on %s', (_engine, address) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openDatabase({ url: await address(), log: silentLog });
    await fill(database);
  });
  afterAll(() => database.close());

  // The second time PostgreSQL knows that a word is common.
  test.each([
    ['article_words', 'often', true],
    ['article_words', 'often', true],
    ['article_words', 'rare', true],
    ['quote_words', 'often', true],
    ['quote_words', 'rare', true],
    ['quote_words', 'never', false],
  ] as const)('%s, %s: newest first on every page, counted up to 5,000', async (table, word, isThere) => {
    const { db, engine } = database;
    const found = await lookUp({ db, engine }, table, engine === 'sqlite' ? `"${word}"` : `'${word}'`);
    expect(found).toMatchObject(isThere ? { total: 5000, isMore: true } : { total: 0, isMore: false });
    const step = word === 'rare' ? 4 : 1;
    for (const offset of [0, 7, 4990]) {
      const rows = await sql<{ place: number }>`
        SELECT rowid AS place FROM ${sql.table(table)} WHERE rowid IN ${found.places(3, offset)} ORDER BY rowid DESC`.execute(
        db,
      );
      const expected = isThere ? [0, 1, 2].map((at) => ROWS - (offset + at) * step) : [];
      expect(rows.rows.map((row) => row.place)).toEqual(expected);
    }
  });
});

test('words of a beginning are found one by one, and none when there are too many', async () => {
  const { db, close } = await openDatabase({
    url: join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'),
    log: silentLog,
  });
  await sql`INSERT INTO article_words (rowid, words) VALUES (1, 'kapal kapalnya kapan kain'), (2, 'kapal berkapal')`.execute(
    db,
  );
  expect(await wordsBeginning(db, 'article_words', ['kapa'])).toEqual(['kapal', 'kapalnya', 'kapan']);
  expect(await wordsBeginning(db, 'article_words', ['kapal', 'kai'])).toEqual(['kapal', 'kapalnya', 'kain']);
  expect(await wordsBeginning(db, 'article_words', ['zzz'])).toEqual([]);
  const many = Array.from({ length: 101 }, (_, at) => `pagi${at}`).join(' ');
  await sql`INSERT INTO article_words (rowid, words) VALUES (3, ${many})`.execute(db);
  expect(await wordsBeginning(db, 'article_words', ['pagi'])).toBeUndefined();
  await close();
});
