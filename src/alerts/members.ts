import { createNumbers } from './numbers.ts';

const NONE = -1;

/** The subscriptions of each pattern, side by side in memory, so that a match reads them in order. */
export interface Members {
  /** Gives the pattern's members after it. */
  join(pattern: number, id: number): void;
  /** The pattern that an id belonged to, and how many are left there; undefined when it belonged to none. */
  leave(id: number): { pattern: number; left: number } | undefined;
  /** Sets the bit of each member; gives how many there are. */
  mark(pattern: number, bits: Uint32Array): number;
}

export function createMembers(): Members {
  /** One member as its number, several as an array with room to grow. */
  const members: (number | Int32Array)[] = [];
  const counts = createNumbers(0);
  /** Of a subscription: its pattern, and its place among the members. */
  const owners = createNumbers(NONE);
  const slots = createNumbers(0);

  return {
    join(pattern, id) {
      const count = counts.get(pattern);
      const known = members[pattern];
      if (count === 0) members[pattern] = id;
      else if (typeof known === 'number') members[pattern] = Int32Array.of(known, id);
      else {
        let room = known!;
        if (count === room.length) {
          room = new Int32Array(count * 2);
          room.set(known!);
          members[pattern] = room;
        }
        room[count] = id;
      }
      owners.set(id, pattern);
      slots.set(id, count);
      counts.set(pattern, count + 1);
    },
    leave(id) {
      const pattern = owners.get(id);
      if (pattern === NONE) return undefined;
      owners.set(id, NONE);
      const left = counts.get(pattern) - 1;
      counts.set(pattern, left);
      const known = members[pattern]!;
      if (left > 0 && typeof known === 'object') {
        // The last takes its place.
        const last = known[left]!;
        known[slots.get(id)] = last;
        slots.set(last, slots.get(id));
      }
      return { pattern, left };
    },
    mark(pattern, bits) {
      const ids = members[pattern]!;
      const count = counts.get(pattern);
      if (typeof ids === 'number') bits[ids >>> 5]! |= 1 << (ids & 31);
      else for (let slot = 0; slot < count; slot++) bits[ids[slot]! >>> 5]! |= 1 << (ids[slot]! & 31);
      return count;
    },
  };
}
