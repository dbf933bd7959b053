import type { Sentence } from './tokens.ts';

/** Sentences of a summary, and the length from which no further one is taken (UTF-16 units). */
const SENTENCES_MOST = 2;
const LENGTH_MOST = 420;
const WORDS_LEAST = 5;
/** Sentences looked at for a beginning that stands by itself. */
const LOOKED_AT = 8;
/** A sentence that starts like this hangs on something before it. */
const DANGLING = /^(?:["“(]|(?:dia|ia|hal (?:ini|itu)|selain itu|namun|demikian|he|she|it|but|however)(?!\p{L}))/iu;

/** The first sentences as they stand: in news the lead is hard to beat as a summary. */
export function summarise(text: string, sentences: readonly Sentence[]): string[] {
  const shown = sentences.slice(0, LOOKED_AT).map(({ start, end }) => text.slice(start, end));
  const summary: string[] = [];
  let length = 0;
  for (const sentence of shown) {
    if (DANGLING.test(sentence) || sentence.split(/\s+/u).length < WORDS_LEAST) continue;
    if (summary.length > 0 && length + sentence.length > LENGTH_MOST) break;
    summary.push(sentence);
    length += sentence.length;
    if (summary.length === SENTENCES_MOST) break;
  }
  return summary.length > 0 ? summary : shown.slice(0, 1);
}
