import { sql } from 'kysely';
import type { OutboxRow, OutboxStore } from '#core/stores.ts';
import { toChannel } from './rows.ts';
import type { Database, Engine } from './schema.ts';

/** Fan-outs taken in one transaction. */
const FANOUTS_AT_ONCE = 50;

export function createOutboxStore(db: Database, engine: Engine): OutboxStore {
  const skipLocked = engine === 'postgres' ? sql`FOR UPDATE SKIP LOCKED` : sql``;
  return {
    async nextEpoch() {
      const row = await db
        .insertInto('counters')
        .values({ name: 'epoch', value: 1 })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })),
        )
        .returning('value')
        .executeTakeFirstOrThrow();
      return row.value;
    },

    async expand(limit, now) {
      return db.transaction().execute(async (tx) => {
        const open = await sql<{ id: number; article_id: number; feed_id: number }>`
          SELECT id, article_id, feed_id FROM fanouts WHERE done = 0 ORDER BY id
          LIMIT ${Math.min(limit, FANOUTS_AT_ONCE)} ${skipLocked}`.execute(tx);
        for (const { id, article_id, feed_id } of open.rows) {
          await sql`INSERT INTO outbox (channel_id, article_id, part, key, state, not_before, attempts, created_at)
            SELECT c.id, ${article_id}, 0, CAST(${`${article_id}:`} AS TEXT) || CAST(c.id AS TEXT) || ':0', 'ready', 0, 0, ${now.getTime()}
            FROM channel_feeds f JOIN channels c ON c.id = f.channel_id
            WHERE f.feed_id = ${feed_id} AND f.paused = 0 AND c.state = 'active'
            ON CONFLICT DO NOTHING`.execute(tx);
          await tx.updateTable('fanouts').set({ done: 1 }).where('id', '=', id).execute();
        }
        return open.rows.length;
      });
    },

    async claim(platform, limit, epoch, now) {
      return db.transaction().execute(async (tx): Promise<OutboxRow[]> => {
        const free = await sql<{ id: number }>`
          SELECT o.id FROM outbox o JOIN channels c ON c.id = o.channel_id
          WHERE o.state = 'ready' AND o.not_before <= ${now.getTime()} AND c.platform = ${platform} AND c.state = 'active'
          AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.channel_id = o.channel_id AND e.state IN ('ready', 'claimed') AND e.id < o.id)
          ORDER BY o.id LIMIT ${limit} ${engine === 'postgres' ? sql`FOR UPDATE OF o SKIP LOCKED` : sql``}`.execute(tx);
        if (free.rows.length === 0) return [];
        const ids = free.rows.map((row) => row.id);
        await tx
          .updateTable('outbox')
          .set((eb) => ({ state: 'claimed', epoch, claimed_at: now.getTime(), attempts: eb('attempts', '+', 1) }))
          .where('id', 'in', ids)
          .execute();
        const rows = await tx.selectFrom('outbox').selectAll().where('id', 'in', ids).orderBy('id').execute();
        const channels = await tx
          .selectFrom('channels')
          .selectAll()
          .where('id', 'in', [...new Set(rows.map((row) => row.channel_id))])
          .execute();
        const byId = new Map(channels.map((row) => [row.id, toChannel(row)]));
        return rows.map((row) => ({
          id: row.id,
          channel: byId.get(row.channel_id)!,
          articleId: row.article_id,
          part: row.part,
          key: row.key,
          attempts: row.attempts,
          createdAt: new Date(row.created_at),
        }));
      });
    },

    async settle(settlements, epoch) {
      if (settlements.length === 0) return;
      await db.transaction().execute(async (tx) => {
        for (const one of settlements) {
          const set =
            one.state === 'ready'
              ? { state: one.state, not_before: one.notBefore.getTime(), reason: one.reason }
              : {
                  state: one.state,
                  settled_at: one.at.getTime(),
                  ...(one.state === 'sent' ? { message_id: one.messageId, reason: null } : { reason: one.reason }),
                };
          await tx
            .updateTable('outbox')
            .set(set)
            .where('id', '=', one.id)
            .where('state', '=', 'claimed')
            .where('epoch', '=', epoch)
            .execute();
        }
      });
    },

    async recover(platform, to, epoch, now) {
      const result = await db
        .updateTable('outbox')
        .set({
          state: to,
          reason: 'the process ended while it was being sent',
          ...(to === 'uncertain' ? { settled_at: now.getTime() } : {}),
        })
        .where('state', '=', 'claimed')
        .where('epoch', '<', epoch)
        .where('channel_id', 'in', (eb) => eb.selectFrom('channels').select('id').where('platform', '=', platform))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async suspend(channelId, reason, now) {
      await db.transaction().execute(async (tx) => {
        await tx.updateTable('channels').set({ state: 'suspended', reason }).where('id', '=', channelId).execute();
        await tx
          .updateTable('outbox')
          .set({ state: 'dead', reason, settled_at: now.getTime() })
          .where('channel_id', '=', channelId)
          .where('state', '=', 'ready')
          .execute();
      });
    },

    async resume(channelId) {
      await db
        .updateTable('channels')
        .set({ state: 'active', reason: null })
        .where('id', '=', channelId)
        .where('state', '=', 'suspended')
        .execute();
    },

    async move(channelId, address) {
      await db.updateTable('channels').set({ address }).where('id', '=', channelId).execute();
    },

    async counts() {
      const rows = await db
        .selectFrom('outbox')
        .innerJoin('channels', 'channels.id', 'outbox.channel_id')
        .select((eb) => [
          'channels.platform',
          'outbox.state',
          eb.fn.countAll<number>().as('rows'),
          eb.fn.min('outbox.created_at').as('oldest'),
        ])
        .groupBy(['channels.platform', 'outbox.state'])
        .execute();
      return rows.map((row) => ({
        platform: row.platform,
        state: row.state,
        rows: row.rows,
        oldestAt: new Date(row.oldest),
      }));
    },
  };
}
