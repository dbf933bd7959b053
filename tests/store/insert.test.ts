import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { openDatabase } from '#store/database.ts';
import { insertRows, OR_NOTHING } from '#store/insert.ts';

test('rows of one form share a statement, whatever is in them; those with other columns have their own', async () => {
  const { db, close } = await openDatabase({
    url: join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'),
    log: silentLog,
  });
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
  await close();
});
