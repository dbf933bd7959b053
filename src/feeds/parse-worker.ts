import { FeedError, type FeedFault } from '#core/errors.ts';
import { type FeedHints, type ParsedFeed, parseFeed } from './parse.ts';

export interface ParseTask {
  bytes: Uint8Array;
  hints: FeedHints;
}

/** Errors lose their class between threads, so a fault crosses as a value. */
export type ParseOutcome = { feed: ParsedFeed } | { fault: FeedFault; detail: string };

/** What the pool's threads run. */
export default async function parseTask({ bytes, hints }: ParseTask): Promise<ParseOutcome> {
  try {
    return { feed: await parseFeed(bytes, hints) };
  } catch (error) {
    if (error instanceof FeedError) return { fault: error.fault, detail: error.message };
    throw error;
  }
}
