/** Ids of subscriptions that match, kept as one bit each. */
export interface Matched {
  size: number;
  /** Ids above `after`, ascending, at most `limit`. */
  after(after: number, limit: number): number[];
}

export function readMatched(bits: Uint32Array, size: number): Matched {
  return {
    size,
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
}
