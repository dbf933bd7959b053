import { FeedError } from '#core/errors.ts';
import { decodeFeed } from './decode.ts';
import { normaliseFeed, type ParsedFeed, type RawFeed } from './normalise.ts';
import { readRawFeed } from './raw-feed.ts';
import { closeTruncated, cutToRoot, escapeStray } from './salvage.ts';

export type { ParsedFeed } from './normalise.ts';

export interface FeedHints {
  /** The answer's Content-Type, for its charset. */
  contentType?: string;
  /** Where the feed was had in the end; relative links are resolved against it. */
  url?: string;
}

/**
 * A feed in RSS, RDF, Atom or JSON Feed, damaged or not, as one shape: dates in UTC, links absolute and http(s) only.
 * Throws FeedError `empty`, `too-large`, `encoding`, `html` or `not-a-feed`, and nothing else.
 */
export async function parseFeed(bytes: Uint8Array, hints: FeedHints): Promise<ParsedFeed> {
  const text = cutToRoot(decodeFeed(bytes, hints.contentType));
  return normaliseFeed(readDamaged(text), hints.url);
}

/** As it is, then with strays escaped, then closed after its last whole entry. */
function readDamaged(text: string): RawFeed {
  const repairs = [
    () => text,
    () => escapeStray(text),
    () => closeTruncated(text),
    () => closeTruncated(escapeStray(text)),
  ];
  let cause: unknown;
  for (const repair of text.startsWith('{') ? repairs.slice(0, 1) : repairs) {
    try {
      const repaired = repair();
      if (repaired !== undefined) return readRawFeed(repaired);
    } catch (error) {
      cause = error;
    }
  }
  throw new FeedError('not-a-feed', undefined, { cause });
}
