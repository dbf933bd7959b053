import { sql } from 'kysely';
import type { LeaseStore, PauseStore } from '#core/delivery.ts';
import type { Database } from './schema.ts';

/** PostgreSQL's own clock, in milliseconds: processes whose clocks differ agree by it on what has run out. */
const SERVER_TIME = sql<number>`CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)`;

/**
 * One holder at a time. A takeover raises the epoch; the same holder renews without raising it.
 * `alone`: the database admits one process only (SQLite), so a lease left by a crash is taken at once.
 * `isShared`: time is the database's, whatever the process thinks.
 */
export function createLeases(db: Database, { alone, isShared }: { alone: boolean; isShared: boolean }): LeaseStore {
  return {
    async take(name, holder, ttlMs, now) {
      const at = isShared ? SERVER_TIME : sql<number>`CAST(${now.getTime()} AS BIGINT)`;
      const until = sql<number>`${at} + CAST(${ttlMs} AS BIGINT)`;
      const taken = await sql<{
        epoch: number;
      }>`INSERT INTO leases (name, holder, epoch, until) VALUES (${name}, ${holder}, 1, ${until})
        ON CONFLICT (name) DO UPDATE SET
          epoch = CASE WHEN leases.holder = excluded.holder THEN leases.epoch ELSE leases.epoch + 1 END,
          holder = excluded.holder, until = excluded.until
        WHERE leases.holder = excluded.holder OR leases.until <= ${at} OR ${alone ? 1 : 0} = 1
        RETURNING epoch`.execute(db);
      const row = taken.rows[0];
      return row && { epoch: row.epoch };
    },
    async release(name, holder) {
      // The row stays: its epoch must never start anew.
      await db.updateTable('leases').set({ until: 0 }).where('name', '=', name).where('holder', '=', holder).execute();
    },
  };
}

/** Pauses that a platform asked for; a `Retry-After` of hours outlives a restart. */
export function createPauses(db: Database): PauseStore {
  return {
    async until(platform) {
      const row = await db.selectFrom('pauses').select('until').where('platform', '=', platform).executeTakeFirst();
      return row && new Date(row.until);
    },
    async pause(platform, until, reason) {
      const row = { until: until.getTime(), reason };
      await db
        .insertInto('pauses')
        .values({ platform, ...row })
        .onConflict((conflict) => conflict.column('platform').doUpdateSet(row))
        .execute();
    },
  };
}
