import { FeedError } from '#core/errors.ts';
import { decodeFeed } from './decode.ts';
import { normaliseFeed, type ParsedFeed, type RawFeed } from './normalise.ts';
import { readRawFeed } from './raw-feed.ts';
import { closeTruncatedJson, cutToRoot } from './salvage.ts';
import { readSecondHand } from './second-parser.ts';

export type { ParsedFeed } from './normalise.ts';

export interface FeedHints {
  /** The answer's Content-Type, for its charset. */
  contentType?: string;
  /** Where the feed was had in the end; relative links are resolved against it. */
  url?: string;
}

/**
 * A feed in RSS, RDF, Atom or JSON Feed, damaged or not, as one shape: dates in UTC, links absolute and http(s) only.
 * Takes linear time, so it is safe in the caller's thread; a thread of its own keeps the program answering (parse-pool.ts).
 * Throws FeedError `empty`, `too-large`, `encoding`, `html` or `not-a-feed`, and nothing else.
 */
export async function parseFeed(bytes: Uint8Array, hints: FeedHints): Promise<ParsedFeed> {
  const text = cutToRoot(decodeFeed(bytes, hints.contentType));
  return normaliseFeed(await readDamaged(text), hints.url);
}

/** A document that ends early gives what is whole in it. Where the tags don't add up, the second parser has its say. */
async function readDamaged(text: string): Promise<RawFeed> {
  const isJson = text.startsWith('{');
  const read = readRawFeed(text) ?? readRawFeed(closeTruncatedJson(text) ?? '{}');
  if (read?.isSure) return read.feed;
  const second = isJson ? undefined : await readSecondHand(text);
  if (second && second.items.length >= (read?.feed.items.length ?? 0)) {
    const { title = second.title, language = second.language, siteUrl = second.siteUrl, ...more } = read?.feed ?? {};
    return { ...more, title, language, siteUrl, items: second.items };
  }
  if (read && read.feed.items.length > 0) return read.feed;
  throw new FeedError('not-a-feed');
}
