import { sql, type Transaction } from 'kysely';
import type { Retention } from '#core/operations.ts';
import { dropWords } from './index-words.ts';
import type { Database, Engine, Schema } from './schema.ts';

/** The identity of an article that is gone is remembered for so many retentions more: a feed that still lists it must not make it news. */
const FORGOTTEN_TIMES = 2;
/** Pages given back to the disk in one step (4 kB each). */
const PAGES = 500;
/** auto_vacuum = INCREMENTAL. */
const INCREMENTAL = 2;

interface Old {
  id: number;
  place: number;
  identity: string;
  story_id: number;
}

/** Articles that are over, and to whose sayings and events nothing younger points. */
async function oldArticles(tx: Transaction<Schema>, before: number, limit: number): Promise<Old[]> {
  const found = await sql<Old>`
    SELECT a.id, a.place, a.identity, a.story_id FROM articles a WHERE a.fetched_at < ${before}
    AND NOT EXISTS (SELECT 1 FROM quotes q JOIN quotes r ON r.same_as = q.id JOIN articles b ON b.id = r.article_id
      WHERE q.article_id = a.id AND b.fetched_at >= ${before})
    AND NOT EXISTS (SELECT 1 FROM events e JOIN events r ON r.same_as = e.id JOIN articles b ON b.id = r.article_id
      WHERE e.article_id = a.id AND b.fetched_at >= ${before})
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.article_id = a.id AND o.state IN ('ready', 'claimed', 'held'))
    ORDER BY a.fetched_at, a.id LIMIT ${limit}`.execute(tx);
  return found.rows;
}

/** Takes the articles' quotes out of the index, the keys and the people's counts; their rows go with the articles. */
async function dropQuotes(tx: Transaction<Schema>, engine: Engine, articleIds: number[]): Promise<void> {
  const quotes = await tx
    .selectFrom('quotes')
    .select(['id', 'place', 'person_id'])
    .where('article_id', 'in', articleIds)
    .execute();
  if (quotes.length === 0) return;
  const places = quotes.map((one) => one.place);
  await dropWords(tx, engine, 'quote_words', places);
  await tx
    .deleteFrom('quote_keys')
    .where(
      'quote_id',
      'in',
      quotes.map((one) => one.id),
    )
    .execute();
  for (const [person, own] of Map.groupBy(quotes, (one) => one.person_id)) {
    if (person === null) continue;
    const left = sql<number>`CASE WHEN quotes > ${own.length} THEN quotes - ${own.length} ELSE 0 END`;
    await tx.updateTable('people').set({ quotes: left }).where('id', '=', person).execute();
  }
}

async function dropArticles(
  tx: Transaction<Schema>,
  engine: Engine,
  { before, limit, now }: { before: number; limit: number; now: number },
): Promise<number> {
  const old = await oldArticles(tx, before, limit);
  if (old.length === 0) return 0;
  const ids = old.map((one) => one.id);
  await tx
    .insertInto('forgotten')
    .values(old.map((one) => ({ name: one.identity, at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await dropQuotes(tx, engine, ids);
  await dropWords(
    tx,
    engine,
    'article_words',
    old.map((one) => one.place),
  );
  await tx.deleteFrom('articles').where('id', 'in', ids).execute();
  const stories = [...new Set(old.map((one) => one.story_id))].sort((a, b) => a - b);
  await sql`UPDATE stories SET articles = (SELECT COUNT(*) FROM articles a WHERE a.story_id = stories.id)
    WHERE id IN (${sql.join(stories)})`.execute(tx);
  return old.length;
}

/** Deletes at most `limit` rows of a table, by the number that the engine itself gives each. */
async function dropRows(
  { db, engine }: { db: Database; engine: Engine },
  table: string,
  where: ReturnType<typeof sql>,
  limit: number,
): Promise<number> {
  const row = sql.ref(engine === 'sqlite' ? 'rowid' : 'ctid');
  const { numAffectedRows } = await sql`DELETE FROM ${sql.table(table)} WHERE ${row} IN
    (SELECT ${row} FROM ${sql.table(table)} WHERE ${where} LIMIT ${limit})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

async function giveBackPages(db: Database): Promise<number> {
  const read = async (name: string): Promise<number> => {
    const { rows } = await sql<Record<string, number>>`PRAGMA ${sql.raw(name)}`.execute(db);
    return Object.values(rows[0] ?? {})[0] ?? 0;
  };
  if ((await read('auto_vacuum')) !== INCREMENTAL) return 0;
  const before = await read('freelist_count');
  if (before === 0) return 0;
  // In a transaction, so that the connection that writes does it.
  await db.transaction().execute((tx) => sql`PRAGMA incremental_vacuum(${sql.raw(String(PAGES))})`.execute(tx));
  return before - (await read('freelist_count'));
}

/** Forgets what is over, one small step at a time. */
export function createRetention(db: Database, engine: Engine): Retention {
  const of = { db, engine };
  return {
    async step({ now, keepMs, limit }) {
      const before = now.getTime() - keepMs;
      const gone: Record<string, number> = {
        articles: await db
          .transaction()
          .execute((tx) => dropArticles(tx, engine, { before, limit, now: now.getTime() })),
        stories: await dropRows(
          of,
          'stories',
          sql`last_at < ${before} AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.story_id = stories.id)`,
          limit,
        ),
        people: await dropRows(
          of,
          'people',
          sql`last_at < ${before} AND NOT EXISTS (SELECT 1 FROM quotes q WHERE q.person_id = people.id)
            AND NOT EXISTS (SELECT 1 FROM event_people e WHERE e.person_id = people.id)`,
          limit,
        ),
        outbox: await dropRows(of, 'outbox', sql`settled_at < ${before}`, limit),
        web_posts: await dropRows(of, 'web_posts', sql`at < ${before}`, limit),
        cache: await dropRows(of, 'keyv', sql`expires_at <= ${now.getTime()}`, limit),
        forgotten: await dropRows(of, 'forgotten', sql`at < ${now.getTime() - FORGOTTEN_TIMES * keepMs}`, limit),
      };
      if (engine === 'sqlite') gone['pages'] = await giveBackPages(db);
      return Object.fromEntries(Object.entries(gone).filter(([, rows]) => rows > 0));
    },
  };
}
