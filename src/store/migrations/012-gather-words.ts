import type { Engine } from '../schema.ts';

/** Words that wait, in KB; a look-up reads all of them. Words of some sixty articles go into the index together, in order. */
const WAITING_KB = 256;

/**
 * Each article has hundreds of words, and each word is a place of its own in PostgreSQL's index: by far the dearest part
 * of keeping it. SQLite's are gathered before they are written (index-words.ts).
 */
export function gatherWords(engine: Engine): string[] {
  if (engine === 'sqlite') return [];
  return ['article_words', 'quote_words'].map(
    (table) => `ALTER INDEX ${table}_at SET (fastupdate = on, gin_pending_list_limit = ${WAITING_KB})`,
  );
}
