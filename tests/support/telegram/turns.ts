import type { Clock } from '#core/clock.ts';

const SECOND_MS = 1000;

/** A plain pacer for tests that don't run the delivery: each message waits until all three limits allow it. */
export function createTurns(
  clock: Clock,
  limits: { perSecond: number; perAddressPerSecond: number; perMinute: number },
) {
  let next = 0;
  const nextOf = new Map<string, number>();
  return async (address: string): Promise<void> => {
    const chat = address.split(':')[0]!;
    const now = clock.now().getTime();
    const apart = chat.startsWith('-') ? (60 * SECOND_MS) / limits.perMinute : SECOND_MS / limits.perAddressPerSecond;
    const at = Math.max(now, next, nextOf.get(chat) ?? 0);
    next = at + SECOND_MS / limits.perSecond;
    nextOf.set(chat, at + apart + 50);
    if (at > now) await clock.sleep(at - now);
  };
}
