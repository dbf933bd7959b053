import { truncate } from './truncate.ts';

/** A bound nearer to the start than this share of the room would leave a stump: the next weaker bound is taken. */
const BOUND_SHARE = 0.5;
/** After the end of a paragraph, of a sentence, of a word: the strongest that is near enough. */
const BOUNDS = [/\n\s*/gu, /[.!?…]["”’»)\]]*\s+/gu, /\s+/gu];

/**
 * `text` in pieces of at most `max` UTF-16 units each, cut at the end of a paragraph, else of a sentence, else of
 * a word, and only inside a word (never inside a grapheme) when there is no other place. Nothing but white space
 * at the cuts is lost.
 */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const head = rest.slice(0, max + 1);
    let at = 0;
    for (const bound of BOUNDS) {
      for (const found of head.matchAll(bound)) {
        const end = found.index + found[0].trimEnd().length;
        if (end <= max) at = Math.max(at, end);
      }
      if (at >= max * BOUND_SHARE) break;
    }
    // No bound at all: the grapheme rule of truncate(), without its ellipsis; a grapheme longer than the room is cut.
    if (at === 0) at = truncate(rest, max).length - 1;
    if (at <= 0) at = max;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}
