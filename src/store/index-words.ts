import { CompiledQuery, sql, type Transaction } from 'kysely';
import { jsonOf, keepStatement } from './insert.ts';
import type { Engine, Schema } from './schema.ts';
import type { GroupWork } from './sqlite.ts';

/** The full-text indexes; a row's number is its place (place.ts). */
const WORD_TABLES = ['article_words', 'quote_words'] as const;
export type WordTable = (typeof WORD_TABLES)[number];

const PERSON = 'person';
/** The word that stands for a speaker in the index, so that who and what are found in one look. No text holds it. */
export const personWord = (personId: number): string => `${PERSON}${personId}`;
/** Whether somebody who types this may be on the way to a speaker's word: by its beginning nothing is looked for. */
export const mayBePersonWord = (typed: string): boolean => PERSON.startsWith(typed) || /^person\d/u.test(typed);

/** The words of an index in their order. */
export const vocabularyOf = (table: WordTable): string => `${table}_in_use`;
const waiting = (table: WordTable): string => `${table}_waiting`;

const vocabularies = WORD_TABLES.map(
  (table) => `CREATE VIRTUAL TABLE temp.${vocabularyOf(table)} USING fts5vocab(main, ${table}, instance)`,
);

/**
 * SQLite's index writes a segment of its own at every savepoint and for every row out of order. So words wait in a
 * temporary table, from which a transaction that fails takes back its own, and go in together, sorted, before the
 * one COMMIT of a group.
 */
export const wordWork: GroupWork = {
  onOpen: {
    writer: [
      ...WORD_TABLES.map(
        (table) => `CREATE TEMP TABLE ${waiting(table)} (rowid INTEGER PRIMARY KEY, words TEXT NOT NULL)`,
      ),
      ...vocabularies,
    ].join('; '),
    reader: vocabularies.join('; '),
  },
  beforeCommit(run) {
    for (const table of WORD_TABLES) {
      const from = `temp.${waiting(table)}`;
      if (run(`SELECT 1 FROM ${from} LIMIT 1`).length === 0) continue;
      run(`INSERT INTO ${table} (rowid, words) SELECT rowid, words FROM ${from} ORDER BY rowid`);
      run(`DELETE FROM ${from}`);
    }
  },
};

const INSERT_WORDS = Object.fromEntries(
  WORD_TABLES.map((table) => {
    const text = `INSERT INTO ${table} (rowid, words) SELECT CAST(v ->> 0 AS BIGINT), to_tsvector('simple', v ->> 1)
      FROM jsonb_array_elements(CAST($1 AS JSONB)) v`;
    keepStatement(text);
    return [table, text];
  }),
) as Record<WordTable, string>;

/** Writes the words of rows into a full-text index, under their places. */
export async function indexWords(
  tx: Transaction<Schema>,
  engine: Engine,
  table: WordTable,
  rows: readonly { place: number; words: Iterable<string> }[],
): Promise<void> {
  if (rows.length === 0) return;
  const written = rows.map(({ place, words }) => [place, [...new Set(words)].join(' ')] as const);
  if (engine === 'postgres') {
    await tx.executeQuery(CompiledQuery.raw(INSERT_WORDS[table], [jsonOf(written)]));
    return;
  }
  const values = written.map(([place, text]) => sql`(${place}, ${text})`);
  await sql`INSERT INTO ${sql.id('temp', waiting(table))} (rowid, words) VALUES ${sql.join(values)}`.execute(tx);
}

/** Takes rows out of a full-text index, those too that were written by the same group and wait. */
export async function dropWords(
  tx: Transaction<Schema>,
  engine: Engine,
  table: WordTable,
  places: readonly number[],
): Promise<void> {
  const from = [sql.table(table), ...(engine === 'sqlite' ? [sql.id('temp', waiting(table))] : [])];
  for (const one of from) await sql`DELETE FROM ${one} WHERE rowid IN (${sql.join(places)})`.execute(tx);
}
