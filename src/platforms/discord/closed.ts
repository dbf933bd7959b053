import type { Notes } from '#core/platform.ts';

const NOTE = 'closed';

export interface Closed {
  load(): Promise<void>;
  close(address: string): Promise<void>;
  /** Writing is possible again: true when it was not before, so that it is told once. */
  open(address: string): Promise<boolean>;
}

/**
 * Addresses that refused posts, over restarts too: what was given back while we were away can so be found out,
 * and a channel that was never closed costs nothing.
 */
export function createClosed(notes: Notes): Closed {
  const addresses = new Set<string>();
  const save = (): Promise<void> => notes.set(NOTE, JSON.stringify([...addresses]));
  return {
    async load() {
      for (const address of JSON.parse((await notes.get(NOTE)) ?? '[]') as string[]) addresses.add(address);
    },
    async close(address) {
      if (addresses.has(address)) return;
      addresses.add(address);
      await save();
    },
    async open(address) {
      if (!addresses.delete(address)) return false;
      await save();
      return true;
    },
  };
}
