import type { Notes } from '#core/platform.ts';

/** Notes that last as long as the map does: a restart keeps the map. */
export function memoryNotes(map = new Map<string, string>()): Notes {
  return {
    get: async (key) => map.get(key),
    async set(key, value) {
      map.set(key, value);
    },
    async delete(key) {
      map.delete(key);
    },
  };
}
