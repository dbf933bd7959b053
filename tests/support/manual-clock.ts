import type { Clock } from '#core/clock.ts';

export interface ManualClock extends Clock {
  /** Moves time on and wakes whoever slept until then. */
  advanceTo(moment: Date): void;
}

/** A clock that stands still until a test moves it. */
export function createManualClock(start: Date): ManualClock {
  let now = start.getTime();
  let sleepers: { at: number; wake(): void }[] = [];
  return {
    now: () => new Date(now),
    advanceTo(moment) {
      now = Math.max(now, moment.getTime());
      const due = sleepers.filter((one) => one.at <= now);
      sleepers = sleepers.filter((one) => one.at > now);
      for (const one of due) one.wake();
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        sleepers.push({ at: now + ms, wake: resolve });
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
}
