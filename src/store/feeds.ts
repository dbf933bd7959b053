import { sql } from 'kysely';
import type { FeedStore } from '#core/stores.ts';
import { believeMove, movedRow } from './feed-moves.ts';
import { followAll, newFeed } from './follow-all.ts';
import { toFeed, toHealth, toWishes, wishesRow } from './rows.ts';
import type { Database, Engine } from './schema.ts';

export function createFeedStore(db: Database, engine: Engine): FeedStore {
  const skipLocked = engine === 'postgres' ? sql`FOR UPDATE SKIP LOCKED` : sql``;
  return {
    async add(feed) {
      await db
        .insertInto('feeds')
        .values(newFeed(feed))
        .onConflict((conflict) => conflict.column('url').doNothing())
        .execute();
      return toFeed(await db.selectFrom('feeds').selectAll().where('url', '=', feed.url).executeTakeFirstOrThrow());
    },
    async get(id) {
      const row = await db.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toFeed(row);
    },
    async findByUrl(url) {
      const row = await db.selectFrom('feeds').selectAll().where('url', '=', url).executeTakeFirst();
      return row && toFeed(row);
    },
    async claimDue(now, limit, leaseMs) {
      const due = sql<{ id: number }>`(SELECT id FROM feeds WHERE due_at <= ${now.getTime()}
        AND EXISTS (SELECT 1 FROM channel_feeds f WHERE f.feed_id = feeds.id AND f.paused = 0)
        ORDER BY due_at, id LIMIT ${limit} ${skipLocked})`;
      const rows = await db
        .updateTable('feeds')
        .set({ due_at: now.getTime() + leaseMs })
        .where('id', 'in', due as never)
        .returningAll()
        .execute();
      return rows.map((row) => ({
        feed: toFeed(row),
        validators: { etag: row.etag ?? undefined, lastModified: row.last_modified ?? undefined },
        health: toHealth(row),
        wishes: toWishes(row),
      }));
    },
    async settle(outcome) {
      const at = outcome.polledAt.getTime();
      const common = { due_at: outcome.dueAt.getTime(), polled_at: at };
      const set = outcome.ok
        ? {
            ...common,
            etag: outcome.validators.etag ?? null,
            last_modified: outcome.validators.lastModified ?? null,
            first_read_at: sql<number>`COALESCE(first_read_at, ${at})`,
            failures: 0,
            fault: null,
            status: null,
            ...(outcome.found > 0 ? { changed_at: at } : {}),
            ...(outcome.siteUrl ? { site_url: outcome.siteUrl } : {}),
            ...(outcome.wishes ? wishesRow(outcome.wishes) : {}),
            ...movedRow(outcome.movedTo, at),
          }
        : { ...common, failures: sql<number>`failures + 1`, fault: outcome.fault, status: outcome.status ?? null };
      await db.updateTable('feeds').set(set).where('id', '=', outcome.feedId).execute();
      if (outcome.ok && outcome.movedTo) await believeMove(db, outcome.feedId, outcome.movedTo, at);
    },
    async postpone(feedId, until) {
      await db.updateTable('feeds').set({ due_at: until.getTime() }).where('id', '=', feedId).execute();
    },
    async extend(feedId, from, until) {
      const result = await db
        .updateTable('feeds')
        .set({ due_at: until.getTime() })
        .where('id', '=', feedId)
        .where('due_at', '=', from.getTime())
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async hasten(feedId, now) {
      await db
        .updateTable('feeds')
        .set({ due_at: now.getTime() })
        .where('id', '=', feedId)
        .where('due_at', '>', now.getTime())
        .execute();
    },
    async follow(channelId, feedId, by, at) {
      const result = await db
        .insertInto('channel_feeds')
        .values({ channel_id: channelId, feed_id: feedId, paused: 0, added_by: by, added_at: at.getTime() })
        .onConflict((conflict) => conflict.columns(['channel_id', 'feed_id']).doNothing())
        .executeTakeFirst();
      return { added: Number(result.numInsertedOrUpdatedRows ?? 0) > 0 };
    },
    followAll: (channelId, feeds, more) => followAll(db, channelId, feeds, more),
    async unfollow(channelId, feedId) {
      const result = await db
        .deleteFrom('channel_feeds')
        .where('channel_id', '=', channelId)
        .where('feed_id', '=', feedId)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
    async pause(channelId, feedId, paused) {
      const result = await db
        .updateTable('channel_feeds')
        .set({ paused: paused ? 1 : 0 })
        .where('channel_id', '=', channelId)
        .where('feed_id', '=', feedId)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async followed(channelId) {
      const rows = await db
        .selectFrom('feeds')
        .innerJoin('channel_feeds', 'channel_feeds.feed_id', 'feeds.id')
        .selectAll('feeds')
        .select('channel_feeds.paused')
        .where('channel_feeds.channel_id', '=', channelId)
        .orderBy(sql`lower(feeds.title)`)
        .orderBy('feeds.id')
        .execute();
      return rows.map((row) => ({ feed: toFeed(row), health: toHealth(row), paused: row.paused === 1 }));
    },
    async recentTimes(feedId, limit) {
      const rows = await db
        .selectFrom('articles')
        .select('published_at')
        .where('feed_id', '=', feedId)
        .orderBy('published_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => new Date(row.published_at));
    },
  };
}
