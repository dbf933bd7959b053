import type { Quote } from '#core/analysis.ts';
import type { Mention } from './names.ts';
import { creditIn, dayIn, type Reading } from './reading.ts';
import type { Attribution } from './speakers.ts';
import type { Sentence } from './tokens.ts';

export type Draft = Omit<Quote, 'confidence'>;

/** Words a reported clause needs at least to say something. */
export const CLAUSE_WORDS = 3;
/** A quoted fragment inside a reporter's clause is a quote of its own from so many words on (annotation rule 2). */
export const FRAGMENT_WORDS = 6;
/** Share of a clause's words between marks from which it is a direct quote with its attribution. */
const QUOTED_SHARE_MOST = 0.7;

/** A stretch of tokens. */
export interface Part {
  from: number;
  to: number;
}

/** Writes down what somebody is said to have said: the parts of a sentence that are theirs. */
export function createSayings(reading: Reading) {
  const { text, tokens, speakers, lexicon } = reading;
  const ends = lexicon.pack.clauseEnds.map((phrase) => phrase.split(' '));

  const countWords = ({ from, to }: Part): number => {
    let words = 0;
    for (let at = from; at < to; at += 1) if (tokens[at]!.word) words += 1;
    return words;
  };

  /** Without "… when asked about it": what is said about the saying. */
  function withoutEnd({ from, to }: Part): Part {
    for (let at = from + CLAUSE_WORDS; at < to; at += 1)
      if (
        ends.some((words) => words.every((word, next) => tokens[at + next]?.low === word && !tokens[at + next]!.quoted))
      )
        return { from, to: at };
    return { from, to };
  }

  function trim({ from, to }: Part): Part {
    let first = from;
    let end = to;
    while (first < end && /^[,:;–—-]$/u.test(tokens[first]!.text)) first += 1;
    while (end > first && /^[,;–—-]$/u.test(tokens[end - 1]!.text)) end -= 1;
    return { from: first, to: end };
  }

  function draft(
    who: Mention | Attribution,
    sentence: Sentence,
    parts: readonly Part[],
    day?: string,
  ): Draft | undefined {
    const kept = parts
      .map(withoutEnd)
      .map(trim)
      .filter((part) => countWords(part) > 0);
    if (kept.reduce((sum, part) => sum + countWords(part), 0) < CLAUSE_WORDS) return undefined;
    const clause = kept.flatMap(({ from, to }) => tokens.slice(from, to));
    // A clause that is nothing but a quote is a direct quote.
    const quoted = clause.filter((token) => token.quoted && token.word).length;
    const words = clause.filter((token) => token.word).length;
    if (quoted >= QUOTED_SHARE_MOST * words && (quoted >= FRAGMENT_WORDS || quoted === words)) return undefined;
    // Only who really says something is remembered as the one who spoke last.
    const attribution = 'resolution' in who ? who : speakers.attribute(who, sentence.paragraph);
    const first = kept[0]!;
    const last = kept.at(-1)!;
    const start = tokens[first.from]!.start;
    const end = tokens[last.to - 1]!.end;
    const segments = kept.map(({ from, to }) => text.slice(tokens[from]!.start, tokens[to - 1]!.end));
    return {
      text: segments.join(' '),
      ...(segments.length > 1 ? { segments } : {}),
      sentence: text.slice(sentence.start, sentence.end),
      kind: clause.some((token) => token.quoted) ? 'mixed' : 'indirect',
      speaker: attribution.speaker?.name,
      speakerAs: attribution.as,
      role: attribution.speaker?.role,
      date: day ?? dayOutside(sentence, first, last),
      credit: creditIn(reading, sentence.from, first.from) ?? creditIn(reading, last.to, sentence.to),
      start,
      end,
      resolution: attribution.speaker ? attribution.resolution : 'none',
    };
  }

  /** The day of the saying stands in the attribution, outside the clause. */
  function dayOutside(sentence: Sentence, first: Part, last: Part): string | undefined {
    const start = tokens[first.from]!.start;
    const end = tokens[last.to - 1]!.end;
    return (
      (start > sentence.start ? dayIn(reading, sentence.start, start) : undefined) ?? dayIn(reading, end, sentence.end)
    );
  }

  return { draft, countWords, trim };
}
