import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { SetupError } from '#core/errors.ts';
import { silentLog } from '#core/log.ts';
import { openDatabase } from '#store/database.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'kabar-'));

describe('openDatabase', () => {
  test('a second process on one file is refused, and let in when the first is gone', async () => {
    const url = join(folder(), 'k.db');
    const first = await openDatabase({ url, log: silentLog, exclusive: true });
    await expect(openDatabase({ url, log: silentLog, exclusive: true })).rejects.toThrow(/another Kabar is using/u);
    await first.close();
    await (await openDatabase({ url, log: silentLog, exclusive: true })).close();
  });

  test('a file that was made before space could be given back is written anew, with all that is in it', async () => {
    const file = join(folder(), 'k.db');
    const first = await openDatabase({ url: file, log: silentLog, exclusive: true });
    await first.db.insertInto('notes').values({ namespace: 'n', key: 'k', value: 'v' }).execute();
    await first.close();
    const raw = new DatabaseSync(file);
    raw.exec('PRAGMA auto_vacuum = NONE; VACUUM');
    raw.close();
    const { db, close } = await openDatabase({ url: file, log: silentLog, exclusive: true });
    expect((await sql`PRAGMA auto_vacuum`.execute(db)).rows).toEqual([{ auto_vacuum: 2 }]);
    expect(await db.selectFrom('notes').select('value').execute()).toEqual([{ value: 'v' }]);
    expect((await sql`PRAGMA integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }]);
    await close();
  });

  test.each([
    [
      'a folder that is a file',
      () => {
        const file = join(folder(), 'f');
        writeFileSync(file, '');
        return join(file, 'k.db');
      },
    ],
    [
      'a file that is no database',
      () => {
        const file = join(folder(), 'k.db');
        writeFileSync(file, 'not a database at all, '.repeat(200));
        return file;
      },
    ],
    ['a PostgreSQL that is not there', () => 'postgres://nobody@127.0.0.1:1/none'],
  ])('%s: one sentence', async (_reason, url) => {
    const error = await openDatabase({ url: url(), log: silentLog }).then(
      () => undefined,
      (one: unknown) => one,
    );
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).faults).toHaveLength(1);
    expect((error as SetupError).faults[0]).toMatch(/^DATABASE_URL: .*\.$/u);
  });

  test('transactions that run together share a commit, and one that fails takes back only itself', async () => {
    const { db, close } = await openDatabase({ url: join(folder(), 'k.db'), log: silentLog });
    const write = (name: string, fails: boolean) =>
      db.transaction().execute(async (tx) => {
        await tx.insertInto('counters').values({ name, value: 1 }).execute();
        if (fails) throw new Error('on purpose');
      });
    const results = await Promise.allSettled(Array.from({ length: 40 }, (_, at) => write(`n${at}`, at % 4 === 0)));
    expect(results.filter((one) => one.status === 'rejected')).toHaveLength(10);
    const rows = await db.selectFrom('counters').select('name').where('name', 'like', 'n%').execute();
    expect(rows).toHaveLength(30);
    await close();
  });

  test('transactions that are begun together are open together: none waits for another to be on disk', async () => {
    const { db, close } = await openDatabase({ url: join(folder(), 'k.db'), log: silentLog });
    const order: string[] = [];
    const write = (name: string) =>
      db
        .transaction()
        .execute(async (tx) => {
          await tx.insertInto('counters').values({ name, value: 1 }).execute();
          order.push(`written ${name}`);
        })
        .then(() => order.push(`kept ${name}`));
    await Promise.all(['a', 'b', 'c'].map(write));
    expect(order).toEqual(['written a', 'written b', 'written c', 'kept a', 'kept b', 'kept c']);
    await close();
  });

  test('while transactions follow each other without end, the event loop turns', async () => {
    const { db, close } = await openDatabase({ url: join(folder(), 'k.db'), log: silentLog });
    const BLOCKED_MS = 12;
    let [turns, done] = [0, 0];
    const count = (): void => {
      turns += 1;
      if (done < 8) setImmediate(count);
    };
    setImmediate(count);
    const turnsAt: number[] = [];
    const write = (name: string) =>
      db.transaction().execute(async (tx) => {
        for (const since = performance.now(); performance.now() - since < BLOCKED_MS;);
        await tx.insertInto('counters').values({ name, value: 1 }).execute();
        turnsAt.push(turns);
        done += 1;
      });
    await Promise.all(Array.from({ length: 8 }, (_, at) => write(`n${at}`)));
    // Each is longer than the loop may be held up: between any two it has turned, in the middle of a group too.
    expect(new Set(turnsAt).size).toBe(8);
    await close();
  });
});
