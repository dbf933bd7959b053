import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

type Tx = Transaction<Schema>;

/** The first row that each of these channels has to send: by rank, then in the order of their coming. */
export async function headsOf(tx: Tx, channelIds: readonly number[]): Promise<Map<number, number>> {
  if (channelIds.length === 0) return new Map();
  const rows = await sql<{ id: number; head: number | null }>`
    SELECT c.id, (SELECT o.id FROM outbox o WHERE o.channel_id = c.id AND o.state = 'ready'
      ORDER BY o.priority, o.id LIMIT 1) AS head
    FROM channels c WHERE c.state = 'active' AND c.id IN (${sql.join(channelIds)})`.execute(tx);
  return new Map(rows.rows.flatMap(({ id, head }) => (head === null ? [] : [[id, head] as const])));
}

/**
 * Gives each of these channels the turn that its rows ask for, or none. The turn is locked before the rows are
 * looked at, so that a row added meanwhile (which also takes the lock) is never left without one.
 */
export async function renewTurns(
  tx: Tx,
  isPostgres: boolean,
  channelIds: readonly number[],
  now: number,
): Promise<void> {
  const ids = [...new Set(channelIds)];
  if (ids.length === 0) return;
  if (isPostgres) {
    await sql`SELECT 1 FROM turns WHERE channel_id IN (${sql.join(ids)}) ORDER BY channel_id FOR UPDATE`.execute(tx);
  }
  const heads = await headsOf(tx, ids);
  const idle = ids.filter((id) => !heads.has(id));
  if (idle.length > 0) await tx.deleteFrom('turns').where('channel_id', 'in', idle).execute();
  if (heads.size === 0) return;
  await sql`INSERT INTO turns (channel_id, platform, priority, ready_at, since, claimed)
    SELECT o.channel_id, c.platform, o.priority, CASE WHEN o.not_before > ${now} THEN o.not_before ELSE ${now} END, o.created_at, 0
    FROM outbox o JOIN channels c ON c.id = o.channel_id WHERE o.id IN (${sql.join([...heads.values()])})
    ON CONFLICT (channel_id) DO UPDATE SET priority = excluded.priority, ready_at = excluded.ready_at, since = excluded.since, claimed = 0`.execute(
    tx,
  );
}

/** Brings turns of the future to now: a clock that was wrong gave them, and a claim asks the row itself when it may go. */
export async function recallTurns(tx: Tx, platform: string, now: number): Promise<void> {
  await tx
    .updateTable('turns')
    .set({ ready_at: now })
    .where('platform', '=', platform)
    .where('ready_at', '>', now)
    .execute();
}

/** A list as one parameter: rows of numbers and text, taken apart by the database itself. */
export function listOf(isPostgres: boolean, rows: readonly unknown[][]): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  return isPostgres ? sql`jsonb_array_elements(CAST(${json} AS jsonb)) v` : sql`json_each(${json}) v`;
}

export function cellOf(isPostgres: boolean, at: number, type: 'BIGINT' | 'TEXT'): RawBuilder<unknown> {
  const cell = isPostgres ? sql`v.value ->> ${sql.lit(at)}` : sql`v.value ->> ${sql.lit(`$[${at}]`)}`;
  return sql`CAST(${cell} AS ${sql.raw(type)})`;
}

/** Rows were added to these channels: one that has no turn gets it, one that has may come earlier in rank. */
export async function wakeTurns(
  tx: Tx,
  isPostgres: boolean,
  turns: readonly { channelId: number; priority: number }[],
  now: number,
): Promise<void> {
  if (turns.length === 0) return;
  const rows = turns.map((one) => [one.channelId, one.priority]);
  const [channelId, priority] = [cellOf(isPostgres, 0, 'BIGINT'), cellOf(isPostgres, 1, 'BIGINT')];
  await sql`INSERT INTO turns (channel_id, platform, priority, ready_at, since, claimed)
    SELECT c.id, c.platform, ${priority}, CAST(${now} AS BIGINT), CAST(${now} AS BIGINT), 0
    FROM ${listOf(isPostgres, rows)} JOIN channels c ON c.id = ${channelId} WHERE c.state = 'active'
    ON CONFLICT (channel_id) DO UPDATE SET
      priority = CASE WHEN excluded.priority < turns.priority THEN excluded.priority ELSE turns.priority END`.execute(
    tx,
  );
}
