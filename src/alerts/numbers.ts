const FIRST_ROOM = 1024;

/** Numbers by index in one block of memory that grows; what was never set is `empty`. */
export interface Numbers {
  get(at: number): number;
  set(at: number, value: number): void;
}

export function createNumbers(empty: number): Numbers {
  let room = new Int32Array(FIRST_ROOM).fill(empty);
  return {
    get: (at) => (at < room.length ? room[at]! : empty),
    set(at, value) {
      if (at >= room.length) {
        const larger = new Int32Array(Math.max(at + 1, room.length * 2)).fill(empty);
        larger.set(room);
        room = larger;
      }
      room[at] = value;
    },
  };
}
