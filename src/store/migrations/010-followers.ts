import type { Engine } from '../schema.ts';

/** The followers of a feed in the order that fan-out goes through them, a few at a time. */
export function followers(_engine: Engine): string[] {
  return ['DROP INDEX channel_feeds_feed', 'CREATE INDEX channel_feeds_feed ON channel_feeds (feed_id, channel_id)'];
}
