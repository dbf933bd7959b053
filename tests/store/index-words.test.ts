import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { dropWords, indexWords } from '#store/index-words.ts';

const open = (): Promise<OpenDatabase> =>
  openDatabase({ url: join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'), log: silentLog });

async function placesOf({ db }: OpenDatabase, word: string): Promise<number[]> {
  const { rows } = await sql<{ rowid: number }>`
    SELECT rowid FROM article_words WHERE article_words MATCH ${word} ORDER BY rowid`.execute(db);
  return rows.map((one) => one.rowid);
}

test('words of transactions that share a commit are found once it is there, those of one that fails never', async () => {
  const database = await open();
  const write = (place: number, fails: boolean) =>
    database.db.transaction().execute(async (tx) => {
      await indexWords(tx, 'sqlite', 'article_words', [{ place, words: ['kapal', 'kapal', `nomor${place}`] }]);
      if (fails) throw new Error('on purpose');
    });
  // Their places fall, as those of older news do.
  await Promise.allSettled(Array.from({ length: 20 }, (_, at) => write(100 - at, at % 4 === 0)));
  const kept = Array.from({ length: 20 }, (_, at) => 100 - at).filter((_, at) => at % 4 !== 0);
  expect(await placesOf(database, 'kapal')).toEqual(kept.toReversed());
  expect(await placesOf(database, 'nomor100')).toEqual([]);
  expect(await placesOf(database, 'nomor99')).toEqual([99]);
  await database.close();
});

test('what is dropped before its words are in the index does not come back', async () => {
  const database = await open();
  const { db } = database;
  await Promise.all([
    db.transaction().execute((tx) =>
      indexWords(
        tx,
        'sqlite',
        'article_words',
        [1, 2].map((place) => ({ place, words: ['pasar'] })),
      ),
    ),
    db.transaction().execute((tx) => dropWords(tx, 'sqlite', 'article_words', [1])),
  ]);
  expect(await placesOf(database, 'pasar')).toEqual([2]);
  await db.transaction().execute((tx) => dropWords(tx, 'sqlite', 'article_words', [2]));
  expect(await placesOf(database, 'pasar')).toEqual([]);
  await database.close();
});
