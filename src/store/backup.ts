import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backup as copyPages, DatabaseSync } from 'node:sqlite';
import { SetupError } from '#core/errors.ts';
import type { Log } from '#core/log.ts';
import { copyDatabase, mustBeEmpty } from './copy.ts';
import { isPostgres, openDatabase, sqliteFile } from './database.ts';
import type { Database } from './schema.ts';

const NAMESPACE = 'backup';
/** Pages of an online backup copied in one step; between steps the others write. */
const PAGES = 1000;

interface Source {
  url: string;
  log: Log;
  now: Date;
}

function mustBeNew(file: string): void {
  if (existsSync(file)) throw new SetupError([`${file} is there already. Name a new file, or delete the old one.`]);
}

/** Notes when it was taken, folds the log into the file and checks it: a backup is one whole file or none. */
function seal(file: string, now: Date): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = DELETE');
    database
      .prepare("INSERT OR REPLACE INTO notes (namespace, key, value) VALUES (?, 'taken-at', ?)")
      .run(NAMESPACE, now.toISOString());
    mustBeSound(database, file);
  } finally {
    database.close();
  }
}

function mustBeSound(database: DatabaseSync, file: string): void {
  let verdict: unknown;
  try {
    verdict = Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})[0];
  } catch (error) {
    verdict = (error as Error).message;
  }
  if (verdict !== 'ok') throw new SetupError([`${file} is damaged: ${String(verdict)}. Take another backup.`]);
}

/**
 * Writes a backup while others work: one SQLite file, whichever engine it comes from.
 * @throws SetupError when the file is there already, or has no room.
 */
export async function takeBackup(target: string, { url, log, now }: Source): Promise<{ bytes: number }> {
  const file = resolve(target);
  const part = `${file}.part`;
  mustBeNew(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(part, { force: true });
    if (isPostgres(url)) {
      const from = await openDatabase({ url, log });
      const to = await openDatabase({ url: part, log });
      try {
        await copyDatabase(from, to);
      } finally {
        await to.close();
        await from.close();
      }
    } else {
      const source = new DatabaseSync(sqliteFile(url), { readOnly: true });
      try {
        await copyPages(source, part, { rate: PAGES });
      } finally {
        source.close();
      }
    }
    seal(part, now);
    renameSync(part, file);
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true });
    if (error instanceof SetupError) throw error;
    throw new SetupError([`The backup could not be written: ${(error as Error).message}. Nothing is kept.`], error);
  }
  return { bytes: statSync(file).size };
}

/** When a backup was taken. @throws SetupError when the file is no backup, or damaged. */
export function readBackup(file: string): Date {
  if (!existsSync(file)) throw new SetupError([`${file} is not there. Check the path.`]);
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    mustBeSound(database, file);
    const row = database.prepare("SELECT value FROM notes WHERE namespace = ? AND key = 'taken-at'").get(NAMESPACE);
    if (!row) throw new SetupError([`${file} is a database, but no backup. Make one with: kabar backup FILE`]);
    return new Date(String(row['value']));
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError([`${file} is no backup of Kabar: ${(error as Error).message}.`], error);
  } finally {
    database.close();
  }
}

export interface Restored {
  takenAt: Date;
  /** Rows that waited when the backup was taken and may have gone out since: held, not sent again. */
  held: number;
  /** Where the database that was there before is now. */
  asideTo?: string;
}

/**
 * What the backup did not see happen must not happen twice: rows that waited are held as uncertain, fan-outs that
 * were open add nothing, and every feed is read as if for the first time, so that at most its newest item is posted.
 */
export async function holdRestored(db: Database, takenAt: Date, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const held = await tx
      .updateTable('outbox')
      .set({
        state: 'uncertain',
        reason: `restored from the backup of ${takenAt.toISOString()}: it may have gone out since`,
        settled_at: now.getTime(),
      })
      .where('state', 'in', ['ready', 'claimed', 'held'])
      .executeTakeFirst();
    await tx.deleteFrom('turns').execute();
    // Whoever led the workers then leads them no longer; the epochs go on from there.
    await tx.updateTable('leases').set({ until: 0 }).execute();
    await tx.deleteFrom('turns').execute();
    await tx.updateTable('leases').set({ until: 0 }).execute();
    await tx.updateTable('fanouts').set({ done: 1 }).where('done', '=', 0).execute();
    await tx.updateTable('feeds').set({ first_read_at: null, etag: null, last_modified: null, due_at: 0 }).execute();
    await tx.deleteFrom('notes').where('namespace', '=', NAMESPACE).execute();
    return Number(held.numUpdatedRows);
  });
}

/**
 * Puts a backup in the place of the database. A SQLite file that is there is set aside, never deleted; a PostgreSQL
 * database must be empty. @throws SetupError, with nothing changed.
 */
export async function restoreBackup(
  source: string,
  { url, log, now, replace }: Source & { replace: boolean },
): Promise<Restored> {
  const file = resolve(source);
  const takenAt = readBackup(file);
  if (isPostgres(url)) {
    const to = await openDatabase({ url, log });
    try {
      await mustBeEmpty(to, 'the PostgreSQL database');
      // Opened as a copy: opening brings a backup of an older version up to date, and a backup stays as it was.
      const copy = `${file}.restoring`;
      copyFileSync(file, copy);
      const from = await openDatabase({ url: copy, log });
      try {
        await copyDatabase(from, to);
      } finally {
        await from.close();
        for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
      }
      return { takenAt, held: await holdRestored(to.db, takenAt, now) };
    } finally {
      await to.close();
    }
  }
  const target = sqliteFile(url);
  let asideTo: string | undefined;
  if (existsSync(target)) {
    // Opened alone first: nobody may be using it, and its log is folded into the file.
    const before = await openDatabase({ url, log, exclusive: true });
    try {
      if (!replace) await mustBeEmpty(before, `${target} (use --replace to set it aside)`);
    } finally {
      await before.close();
    }
    asideTo = `${target}.before-${now.toISOString().replaceAll(':', '-')}`;
    for (const end of ['-wal', '-shm']) rmSync(target + end, { force: true });
    renameSync(target, asideTo);
  }
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target, constants.COPYFILE_EXCL);
  const restored = await openDatabase({ url, log, exclusive: true });
  try {
    return { takenAt, held: await holdRestored(restored.db, takenAt, now), ...(asideTo ? { asideTo } : {}) };
  } finally {
    await restored.close();
  }
}
