import type { Span } from './clean.ts';
import type { Lexicon } from './lexicon.ts';
import type { Marked } from './marks.ts';
import type { Names } from './names.ts';
import type { Registry } from './registry.ts';
import type { Speakers } from './speakers.ts';
import type { Sentence, Token } from './tokens.ts';
import type { DateContext, FoundDate } from './dates.ts';

/** One article on its way through the analysis. */
export interface Reading {
  text: string;
  paragraphs: readonly Span[];
  marked: readonly Marked[];
  tokens: readonly Token[];
  sentences: readonly Sentence[];
  lexicon: Lexicon;
  names: Names;
  registry: Registry;
  speakers: Speakers;
  /** The dates of a sentence. */
  datesIn: (sentence: Span, context?: DateContext) => FoundDate[];
}

/** Index of the first token at or after an offset. */
export function tokenAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Units of an attribution in which its day and credit are looked for. */
const ATTRIBUTION_MOST = 260;

/** The first whole day named in a stretch, at most an attribution's length. */
export function dayIn(reading: Reading, start: number, end: number): string | undefined {
  if (end <= start) return undefined;
  const last = Math.min(end, start + ATTRIBUTION_MOST);
  const sentence = reading.sentences[reading.tokens[tokenAt(reading.tokens, start)]?.sentence ?? -1];
  if (!sentence) return undefined;
  return reading.datesIn(sentence).find((one) => one.precision === 'day' && one.start >= start && one.end <= last)
    ?.date;
}

/** The outlet or agency that an attribution gives: "dilansir AP", "told Reuters". */
export function creditIn(reading: Reading, from: number, to: number): string | undefined {
  const { tokens, lexicon, text } = reading;
  for (let at = from; at < Math.min(to, from + 40); at += 1) {
    if (tokens[at]!.quoted || !lexicon.credits.has(tokens[at]!.low)) continue;
    let start = at + 1;
    while (start < to && lexicon.creditJoiners.has(tokens[start]!.low)) start += 1;
    let end = start;
    while (end < to && end < start + 4 && tokens[end]!.capital && !lexicon.calendar.has(tokens[end]!.low)) end += 1;
    if (end > start) return text.slice(tokens[start]!.start, tokens[end - 1]!.end);
  }
  return undefined;
}
