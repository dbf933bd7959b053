import { sql } from 'kysely';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createOperations } from '#store/operations.ts';
import { type Finding, fault, good, note } from './finding.ts';

const MEGABYTE = 1_000_000;
/** PostgreSQL before this is no longer maintained (postgresql.org/support/versioning, November 2026). */
const POSTGRES_LEAST = 14;
const FAILURES_MOST = 10;
const SHOWN = 5;
const STUCK_MS = 15 * 60_000;
const YEAR_2025 = Date.UTC(2025, 0, 1);

async function engineOf({ db, engine }: OpenDatabase): Promise<Finding> {
  if (engine === 'sqlite') {
    const { rows } = await sql<Record<string, string>>`PRAGMA quick_check(1)`.execute(db);
    const verdict = Object.values(rows[0] ?? {})[0];
    return verdict === 'ok'
      ? good('database', 'SQLite, sound')
      : fault(
          'database',
          `it is damaged: ${verdict}`,
          'stop Kabar and restore the last backup: kabar restore FILE --replace',
        );
  }
  const { rows } = await sql<{ server_version_num: string }>`SHOW server_version_num`.execute(db);
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  return major >= POSTGRES_LEAST
    ? good('database', `PostgreSQL ${major}`)
    : note('database', `PostgreSQL ${major} is no longer maintained`, `use ${POSTGRES_LEAST} or newer`);
}

/** Opens the database and looks at what is in it; what is wrong with opening is said by the SetupError itself. */
export async function checkDatabase(parts: { url: string; log: Log; clock: Clock }): Promise<{
  findings: Finding[];
  destinations: { platform: string; address: string; title: string }[];
}> {
  const database = await openDatabase(parts);
  const { db, engine } = database;
  try {
    const now = parts.clock.now();
    const operations = createOperations(db, engine);
    const findings = [await engineOf(database)];
    if (now.getTime() < YEAR_2025) {
      findings.push(
        fault('clock', `this machine believes it is ${now.toISOString()}`, 'set the clock (timedatectl set-ntp true)'),
      );
    }
    await operations.probe(now);
    const { bytes } = await operations.size();
    findings.push(good('size', `${(bytes / MEGABYTE).toFixed(1)} MB`));

    const { items, total, broken } = await operations.feeds(SHOWN);
    if (total === 0) {
      findings.push(note('feeds', 'none is followed yet', 'use /feed add in a channel, or set FEEDS_FILE'));
    } else findings.push(good('feeds', `${total} known, ${broken} failing`));
    for (const { feed, health } of items.filter((one) => one.health.failures >= FAILURES_MOST)) {
      const why = `${health.fault ?? 'failed'}${health.status ? ` ${health.status}` : ''}`;
      const mend =
        health.fault === 'blocked-address'
          ? 'it is in a private network: add that network to FETCH_ALLOW if you trust it'
          : 'open it in a browser; if it moved, add the new address and remove this one';
      findings.push(note('feed', `${feed.url} failed ${health.failures} times (${why})`, mend));
    }
    for (const queue of await operations.queues(now)) {
      if (queue.oldestDueAt && now.getTime() - queue.oldestDueAt.getTime() > STUCK_MS) {
        const since = queue.oldestDueAt.toISOString();
        findings.push(
          fault(
            'queue',
            `${queue.platform}: ${queue.waiting} destinations wait, the longest since ${since}`,
            'see the log for delivery.* and /status; is a process with the role deliver running?',
          ),
        );
      }
    }
    const troubled = await operations.troubled(SHOWN);
    for (const row of troubled) {
      findings.push(
        note('post', `${row.platform} ${row.destination}: ${row.state}: ${row.reason}`, 'see /status for all of them'),
      );
    }
    const closed = await db
      .selectFrom('channels')
      .select(['platform', 'address', 'title', 'reason'])
      .where('state', '<>', 'active')
      .limit(SHOWN)
      .execute();
    for (const one of closed) {
      findings.push(
        note(
          'destination',
          `${one.platform} ${one.title ?? one.address} is closed: ${one.reason ?? ''}`,
          'invite the bot again or give it the right to post; it goes on by itself',
        ),
      );
    }
    const open = await db
      .selectFrom('channels')
      .innerJoin('channel_feeds', 'channel_feeds.channel_id', 'channels.id')
      .select(['platform', 'address', 'channels.title'])
      .distinct()
      .where('channels.state', '=', 'active')
      .execute();
    return { findings, destinations: open.map((one) => ({ ...one, title: one.title ?? one.address })) };
  } finally {
    await database.close();
  }
}
