import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { readBackup, restoreBackup, takeBackup } from '#store/backup.ts';
import { copyDatabase } from '#store/copy.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { contentOf, fillEveryTable } from '#tests/support/full-house.ts';
import { folder } from '#tests/support/kabar.ts';
import { startPostgres } from '#tests/support/postgres.ts';

const log = silentLog;
const TAKEN = new Date('2026-11-24T07:00:00.000Z');
const LATER = new Date('2026-11-24T09:30:00.000Z');

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

const sqlite = async (): Promise<string> => join(folder(), 'k.db');
const engines = [
  ['SQLite', sqlite],
  ['PostgreSQL', () => postgres.create()],
] as const;

async function within<T>(url: string, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url, log });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe('copy', () => {
  test.each([
    ['SQLite → PostgreSQL → SQLite', engines[0][1], engines[1][1]],
    ['PostgreSQL → SQLite → PostgreSQL', engines[1][1], engines[0][1]],
  ])('%s: equal content in every table, and new rows get new numbers', async (_name, first, second) => {
    const urls = [await first(), await second(), await first()];
    const before = await within(urls[0]!, async (one) => {
      const tables = await fillEveryTable(one);
      expect(tables.length).toBeGreaterThan(15);
      return contentOf(one);
    });
    for (const [from, to] of [
      [urls[0]!, urls[1]!],
      [urls[1]!, urls[2]!],
    ] as const) {
      await within(from, (source) =>
        within(to, async (target) => {
          const copied = await copyDatabase(source, target);
          expect(copied.every(({ table, rows }) => table === 'counters' || rows === 3)).toBe(true);
          expect(await contentOf(target)).toEqual(before);
        }),
      );
    }
    await within(urls[2]!, async ({ db }) => {
      const story = { title: 'baru', first_at: 1, last_at: 1 };
      const { id } = await db.insertInto('stories').values(story).returning('id').executeTakeFirstOrThrow();
      expect(id).toBe(4);
    });
  });

  test('a target that is lived in is left as it is', async () => {
    const [from, to] = [await sqlite(), await sqlite()];
    await within(from, fillEveryTable);
    const before = await within(to, async (one) => {
      await fillEveryTable(one);
      return contentOf(one);
    });
    await within(from, (source) =>
      within(to, async (target) => {
        await expect(copyDatabase(source, target)).rejects.toThrow(/not empty/u);
        expect(await contentOf(target)).toEqual(before);
      }),
    );
  });
});

describe.each(engines)('backup and restore on %s', (_name, make) => {
  const waiting = async (database: OpenDatabase): Promise<void> => {
    await fillEveryTable(database);
    const { db } = database;
    const states = ['ready', 'claimed', 'sent'];
    for (const [at, state] of states.entries()) {
      await db
        .updateTable('outbox')
        .set({ state, reason: null })
        .where('id', '=', at + 1)
        .execute();
    }
    await db.updateTable('fanouts').set({ done: 0 }).execute();
  };

  test('what waited is held as uncertain, what was sent stays sent, feeds post no backlog', async () => {
    const url = await make();
    const file = join(folder(), 'b', 'kabar.backup');
    await within(url, async (database) => {
      await waiting(database);
      // Taken while the database is open and in use.
      expect(await takeBackup(file, { url, log, now: TAKEN })).toMatchObject({ bytes: expect.any(Number) });
    });
    expect(readBackup(file)).toEqual(TAKEN);
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);

    const target = await make();
    const restored = await restoreBackup(file, { url: target, log, now: LATER, replace: false });
    expect(restored).toEqual({ takenAt: TAKEN, held: 2 });
    await within(target, async ({ db }) => {
      const rows = await db.selectFrom('outbox').select(['state', 'reason', 'settled_at']).orderBy('id').execute();
      expect(rows.map((row) => row.state)).toEqual(['uncertain', 'uncertain', 'sent']);
      expect(rows[0]).toMatchObject({ reason: expect.stringContaining('2026-11-24T07:00'), settled_at: +LATER });
      expect(await db.selectFrom('fanouts').selectAll().where('done', '=', 0).execute()).toEqual([]);
      const feeds = await db.selectFrom('feeds').select(['first_read_at', 'etag']).execute();
      expect(new Set(feeds.map((feed) => JSON.stringify(feed)))).toEqual(
        new Set(['{"first_read_at":null,"etag":null}']),
      );
    });
    expect(readBackup(file)).toEqual(TAKEN);
  });
});

describe('restoring where somebody lives', () => {
  test('is refused without --replace; with it the old database is set aside', async () => {
    const [url, other] = [await sqlite(), await sqlite()];
    await within(url, fillEveryTable);
    await within(other, fillEveryTable);
    const file = join(folder(), 'b');
    await takeBackup(file, { url: other, log, now: TAKEN });
    const before = await within(url, contentOf);
    await expect(restoreBackup(file, { url, log, now: LATER, replace: false })).rejects.toThrow(/--replace/u);
    expect(await within(url, contentOf)).toEqual(before);
    const { asideTo } = await restoreBackup(file, { url, log, now: LATER, replace: true });
    expect(existsSync(asideTo!)).toBe(true);
  });

  test('is refused while Kabar runs on it', async () => {
    const url = await sqlite();
    const file = join(folder(), 'b');
    const running = await openDatabase({ url, log, exclusive: true });
    await takeBackup(file, { url, log, now: TAKEN });
    await expect(restoreBackup(file, { url, log, now: LATER, replace: true })).rejects.toThrow(/another Kabar/u);
    await running.close();
  });
});

describe('files that are no backup', () => {
  test.each([
    ['not there', async () => join(folder(), 'none'), /is not there/u],
    [
      'text',
      async () => {
        const file = join(folder(), 'text');
        writeFileSync(file, 'hello '.repeat(1000));
        return file;
      },
      /damaged|no backup/u,
    ],
    [
      'a database that nobody backed up',
      async () => {
        const url = await sqlite();
        await within(url, fillEveryTable);
        return url;
      },
      /no backup/u,
    ],
    [
      'a backup with a torn page',
      async () => {
        const url = await sqlite();
        await within(url, fillEveryTable);
        const file = join(folder(), 'b');
        await takeBackup(file, { url, log, now: TAKEN });
        const torn = join(folder(), 'torn');
        copyFileSync(file, torn);
        const bytes = readFileSync(torn);
        bytes.fill(0xff, 8192, 40_960);
        writeFileSync(torn, bytes);
        return torn;
      },
      /damaged/u,
    ],
  ])('%s: one sentence', async (_name, make, words) => {
    const url = await sqlite();
    await expect(restoreBackup(await make(), { url, log, now: LATER, replace: false })).rejects.toThrow(words);
    expect(existsSync(url)).toBe(false);
  });

  test('a backup never overwrites a file, and a failed one leaves none', async () => {
    const url = await sqlite();
    await within(url, fillEveryTable);
    const file = join(folder(), 'b');
    writeFileSync(file, 'precious');
    await expect(takeBackup(file, { url, log, now: TAKEN })).rejects.toThrow(/there already/u);
    expect(readFileSync(file, 'utf8')).toBe('precious');
    const place = folder();
    await expect(takeBackup(join(place, 'b'), { url: join(place, 'none.db'), log, now: TAKEN })).rejects.toThrow(
      /could not be written/u,
    );
    expect(readdirSync(place)).toEqual([]);
  });

  test('a backup taken while rows are being written is sound', async () => {
    const url = await sqlite();
    const database = await openDatabase({ url, log });
    let writing = true;
    const writer = (async () => {
      for (let at = 0; writing; at++) {
        await database.db
          .insertInto('notes')
          .values({ namespace: 'w', key: String(at), value: 'x'.repeat(500) })
          .execute();
        // SQLite answers at once: without this nobody else would have a turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const file = join(folder(), 'b');
    await takeBackup(file, { url, log, now: TAKEN });
    writing = false;
    await writer;
    await database.close();
    const backup = new DatabaseSync(file, { readOnly: true });
    expect(backup.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    backup.close();
  });
});
