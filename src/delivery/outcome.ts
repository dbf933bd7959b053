import type { MessageKind, Outgoing, Settlement } from '#core/delivery.ts';
import type { Platform, Posted } from '#core/platform.ts';
import { retryDelay } from './retry.ts';

/** What becomes of a send whose answer never came, where the platform can't tell a repetition. */
export type Policy = (kind: MessageKind) => 'hold' | 'resend';

/** A message in doubt is sent again so often at most: then it is held, and listed. */
const RESENDS_MOST = 3;
const SECOND_MS = 1000;

/** What an answer means for the message, its destination, and the platform. */
export interface Outcome {
  settlement: Settlement;
  destination?: { kind: 'moved'; to: string } | { kind: 'gone' | 'forbidden'; reason: string } | undefined;
  /** Nothing to this address for so long. */
  blockMs?: number | undefined;
  /** Nothing to the whole platform for so long, because it said so. */
  pauseMs?: number | undefined;
  /** The platform answered, or failed as a platform. */
  health: 'worked' | 'failed' | 'unknown';
}

/** Reads a platform's answer as the tables of facts/delivery.md §1 say. Pure. */
export function outcomeOf(
  message: Outgoing,
  posted: Posted,
  parts: { platform: Pick<Platform, 'idempotentForMs'>; policy: Policy; now: Date; random(): number },
): Outcome {
  const { now } = parts;
  if (posted.ok)
    return { settlement: { message, state: 'sent', messageId: posted.messageId, at: now }, health: 'worked' };
  const reason = posted.detail ? `${posted.reason}: ${posted.detail}` : posted.reason;
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  const again = (ms: number, more: { doubt?: boolean; spare?: boolean } = {}): Settlement => ({
    message,
    state: 'ready',
    notBefore: later(ms),
    reason,
    ...more,
  });
  const ended = (state: 'dead' | 'uncertain'): Settlement => ({ message, state, reason, at: now });
  const delayMs = retryDelay(message.attempts, posted.retryAfterMs, parts.random);

  if (posted.movedTo !== undefined) {
    return {
      settlement: again(0, { spare: true }),
      destination: { kind: 'moved', to: posted.movedTo },
      health: 'worked',
    };
  }
  switch (posted.reason) {
    case 'rejected':
      return { settlement: ended('dead'), health: 'worked' };
    case 'gone':
    case 'forbidden': {
      // An edit that fails so says something about the old message, not about the destination.
      if (message.kind === 'edit') return { settlement: ended('dead'), health: 'worked' };
      const settlement = posted.reason === 'gone' ? ended('dead') : again(0, { spare: true });
      return { settlement, destination: { kind: posted.reason, reason }, health: 'worked' };
    }
    case 'throttled': {
      // Surely not sent: no try is counted, and the time asked for is kept whatever its length.
      const waitMs = Math.max(posted.retryAfterMs ?? SECOND_MS, SECOND_MS) * (1 + 0.05 * parts.random());
      const settlement = again(waitMs, { spare: true });
      return posted.scope === 'platform'
        ? { settlement, pauseMs: waitMs, health: 'unknown' }
        : { settlement, blockMs: waitMs, health: 'worked' };
    }
    case 'unavailable':
      return {
        settlement: again(delayMs, { spare: posted.scope === 'platform' }),
        ...(posted.scope === 'platform' && posted.retryAfterMs ? { pauseMs: posted.retryAfterMs } : {}),
        health: 'failed',
      };
    case 'uncertain': {
      if (parts.platform.idempotentForMs > 0) return { settlement: again(delayMs, { doubt: true }), health: 'failed' };
      const resend = parts.policy(message.kind) === 'resend' && message.attempts < RESENDS_MOST;
      return { settlement: resend ? again(delayMs, { doubt: true }) : ended('uncertain'), health: 'failed' };
    }
    default:
      return posted.reason satisfies never;
  }
}
