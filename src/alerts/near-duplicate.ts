/**
 * Near-duplicates of text: agency copies and moved pages. Only these are held back from a destination; two reports of
 * one happening are two articles (CONTRACT §6).
 */

/** Words that are compared together. */
const SHINGLE_WORDS = 3;
/** Share of common shingles from which two texts are the same. */
const SAME_LEAST = 0.9;
/** Of shorter texts only exact copies count: a template with another name in it is other news. */
const SHORT_WORDS = 40;

export interface Text {
  title: readonly string[];
  words: readonly string[];
}

const shinglesOf = (words: readonly string[]): Set<string> =>
  new Set(words.slice(SHINGLE_WORDS - 1).map((_, at) => words.slice(at, at + SHINGLE_WORDS).join(' ')));

/** Another number is other news, however alike the words: a quake of 5.2 is not the quake of 6.1. */
const numbersOf = (words: readonly string[]): string =>
  words
    .filter((word) => /\d/u.test(word))
    .sort()
    .join(' ');

/** True when one text repeats the other nearly word for word, with the same numbers in it. */
export function isNearDuplicate(one: Text, other: Text): boolean {
  if (Math.min(one.words.length, other.words.length) < SHORT_WORDS) {
    const whole = ({ title, words }: Text): string => [...title, '\n', ...words].join(' ');
    return whole(one) === whole(other);
  }
  if (numbersOf(one.words) !== numbersOf(other.words)) return false;
  const [mine, theirs] = [shinglesOf(one.words), shinglesOf(other.words)];
  const common = [...mine].filter((one) => theirs.has(one)).length;
  return common / (mine.size + theirs.size - common) >= SAME_LEAST;
}
