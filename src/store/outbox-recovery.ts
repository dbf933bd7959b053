import { sql } from 'kysely';
import type { MessageKind, OutboxStore } from '#core/delivery.ts';
import type { Database } from './schema.ts';
import { recallTurns, renewTurns } from './turns.ts';

const RECOVERED = 'the process ended while it was being sent';

/** Puts the outbox right after a crash, and after the clock was set. */
export function createOutboxRecovery(db: Database, isPostgres: boolean): Pick<OutboxStore, 'recover' | 'shift'> {
  return {
    async recover(platform, hold, epoch, now) {
      const at = now.getTime();
      return db.transaction().execute(async (tx) => {
        const rows = await tx
          .selectFrom('outbox')
          .innerJoin('channels', 'channels.id', 'outbox.channel_id')
          .select(['outbox.id', 'outbox.kind', 'outbox.channel_id'])
          .where('outbox.state', '=', 'claimed')
          .where('channels.platform', '=', platform)
          .where('outbox.epoch', '<', epoch)
          .execute();
        const held = rows.filter((row) => hold.includes(row.kind as MessageKind)).map((row) => row.id);
        const ready = rows.filter((row) => !hold.includes(row.kind as MessageKind)).map((row) => row.id);
        if (held.length > 0) {
          await tx
            .updateTable('outbox')
            .set({ state: 'uncertain', reason: RECOVERED, settled_at: at })
            .where('id', 'in', held)
            .execute();
        }
        if (ready.length > 0) {
          await tx
            .updateTable('outbox')
            .set({
              state: 'ready',
              not_before: 0,
              reason: RECOVERED,
              doubt_at: sql<number>`COALESCE(doubt_at, claimed_at)`,
            })
            .where('id', 'in', ready)
            .execute();
        }
        const stuck = await tx
          .selectFrom('turns')
          .select('channel_id')
          .where('platform', '=', platform)
          .where('claimed', '=', 1)
          .execute();
        const channelIds = [...rows.map((row) => row.channel_id), ...stuck.map((row) => row.channel_id)];
        await renewTurns(tx, isPostgres, channelIds, at);
        await recallTurns(tx, platform, at);
        return { ready: ready.length, held: held.length };
      });
    },

    async shift(platform, byMs, now) {
      const moved = (column: 'not_before' | 'doubt_at' | 'claimed_at') =>
        sql<number>`${sql.ref(column)} + CAST(${byMs} AS BIGINT)`;
      await db.transaction().execute(async (tx) => {
        // A row that was never tried has no time to keep.
        await tx
          .updateTable('outbox')
          .set({ not_before: moved('not_before'), doubt_at: moved('doubt_at'), claimed_at: moved('claimed_at') })
          .where('state', 'in', ['ready', 'claimed'])
          .where((eb) => eb.or([eb('attempts', '>', 0), eb('not_before', '>', 0)]))
          .where('channel_id', 'in', tx.selectFrom('channels').select('id').where('platform', '=', platform))
          .execute();
        await recallTurns(tx, platform, now.getTime());
      });
    },
  };
}
