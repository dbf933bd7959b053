import type { Wish } from '#core/alerts.ts';
import { type Clause, holdsAny, type Term } from './query.ts';
import type { Reader, Reading } from './reading.ts';

/** Words of a name that are looked up together; a longer name is looked up by its first ones and then compared. */
const GRAM_WORDS = 3;
/** Counters of how often a form is met; a power of two. */
const COUNTERS = 1 << 16;
const NONE = -1;

/** What a pattern is looked up by, and how a hit is confirmed (absent: the look-up is the proof). */
interface Pattern {
  keys: string[];
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
 * term, and its subscriptions are a linked list in typed arrays, so that adding and removing one takes constant time.
 */
export function createMatchIndex(reader: Reader): MatchIndex {
  const byKey = new Map<string, number | number[]>();
  const patternOf = new Map<string, number>();
  const patterns: (Pattern | undefined)[] = [];
  const names: (string | undefined)[] = [];
  const free: number[] = [];
  /** For words that a name begins with: how many names do. */
  const starts = new Map<string, number>();
  const met = new Uint32Array(COUNTERS);
  let heads = new Int32Array(1024).fill(NONE);
  let stamps = new Int32Array(1024).fill(NONE);
  let next = new Int32Array(1024).fill(NONE);
  let previous = new Int32Array(1024).fill(NONE);
  let owners = new Int32Array(1024).fill(NONE);
  let highest = 0;
  let size = 0;
  let round = 0;

  const rarity = (word: string[]): number => Math.max(...word.map((form) => met[bucketOf(form)]!));
  /** The word of a clause that is met least; of words never met the longest. */
  function rarest(terms: Term[]): string[] {
    return terms.flat().reduce((best, word) => {
      const [one, other] = [rarity(word), rarity(best)];
      return one < other || (one === other && word[0]!.length > best[0]!.length) ? word : best;
    });
  }

  function describe(wish: Pick<Wish, 'kind' | 'target'>): Pattern | undefined {
    if (wish.kind === 'person') {
      const name = reader.nameOf(wish.target);
      if (name.length === 0) return undefined;
      const gram = name.slice(0, GRAM_WORDS).join(' ');
      return { keys: [`g:${gram}`], name: name.length > GRAM_WORDS ? name : undefined };
    }
    const clauses = reader.clauses(wish);
    if (!clauses) return { keys: [`${wish.kind}:${wish.target}`] };
    if (clauses.length === 0) return undefined;
    const isPlain = clauses.every(({ all, none }) => none.length === 0 && all.length === 1 && all[0]!.length === 1);
    const keys = new Set(clauses.flatMap(({ all }) => rarest(all).map((form) => `w:${form}`)));
    return { keys: [...keys], clauses: isPlain ? undefined : clauses };
  }

  function link(key: string, pattern: number): void {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, pattern);
    else if (typeof known === 'number') byKey.set(key, [known, pattern]);
    else known.push(pattern);
    if (!key.startsWith('g:')) return;
    const start = key.slice(2).split(' ', 1)[0]!;
    starts.set(start, (starts.get(start) ?? 0) + 1);
  }

  function unlink(key: string, pattern: number): void {
    const known = byKey.get(key);
    const rest = typeof known === 'object' ? known.filter((one) => one !== pattern) : [];
    if (rest.length === 0) byKey.delete(key);
    else byKey.set(key, rest.length === 1 ? rest[0]! : rest);
    if (!key.startsWith('g:')) return;
    const start = key.slice(2).split(' ', 1)[0]!;
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
    if (pattern >= heads.length) {
      heads = grown(heads, pattern + 1);
      stamps = grown(stamps, pattern + 1);
    }
    heads[pattern] = NONE;
    stamps[pattern] = NONE;
    for (const key of made.keys) link(key, pattern);
    return pattern;
  }

  function remove(id: number): void {
    const pattern = owners[id] ?? NONE;
    if (pattern === NONE) return;
    const [before, after] = [previous[id]!, next[id]!];
    if (before === NONE) heads[pattern] = after;
    else next[before] = after;
    if (after !== NONE) previous[after] = before;
    owners[id] = NONE;
    size -= 1;
    if (heads[pattern] !== NONE) return;
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

  /** Keys that an article answers to. */
  function* keysOf(reading: Reading): Generator<string> {
    for (const form of reading.forms) {
      met[bucketOf(form)]! += 1;
      yield `w:${form}`;
    }
    const { exact } = reading;
    for (let at = 0; at < exact.length; at++) {
      if (!starts.has(exact[at]!)) continue;
      let gram = `g:${exact[at]!}`;
      yield gram;
      for (let step = 1; step < GRAM_WORDS && at + step < exact.length; step++) {
        gram += ` ${exact[at + step]!}`;
        yield gram;
      }
    }
    for (const topic of reading.topics) yield `topic:${topic}`;
    for (const storyId of reading.storyIds) yield `story:${storyId}`;
    yield `feed:${reading.feedId}`;
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
        next = grown(next, id + 1);
        previous = grown(previous, id + 1);
      }
      const head = heads[pattern]!;
      next[id] = head;
      previous[id] = NONE;
      if (head !== NONE) previous[head] = id;
      heads[pattern] = id;
      owners[id] = pattern;
      highest = Math.max(highest, id);
      size += 1;
    },

    match(reading) {
      round += 1;
      const bits = new Uint32Array((highest >>> 5) + 1);
      let matched = 0;
      const visit = (pattern: number): void => {
        if (stamps[pattern] === round) return;
        stamps[pattern] = round;
        if (!confirmed(patterns[pattern]!, reading)) return;
        for (let id = heads[pattern]!; id !== NONE; id = next[id]!) {
          bits[id >>> 5]! |= 1 << (id & 31);
          matched += 1;
        }
      };
      for (const key of keysOf(reading)) {
        const found = byKey.get(key);
        if (typeof found === 'number') visit(found);
        else if (found) for (const pattern of found) visit(pattern);
      }
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
