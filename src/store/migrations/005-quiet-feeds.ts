import type { Engine } from '../schema.ts';

/** Feeds that came with many others show no preview at their first read. */
export function quietFeeds(_engine: Engine): string[] {
  return ['ALTER TABLE feeds ADD COLUMN is_quiet INTEGER NOT NULL DEFAULT 0'];
}
