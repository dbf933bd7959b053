import { sql } from 'kysely';
import type { MessageKind, OutboxStore } from '#core/delivery.ts';
import type { Database } from './schema.ts';

type Views = Pick<OutboxStore, 'waiting' | 'articlesOf' | 'shownBy' | 'counts' | 'troubles' | 'prune'>;

const TROUBLES = ['uncertain', 'expired', 'dead'] as const;

/** What can be seen of the outbox, and how it is kept small. */
export function createOutboxViews(db: Database): Views {
  return {
    async waiting(platform, most) {
      const row = await sql<{
        rows: number;
      }>`SELECT count(*) AS rows FROM (SELECT 1 FROM turns WHERE platform = ${platform} LIMIT ${most}) AS waiting`.execute(
        db,
      );
      return row.rows[0]!.rows;
    },

    async articlesOf(channelId, batch) {
      const rows = await db
        .selectFrom('outbox')
        .select('article_id')
        .where('channel_id', '=', channelId)
        .where('batch', '=', batch)
        .where('article_id', 'is not', null)
        .orderBy('id')
        .execute();
      return rows.map((row) => row.article_id!);
    },

    async shownBy(rowId) {
      const row = await db.selectFrom('outbox').selectAll().where('id', '=', rowId).executeTakeFirst();
      if (!row || row.state !== 'sent' || row.message_id === null) return undefined;
      const mates =
        row.batch === null
          ? [row]
          : await db
              .selectFrom('outbox')
              .selectAll()
              .where('channel_id', '=', row.channel_id)
              .where('batch', '=', row.batch)
              .orderBy('id')
              .execute();
      return {
        messageId: row.message_id,
        key: row.batch ?? row.key,
        isDigest: row.batch?.startsWith('digest:') ?? false,
        articleIds: mates.flatMap((mate) => (mate.article_id === null ? [] : [mate.article_id])),
      };
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

    async troubles({ channelId, since, limit }) {
      let query = db
        .selectFrom('outbox')
        .leftJoin('articles', 'articles.id', 'outbox.article_id')
        .select(['outbox.state', 'outbox.kind', 'outbox.reason', 'outbox.settled_at', 'articles.title'])
        .where('outbox.state', 'in', [...TROUBLES])
        .where('outbox.settled_at', '>=', since.getTime());
      if (channelId !== undefined) query = query.where('outbox.channel_id', '=', channelId);
      const rows = await query.orderBy('outbox.settled_at', 'desc').orderBy('outbox.id', 'desc').limit(limit).execute();
      return rows.map((row) => ({
        state: row.state as (typeof TROUBLES)[number],
        kind: row.kind as MessageKind,
        reason: row.reason ?? '',
        at: new Date(row.settled_at!),
        title: row.title ?? undefined,
      }));
    },

    async prune(before, limit) {
      const old = sql`(SELECT id FROM outbox WHERE settled_at < ${before.getTime()} LIMIT ${limit})`;
      const result = await db
        .deleteFrom('outbox')
        .where('id', 'in', old as never)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
