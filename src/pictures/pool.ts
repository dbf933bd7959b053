import { Piscina } from 'piscina';
import type { Log } from '#core/log.ts';
import type { TimelinePicture } from '#core/picture.ts';
import { canShow } from './layout.ts';

const IDLE_MS = 60_000;
const MEMORY_MB = 256;
/** An answer waits so long for its picture; without it, it is still an answer. */
const WAIT_MS = 2500;
/** No picture takes so long but one that hangs. */
const KILL_MS = 30_000;
/** Pictures waiting to be drawn; more are answered in text alone. */
const QUEUE_MOST = 20;
/** Pictures kept: whoever pages to and fro gets the same ones. */
const KEPT_MOST = 32;

export interface Pictures {
  /** PNG bytes, or undefined when it can't be drawn in time or with the fonts at hand. Never throws. */
  draw(picture: TimelinePicture): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

/** Draws in a thread of its own, so that no picture holds up the program. */
export function createPictures({ log, waitMs = WAIT_MS }: { log: Log; waitMs?: number }): Pictures {
  const pool = new Piscina<TimelinePicture, Uint8Array>({
    filename: new URL('draw-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    maxQueue: QUEUE_MOST,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  // A thread that dies idle is replaced by the next task; without a listener it would end the program.
  pool.on('error', () => undefined);
  const kept = new Map<string, Promise<Uint8Array | undefined>>();

  function start(key: string, picture: TimelinePicture): Promise<Uint8Array | undefined> {
    const drawing = pool.run(picture, { signal: AbortSignal.timeout(KILL_MS) }).catch((error: unknown) => {
      kept.delete(key);
      log.warn('picture.failed', { error });
      return undefined;
    });
    kept.set(key, drawing);
    if (kept.size > KEPT_MOST) kept.delete(kept.keys().next().value!);
    return drawing;
  }

  return {
    async draw(picture) {
      const shown = [picture.title, picture.footer, ...picture.entries.flatMap((one) => Object.values(one))];
      if (picture.entries.length === 0 || !shown.every((text) => canShow(text ?? ''))) return undefined;
      const key = JSON.stringify(picture);
      const drawing = kept.get(key) ?? start(key, picture);
      // Whoever asks again has the picture that came too late for this answer.
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, waitMs, undefined);
      });
      try {
        return await Promise.race([drawing, late]);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => pool.destroy(),
  };
}
