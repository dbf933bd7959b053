import { sql, type Transaction } from 'kysely';
import type { DestinationStore } from '#core/delivery.ts';
import { toChannel } from './rows.ts';
import type { Database, Schema } from './schema.ts';
import { renewTurns } from './turns.ts';

type Tx = Transaction<Schema>;

/** Brings together two rows of one place: what belonged to `from` belongs to `to`, and `from` is gone. */
async function merge(tx: Tx, from: number, to: number): Promise<void> {
  await sql`INSERT INTO channel_feeds (channel_id, feed_id, paused, added_by, added_at)
    SELECT ${to}, feed_id, paused, added_by, added_at FROM channel_feeds WHERE channel_id = ${from} ON CONFLICT DO NOTHING`.execute(
    tx,
  );
  for (const table of ['outbox', 'subscriptions'] as const) {
    const same =
      table === 'outbox'
        ? sql`o.subject = t.subject`
        : sql`o.platform = t.platform AND o.person = t.person AND o.kind = t.kind AND o.target = t.target`;
    await sql`UPDATE ${sql.table(table)} SET channel_id = ${to} WHERE channel_id = ${from} AND id NOT IN
      (SELECT t.id FROM ${sql.table(table)} t JOIN ${sql.table(table)} o ON ${same} AND o.channel_id = ${to} WHERE t.channel_id = ${from})`.execute(
      tx,
    );
  }
  const before = await tx.selectFrom('channels').selectAll().where('id', '=', from).executeTakeFirstOrThrow();
  await tx
    .updateTable('channels')
    .set({ locale: before.locale, zone: before.zone, settings: before.settings })
    .where('id', '=', to)
    .execute();
  await tx.deleteFrom('channels').where('id', '=', from).execute();
}

export function createDestinations(db: Database, isPostgres: boolean): DestinationStore {
  return {
    async suspend(channelId, reason, park, now) {
      const at = now.getTime();
      return db.transaction().execute(async (tx) => {
        const result = await tx
          .updateTable('channels')
          .set({ state: 'suspended', reason })
          .where('id', '=', channelId)
          .where('state', '=', 'active')
          .executeTakeFirst();
        if (!park) {
          await tx
            .updateTable('outbox')
            .set({ state: 'dead', reason, settled_at: at })
            .where('channel_id', '=', channelId)
            .where('state', 'in', ['ready', 'held'])
            .execute();
        }
        await tx.deleteFrom('turns').where('channel_id', '=', channelId).where('claimed', '=', 0).execute();
        return result.numUpdatedRows > 0n;
      });
    },

    async resume(channelId, now) {
      return db.transaction().execute(async (tx) => {
        const result = await tx
          .updateTable('channels')
          .set({ state: 'active', reason: null })
          .where('id', '=', channelId)
          .where('state', '=', 'suspended')
          .executeTakeFirst();
        if (result.numUpdatedRows > 0n) await renewTurns(tx, isPostgres, [channelId], now.getTime());
        return result.numUpdatedRows > 0n;
      });
    },

    async move(platform, from, to) {
      await db.transaction().execute(async (tx) => {
        const places = await tx
          .selectFrom('channels')
          .select(['id', 'address', 'server'])
          .where('platform', '=', platform)
          .where((eb) => eb.or([eb('address', '=', from), eb('server', '=', from)]))
          .execute();
        for (const place of places) {
          // A topic's address begins with its chat's.
          const address = place.address.startsWith(from) ? to + place.address.slice(from.length) : place.address;
          const known = await tx
            .selectFrom('channels')
            .select('id')
            .where('platform', '=', platform)
            .where('address', '=', address)
            .where('id', '<>', place.id)
            .executeTakeFirst();
          // The row that is there keeps its id, and with it the keys of what was sent.
          if (known) await merge(tx, known.id, place.id);
          await tx
            .updateTable('channels')
            .set({ address, server: place.server === from ? to : place.server })
            .where('id', '=', place.id)
            .execute();
        }
        await tx
          .updateTable('subscriptions')
          .set({ server: to })
          .where('platform', '=', platform)
          .where('server', '=', from)
          .execute();
      });
    },

    async within(platform, address) {
      const rows = await db
        .selectFrom('channels')
        .selectAll()
        .where('platform', '=', platform)
        .where((eb) => eb.or([eb('address', '=', address), eb('server', '=', address)]))
        .orderBy('id')
        .execute();
      return rows.map(toChannel);
    },

    async sibling(channelId) {
      const row = await sql<{ id: number }>`SELECT c.id FROM channels c JOIN channels lost ON lost.id = ${channelId}
        WHERE c.platform = lost.platform AND c.server = lost.server AND c.id <> lost.id AND c.state = 'active' AND c.is_private = 0
        AND EXISTS (SELECT 1 FROM channel_feeds f WHERE f.channel_id = c.id)
        ORDER BY CASE WHEN c.address = lost.server THEN 0 ELSE 1 END, c.id LIMIT 1`.execute(db);
      const id = row.rows[0]?.id;
      if (id === undefined) return undefined;
      return toChannel(await db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
    },
  };
}
