import { sql } from 'kysely';
import type { MessageKind, OutboxStore } from '#core/delivery.ts';
import type { Database } from './schema.ts';
import { renewTurns, wakeTurns } from './turns.ts';

/** What waits for a digest or for the end of quiet hours. */
export function createHeld(db: Database, isPostgres: boolean): Pick<OutboxStore, 'release' | 'rehold'> {
  return {
    async release(now, limit) {
      const at = now.getTime();
      return db.transaction().execute(async (tx) => {
        const due = await sql<{ channel_id: number; priority: number }>`
          SELECT channel_id, min(priority) AS priority FROM (SELECT channel_id, priority FROM outbox WHERE state = 'held' AND not_before <= ${at}
            ORDER BY not_before LIMIT ${limit}) due GROUP BY channel_id`.execute(tx);
        if (due.rows.length === 0) return 0;
        await tx
          .updateTable('outbox')
          .set({ state: 'ready' })
          .where('state', '=', 'held')
          .where('not_before', '<=', at)
          .where(
            'channel_id',
            'in',
            due.rows.map((row) => row.channel_id),
          )
          .execute();
        await wakeTurns(
          tx,
          isPostgres,
          due.rows.map((row) => ({ channelId: row.channel_id, priority: row.priority })),
          at,
        );
        return due.rows.length;
      });
    },

    async rehold(channelId, plan, now) {
      await db.transaction().execute(async (tx) => {
        const rows = await tx
          .selectFrom('outbox')
          .select(['id', 'kind', 'created_at'])
          .where('channel_id', '=', channelId)
          .where('state', '=', 'held')
          .execute();
        for (const row of rows) {
          const held = plan({ kind: row.kind as MessageKind, createdAt: new Date(row.created_at) });
          await tx
            .updateTable('outbox')
            .set(
              held
                ? { not_before: held.until.getTime(), batch: held.batch }
                : // What was held for a time that no longer is comes together all the same.
                  { not_before: now.getTime(), batch: `digest:${channelId}:${now.getTime()}`, state: 'ready' },
            )
            .where('id', '=', row.id)
            .execute();
        }
        await renewTurns(tx, isPostgres, [channelId], now.getTime());
      });
    },
  };
}
