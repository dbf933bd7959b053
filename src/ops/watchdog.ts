import { Worker } from 'node:worker_threads';

const BEAT_MS = 1000;
const CHECK_MS = 5000;
/** A loop that stood still for a minute will not go on: nothing here computes for so long. */
const CHECKS = 12;
/** The watcher only counts; most of this is what Node itself needs to load it. */
const HEAP_MB = 64;

/**
 * Ends the process when its event loop is stuck, so that a supervisor starts it again and another machine takes over;
 * a kill at any moment is safe. A thread watches, because a stuck loop can't watch itself.
 */
export function startWatchdog({ checkMs = CHECK_MS, checks = CHECKS } = {}): { stop(): Promise<void> } {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const timer = setInterval(() => Atomics.add(beats, 0, 1), Math.min(BEAT_MS, checkMs)).unref();
  const worker = new Worker(new URL('./watchdog-worker.ts', import.meta.url), {
    workerData: { beats, checkMs, checks },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.unref();
  return {
    async stop() {
      clearInterval(timer);
      await worker.terminate();
    },
  };
}
