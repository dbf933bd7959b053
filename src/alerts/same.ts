import { createNumbers } from './numbers.ts';

const NONE = -1;
const FIRST_BUCKETS = 1024;

export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

/** Finds the number of a text that was given one: a hash table whose chains lie in blocks of memory. */
export interface Same {
  find(text: string): number | undefined;
  add(number: number, text: string): void;
  remove(number: number): void;
}

export function createSame(): Same {
  const texts: (string | undefined)[] = [];
  const next = createNumbers(NONE);
  let buckets = new Int32Array(FIRST_BUCKETS).fill(NONE);
  let size = 0;

  const bucketOf = (text: string): number => hashOf(text) & (buckets.length - 1);

  function link(number: number): void {
    const bucket = bucketOf(texts[number]!);
    next.set(number, buckets[bucket]!);
    buckets[bucket] = number;
  }

  return {
    find(text) {
      for (let number = buckets[bucketOf(text)]!; number !== NONE; number = next.get(number)) {
        if (texts[number] === text) return number;
      }
      return undefined;
    },
    add(number, text) {
      texts[number] = text;
      size += 1;
      if (size <= buckets.length) return link(number);
      buckets = new Int32Array(buckets.length * 2).fill(NONE);
      for (const [other, known] of texts.entries()) if (known !== undefined) link(other);
    },
    remove(number) {
      const bucket = bucketOf(texts[number]!);
      if (buckets[bucket] === number) buckets[bucket] = next.get(number);
      else {
        let prior = buckets[bucket]!;
        while (next.get(prior) !== number) prior = next.get(prior);
        next.set(prior, next.get(number));
      }
      texts[number] = undefined;
      size -= 1;
    },
  };
}
