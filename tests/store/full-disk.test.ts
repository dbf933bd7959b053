import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { openDatabase } from '#store/database.ts';

/** More text than the file may hold once it is told that it is full. */
const VALUE = 'x'.repeat(20_000);
const WRITES = 60;

test('a full database: what was acknowledged is kept, the rest is told, and room makes all well again', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db');
  const { db, close } = await openDatabase({ url: file, log: silentLog });
  // Inside a transaction, so that the connection that writes is told.
  const allow = (pages: number) =>
    db.transaction().execute((tx) => sql`PRAGMA max_page_count = ${sql.raw(String(pages))}`.execute(tx));
  const write = (key: string) =>
    db.transaction().execute(async (tx) => {
      await tx.insertInto('notes').values({ namespace: 'n', key, value: VALUE }).execute();
    });
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(db);
  await allow(rows[0]!.page_count + 100);

  const results = await Promise.allSettled(Array.from({ length: WRITES }, (_, at) => write(String(at))));
  const kept = results.flatMap((one, at) => (one.status === 'fulfilled' ? [String(at)] : []));
  const failed = results.filter((one) => one.status === 'rejected');
  expect(kept.length).toBeGreaterThan(5);
  expect(failed.length).toBeGreaterThan(5);
  expect(String(failed[0]!.reason)).toMatch(/full/u);

  await allow(1_000_000);
  await write('after');
  await close();
  const after = new DatabaseSync(file);
  expect(after.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  const keys = after
    .prepare("SELECT key FROM notes WHERE namespace = 'n'")
    .all()
    .map((row) => String(row['key']));
  expect(new Set(keys)).toEqual(new Set([...kept, 'after']));
  after.close();
});
