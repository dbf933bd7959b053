import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Retention } from '#core/operations.ts';

/** Rows of each kind in one step: a few milliseconds of the database. */
const ROWS_AT_ONCE = 200;
/** Between steps the others have their turn: at most a fifth of the time is spent on this. */
const PAUSE_MS = 50;

export interface PruneParts {
  retention: Retention;
  keepMs: number;
  clock: Clock;
  log: Log;
  meter: Meter;
}

/** Forgets what is over in small steps until nothing is left to forget; gives the rows by kind. */
export function createPrune({ retention, keepMs, clock, log, meter }: PruneParts) {
  return async (signal?: AbortSignal): Promise<Record<string, number>> => {
    const total: Record<string, number> = {};
    while (!signal?.aborted) {
      const gone = await retention.step({ now: clock.now(), keepMs, limit: ROWS_AT_ONCE });
      if (Object.keys(gone).length === 0) break;
      for (const [kind, rows] of Object.entries(gone)) {
        total[kind] = (total[kind] ?? 0) + rows;
        meter.count('pruned', { kind }, rows);
      }
      await clock.sleep(PAUSE_MS, signal);
    }
    if (Object.keys(total).length > 0) log.info('retention.pruned', total);
    return total;
  };
}
