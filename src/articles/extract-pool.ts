import { Piscina } from 'piscina';
import { FeedError } from '#core/errors.ts';
import type { Extracted, PageHints } from './extract.ts';
import type { ExtractTask } from './extract-worker.ts';

const IDLE_MS = 30_000;
const MEMORY_MB = 384;
/** A page of 1.5 MB takes a second and a half when everything is cold. */
const KILL_MS = 6000;

export interface ExtractPool {
  /** As `extract`, in a thread that is killed when it takes too long (FeedError `too-slow`) or too much memory (`too-large`). */
  extract(bytes: Uint8Array, hints: PageHints): Promise<Extracted>;
  close(): Promise<void>;
}

/** One thread that reads pages, so that no page holds up the program. `killMs`: time a page may take once it is its turn. */
export function createExtractPool({ killMs = KILL_MS }: { killMs?: number } = {}): ExtractPool {
  const pool = new Piscina<ExtractTask, Extracted>({
    filename: new URL('extract-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  // A thread that dies idle is replaced by the next task; without a listener it would end the program.
  pool.on('error', () => undefined);
  let last: Promise<unknown> = Promise.resolve();

  return {
    extract(bytes, hints) {
      const page = last.then(() => pool.run({ bytes, hints }, { signal: AbortSignal.timeout(killMs) }));
      last = page.catch(() => undefined);
      return page.catch((error: unknown) => {
        throw faultOf(error);
      });
    },
    close: () => pool.destroy(),
  };
}

function faultOf(error: unknown): FeedError {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new FeedError(outOfMemory ? 'too-large' : 'too-slow', undefined, { cause: error });
}
