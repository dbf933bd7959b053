import type { Clock } from '#core/clock.ts';

/** Turns of the event loop without anything to do, before time jumps. */
export interface AutoClock extends Clock {
  advance(ms: number): void;
  /** Time stands still while this says so: a server has requests under way. */
  waitFor(busy: () => boolean): void;
}

/**
 * A clock that jumps to the next sleeper as soon as the process has nothing else to do: waits of hours take no time,
 * and still come in their order. Requests under way are given a few turns of the event loop.
 */
export function createAutoClock(start = new Date('2026-11-24T03:00:00Z')): AutoClock {
  let now = start.getTime();
  let busy: () => boolean = () => false;
  let sleepers: { at: number; wake(): void }[] = [];
  let turning = false;

  function turn(idle: number): void {
    if (sleepers.length === 0) {
      turning = false;
      return;
    }
    // What is on its way to the disk is something to do, too.
    if (busy() || process.getActiveResourcesInfo().includes('FSReqCallback')) {
      setTimeout(turn, 1, IDLE_TURNS);
      return;
    }
    if (idle > 0) {
      setImmediate(turn, idle - 1);
      return;
    }
    const next = Math.min(...sleepers.map((sleeper) => sleeper.at));
    now = Math.max(now, next);
    const due = sleepers.filter((sleeper) => sleeper.at <= now);
    sleepers = sleepers.filter((sleeper) => sleeper.at > now);
    for (const sleeper of due) sleeper.wake();
    setImmediate(turn, IDLE_TURNS);
  }

  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms;
    },
    waitFor(given) {
      busy = given;
    },
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener(
          'abort',
          () => {
            sleepers = sleepers.filter((one) => one !== sleeper);
            resolve();
          },
          { once: true },
        );
        if (turning) return;
        turning = true;
        setImmediate(turn, IDLE_TURNS);
      });
    },
  };
}

const IDLE_TURNS = 20;
