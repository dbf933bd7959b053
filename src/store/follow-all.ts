import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Feed } from '#core/news.ts';
import type { FeedStore } from '#core/stores.ts';
import type { Database, Schema } from './schema.ts';

/** Rows written at once; between two such steps the program answers others. */
const ROWS_AT_ONCE = 250;

type FollowAll = FeedStore['followAll'];

/** Thousands of feeds in one transaction: a failure anywhere leaves nothing behind. */
export async function followAll(
  db: Database,
  channelId: number,
  feeds: Parameters<FollowAll>[1],
  { by, at, previews }: Parameters<FollowAll>[2],
): ReturnType<FollowAll> {
  return db.transaction().execute(async (tx) => {
    let added = 0;
    for (let from = 0; from < feeds.length; from += ROWS_AT_ONCE) {
      const some = feeds.slice(from, from + ROWS_AT_ONCE);
      await tx
        .insertInto('feeds')
        .values(some.map((feed, index) => ({ ...newFeed(feed), is_quiet: from + index < previews ? 0 : 1 })))
        .onConflict((conflict) => conflict.column('url').doNothing())
        .execute();
      const ids = await tx
        .selectFrom('feeds')
        .select('id')
        .where(
          'url',
          'in',
          some.map(({ url }) => url),
        )
        .execute();
      const result = await tx
        .insertInto('channel_feeds')
        .values(
          ids.map(({ id }) => ({
            channel_id: channelId,
            feed_id: id,
            paused: 0,
            added_by: by,
            added_at: at.getTime(),
          })),
        )
        .onConflict((conflict) => conflict.columns(['channel_id', 'feed_id']).doNothing())
        .executeTakeFirst();
      added += Number(result.numInsertedOrUpdatedRows ?? 0);
      await nextTurn();
    }
    return { added, known: feeds.length - added };
  });
}

/** A feed's row before anything is known of it; due at once. */
export function newFeed(feed: Omit<Feed, 'id'>) {
  return {
    url: feed.url,
    title: feed.title,
    language: feed.language ?? null,
    topics: JSON.stringify(feed.topics),
    site_url: feed.siteUrl ?? null,
    due_at: 0,
  } satisfies Partial<Record<keyof Schema['feeds'], unknown>>;
}
