import { type Selectable, sql, type Transaction } from 'kysely';
import type { MessageKind, Outgoing, OutboxRow, OutboxStore, Settlement } from '#core/delivery.ts';
import type { Channel } from '#core/news.ts';
import { createHeld } from './held.ts';
import { createOutboxRecovery } from './outbox-recovery.ts';
import { createOutboxViews } from './outbox-views.ts';
import { toChannel } from './rows.ts';
import type { Database, Engine, Schema } from './schema.ts';
import { headsOf, renewTurns } from './turns.ts';

/** From so many waiting items on, a destination gets them as one message (where its platform allows). */
const TOGETHER_FROM = 4;
/** Rows of a digest: what is above goes into the next message. */
const BATCH_MOST = 500;
/** Ranks, see PRIORITY. */
const RANKS = [0, 1, 2, 3, 4];

type Tx = Transaction<Schema>;
type Row = Selectable<Schema['outbox']>;

const toRow = (row: Row): OutboxRow => ({
  id: row.id,
  kind: row.kind as MessageKind,
  subject: row.subject,
  articleId: row.article_id ?? undefined,
  payload: row.payload ?? undefined,
  attempts: row.attempts,
  createdAt: new Date(row.created_at),
  expiresAt: new Date(row.expires_at),
});

export function createOutboxStore(db: Database, engine: Engine): OutboxStore {
  const isPostgres = engine === 'postgres';

  /** Channels whose turn it is: by rank, and some by how long they wait. */
  async function turnsOf(tx: Tx, platform: string, limit: number, oldest: number, now: number): Promise<number[]> {
    const byRank = RANKS.map(
      (
        rank,
      ) => sql`SELECT * FROM (SELECT channel_id, ${rank} AS place FROM turns WHERE platform = ${platform} AND claimed = 0
        AND priority = ${rank} AND ready_at <= ${now} ORDER BY ready_at LIMIT ${limit}) r${sql.raw(String(rank))}`,
    );
    const ranked = await sql<{
      channel_id: number;
    }>`SELECT channel_id FROM (${sql.join(byRank, sql` UNION ALL `)}) ranked
      ORDER BY place LIMIT ${limit - oldest}`.execute(tx);
    const ids = new Set(ranked.rows.map((row) => row.channel_id));
    if (oldest > 0) {
      const aged = await tx
        .selectFrom('turns')
        .select('channel_id')
        .where('platform', '=', platform)
        .where('claimed', '=', 0)
        .where('ready_at', '<=', now)
        .orderBy('since')
        .limit(limit)
        .execute();
      for (const row of aged) if (ids.size < limit) ids.add(row.channel_id);
    }
    return [...ids];
  }

  async function nextTurn(tx: Tx, platform: string): Promise<number | undefined> {
    const byRank = RANKS.map(
      (rank) =>
        sql`SELECT min(ready_at) AS at FROM turns WHERE platform = ${platform} AND claimed = 0 AND priority = ${rank}`,
    );
    const row = await sql<{
      at: number | null;
    }>`SELECT min(at) AS at FROM (${sql.join(byRank, sql` UNION ALL `)}) turns`.execute(tx);
    return row.rows[0]?.at ?? undefined;
  }

  /** The rows that go out with a head: its batch, or what else waits there when it is much. */
  async function matesOf(tx: Tx, head: Row, together: number, now: number): Promise<Row[]> {
    const all = tx
      .selectFrom('outbox')
      .selectAll()
      .where('channel_id', '=', head.channel_id)
      .where('state', '=', 'ready')
      .orderBy('priority')
      .orderBy('id');
    if (head.batch !== null) return all.where('batch', '=', head.batch).limit(BATCH_MOST).execute();
    if (together < TOGETHER_FROM || head.attempts > 0 || !['post', 'alert'].includes(head.kind)) return [head];
    const waiting = await all
      .where('batch', 'is', null)
      .where('attempts', '=', 0)
      .where('not_before', '<=', now)
      .where('kind', '=', head.kind)
      .where('priority', '=', head.priority)
      .limit(together)
      .execute();
    return waiting.length >= TOGETHER_FROM ? waiting : [head];
  }

  async function take(tx: Tx, channel: Channel, rows: Row[], epoch: number, now: number): Promise<Outgoing> {
    const head = rows[0]!;
    const isFirst = rows.every((row) => row.attempts === 0);
    // Named after its first row once it is taken, so that what joins the batch later can't be taken for it.
    const name = head.batch ?? (rows.length > 1 ? `many:${head.key}` : undefined);
    const batch = name === undefined ? null : isFirst ? `${name.split('#', 1)[0]}#${head.id}` : name;
    await tx
      .updateTable('outbox')
      .set((eb) => ({ state: 'claimed', epoch, claimed_at: now, batch, attempts: eb('attempts', '+', 1) }))
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute();
    const doubts = rows.flatMap((row) => (row.doubt_at === null ? [] : [row.doubt_at]));
    return {
      channel,
      key: batch ?? head.key,
      kind: head.kind as MessageKind,
      priority: head.priority,
      rows: rows.map((row) => toRow({ ...row, attempts: row.attempts + 1 })),
      attempts: head.attempts + 1,
      doubtSince: doubts.length > 0 ? new Date(Math.min(...doubts)) : undefined,
      isDigest: batch?.startsWith('digest:') ?? false,
    };
  }

  async function end(tx: Tx, one: Settlement, epoch: number): Promise<number> {
    const ids = one.message.rows.map((row) => row.id);
    let set: Partial<Record<keyof Row, unknown>>;
    if (one.state === 'sent') {
      set = { state: 'sent', message_id: one.messageId, reason: null, settled_at: one.at.getTime() };
    } else if (one.state === 'ready') {
      set = { state: 'ready', not_before: one.notBefore.getTime(), reason: one.reason };
      if (one.doubt) set['doubt_at'] = sql`COALESCE(doubt_at, claimed_at)`;
      if (one.spare) set['attempts'] = sql`attempts - 1`;
    } else if (one.state === 'held') {
      set = { state: 'held', not_before: one.until.getTime(), batch: one.batch };
    } else {
      set = { state: one.state, reason: one.reason, settled_at: one.at.getTime() };
    }
    const result = await tx
      .updateTable('outbox')
      .set(set as never)
      .where('id', 'in', ids)
      .where('state', '=', 'claimed')
      .where('epoch', '=', epoch)
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }

  return {
    ...createHeld(db, isPostgres),
    ...createOutboxViews(db),
    ...createOutboxRecovery(db, isPostgres),

    async claim(platform, { limit, epoch, now, together, oldest, wait }) {
      const at = now.getTime();
      return db.transaction().execute(async (tx) => {
        const lease = await tx
          .selectFrom('leases')
          .select('epoch')
          .where('name', '=', `deliver:${platform}`)
          .executeTakeFirst();
        if (lease && lease.epoch !== epoch) return undefined;
        const ids = await turnsOf(tx, platform, limit, oldest, at);
        if (ids.length === 0) {
          const next = await nextTurn(tx, platform);
          return { messages: [], passed: 0, ...(next === undefined ? {} : { nextMs: Math.max(0, next - at) }) };
        }
        const heads = await headsOf(tx, ids);
        const rows =
          heads.size === 0
            ? []
            : await tx
                .selectFrom('outbox')
                .selectAll()
                .where('id', 'in', [...heads.values()])
                .execute();
        const channels = await tx.selectFrom('channels').selectAll().where('id', 'in', ids).execute();
        const headOf = new Map(rows.map((row) => [row.channel_id, row]));
        const channelOf = new Map(channels.map((row) => [row.id, toChannel(row)]));
        const messages: Outgoing[] = [];
        let passed = 0;
        for (const id of ids) {
          const head = headOf.get(id);
          const channel = channelOf.get(id);
          if (!head || !channel) {
            await renewTurns(tx, isPostgres, [id], at);
            passed += 1;
            continue;
          }
          const readyAt = Math.max(head.not_before, at + wait(channel.address));
          if (readyAt > at) {
            await tx.updateTable('turns').set({ ready_at: readyAt }).where('channel_id', '=', id).execute();
            passed += 1;
            continue;
          }
          messages.push(await take(tx, channel, await matesOf(tx, head, together, at), epoch, at));
          await tx.updateTable('turns').set({ claimed: 1 }).where('channel_id', '=', id).execute();
        }
        return { messages, passed };
      });
    },

    async settle(settlements, epoch) {
      if (settlements.length === 0) return 0;
      return db.transaction().execute(async (tx) => {
        let changed = 0;
        const now = Math.max(...settlements.map((one) => ('at' in one ? one.at.getTime() : 0)));
        for (const one of settlements) changed += await end(tx, one, epoch);
        // Nothing changed: another process has taken these rows over, and with them the turns.
        if (changed > 0) {
          const channelIds = settlements.map((one) => one.message.channel.id);
          await renewTurns(tx, isPostgres, channelIds, now);
        }
        return changed;
      });
    },
  };
}
