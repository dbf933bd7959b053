import { type Selectable, sql, type Transaction } from 'kysely';
import type { Fanout, FanoutKind, FanoutStore, NewRow } from '#core/delivery.ts';
import { toArticle, toChannel, toFeed } from './rows.ts';
import type { Database, Engine, Schema } from './schema.ts';
import { cellOf, listOf, wakeTurns } from './turns.ts';

/** Rows written in one statement: parameters stay below both engines' limits. */
const INSERT_ROWS = 1000;
/** Outlets named under a post. */
const OUTLETS_MOST = 6;
/** Copies of one text that are compared with it. */
const COPIES_MOST = 20;
/** Columns of a new row, in the order they are handed over. */
const COLUMNS: readonly [name: string, type: 'BIGINT' | 'TEXT'][] = [
  ['channel_id', 'BIGINT'],
  ['kind', 'TEXT'],
  ['subject', 'TEXT'],
  ['article_id', 'BIGINT'],
  ['payload', 'TEXT'],
  ['key', 'TEXT'],
  ['batch', 'TEXT'],
  ['state', 'TEXT'],
  ['priority', 'BIGINT'],
  ['not_before', 'BIGINT'],
  ['expires_at', 'BIGINT'],
];
/** States in which an article is, or will be, in a destination. */
const PRESENT = ['ready', 'claimed', 'held', 'sent', 'uncertain'];

type FanoutRow = Selectable<Schema['fanouts']>;

const toFanout = (row: FanoutRow): Fanout => ({
  id: row.id,
  kind: row.kind as FanoutKind,
  articleId: row.article_id ?? undefined,
  feedId: row.feed_id,
  createdAt: new Date(row.created_at),
  stage: row.stage as Fanout['stage'],
  cursor: row.after_id,
});

const mark = (row: NewRow): string => `${row.channelId}:${row.subject}`;

export function createFanoutStore(db: Database, engine: Engine): FanoutStore {
  const isPostgres = engine === 'postgres';

  async function insert(tx: Transaction<Schema>, rows: readonly NewRow[], now: number): Promise<number> {
    const values = rows.map((row) => [
      row.channelId,
      row.kind,
      row.subject,
      row.articleId ?? null,
      row.payload ?? null,
      mark(row),
      row.batch ?? null,
      row.heldUntil ? 'held' : 'ready',
      row.priority,
      row.heldUntil?.getTime() ?? 0,
      row.expiresAt.getTime(),
    ]);
    const cells = COLUMNS.map(([, type], at) => cellOf(isPostgres, at, type));
    const { rows: added } = await sql<{ channel_id: number; subject: string }>`
      INSERT INTO outbox (${sql.join(COLUMNS.map(([name]) => sql.ref(name)))}, created_at)
      SELECT ${sql.join(cells)}, CAST(${now} AS BIGINT) FROM ${listOf(isPostgres, values)} WHERE 1 = 1
      ON CONFLICT DO NOTHING RETURNING channel_id, subject`.execute(tx);
    const isNew = new Set(added.map((row) => `${row.channel_id}:${row.subject}`));
    const turns = new Map<number, number>();
    for (const row of rows) {
      // An alert for what is held for a digest goes out now, in place of the held row.
      if (!isNew.has(mark(row))) {
        if (row.kind !== 'alert' || row.heldUntil) continue;
        const result = await tx
          .updateTable('outbox')
          .set({ kind: 'alert', state: 'ready', batch: null, not_before: 0, priority: row.priority })
          .where('key', '=', mark(row))
          .where('state', '=', 'held')
          .where('kind', '=', 'post')
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) continue;
      }
      if (row.heldUntil) continue;
      turns.set(row.channelId, Math.min(row.priority, turns.get(row.channelId) ?? row.priority));
    }
    await wakeTurns(
      tx,
      isPostgres,
      [...turns].map(([channelId, priority]) => ({ channelId, priority })),
      now,
    );
    return isNew.size;
  }

  return {
    async open(limit) {
      const rows = await db
        .selectFrom('fanouts')
        .selectAll()
        .where('done', '=', 0)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toFanout);
    },

    async urgent(outlets, since) {
      const told = sql`(SELECT count(DISTINCT b.outlet) FROM articles b WHERE b.story_id = a.story_id AND b.published_at >= ${since.getTime()})`;
      const rows = await sql<FanoutRow>`SELECT f.* FROM fanouts f JOIN articles a ON a.id = f.article_id
        WHERE f.done = 0 AND f.kind = 'new' AND ${told} >= ${outlets} ORDER BY f.id LIMIT 1`.execute(db);
      return rows.rows[0] && toFanout(rows.rows[0]);
    },

    async subject(articleId, since) {
      const row = await db.selectFrom('articles').selectAll().where('id', '=', articleId).executeTakeFirst();
      if (!row) return undefined;
      const feed = await db.selectFrom('feeds').selectAll().where('id', '=', row.feed_id).executeTakeFirstOrThrow();
      const outlets = await db
        .selectFrom('articles')
        .select((eb) => eb.fn.count<number>('outlet').distinct().as('outlets'))
        .where('story_id', '=', row.story_id)
        .where('published_at', '>=', since.getTime())
        .where('published_at', '<=', row.published_at)
        .executeTakeFirstOrThrow();
      const { copy_of: root } = row;
      const copies =
        root === null
          ? []
          : await db
              .selectFrom('articles')
              .select(['id', 'identity', 'title'])
              .where((eb) => eb.or([eb('id', '=', root), eb('copy_of', '=', root)]))
              .where('id', '<', articleId)
              .orderBy('id', 'desc')
              .limit(COPIES_MOST)
              .execute();
      const merged = await db.selectFrom('stories').select('id').where('merged_into', '=', row.story_id).execute();
      return {
        article: toArticle(row),
        identity: row.identity,
        feed: toFeed(feed),
        storyIds: [row.story_id, ...merged.map((one) => one.id)],
        copies: copies.map(({ id, ...one }) => ({ articleId: id, ...one })),
        outlets: outlets.outlets,
      };
    },

    async feed(feedId) {
      const row = await db.selectFrom('feeds').selectAll().where('id', '=', feedId).executeTakeFirst();
      return row && { feed: toFeed(row), fault: row.fault ?? undefined, status: row.status ?? undefined };
    },

    async followers(feedId, after, limit) {
      const rows = await db
        .selectFrom('channel_feeds')
        .innerJoin('channels', 'channels.id', 'channel_feeds.channel_id')
        .selectAll('channels')
        .where('channel_feeds.feed_id', '=', feedId)
        .where('channel_feeds.paused', '=', 0)
        .where('channels.state', '=', 'active')
        .where('channel_feeds.channel_id', '>', after)
        .orderBy('channel_feeds.channel_id')
        .limit(limit)
        .execute();
      return rows.map(toChannel);
    },

    async holders(channelIds, articleIds) {
      if (channelIds.length === 0 || articleIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('outbox')
        .select('channel_id')
        .where('article_id', 'in', articleIds)
        .where('channel_id', 'in', channelIds)
        .where('kind', 'in', ['post', 'alert'])
        .where('state', 'in', PRESENT)
        .execute();
      return new Set(rows.map((row) => row.channel_id));
    },

    async firstPosts(channelIds, { storyId, outlet }, since) {
      if (channelIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('outbox')
        .innerJoin('articles', 'articles.id', 'outbox.article_id')
        .select((eb) => ['outbox.channel_id', eb.fn.min('outbox.id').as('row_id')])
        .where('articles.story_id', '=', storyId)
        .where('articles.outlet', '<>', outlet)
        .where('outbox.channel_id', 'in', channelIds)
        .where('outbox.kind', '=', 'post')
        .where('outbox.state', '=', 'sent')
        .where('outbox.settled_at', '>=', since.getTime())
        .groupBy('outbox.channel_id')
        .execute();
      return new Map(rows.map((row) => [row.channel_id, row.row_id]));
    },

    async shown(articleId, after, limit) {
      const rows = await db
        .selectFrom('outbox')
        .select(['channel_id', 'id'])
        .where('article_id', '=', articleId)
        .where('channel_id', '>', after)
        .where('kind', 'in', ['post', 'alert'])
        .where('state', '=', 'sent')
        .orderBy('channel_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ channelId: row.channel_id, rowId: row.id }));
    },

    async recent(channelId, since) {
      const rows = await db
        .selectFrom('outbox')
        .select('created_at')
        .where('channel_id', '=', channelId)
        .where('kind', '=', 'post')
        .where('created_at', '>=', since.getTime())
        .where('state', 'in', ['ready', 'claimed', 'sent', 'uncertain'])
        .orderBy('created_at')
        .execute();
      return rows.map((row) => new Date(row.created_at));
    },

    async enqueue(rows, now, progress) {
      return db.transaction().execute(async (tx) => {
        let added = 0;
        for (let at = 0; at < rows.length; at += INSERT_ROWS) {
          added += await insert(tx, rows.slice(at, at + INSERT_ROWS), now.getTime());
        }
        if (progress) {
          await tx
            .updateTable('fanouts')
            .set({ stage: progress.stage, after_id: progress.cursor, done: progress.done ? 1 : 0 })
            .where('id', '=', progress.id)
            .execute();
        }
        return added;
      });
    },

    async since(articleId, channelId) {
      const article = await db
        .selectFrom('articles')
        .select(['first_title', 'story_id', 'outlet'])
        .where('id', '=', articleId)
        .executeTakeFirst();
      if (!article) return { outlets: [] };
      const outlets = await db
        .selectFrom('articles')
        .innerJoin('article_feeds', 'article_feeds.article_id', 'articles.id')
        .innerJoin('channel_feeds', 'channel_feeds.feed_id', 'article_feeds.feed_id')
        .select('articles.outlet')
        .distinct()
        .where('articles.story_id', '=', article.story_id)
        .where('articles.id', '>', articleId)
        .where('articles.outlet', '<>', article.outlet)
        .where('channel_feeds.channel_id', '=', channelId)
        .limit(OUTLETS_MOST)
        .execute();
      return { outlets: outlets.map((one) => one.outlet), firstTitle: article.first_title ?? undefined };
    },

    async tellHealth(feedId, kind, now) {
      const at = now.getTime();
      return db.transaction().execute(async (tx) => {
        const result = await tx
          .updateTable('feeds')
          .set({ told_at: kind === 'broken' ? at : null })
          .where('id', '=', feedId)
          .where('told_at', kind === 'broken' ? 'is' : 'is not', null)
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) return false;
        await tx
          .insertInto('fanouts')
          .values({ key: `${kind}:${feedId}:${at}`, kind, article_id: null, feed_id: feedId, created_at: at })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return true;
      });
    },

    async prune(before) {
      await db.deleteFrom('fanouts').where('done', '=', 1).where('created_at', '<', before.getTime()).execute();
    },
  };
}
