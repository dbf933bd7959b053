import type { Clock } from '#core/clock.ts';
import type { SendLimits } from '#core/platform.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Arrivals are less even than departures, so every window of a chat is taken a little longer (facts/delivery.md §2.3). */
const MARGIN = 1.05;
/** Chats whose moments are remembered; more are tidied up. */
const KEPT_MOST = 5000;

export interface Turns {
  /** Milliseconds until a message may go to a chat, whatever goes on elsewhere. */
  waitFor(address: string): number;
  /** Resolves when it is a message's turn, in order for each chat. */
  take(address: string): Promise<void>;
}

/**
 * Telegram's limits over everything that is said, posts and answers alike, as sliding windows: the delivery paces the
 * posts, but does not see the answers, which may come in bursts. So many in a window, and the next waits.
 */
export function createTurns(clock: Clock, limits: SendLimits): Turns {
  const { group } = limits;
  const spacing = SECOND_MS / limits.perSecond;
  /** When the next message may go, to whomever. */
  let next = 0;
  /** Moments taken, by chat; some lie ahead. */
  const taken = new Map<string, number[]>();
  const most = group?.perMinute ?? 1;

  const chatOf = (address: string): string => address.split(':', 1)[0]!;

  /** When the next message may go to a chat. */
  function nextAt(address: string, now: number): number {
    const times = taken.get(chatOf(address)) ?? [];
    const last = times.at(-1);
    const apart = (SECOND_MS / limits.perAddressPerSecond) * MARGIN;
    const first = group?.of(address) === undefined ? undefined : times.at(-most);
    return Math.max(now, last === undefined ? 0 : last + apart, first === undefined ? 0 : first + MINUTE_MS * MARGIN);
  }

  function forget(now: number): void {
    if (taken.size <= KEPT_MOST) return;
    for (const [chat, times] of taken) if (times.at(-1)! < now - MINUTE_MS * MARGIN) taken.delete(chat);
  }

  return {
    waitFor(address) {
      const now = clock.now().getTime();
      return nextAt(address, now) - now;
    },

    async take(address) {
      const now = clock.now().getTime();
      const at = nextAt(address, now);
      const chat = chatOf(address);
      taken.set(chat, [...(taken.get(chat) ?? []), at].slice(-most));
      forget(now);
      if (at > now) await clock.sleep(at - now);
      const moment = clock.now().getTime();
      const mine = Math.max(moment, next);
      next = mine + spacing;
      if (mine > moment) await clock.sleep(mine - moment);
    },
  };
}
