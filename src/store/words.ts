import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Engine, Schema } from './schema.ts';

export interface Tokens {
  /** Folded words and stems of a text, as they are kept. */
  index(text: string, lang?: string): string[];
  /** A query as AND of ORs: each word with its stems. */
  query(words: string): string[][];
}

type Table = 'article_words' | 'quote_words';

/** Writes the words of a row into the full-text index. */
export async function indexWords(
  tx: Transaction<Schema>,
  engine: Engine,
  table: Table,
  id: number,
  words: string[],
): Promise<void> {
  const text = words.join(' ');
  const value = engine === 'sqlite' ? sql`${text}` : sql`to_tsvector('simple', ${text})`;
  await sql`INSERT INTO ${sql.table(table)} (rowid, words) VALUES (${id}, ${value})`.execute(tx);
}

/** Row numbers that hold every word; a query without any word holds nothing. Only letters and digits reach the engine's query language. */
export function matchingIds(engine: Engine, table: Table, groups: string[][]): RawBuilder<unknown> {
  const clean = groups
    .map((group) => group.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter(Boolean))
    .filter((group) => group.length > 0);
  if (clean.length === 0) return sql`(SELECT rowid FROM ${sql.table(table)} WHERE 1 = 0)`;
  const [or, and] = engine === 'sqlite' ? [' OR ', ' AND '] : [' | ', ' & '];
  const [quote, beginning] = engine === 'sqlite' ? ['"', '*'] : ["'", ':*'];
  // The last word may still be being typed: its beginning is enough.
  const query = clean
    .map(
      (group, at) =>
        `(${group.map((one) => `${quote}${one}${quote}${at === clean.length - 1 ? beginning : ''}`).join(or)})`,
    )
    .join(and);
  return engine === 'sqlite'
    ? sql`(SELECT rowid FROM ${sql.table(table)} WHERE words MATCH ${query})`
    : sql`(SELECT rowid FROM ${sql.table(table)} WHERE words @@ to_tsquery('simple', ${query}))`;
}
