import type { Wish } from '#core/alerts.ts';
import { type Clause, holdsAny, type Term } from './query.ts';
import type { Reader, Reading } from './reading.ts';

/** Words of a name that are looked up together; a longer name is looked up by its first ones and then compared. */
const GRAM_WORDS = 3;
/** Counters of how often a form is met; a power of two. */
const COUNTERS = 1 << 16;
const NONE = -1;
const FIRST_ROOM = 1024;

/** What a pattern is looked up by: a form of a word, the first words of a name, or what else an article answers to. */
interface Key {
  by: 'word' | 'name' | 'other';
  key: string;
}

/** What a pattern is looked up by, and how a hit is confirmed (absent: the look-up is the proof). */
interface Pattern {
  keys: Key[];
  name?: string[] | undefined;
  clauses?: Clause[] | undefined;
}

/** Ids of subscriptions that match, kept as one bit each. */
export interface Matched {
  size: number;
  /** Ids above `after`, ascending, at most `limit`. */
  after(after: number, limit: number): number[];
}

export interface MatchIndex {
  add(id: number, wish: Pick<Wish, 'kind' | 'target'>): void;
  remove(id: number): void;
  match(reading: Reading): Matched;
  size(): number;
}

const bucketOf = (form: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < form.length; at++) hash = Math.imul(hash ^ form.charCodeAt(at), 0x01000193);
  return (hash >>> 0) & (COUNTERS - 1);
};

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, array.length * 2)).fill(NONE);
  larger.set(array);
  return larger;
}

/**
 * An inverted index over wishes: subscriptions with the same wish share a pattern, a pattern is found by its rarest
 * term, and its subscriptions lie side by side in one typed array. Adding puts one at the end, removing puts the last in
 * its place, so that both take constant time and a match reads memory in order.
 */
export function createMatchIndex(reader: Reader): MatchIndex {
  const found: Record<Key['by'], Map<string, number | number[]>> = {
    word: new Map(),
    name: new Map(),
    other: new Map(),
  };
  const patternOf = new Map<string, number>();
  const patterns: (Pattern | undefined)[] = [];
  const names: (string | undefined)[] = [];
  const free: number[] = [];
  /** For words that a name begins with: how many names do. */
  const starts = new Map<string, number>();
  const met = new Uint32Array(COUNTERS);
  /** The subscriptions of a pattern: one as its number, several as an array with room to grow. */
  const members: (number | Int32Array)[] = [];
  let counts = new Int32Array(FIRST_ROOM);
  let stamps = new Int32Array(FIRST_ROOM).fill(NONE);
  /** Of a subscription: its pattern, and its place among the members. */
  let owners = new Int32Array(FIRST_ROOM).fill(NONE);
  let slots = new Int32Array(FIRST_ROOM);
  let highest = 0;
  let size = 0;
  let round = 0;

  const rarity = (word: string[]): number => Math.max(...word.map((form) => met[bucketOf(form)]!));
  /** Patterns that are looked up by a word already: before any article was read, what many wish for is what is common. */
  function crowd(word: string[]): number {
    const under = word.map((form) => found.word.get(form));
    return Math.max(...under.map((one) => (typeof one === 'object' ? one.length : one === undefined ? 0 : 1)));
  }
  /** The word of a clause that is met least; of words never met the one wished for least, then the longest. */
  function rarest(terms: Term[]): string[] {
    const marks = (word: string[]): number[] => [rarity(word), crowd(word), -word[0]!.length];
    return terms.flat().reduce((best, word) => {
      const [one, other] = [marks(word), marks(best)];
      const at = one.findIndex((mark, index) => mark !== other[index]);
      return at >= 0 && one[at]! < other[at]! ? word : best;
    });
  }

  function describe(wish: Pick<Wish, 'kind' | 'target'>): Pattern | undefined {
    if (wish.kind === 'person') {
      const name = reader.nameOf(wish.target);
      if (name.length === 0) return undefined;
      const gram = name.slice(0, GRAM_WORDS).join(' ');
      return { keys: [{ by: 'name', key: gram }], name: name.length > GRAM_WORDS ? name : undefined };
    }
    const clauses = reader.clauses(wish);
    if (!clauses) return { keys: [{ by: 'other', key: `${wish.kind}:${wish.target}` }] };
    if (clauses.length === 0) return undefined;
    const isPlain = clauses.every(({ all, none }) => none.length === 0 && all.length === 1 && all[0]!.length === 1);
    const keys = new Set(clauses.flatMap(({ all }) => rarest(all)));
    return { keys: [...keys].map((key) => ({ by: 'word', key })), clauses: isPlain ? undefined : clauses };
  }

  function link({ by, key }: Key, pattern: number): void {
    const known = found[by].get(key);
    if (known === undefined) found[by].set(key, pattern);
    else if (typeof known === 'number') found[by].set(key, [known, pattern]);
    else known.push(pattern);
    if (by !== 'name') return;
    const start = key.split(' ', 1)[0]!;
    starts.set(start, (starts.get(start) ?? 0) + 1);
  }

  function unlink({ by, key }: Key, pattern: number): void {
    const known = found[by].get(key);
    const rest = typeof known === 'object' ? known.filter((one) => one !== pattern) : [];
    if (rest.length === 0) found[by].delete(key);
    else found[by].set(key, rest.length === 1 ? rest[0]! : rest);
    if (by !== 'name') return;
    const start = key.split(' ', 1)[0]!;
    const left = starts.get(start)! - 1;
    if (left === 0) starts.delete(start);
    else starts.set(start, left);
  }

  function patternFor(wish: Pick<Wish, 'kind' | 'target'>): number | undefined {
    const name = `${wish.kind}:${wish.target}`;
    const known = patternOf.get(name);
    if (known !== undefined) return known;
    const made = describe(wish);
    if (!made) return undefined;
    const pattern = free.pop() ?? patterns.length;
    patterns[pattern] = made;
    names[pattern] = name;
    patternOf.set(name, pattern);
    if (pattern >= counts.length) {
      counts = grown(counts, pattern + 1);
      stamps = grown(stamps, pattern + 1);
    }
    counts[pattern] = 0;
    stamps[pattern] = NONE;
    for (const key of made.keys) link(key, pattern);
    return pattern;
  }

  function join(pattern: number, id: number): void {
    const count = counts[pattern]!;
    const known = members[pattern];
    if (count === 0) members[pattern] = id;
    else if (typeof known === 'number') members[pattern] = Int32Array.of(known, id);
    else {
      const room = count < known!.length ? known! : grown(known!, count + 1);
      room[count] = id;
      members[pattern] = room;
    }
    owners[id] = pattern;
    slots[id] = count;
    counts[pattern] = count + 1;
  }

  function remove(id: number): void {
    const pattern = owners[id] ?? NONE;
    if (pattern === NONE) return;
    owners[id] = NONE;
    size -= 1;
    const left = counts[pattern]! - 1;
    counts[pattern] = left;
    const known = members[pattern]!;
    if (left > 0 && typeof known === 'object') {
      const last = known[left]!;
      known[slots[id]!] = last;
      slots[last] = slots[id]!;
      return;
    }
    for (const key of patterns[pattern]!.keys) unlink(key, pattern);
    patternOf.delete(names[pattern]!);
    patterns[pattern] = undefined;
    names[pattern] = undefined;
    free.push(pattern);
  }

  function confirmed({ name, clauses }: Pattern, reading: Reading): boolean {
    if (clauses) return holdsAny(clauses, reading);
    if (!name) return true;
    const { exact } = reading;
    return exact.some((word, at) => word === name[0] && name.every((one, step) => exact[at + step] === one));
  }

  /** Hands every pattern that an article answers to `visit`; some more than once. */
  function look(reading: Reading, visit: (pattern: number) => void): void {
    const visitAll = (by: Key['by'], key: string): void => {
      const known = found[by].get(key);
      if (typeof known === 'number') visit(known);
      else if (known) for (const pattern of known) visit(pattern);
    };
    for (const form of reading.forms) {
      met[bucketOf(form)]! += 1;
      visitAll('word', form);
    }
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
      if (id >= owners.length) {
        owners = grown(owners, id + 1);
        slots = grown(slots, id + 1);
      }
      join(pattern, id);
      highest = Math.max(highest, id);
      size += 1;
    },

    match(reading) {
      round += 1;
      const bits = new Uint32Array((highest >>> 5) + 1);
      let matched = 0;
      look(reading, (pattern) => {
        if (stamps[pattern] === round) return;
        stamps[pattern] = round;
        if (!confirmed(patterns[pattern]!, reading)) return;
        const ids = members[pattern]!;
        const count = counts[pattern]!;
        matched += count;
        if (typeof ids === 'number') bits[ids >>> 5]! |= 1 << (ids & 31);
        else for (let slot = 0; slot < count; slot++) bits[ids[slot]! >>> 5]! |= 1 << (ids[slot]! & 31);
      });
      return {
        size: matched,
        after(after, limit) {
          const ids: number[] = [];
          for (let at = (after + 1) >>> 5; at < bits.length && ids.length < limit; at++) {
            let word = bits[at]!;
            while (word !== 0 && ids.length < limit) {
              const low = word & -word;
              const id = at * 32 + (31 - Math.clz32(low));
              if (id > after) ids.push(id);
              word ^= low;
            }
          }
          return ids;
        },
      };
    },
  };
}
