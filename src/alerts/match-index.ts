import type { Wish } from '#core/alerts.ts';
import { type Matched, readMatched } from './matched.ts';
import { createMembers } from './members.ts';
import { createNumbers } from './numbers.ts';
import { createPostings, type Postings } from './postings.ts';
import { type Clause, holdsAny, type Term } from './query.ts';
import type { Reader, Reading } from './reading.ts';
import { createSame, hashOf } from './same.ts';

/** Words of a name that are looked up together; a longer name is looked up by its first ones and then compared. */
const GRAM_WORDS = 3;
/** Counters of how often a form is met; a power of two. */
const COUNTERS = 1 << 16;
const NONE = -1;

/** What a pattern is looked up by: a form of a word, the first words of a name, or what else an article answers to. */
type By = 'word' | 'name' | 'other';

/**
 * How a hit is confirmed. The look-up alone is the proof of most; of a few single words it is which words must, and must
 * not, be there too (see `required`); of a long name the name; of anything else its clauses.
 */
type Proof = undefined | { words: readonly number[] } | { name: readonly string[] } | { clauses: readonly Clause[] };

export type { Matched } from './matched.ts';

export interface MatchIndex {
  add(id: number, wish: Pick<Wish, 'kind' | 'target'>): void;
  remove(id: number): void;
  match(reading: Reading): Matched;
  size(): number;
}

const bucketOf = (form: string): number => hashOf(form) & (COUNTERS - 1);
const nameOf = ({ kind, target }: Pick<Wish, 'kind' | 'target'>): string => `${kind}:${target}`;
const byOf = (kind: string): By => (kind === 'words' ? 'word' : kind === 'person' ? 'name' : 'other');

/**
 * An inverted index over wishes: subscriptions with the same wish share a pattern, and a pattern is found by its rarest
 * term. Everything is numbers in blocks of memory: a million different wishes fit into little, and both adding and
 * removing take constant time.
 */
export function createMatchIndex(reader: Reader): MatchIndex {
  const found: Record<By, Postings> = { word: createPostings(), name: createPostings(), other: createPostings() };
  const kinds: By[] = ['word', 'name', 'other'];
  const same = createSame();
  const members = createMembers();
  const proofs: Proof[] = [];
  const kindOf = createNumbers(0);
  /** A pattern's last entry among the postings; the others are its siblings. */
  const entryOf = createNumbers(NONE);
  const free: number[] = [];
  let patterns = 0;
  /** For words that a name begins with: how many names do. */
  const starts = new Map<string, number>();
  const met = new Uint32Array(COUNTERS);
  /** The last round in which a pattern was met, and a word. */
  const stamps = createNumbers(NONE);
  const there = createNumbers(NONE);
  let highest = 0;
  let size = 0;
  let round = 0;

  const rarity = (word: string[]): number => Math.max(...word.map((form) => met[bucketOf(form)]!));
  /** Patterns that are looked up by a word already: before any article was read, what many wish for is what is common. */
  const crowd = (word: string[]): number => Math.max(...word.map((form) => found.word.size(form)));
  /** The word of a clause that is met least; of words never met the one wished for least, then the longest. */
  function rarest(terms: readonly Term[]): string[] {
    const marks = (word: string[]): number[] => [rarity(word), crowd(word), -word[0]!.length];
    return terms.flat().reduce((best, word) => {
      const [one, other] = [marks(word), marks(best)];
      const at = one.findIndex((mark, index) => mark !== other[index]);
      return at >= 0 && one[at]! < other[at]! ? word : best;
    });
  }

  /** Words besides the one that is looked up, as numbers: forms of a word that must be there end in a 0, those of one that must not are negative. */
  function required({ all, none }: Clause, key: string[]): number[] {
    const number = (form: string): number => found.word.hold(form) + 1;
    const must = all.flat().filter((word) => word !== key);
    return [...must.flatMap((word) => [...word.map(number), 0]), ...none.flat(2).map((form) => -number(form))];
  }

  function proofOf(clauses: readonly Clause[], keys: string[][]): Proof {
    const [first] = clauses;
    const isOne = clauses.length === 1 && [...first!.all, ...first!.none].every((term) => term.length === 1);
    if (isOne) {
      const words = required(first!, keys[0]!);
      return words.length > 0 ? { words } : undefined;
    }
    const isPlain = clauses.every(({ all, none }) => none.length === 0 && all.length === 1 && all[0]!.length === 1);
    return isPlain ? undefined : { clauses };
  }

  /** What a wish is looked up by and confirmed by; undefined when it asks for nothing. */
  function describe(wish: Pick<Wish, 'kind' | 'target'>): { keys: Iterable<string>; proof: Proof } | undefined {
    if (wish.kind === 'person') {
      const name = reader.nameOf(wish.target);
      if (name.length === 0) return undefined;
      return { keys: [name.slice(0, GRAM_WORDS).join(' ')], proof: name.length > GRAM_WORDS ? { name } : undefined };
    }
    const clauses = reader.clauses(wish);
    if (!clauses) return { keys: [nameOf(wish)], proof: undefined };
    if (clauses.length === 0) return undefined;
    const keys = clauses.map(({ all }) => rarest(all));
    return { keys: new Set(keys.flat()), proof: proofOf(clauses, keys) };
  }

  function countStart(key: string, by: number): void {
    const start = key.split(' ', 1)[0]!;
    const left = (starts.get(start) ?? 0) + by;
    if (left === 0) starts.delete(start);
    else starts.set(start, left);
  }

  function patternFor(wish: Pick<Wish, 'kind' | 'target'>): number | undefined {
    const name = nameOf(wish);
    const known = same.find(name);
    if (known !== undefined) return known;
    const made = describe(wish);
    if (!made) return undefined;
    const pattern = free.pop() ?? patterns++;
    same.add(pattern, name);
    proofs[pattern] = made.proof;
    stamps.set(pattern, NONE);
    const by = byOf(wish.kind);
    kindOf.set(pattern, kinds.indexOf(by));
    let entry = NONE;
    for (const key of made.keys) {
      entry = found[by].put(key, pattern, entry);
      if (by === 'name') countStart(key, 1);
    }
    entryOf.set(pattern, entry);
    return pattern;
  }

  function forget(pattern: number): void {
    const by = kinds[kindOf.get(pattern)]!;
    for (let entry = entryOf.get(pattern); entry !== NONE;) {
      if (by === 'name') countStart(found.name.wordAt(entry), -1);
      entry = found[by].drop(entry);
    }
    const proof = proofs[pattern];
    if (proof && 'words' in proof) for (const one of proof.words) if (one !== 0) found.word.letGo(Math.abs(one) - 1);
    proofs[pattern] = undefined;
    same.remove(pattern);
    free.push(pattern);
  }

  function remove(id: number): void {
    const gone = members.leave(id);
    if (!gone) return;
    size -= 1;
    if (gone.left === 0) forget(gone.pattern);
  }

  function holdsWords(words: readonly number[]): boolean {
    let isThere = false;
    for (const one of words) {
      if (one === 0) {
        if (!isThere) return false;
        isThere = false;
      } else if (there.get(Math.abs(one) - 1) === round) {
        if (one < 0) return false;
        isThere = true;
      }
    }
    return true;
  }

  function confirmed(proof: Proof, reading: Reading): boolean {
    if (proof === undefined) return true;
    if ('words' in proof) return holdsWords(proof.words);
    if ('clauses' in proof) return holdsAny(proof.clauses, reading);
    const { exact } = reading;
    return exact.some((_, at) => proof.name.every((word, step) => exact[at + step] === word));
  }

  /** Hands every pattern that an article answers to `visit`; some more than once. */
  function look(reading: Reading, visit: (pattern: number) => void): void {
    const visitAll = (by: By, key: string): void => {
      const term = found[by].termOf(key);
      if (term !== undefined) found[by].each(term, visit);
    };
    const terms: number[] = [];
    for (const form of reading.forms) {
      met[bucketOf(form)]! += 1;
      const term = found.word.termOf(form);
      if (term === undefined) continue;
      there.set(term, round);
      terms.push(term);
    }
    // A pattern is confirmed by other words than its own: all must be known before.
    for (const term of terms) found.word.each(term, visit);
    const { exact } = reading;
    for (let at = 0; at < exact.length; at++) {
      let gram = exact[at]!;
      if (!starts.has(gram)) continue;
      visitAll('name', gram);
      for (let step = 1; step < GRAM_WORDS && at + step < exact.length; step++) {
        gram += ` ${exact[at + step]!}`;
        visitAll('name', gram);
      }
    }
    for (const topic of reading.topics) visitAll('other', `topic:${topic}`);
    for (const storyId of reading.storyIds) visitAll('other', `story:${storyId}`);
    visitAll('other', `feed:${reading.feedId}`);
  }

  return {
    remove,
    size: () => size,
    add(id, wish) {
      remove(id);
      const pattern = patternFor(wish);
      if (pattern === undefined) return;
      members.join(pattern, id);
      highest = Math.max(highest, id);
      size += 1;
    },

    match(reading) {
      round += 1;
      const bits = new Uint32Array((highest >>> 5) + 1);
      let matched = 0;
      look(reading, (pattern) => {
        if (stamps.get(pattern) === round) return;
        stamps.set(pattern, round);
        if (confirmed(proofs[pattern], reading)) matched += members.mark(pattern, bits);
      });
      return readMatched(bits, matched);
    },
  };
}
