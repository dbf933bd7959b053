import { setImmediate as othersFirst } from 'node:timers/promises';
import { sql } from 'kysely';
import { type MessageKind, type OutboxCount, type OutboxStore, PRIORITY } from '#core/delivery.ts';
import type { Database } from './schema.ts';

type Views = Pick<OutboxStore, 'waiting' | 'articlesOf' | 'shownBy' | 'counts' | 'troubles' | 'prune'>;

/** Rows counted in one step, how long a count takes that may be done at every call, and how long a longer one rests. */
const COUNTED_ROWS = 2000;
const QUICK_MS = 50;
const REST_TIMES = 50;
const TROUBLES = ['uncertain', 'expired', 'dead'] as const;

/** What can be seen of the outbox, and how it is kept small. */
export function createOutboxViews(db: Database): Views {
  let counted: { result: OutboxCount[]; goodUntil: number } | undefined;
  let counting: Promise<OutboxCount[]> | undefined;

  /** Goes through all rows a few at a time: a table of millions is counted without holding anybody up. */
  async function count(): Promise<OutboxCount[]> {
    const since = performance.now();
    const all = new Map<string, OutboxCount & { oldest: number }>();
    for (let after = 0, rows = COUNTED_ROWS; rows === COUNTED_ROWS;) {
      const step = await sql<{ platform: string; state: string; rows: number; oldest: number; last: number }>`
        SELECT c.platform, o.state, count(*) AS rows, min(o.created_at) AS oldest, max(o.id) AS last
        FROM (SELECT id, channel_id, state, created_at FROM outbox WHERE id > ${after} ORDER BY id LIMIT ${COUNTED_ROWS}) o
        JOIN channels c ON c.id = o.channel_id GROUP BY c.platform, o.state`.execute(db);
      rows = 0;
      for (const one of step.rows) {
        const name = `${one.platform} ${one.state}`;
        const known = all.get(name) ?? { platform: one.platform, state: one.state, rows: 0, oldest: one.oldest };
        known.rows += one.rows;
        known.oldest = Math.min(known.oldest, one.oldest);
        all.set(name, known);
        rows += one.rows;
        after = Math.max(after, one.last);
      }
      await othersFirst();
    }
    const result = [...all.values()].map(({ oldest, ...one }) => ({ ...one, oldestAt: new Date(oldest) }));
    const tookMs = performance.now() - since;
    // What takes long is not done again at once: at most a fiftieth of the time goes into it.
    counted = { result, goodUntil: tookMs > QUICK_MS ? performance.now() + tookMs * REST_TIMES : 0 };
    return result;
  }

  return {
    async waiting(platform, most, urgentOnly) {
      const rank = urgentOnly ? sql`AND priority = ${PRIORITY.urgent} AND claimed = 0` : sql``;
      const row = await sql<{ rows: number }>`SELECT count(*) AS rows FROM
        (SELECT 1 FROM turns WHERE platform = ${platform} ${rank} LIMIT ${most}) AS waiting`.execute(db);
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
      if (counted && performance.now() < counted.goodUntil) return counted.result;
      counting ??= count().finally(() => {
        counting = undefined;
      });
      return counting;
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
