import { sql } from 'kysely';
import type { Operations, TroubledRow } from '#core/operations.ts';
import { time, toFeed, toHealth } from './rows.ts';
import type { Database, Engine } from './schema.ts';

const NAMESPACE = 'operations';
const TROUBLED = ['uncertain', 'dead', 'expired'] as const;

export function createOperations(db: Database, engine: Engine): Operations {
  return {
    async probe(now) {
      const value = String(now.getTime());
      await db
        .insertInto('notes')
        .values({ namespace: NAMESPACE, key: 'probe', value })
        .onConflict((conflict) => conflict.columns(['namespace', 'key']).doUpdateSet({ value }))
        .execute();
    },

    async queues(now) {
      const at = now.getTime();
      // Turns are one row for each destination that waits: a backlog of a million rows is counted in no time.
      const waiting = await db
        .selectFrom('turns')
        .select((eb) => [
          'platform',
          eb.fn.countAll<number>().as('destinations'),
          sql<
            number | null
          >`MIN(CASE WHEN ready_at <= ${at} THEN CASE WHEN ready_at > since THEN ready_at ELSE since END END)`.as(
            'oldest',
          ),
        ])
        .groupBy('platform')
        .execute();
      return Promise.all(
        waiting.map(async ({ platform, destinations, oldest }) => {
          const last = await db
            .selectFrom('outbox')
            .innerJoin('channels', 'channels.id', 'outbox.channel_id')
            .select('outbox.settled_at')
            .where('channels.platform', '=', platform)
            .where('outbox.settled_at', 'is not', null)
            .orderBy('outbox.settled_at', 'desc')
            .limit(1)
            .executeTakeFirst();
          // A turn whose begin nobody noted was there before turns were.
          const oldestDueAt = time(oldest === 0 ? null : oldest);
          return { platform, waiting: destinations, oldestDueAt, lastEndedAt: time(last?.settled_at ?? null) };
        }),
      );
    },

    async troubled(limit) {
      const rows = await db
        .selectFrom('outbox')
        .innerJoin('channels', 'channels.id', 'outbox.channel_id')
        .leftJoin('articles', 'articles.id', 'outbox.article_id')
        .select([
          'outbox.id',
          'channels.platform',
          'channels.address',
          'channels.title as destination',
          'outbox.state',
          'outbox.reason',
          'outbox.settled_at',
          'outbox.created_at',
          'articles.title',
        ])
        .where('outbox.state', 'in', [...TROUBLED])
        .orderBy('outbox.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        platform: row.platform,
        destination: row.destination ?? row.address,
        state: row.state as TroubledRow['state'],
        reason: row.reason ?? '',
        at: new Date(row.settled_at ?? row.created_at),
        title: row.title ?? '',
      }));
    },

    async feeds(limit) {
      const rows = await db
        .selectFrom('feeds')
        .selectAll()
        .select((eb) =>
          eb
            .selectFrom('channel_feeds')
            .select((inner) => inner.fn.countAll<number>().as('n'))
            .whereRef('channel_feeds.feed_id', '=', 'feeds.id')
            .as('followers'),
        )
        .orderBy('failures', 'desc')
        .orderBy(sql`lower(title)`)
        .limit(limit)
        .execute();
      const count = await db
        .selectFrom('feeds')
        .select((eb) => [
          eb.fn.countAll<number>().as('total'),
          eb.fn.countAll<number>().filterWhere('failures', '>', 0).as('broken'),
        ])
        .executeTakeFirstOrThrow();
      const items = rows.map((row) => ({ feed: toFeed(row), health: toHealth(row), followers: row.followers ?? 0 }));
      return { items, total: count.total, broken: count.broken };
    },

    async size() {
      if (engine === 'postgres') {
        const { rows } = await sql<{ bytes: number }>`SELECT pg_database_size(current_database()) AS bytes`.execute(db);
        return { bytes: rows[0]!.bytes, freeBytes: 0 };
      }
      const pragma = async (name: string): Promise<number> => {
        const { rows } = await sql<Record<string, number>>`PRAGMA ${sql.raw(name)}`.execute(db);
        return Number(Object.values(rows[0]!)[0]);
      };
      const page = await pragma('page_size');
      return { bytes: page * (await pragma('page_count')), freeBytes: page * (await pragma('freelist_count')) };
    },
  };
}
