import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Notes } from '#core/platform.ts';
import type { Update } from './types.ts';

/** Updates remembered as handled. More than Telegram ever sends again: it keeps 24 hours, and repeats what it got no answer for. */
const REMEMBERED = 4096;
/** A batch (or a webhook's sender) waits so long for an update to be handled; the rest is finished behind it. */
const SOON_MS = 10_000;

export interface Intake {
  /** Handles an update unless it was handled before. Resolves when that is done or has taken `SOON_MS`; never rejects. */
  take(update: Update): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** What is handled one after the other: what one person says in one chat. Somebody's slow command holds up nobody else. */
function laneOf(update: Update): string {
  const said = update.message ?? update.channel_post ?? update.callback_query ?? update.inline_query;
  const message = update.message ?? update.channel_post ?? update.callback_query?.message;
  const chat = message?.chat ?? update.my_chat_member?.chat;
  return `${chat?.id ?? ''}:${said?.from?.id ?? ''}`;
}

/**
 * Takes each update once, whichever way it comes and however often: `update_id`s stand in a ring of notes, which
 * outlives a restart and the random new start that Telegram makes of them after a silent week.
 */
export function createIntake(parts: {
  handle(update: Update): Promise<void>;
  notes: Notes;
  clock: Clock;
  log: Log;
}): Intake {
  const { notes, log } = parts;
  const lanes = new Map<string, Promise<void>>();
  const underWay = new Map<number, Promise<void>>();

  async function once(update: Update): Promise<void> {
    const slot = `update:${update.update_id % REMEMBERED}`;
    if ((await notes.get(slot)) === String(update.update_id)) return;
    await parts.handle(update);
    await notes.set(slot, String(update.update_id));
  }

  function queue(update: Update): Promise<void> {
    const lane = laneOf(update);
    const done = (lanes.get(lane) ?? Promise.resolve())
      .then(() => once(update))
      .catch((error: unknown) => log.error('telegram.update-failed', { update: update.update_id, error }))
      .finally(() => {
        underWay.delete(update.update_id);
        if (lanes.get(lane) === done) lanes.delete(lane);
      });
    lanes.set(lane, done);
    underWay.set(update.update_id, done);
    return done;
  }

  return {
    async take(update) {
      if (!Number.isSafeInteger(update.update_id)) return;
      const nap = new AbortController();
      await Promise.race([underWay.get(update.update_id) ?? queue(update), parts.clock.sleep(SOON_MS, nap.signal)]);
      nap.abort();
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
