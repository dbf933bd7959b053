import { createNumbers } from './numbers.ts';

const NONE = -1;

/**
 * Which numbers stand under which word. A word is a number itself while anything refers to it, and all lists lie in a
 * few blocks of memory: a million of them cost no objects. Adding and removing take constant time.
 */
export interface Postings {
  /** The word's number, when anything refers to it. */
  termOf(word: string): number | undefined;
  /** Refers to a word; each time it must be let go once. */
  hold(word: string): number;
  letGo(term: number): void;
  /** Puts a value under a word; `sibling` is an earlier entry of the same value. Gives the entry. */
  put(word: string, value: number, sibling: number): number;
  /** Takes an entry away; gives its sibling, or -1. */
  drop(entry: number): number;
  /** The word that an entry stands under. */
  wordAt(entry: number): string;
  /** How many values stand under a word. */
  size(word: string): number;
  each(term: number, visit: (value: number) => void): void;
}

export function createPostings(): Postings {
  const terms = new Map<string, number>();
  const words: (string | undefined)[] = [];
  const freeTerms: number[] = [];
  const [heads, references, sizes] = [createNumbers(NONE), createNumbers(0), createNumbers(0)];
  /** Of an entry: its value, its neighbours under the same word, that word, and the value's earlier entry. */
  const [values, next, before] = [createNumbers(NONE), createNumbers(NONE), createNumbers(NONE)];
  const [owners, siblings] = [createNumbers(NONE), createNumbers(NONE)];
  const freeEntries: number[] = [];
  let entries = 0;

  function hold(word: string): number {
    let term = terms.get(word);
    if (term === undefined) {
      term = freeTerms.pop() ?? words.length;
      terms.set(word, term);
      words[term] = word;
      heads.set(term, NONE);
      references.set(term, 0);
      sizes.set(term, 0);
    }
    references.set(term, references.get(term) + 1);
    return term;
  }

  function letGo(term: number): void {
    const left = references.get(term) - 1;
    references.set(term, left);
    if (left > 0) return;
    terms.delete(words[term]!);
    words[term] = undefined;
    freeTerms.push(term);
  }

  return {
    termOf: (word) => terms.get(word),
    hold,
    letGo,
    put(word, value, sibling) {
      const term = hold(word);
      const entry = freeEntries.pop() ?? entries++;
      const head = heads.get(term);
      values.set(entry, value);
      owners.set(entry, term);
      siblings.set(entry, sibling);
      next.set(entry, head);
      before.set(entry, NONE);
      if (head !== NONE) before.set(head, entry);
      heads.set(term, entry);
      sizes.set(term, sizes.get(term) + 1);
      return entry;
    },
    drop(entry) {
      const [term, after, prior] = [owners.get(entry), next.get(entry), before.get(entry)];
      if (prior === NONE) heads.set(term, after);
      else next.set(prior, after);
      if (after !== NONE) before.set(after, prior);
      sizes.set(term, sizes.get(term) - 1);
      freeEntries.push(entry);
      letGo(term);
      return siblings.get(entry);
    },
    wordAt: (entry) => words[owners.get(entry)]!,
    size(word) {
      const term = terms.get(word);
      return term === undefined ? 0 : sizes.get(term);
    },
    each(term, visit) {
      for (let entry = heads.get(term); entry !== NONE; entry = next.get(entry)) visit(values.get(entry));
    },
  };
}
