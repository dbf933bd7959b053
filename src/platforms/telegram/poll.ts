import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Api } from './api.ts';
import { isTokenRefused, TelegramFailure } from './errors.ts';
import type { Intake } from './intake.ts';
import { type Update, UPDATE_KINDS } from './types.ts';

const SECOND_MS = 1000;
/** Seconds that Telegram may hold a request open while nothing happens. */
const HOLD_S = 50;
/** Beyond that the connection is dead. */
const HOLD_MOST_MS = (HOLD_S + 15) * SECOND_MS;
/** Waits after failures in a row, in seconds; a `retry_after` of any length comes before. */
const RETRY_S = [1, 2, 5, 15, 30];
/** Another process polls with the same token, or the token is refused: both may end, neither soon. */
const STANDBY_MS = 15 * SECOND_MS;

export type PollTrouble = 'unauthorised' | 'conflict' | 'unavailable';

/**
 * Long polling: one request at a time, each acknowledging what the one before brought. Ends when the signal aborts,
 * after everything under way is done and the offset was told to Telegram, so that nothing is handed out again.
 */
export async function poll(parts: {
  api: Api;
  intake: Intake;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Told of trouble when it begins, and with undefined when it is over. */
  report(trouble: PollTrouble | undefined): void;
}): Promise<void> {
  const { api, intake, clock, log, signal, report } = parts;
  let offset: number | undefined;
  let failures = 0;

  function waitAfter(error: unknown): number {
    if (error instanceof TelegramFailure) {
      const isConflict = error.kind === 'refused' && error.code === 409;
      if (isTokenRefused(error) || isConflict) {
        report(isConflict ? 'conflict' : 'unauthorised');
        return STANDBY_MS;
      }
      if (error.retryAfterMs !== undefined) return error.retryAfterMs;
    }
    report('unavailable');
    return RETRY_S[Math.min(failures, RETRY_S.length) - 1]! * SECOND_MS;
  }

  while (!signal.aborted) {
    try {
      const updates = await api.call<Update[]>(
        'getUpdates',
        { timeout: HOLD_S, allowed_updates: UPDATE_KINDS, ...(offset === undefined ? {} : { offset }) },
        { signal, timeoutMs: HOLD_MOST_MS },
      );
      failures = 0;
      report(undefined);
      await Promise.all(updates.map((update) => intake.take(update)));
      const last = updates.at(-1);
      if (last) offset = last.update_id + 1;
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      const waitMs = waitAfter(error);
      if (failures === 1) log.warn('telegram.poll-failed', { error, waitMs });
      await clock.sleep(waitMs, signal);
    }
  }
  await intake.idle();
  if (offset === undefined) return;
  await api
    .call('getUpdates', { offset, limit: 1, timeout: 0, allowed_updates: UPDATE_KINDS }, { timeoutMs: 5 * SECOND_MS })
    .catch((error: unknown) => log.warn('telegram.offset-not-saved', { error }));
}
