import type { Clock } from '#core/clock.ts';

const SECOND_MS = 1000;

export interface LimitSettings {
  /** Messages in any second, over all chats. */
  perSecond: number;
  /** Messages in any second to one chat. */
  perChat: number;
  /** Messages in any minute to one group or channel. */
  perGroupMinute: number;
}

/** Telegram's limits in sliding windows: a message that is too many is refused with the wait, and written down. */
export function createLimits(clock: Clock, settings: LimitSettings) {
  const all: number[] = [];
  const chats = new Map<number, number[]>();

  function waitFor(times: readonly number[], most: number, windowMs: number, now: number): number {
    const recent = times.filter((time) => time > now - windowMs);
    return recent.length < most ? 0 : recent[recent.length - most]! + windowMs - now;
  }

  return {
    /** Seconds to wait, or 0 when the message may go. */
    take(chatId: number): number {
      const now = clock.now().getTime();
      const own = chats.get(chatId) ?? [];
      const waitMs = Math.max(
        waitFor(all, settings.perSecond, SECOND_MS, now),
        waitFor(own, settings.perChat, SECOND_MS, now),
        chatId < 0 ? waitFor(own, settings.perGroupMinute, 60 * SECOND_MS, now) : 0,
      );
      if (waitMs > 0) return Math.ceil(waitMs / SECOND_MS);
      all.push(now);
      chats.set(chatId, [...own.slice(-100), now]);
      if (all.length > 1000) all.splice(0, 500);
      return 0;
    },
  };
}
