import { type RawBuilder, sql } from 'kysely';
import { wordsOf } from '#text/minhash.ts';
import { personWord, type WordTable } from './index-words.ts';
import type { Database, Engine } from './schema.ts';

export interface Tokens {
  /** Folded words and stems of a text, as they are kept. */
  index(text: string, lang?: string): string[];
  /** A query as AND of ORs: each word with its stems. */
  query(words: string): string[][];
}

/** Hits are counted up to here: "more than 5,000" is answer enough, and a count never holds anybody up. */
export const COUNT_MOST = 5000;
/** Letters from which the last word may be a beginning. */
const BEGINNING_LETTERS = 4;

/** A subject of its own, such as "Politik": what bears one of its names is looked for by its words. */
export interface Topic {
  names: readonly string[];
  words: readonly string[];
}

/** A query in the engine's own language, of which nothing but letters and digits is taken from people; undefined without any word. */
function writeQuery(engine: Engine, groups: string[][], isBeginning = false): string | undefined {
  const clean = groups
    .map((group) => group.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter(Boolean))
    .filter((group) => group.length > 0);
  if (clean.length === 0) return undefined;
  const [or, and] = engine === 'sqlite' ? [' OR ', ' AND '] : [' | ', ' & '];
  const [quote, beginning] = engine === 'sqlite' ? ['"', '*'] : ["'", ':*'];
  return clean
    .map((group, at) => {
      const end = isBeginning && at === clean.length - 1 ? beginning : '';
      return `(${group.map((one) => `${quote}${one}${quote}${end}`).join(or)})`;
    })
    .join(and);
}

/** How many rows a query has, counted up to `COUNT_MOST`. */
export async function countRows(db: Database, rows: RawBuilder<unknown>): Promise<{ total: number; isMore: boolean }> {
  const counted = await sql<{
    total: number;
  }>`SELECT COUNT(*) AS total FROM (${rows} LIMIT ${COUNT_MOST + 1}) AS hits`.execute(db);
  const total = counted.rows[0]?.total ?? 0;
  return { total: Math.min(total, COUNT_MOST), isMore: total > COUNT_MOST };
}

/** What a query found: how many (up to `COUNT_MOST`), and a page of their places, newest first. */
export interface Found {
  total: number;
  isMore: boolean;
  places(limit: number, offset: number): RawBuilder<{ rowid: number }>;
}

export interface WordParts {
  db: Database;
  engine: Engine;
  tokens: Tokens;
  topics: readonly Topic[];
}

/** The topic of that name, whatever the case. */
export function topicOf(topics: readonly Topic[], name: string): Topic | undefined {
  const folded = wordsOf(name).join(' ');
  return topics.find((one) => one.names.some((own) => wordsOf(own).join(' ') === folded));
}

/**
 * Rows that hold every word, or one of the words of the topic that is named. When none does, the beginning of the
 * last word is enough: it may still be being typed. `person` narrows quotes down to one speaker's.
 */
export async function findWords(parts: WordParts, table: WordTable, words: string, person?: number): Promise<Found> {
  const { db, engine, tokens } = parts;
  const [or, and] = engine === 'sqlite' ? [' OR ', ' AND '] : [' | ', ' & '];
  const rows = (query: string): RawBuilder<unknown> =>
    engine === 'sqlite'
      ? sql`FROM ${sql.table(table)} WHERE ${sql.id(table)} MATCH ${query}`
      : sql`FROM ${sql.table(table)} WHERE words @@ to_tsquery('simple', ${query})`;

  async function look(written: string | undefined): Promise<Found | undefined> {
    if (written === undefined) return undefined;
    const who = person === undefined ? undefined : writeQuery(engine, [[personWord(person)]]);
    const query = who === undefined ? written : `${who}${and}(${written})`;
    const counted = await countRows(db, sql`SELECT 1 ${rows(query)}`);
    if (counted.total === 0) return undefined;
    return {
      ...counted,
      places: (limit, offset) => sql`(SELECT rowid ${rows(query)} ORDER BY rowid DESC LIMIT ${limit} OFFSET ${offset})`,
    };
  }

  const topic = topicOf(parts.topics, words);
  const ofTopic = topic?.words.flatMap((one) => writeQuery(engine, tokens.query(one)) ?? []).map((one) => `(${one})`);
  const groups = tokens.query(words);
  const mayBegin = (groups.at(-1)?.[0] ?? '').length >= BEGINNING_LETTERS;
  return (
    (await look(ofTopic ? ofTopic.join(or) : writeQuery(engine, groups))) ??
    (mayBegin ? await look(writeQuery(engine, groups, true)) : undefined) ?? {
      total: 0,
      isMore: false,
      places: () => sql`(SELECT rowid FROM ${sql.table(table)} WHERE 1 = 0)`,
    }
  );
}
