import { wordsOf } from './minhash.ts';
import { editDistance } from './nearest.ts';

/** Letters that a typing error may put in place of another. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
/** Words shorter than this are taken as they are: one error makes anything of them. */
const ERROR_LETTERS = 4;
/** So many new words at once are sorted in together, fewer one by one. */
const SORT_FROM = 64;

export interface Named<T> {
  value: T;
  words: readonly string[];
  /** Higher is offered sooner. */
  score: number;
}

/** Names in memory, found by the beginnings of their words, with one typing error forgiven. */
export interface Lookup<T> {
  /** Adds a name under a key of its own, or replaces it. */
  set(key: string, name: Named<T>): void;
  get(key: string): Named<T> | undefined;
  /** The best names for what was typed: every word must begin one of the name's words. */
  find(typed: string, limit: number, accepts?: (value: T) => boolean): T[];
  /** Names each of whose words asked for is near one of theirs, the nearest first; `edits` in all, at most `most` a word. */
  near(asked: string, most: number, limit: number): { name: Named<T>; edits: number }[];
  readonly size: number;
}

/** All texts one typing error away: a letter too few, too many, wrong, or two swapped. */
function oneErrorAway(word: string): Set<string> {
  const all = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (after) all.add(before + after.slice(1));
    if (after.length > 1) all.add(before + after[1]! + after[0]! + after.slice(2));
    for (const letter of LETTERS) {
      if (after) all.add(before + letter + after.slice(1));
      all.add(before + letter + after);
    }
  }
  all.delete(word);
  return all;
}

const begins = (word: string, typed: string): boolean => word.startsWith(typed);
function nearlyBegins(word: string, typed: string): boolean {
  if (begins(word, typed)) return true;
  if (typed.length < ERROR_LETTERS) return false;
  return [-1, 0, 1].some((more) => editDistance(typed, word.slice(0, typed.length + more), 1) <= 1);
}

export function createLookup<T>(): Lookup<T> {
  const names = new Map<string, Named<T>>();
  const holders = new Map<string, Set<string>>();
  /** Every word, sorted; words added since are put in when next asked. */
  let sorted: string[] = [];
  let fresh: string[] = [];

  function settle(): void {
    if (fresh.length > SORT_FROM) sorted = [...sorted, ...fresh].sort();
    else for (const word of fresh) sorted.splice(bound(word), 0, word);
    fresh = [];
  }

  /** Position of the first word not before `text`. */
  function bound(text: string): number {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function* keysBeginning(text: string): Generator<string> {
    for (let at = bound(text); at < sorted.length && sorted[at]!.startsWith(text); at++)
      yield* holders.get(sorted[at]!)!;
  }

  return {
    set(key, name) {
      const before = names.get(key);
      names.set(key, name);
      const words = new Set(name.words);
      for (const word of before?.words ?? []) if (!words.has(word)) holders.get(word)?.delete(key);
      for (const word of words) {
        let held = holders.get(word);
        if (!held) {
          holders.set(word, (held = new Set()));
          fresh.push(word);
        }
        held.add(key);
      }
    },
    get: (key) => names.get(key),
    find(typed, limit, accepts = () => true) {
      settle();
      const words = wordsOf(typed);
      // The longest word has the fewest holders; the others are checked on what it finds.
      const longest = words.toSorted((a, b) => b.length - a.length)[0];
      if (longest === undefined) return [];
      const collect = (beginnings: Iterable<string>, fits: typeof begins): Named<T>[] => {
        const found = new Set<Named<T>>();
        for (const beginning of beginnings) {
          for (const key of keysBeginning(beginning)) {
            const name = names.get(key)!;
            if (accepts(name.value) && words.every((word) => name.words.some((one) => fits(one, word))))
              found.add(name);
          }
        }
        return [...found];
      };
      let found = collect([longest], begins);
      if (found.length === 0 && words.length > 1) found = collect([longest], nearlyBegins);
      if (found.length === 0 && longest.length >= ERROR_LETTERS) found = collect(oneErrorAway(longest), nearlyBegins);
      return found
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ value }) => value);
    },
    near(asked, most, limit) {
      settle();
      const words = wordsOf(asked);
      const longest = words.toSorted((a, b) => b.length - a.length)[0];
      if (longest === undefined) return [];
      // Whoever errs seldom errs in the first letter; one error anywhere is found besides.
      const close = new Set<string>();
      for (let at = bound(longest[0]!); at < sorted.length && sorted[at]!.startsWith(longest[0]!); at++) {
        if (editDistance(longest, sorted[at]!, most) <= most) close.add(sorted[at]!);
      }
      for (const one of oneErrorAway(longest)) if (holders.has(one)) close.add(one);
      const keys = new Set([...close].flatMap((one) => [...holders.get(one)!]));
      const nearest = (name: Named<T>, word: string): number =>
        Math.min(...name.words.map((own) => editDistance(word, own, word.length < ERROR_LETTERS ? 1 : most)));
      return [...keys]
        .map((key) => names.get(key)!)
        .map((name) => ({ name, edits: words.map((word) => nearest(name, word)) }))
        .filter(({ edits }) => edits.every((one) => one <= most))
        .map(({ name, edits }) => ({ name, edits: edits.reduce((sum, one) => sum + one, 0) }))
        .sort((a, b) => a.edits - b.edits || b.name.score - a.name.score)
        .slice(0, limit);
    },
    get size() {
      return names.size;
    },
  };
}
