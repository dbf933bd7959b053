import { FeedError } from '#core/errors.ts';
import { decodeFeed } from './decode.ts';
import { normaliseFeed, type ParsedFeed, type RawFeed } from './normalise.ts';
import { readRawFeed } from './raw-feed.ts';
import { closeTruncated, closeTruncatedJson, cutToRoot, escapeStray } from './salvage.ts';
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

/** As it is, then with strays escaped, then closed after its last whole entry, then by the second parser. */
async function readDamaged(text: string): Promise<RawFeed> {
  const repairs = text.startsWith('{')
    ? [() => text, () => closeTruncatedJson(text)]
    : [() => text, () => escapeStray(text), () => closeTruncated(text), () => closeTruncated(escapeStray(text))];
  let cause: unknown;
  for (const repair of repairs) {
    try {
      const repaired = repair();
      if (repaired !== undefined) return readRawFeed(repaired);
    } catch (error) {
      cause = error;
    }
  }
  const salvaged = text.startsWith('{') ? undefined : await readSecondHand(escapeStray(text));
  if (salvaged) return salvaged;
  throw new FeedError('not-a-feed', undefined, { cause });
}
