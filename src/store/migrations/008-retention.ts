import type { Engine } from '../schema.ts';

/** What is over can be found, and an undated item that was pruned is not taken for news again. */
export function retention(_engine: Engine): string[] {
  return [
    'CREATE INDEX articles_fetched ON articles (fetched_at, id)',
    'CREATE TABLE forgotten (name TEXT PRIMARY KEY, at BIGINT NOT NULL)',
    'CREATE INDEX forgotten_at ON forgotten (at)',
  ];
}
