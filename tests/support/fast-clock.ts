import { type Clock, systemClock } from '#core/clock.ts';

/** A clock that runs so many times faster than the real one: what takes a minute takes seconds, in the same order. */
export function createFastClock(times: number): Clock {
  const started = performance.now();
  const base = Date.now();
  return {
    now: () => new Date(base + (performance.now() - started) * times),
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  };
}
