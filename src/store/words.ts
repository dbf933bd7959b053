import { wordsOf } from '#text/minhash.ts';
import { mayBePersonWord, personWord, type WordTable } from './index-words.ts';
import { allOf, anyOf, type Found, lookUp, NOTHING, wordsBeginning, writeQuery } from './look-up.ts';
import type { Database, Engine } from './schema.ts';

export interface Tokens {
  /** Folded words and stems of a text, as they are kept. */
  index(text: string, lang?: string): string[];
  /** A query as AND of ORs: each word with its stems. */
  query(words: string): string[][];
}

/** Letters from which the last word may be a beginning. */
const BEGINNING_LETTERS = 4;

/** A subject of its own, such as "Politik": what bears one of its names is looked for by its words. */
export interface Topic {
  names: readonly string[];
  words: readonly string[];
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
  const who = person === undefined ? undefined : writeQuery(engine, [[personWord(person)]]);

  async function look(query: string | undefined): Promise<Found | undefined> {
    if (query === undefined) return undefined;
    const found = await lookUp(parts, table, who === undefined ? query : allOf(engine, [who, query]));
    return found.total === 0 ? undefined : found;
  }

  const groups = tokens.query(words);
  /** The last word with everything that begins so in its place. */
  async function begun(): Promise<string | undefined> {
    const last = groups.at(-1) ?? [];
    if ((last[0] ?? '').length < BEGINNING_LETTERS) return undefined;
    if (table === 'quote_words' && last.some(mayBePersonWord)) return undefined;
    const known = engine === 'sqlite' ? await wordsBeginning(db, table, last) : undefined;
    if (known?.length === 0) return undefined;
    return known ? writeQuery(engine, [...groups.slice(0, -1), known]) : writeQuery(engine, groups, true);
  }

  const topic = topicOf(parts.topics, words);
  const ofTopic = topic?.words.flatMap((one) => writeQuery(engine, tokens.query(one)) ?? []);
  const exactly = await look(ofTopic ? anyOf(engine, ofTopic) : writeQuery(engine, groups));
  return exactly ?? (await look(await begun())) ?? NOTHING;
}
