import { type Selectable, sql } from 'kysely';
import type { Subscription, SubscriptionKind, SubscriptionStore } from '#core/alerts.ts';
import { UserError } from '#core/errors.ts';
import { toChannel } from './rows.ts';
import type { Database, Schema } from './schema.ts';

/** A change may become visible after a later one did (PostgreSQL numbers rows before they are committed): so many are read again. */
const OVERLAP = 200;

type Row = Selectable<Schema['subscriptions']>;

export function createSubscriptionStore(db: Database): SubscriptionStore {
  async function withChannels(rows: readonly Row[]): Promise<Subscription[]> {
    if (rows.length === 0) return [];
    const channels = await db
      .selectFrom('channels')
      .selectAll()
      .where('id', 'in', [...new Set(rows.map((row) => row.channel_id))])
      .execute();
    const byId = new Map(channels.map((row) => [row.id, toChannel(row)]));
    return rows.map((row) => ({
      id: row.id,
      platform: row.platform,
      person: row.person,
      channel: byId.get(row.channel_id)!,
      kind: row.kind as SubscriptionKind,
      target: row.target,
      label: row.label,
      server: row.server ?? undefined,
      createdAt: new Date(row.created_at),
    }));
  }

  return {
    async add({ platform, person, channelId, kind, target, label, server, at }, most) {
      const made = await db.transaction().execute(async (tx) => {
        const own = tx.selectFrom('subscriptions').where('platform', '=', platform).where('person', '=', person);
        const known = await own
          .selectAll()
          .where('channel_id', '=', channelId)
          .where('kind', '=', kind)
          .where('target', '=', target)
          .executeTakeFirst();
        if (known) return { row: known, added: false };
        const { rows } = await own.select((eb) => eb.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow();
        if (rows >= most) throw new UserError('subscribe.too-many', { most });
        const row = await tx
          .insertInto('subscriptions')
          .values({
            platform,
            person,
            channel_id: channelId,
            kind,
            target,
            label,
            server: server ?? null,
            created_at: at.getTime(),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await tx.insertInto('subscription_changes').values({ subscription_id: row.id, at: at.getTime() }).execute();
        return { row, added: true };
      });
      return { subscription: (await withChannels([made.row]))[0]!, added: made.added };
    },

    async remove({ platform, person }, id) {
      return db.transaction().execute(async (tx) => {
        const result = await tx
          .deleteFrom('subscriptions')
          .where('id', '=', id)
          .where('platform', '=', platform)
          .where('person', '=', person)
          .executeTakeFirst();
        if (result.numDeletedRows === 0n) return false;
        await tx.insertInto('subscription_changes').values({ subscription_id: id, at: 0 }).execute();
        return true;
      });
    },

    async of(platform, person) {
      return withChannels(
        await db
          .selectFrom('subscriptions')
          .selectAll()
          .where('platform', '=', platform)
          .where('person', '=', person)
          .orderBy('id', 'desc')
          .execute(),
      );
    },

    async to(channelId) {
      return withChannels(
        await db.selectFrom('subscriptions').selectAll().where('channel_id', '=', channelId).orderBy('id').execute(),
      );
    },

    async wishes(after, limit) {
      const rows = await db
        .selectFrom('subscriptions')
        .select(['id', 'kind', 'target'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, kind: row.kind as SubscriptionKind }));
    },

    async changes(after, limit) {
      const rows = await db
        .selectFrom('subscription_changes')
        .leftJoin('subscriptions', 'subscriptions.id', 'subscription_changes.subscription_id')
        .select(['subscription_changes.id as change', 'subscription_id', 'kind', 'target'])
        .where('subscription_changes.id', '>', Math.max(0, after - OVERLAP))
        .orderBy('subscription_changes.id')
        .limit(limit + OVERLAP)
        .execute();
      return rows.map((row) => ({
        change: row.change,
        subscriptionId: row.subscription_id,
        wish: row.kind === null ? undefined : { kind: row.kind as SubscriptionKind, target: row.target! },
      }));
    },

    async lastChange() {
      const row = await db
        .selectFrom('subscription_changes')
        .select((eb) => eb.fn.max('id').as('last'))
        .executeTakeFirst();
      return row?.last ?? 0;
    },

    async destinations(ids, feedId) {
      if (ids.length === 0) return [];
      // The joins are crossed so that they start at the server's few channels, not at the feed's many followers.
      const here = (column: 'server' | 'address') => sql`EXISTS (SELECT 1 FROM channels p CROSS JOIN channel_feeds f
        WHERE p.platform = s.platform AND p.${sql.ref(column)} = s.server AND p.is_private = 0
        AND f.channel_id = p.id AND f.feed_id = ${feedId})`;
      const rows = await sql<Selectable<Schema['channels']> & { subscription_id: number }>`
        SELECT c.*, s.id AS subscription_id FROM subscriptions s JOIN channels c ON c.id = s.channel_id
        WHERE s.id IN (${sql.join(ids)}) AND c.state = 'active' AND (
          (s.server IS NULL AND EXISTS (SELECT 1 FROM channel_feeds f CROSS JOIN channels p
            WHERE f.feed_id = ${feedId} AND p.id = f.channel_id AND p.is_private = 0))
          OR ${here('server')} OR ${here('address')})
        ORDER BY s.id`.execute(db);
      return rows.rows.map((row) => ({ subscriptionId: row.subscription_id, channel: toChannel(row) }));
    },
  };
}
