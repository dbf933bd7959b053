import { type RawBuilder, sql } from 'kysely';
import { vocabularyOf, type WordTable } from './index-words.ts';
import type { Database, Engine } from './schema.ts';

/** Hits are counted up to here: "more than 5,000" is answer enough, and a count never holds anybody up. */
export const COUNT_MOST = 5000;
/** Hits that PostgreSQL gathers. Walking back over an article costs more, for its words lie outside their row. */
const GATHERED_MOST: Record<WordTable, number> = { article_words: 20_000, quote_words: COUNT_MOST };
/** Words of one beginning that are looked for one by one; a beginning of more is left to the index, which gathers all their rows. */
const BEGUN_MOST = 100;
/** Sorts after every letter, and before every letter: the end of a beginning's words, and what comes after a word. */
const AFTER_ALL = '\u{10FFFF}';
const NEXT = '\u0001';

interface Query {
  db: Database;
  engine: Engine;
}

/** What a query found: how many (up to `COUNT_MOST`), and a page of their places, newest first. */
export interface Found {
  total: number;
  isMore: boolean;
  places(limit: number, offset: number): RawBuilder<unknown>;
}

/** A list that holds no place. */
export const NOTHING: Found = { total: 0, isMore: false, places: () => sql`(NULL)` };

const join = (engine: Engine, or: string, and: string, parts: readonly string[]): string | undefined =>
  parts.length === 0 ? undefined : parts.map((one) => `(${one})`).join(engine === 'sqlite' ? ` ${or} ` : and);
export const anyOf = (engine: Engine, queries: readonly string[]): string | undefined =>
  join(engine, 'OR', ' | ', queries);
export const allOf = (engine: Engine, queries: readonly [string, ...string[]]): string =>
  join(engine, 'AND', ' & ', queries)!;

/** A query in the engine's own language, of which nothing but letters and digits is taken from people; undefined without any word. */
export function writeQuery(engine: Engine, groups: string[][], isBeginning = false): string | undefined {
  const clean = groups
    .map((group) => group.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter(Boolean))
    .filter((group) => group.length > 0);
  const [quote, beginning] = engine === 'sqlite' ? ['"', '*'] : ["'", ':*'];
  const [first, ...rest] = clean.map((group, at) => {
    const end = isBeginning && at === clean.length - 1 ? beginning : '';
    return anyOf(
      engine,
      group.map((one) => `${quote}${one}${quote}${end}`),
    )!;
  });
  return first === undefined ? undefined : allOf(engine, [first, ...rest]);
}

/** How many rows a query has, counted up to `COUNT_MOST`. */
export async function countRows(db: Database, rows: RawBuilder<unknown>): Promise<{ total: number; isMore: boolean }> {
  const counted = await sql<{
    total: number;
  }>`SELECT COUNT(*) AS total FROM (${rows} LIMIT ${COUNT_MOST + 1}) AS hits`.execute(db);
  return upTo(counted.rows[0]?.total ?? 0);
}
const upTo = (total: number) => ({ total: Math.min(total, COUNT_MOST), isMore: total > COUNT_MOST });

async function lookUpSqlite(db: Database, table: WordTable, query: string): Promise<Found> {
  const rows = sql`FROM ${sql.table(table)} WHERE ${sql.id(table)} MATCH ${query}`;
  return {
    ...(await countRows(db, sql`SELECT 1 ${rows}`)),
    // The index gives the newest first without having seen them all.
    places: (limit, offset) => sql`(SELECT rowid ${rows} ORDER BY rowid DESC LIMIT ${limit} OFFSET ${offset})`,
  };
}

/** Queries that more rows answer than are gathered: four times as many as are counted, so that stays so whatever is forgotten meanwhile. */
const common = new WeakMap<Database, Set<string>>();
const COMMON_MOST = 1000;

/**
 * PostgreSQL's index knows no order: to get the newest it either gathers all or walks back through the table. Unless
 * there are very many, the places of those that can be asked for come with the count; when there are, walking back soon
 * meets the page.
 */
async function lookUpPostgres(db: Database, table: WordTable, query: string): Promise<Found> {
  const asked = sql`to_tsquery('simple', ${query})`;
  const rows = sql`FROM ${sql.table(table)} WHERE words @@ ${asked}`;
  const most = GATHERED_MOST[table];
  const walk = (limit: number, offset: number) =>
    sql`(SELECT rowid ${rows} ORDER BY rowid DESC LIMIT ${limit} OFFSET ${offset})`;
  const known = common.get(db) ?? new Set<string>();
  if (table === 'article_words' && known.has(query)) return { ...upTo(Infinity), places: walk };
  // Long rows lie outside the table, which the planner does not count in: articles are found by a function that keeps it to the index.
  const hits =
    table === 'article_words'
      ? sql`SELECT rowid FROM find_article_words(${asked}, ${most + 1}) AS found (rowid)`
      : sql`SELECT rowid ${rows} LIMIT ${most + 1}`;
  const { rows: counted } = await sql<{ total: number; places: string | null }>`
    WITH hits AS MATERIALIZED (${hits}), counted AS (SELECT COUNT(*) AS total FROM hits)
    SELECT total, CASE WHEN total <= ${most} THEN
      (SELECT string_agg(rowid::text, ',') FROM (SELECT rowid FROM hits ORDER BY rowid DESC LIMIT ${COUNT_MOST}) AS newest) END AS places
    FROM counted`.execute(db);
  const { total = 0, places } = counted[0] ?? {};
  if (table === 'article_words' && total > most) {
    if (known.size >= COMMON_MOST) known.clear();
    common.set(db, known.add(query));
  }
  const all = places?.split(',').map(Number);
  return {
    ...upTo(total),
    places: (limit, offset) =>
      all ? sql`(SELECT unnest(${all.slice(offset, offset + limit)}::bigint[]))` : walk(limit, offset),
  };
}

/** Looks a query up in a full-text index. */
export const lookUp = ({ db, engine }: Query, table: WordTable, query: string): Promise<Found> =>
  engine === 'sqlite' ? lookUpSqlite(db, table, query) : lookUpPostgres(db, table, query);

/**
 * The words of SQLite's index that begin so, found by going from one to the next; undefined when there are too many.
 * A query for a beginning gathers the rows of all its words before it gives the first.
 */
export async function wordsBeginning(
  db: Database,
  table: WordTable,
  beginnings: readonly string[],
): Promise<string[] | undefined> {
  const words = new Set<string>();
  const vocabulary = sql.id('temp', vocabularyOf(table));
  for (const beginning of beginnings) {
    for (let from = beginning; ;) {
      const { rows } = await sql<{ term: string }>`
        SELECT term FROM ${vocabulary} WHERE term >= ${from} AND term < ${beginning + AFTER_ALL} LIMIT 1`.execute(db);
      const [next] = rows;
      if (!next) break;
      words.add(next.term);
      if (words.size > BEGUN_MOST) return undefined;
      from = next.term + NEXT;
    }
  }
  return [...words];
}
