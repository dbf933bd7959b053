/** ROUGE-1, ROUGE-2 and ROUGE-L as F1 on lower-case words, without stemming (Lin 2004). */
export interface Rouge {
  one: number;
  two: number;
  longest: number;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function f1(found: number, wanted: number, shared: number): number {
  return shared === 0 ? 0 : (2 * shared) / (found + wanted);
}

function ngrams(words: readonly string[], size: number): string[] {
  return words.slice(0, Math.max(0, words.length - size + 1)).map((_, at) => words.slice(at, at + size).join(' '));
}

function sharedCount(found: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>();
  for (const one of wanted) left.set(one, (left.get(one) ?? 0) + 1);
  let shared = 0;
  for (const one of found) {
    const count = left.get(one) ?? 0;
    if (count > 0) shared += 1;
    left.set(one, count - 1);
  }
  return shared;
}

function longestCommon(one: readonly string[], other: readonly string[]): number {
  const row = new Uint32Array(other.length + 1);
  for (const word of one) {
    let diagonal = 0;
    for (let at = 1; at <= other.length; at += 1) {
      const above = row[at]!;
      row[at] = word === other[at - 1] ? diagonal + 1 : Math.max(above, row[at - 1]!);
      diagonal = above;
    }
  }
  return row[other.length]!;
}

export function rouge(found: string, wanted: string): Rouge {
  const a = wordsOf(found);
  const b = wordsOf(wanted);
  const of = (size: number): number => {
    const left = ngrams(a, size);
    const right = ngrams(b, size);
    return f1(left.length, right.length, sharedCount(left, right));
  };
  return { one: of(1), two: of(2), longest: f1(a.length, b.length, longestCommon(a, b)) };
}
