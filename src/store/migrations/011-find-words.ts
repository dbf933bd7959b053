import type { Engine } from '../schema.ts';

/**
 * The words of an article are too long for their row, so PostgreSQL keeps them beside the table and fetches them one by
 * one when it does not go by the index. Its planner does not know how dear that is, and is not asked.
 */
export function findWords(engine: Engine): string[] {
  if (engine === 'sqlite') return [];
  return [
    `CREATE FUNCTION find_article_words(asked TSQUERY, most INTEGER) RETURNS SETOF BIGINT LANGUAGE sql STABLE
    SET enable_seqscan = off SET enable_indexscan = off
    AS 'SELECT rowid FROM article_words WHERE words @@ asked LIMIT most'`,
  ];
}
