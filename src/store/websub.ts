import type { WebSubStore } from '#core/websub.ts';
import type { Database } from './schema.ts';

export function createWebSubStore(db: Database): WebSubStore {
  return {
    async wanting({ endsBefore, askedBefore, limit }) {
      const rows = await db
        .selectFrom('feeds')
        .leftJoin('websub', 'websub.feed_id', 'feeds.id')
        .select(['feeds.id', 'feeds.url', 'feeds.hub', 'feeds.topic'])
        .where('feeds.hub', 'is not', null)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('channel_feeds').select('feed_id').whereRef('feed_id', '=', 'feeds.id').where('paused', '=', 0),
          ),
        )
        .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '<=', endsBefore.getTime())]))
        .where((eb) => eb.or([eb('asked_at', 'is', null), eb('asked_at', '<=', askedBefore.getTime())]))
        .orderBy('feeds.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ feedId: row.id, hub: row.hub!, topic: row.topic ?? row.url }));
    },
    async get(feedId) {
      const row = await db.selectFrom('websub').selectAll().where('feed_id', '=', feedId).executeTakeFirst();
      return row && { feedId, hub: row.hub, topic: row.topic, token: row.token, secret: row.secret };
    },
    async ask({ feedId, hub, topic, token, secret }, at) {
      const row = { hub, topic, token, secret, asked_at: at.getTime() };
      await db
        .insertInto('websub')
        .values({ feed_id: feedId, ...row })
        .onConflict((conflict) => conflict.column('feed_id').doUpdateSet(row))
        .execute();
    },
    async grant(feedId, until) {
      await db
        .updateTable('websub')
        .set({ until_at: until?.getTime() ?? null })
        .where('feed_id', '=', feedId)
        .execute();
    },
    async active(now) {
      const rows = await db
        .selectFrom('websub')
        .select(['feed_id', 'until_at'])
        .where('until_at', '>', now.getTime())
        .execute();
      return rows.map((row) => ({ feedId: row.feed_id, until: new Date(row.until_at!) }));
    },
  };
}
