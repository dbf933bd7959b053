import { Piscina } from 'piscina';
import { FeedError } from '#core/errors.ts';
import { MAX_FEED_BYTES } from './decode.ts';
import type { ParseOutcome, ParseTask } from './parse-worker.ts';
import type { FeedHints, ParsedFeed } from './parse.ts';

const MAX_THREADS = 2;
const IDLE_MS = 30_000;
const MEMORY_MB = 256;
/** A feed of 20 MB takes half a second; what takes longer than this is an attack or a fault. */
const KILL_MS = 10_000;

export interface ParsePool {
  /** As `parseFeed`, in a thread that is killed when it takes too long (FeedError `too-slow`) or too much memory (`too-large`). */
  parse(bytes: Uint8Array, hints: FeedHints): Promise<ParsedFeed>;
  close(): Promise<void>;
}

/** Threads that parse feeds, so that no feed can stop the program. `killMs`: time a feed may take once it has a thread. */
export function createParsePool({ killMs = KILL_MS }: { killMs?: number } = {}): ParsePool {
  const pool = new Piscina<ParseTask, ParseOutcome>({
    filename: new URL('parse-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: MAX_THREADS,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const inTurn = createQueue(MAX_THREADS);
  // A thread that dies idle is replaced by the next task; without a listener it would end the program.
  pool.on('error', () => undefined);

  return {
    async parse(bytes, hints) {
      // Refused here, before a copy of it travels to a thread.
      if (bytes.length > MAX_FEED_BYTES) throw new FeedError('too-large', `${bytes.length} bytes`);
      // The timer starts with a free thread: a slow feed must not cost those that wait behind it their time.
      const outcome = await inTurn(() => pool.run({ bytes, hints }, { signal: AbortSignal.timeout(killMs) })).catch(
        (error: unknown) => {
          throw faultOf(error);
        },
      );
      if ('feed' in outcome) return outcome.feed;
      throw new FeedError(outcome.fault, outcome.detail);
    },
    close: () => pool.destroy(),
  };
}

function faultOf(error: unknown): FeedError {
  if (error instanceof Error && error.name === 'AbortError')
    return new FeedError('too-slow', undefined, { cause: error });
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new FeedError('too-large', 'memory', { cause: error });
  return new FeedError('not-a-feed', 'parser failed', { cause: error });
}

/** Runs at most `limit` tasks at once; the others wait in the order in which they came. */
function createQueue(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
