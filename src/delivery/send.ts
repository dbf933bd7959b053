import type { Clock } from '#core/clock.ts';
import type { Outgoing, Settlement } from '#core/delivery.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Platform, Posted, PostOptions } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { type Outcome, outcomeOf, type Policy } from './outcome.ts';
import { retryDelay } from './retry.ts';

/** A message in the words of its destination, or why there is nothing left to say. */
export type Composed =
  | { kind: 'post'; reply: Reply; options?: PostOptions }
  | { kind: 'edit'; messageId: string; reply: Reply }
  | { kind: 'drop'; reason: string };

/** A message that can't be put into words so often is dead; the others go on. */
const COMPOSE_TRIES = 3;
/** Share of the time of idempotence that is relied on. */
const DOUBT_SHARE = 0.9;
const SECOND_MS = 1000;

export interface SendParts {
  compose(message: Outgoing): Promise<Composed>;
  policy: Policy;
  clock: Clock;
  log: Log;
  meter: Meter;
  random(): number;
}

/** Waits for the moment when a message may leave; false when it may not any more. */
export type Turn = () => Promise<boolean>;
/** Sends one message; undefined when its turn never came. */
export type Send = (message: Outgoing, turn: Turn) => Promise<Outcome | undefined>;

/** One message to one platform: put into words, looked for when it may be there already, sent in its turn; never rejects. */
export function createSend(platform: Platform, parts: SendParts): Send {
  const { clock, log, meter } = parts;
  const { name, idempotentForMs } = platform;

  const only = (settlement: Settlement): Outcome => ({ settlement, health: 'unknown' });
  const ended = (message: Outgoing, state: 'dead' | 'expired' | 'uncertain', reason: string): Outcome =>
    only({ message, state, reason, at: clock.now() });

  /** Where the same key no longer is one message, the history is asked. */
  async function alreadyThere(message: Outgoing): Promise<Posted | undefined> {
    const since = message.doubtSince?.getTime();
    if (since === undefined || idempotentForMs === 0) return undefined;
    if (clock.now().getTime() - since < idempotentForMs * DOUBT_SHARE) return undefined;
    if (!platform.find) return { ok: false, reason: 'uncertain', detail: 'too old to be sent again' };
    const messageId = await platform.find(message.channel.address, message.key);
    if (messageId === undefined) return undefined;
    meter.count('duplicates_suppressed', { platform: name });
    return { ok: true, messageId };
  }

  async function deliver(message: Outgoing, composed: Exclude<Composed, { kind: 'drop' }>): Promise<Posted> {
    const { address } = message.channel;
    const since = clock.monotonic?.() ?? clock.now().getTime();
    try {
      return composed.kind === 'edit'
        ? await platform.edit(address, composed.messageId, composed.reply)
        : await platform.post(address, composed.reply, message.key, composed.options);
    } catch (error) {
      log.error('delivery.post-broke', { platform: name, row: message.rows[0]?.id, error });
      return { ok: false, reason: 'uncertain', detail: 'the adapter failed' };
    } finally {
      const now = clock.monotonic?.() ?? clock.now().getTime();
      meter.time('send_duration', { platform: name }, (now - since) / SECOND_MS);
    }
  }

  function report(message: Outgoing, posted: Posted): void {
    if (posted.ok) {
      const at = message.rows[0]!.createdAt.getTime();
      meter.time('delivery_latency', { platform: name }, Math.max(0, clock.now().getTime() - at) / SECOND_MS);
      return;
    }
    if (posted.reason === 'uncertain') meter.count('ambiguous', { platform: name, cause: 'send' });
    if (posted.reason === 'throttled') {
      meter.count('rate_limited', { platform: name, scope: posted.scope ?? 'address' });
    }
    log.warn('delivery.not-sent', {
      platform: name,
      row: message.rows[0]?.id,
      reason: posted.reason,
      detail: posted.detail,
    });
  }

  return async (message, turn) => {
    const now = clock.now();
    if (message.rows.every((row) => row.expiresAt.getTime() <= now.getTime())) {
      return ended(message, 'expired', 'it waited too long to be news');
    }
    let composed: Composed;
    try {
      composed = await parts.compose(message);
    } catch (error) {
      log.error('delivery.compose-broke', { platform: name, row: message.rows[0]?.id, error });
      if (message.attempts >= COMPOSE_TRIES) return ended(message, 'dead', 'it could not be put into words');
      const notBefore = new Date(now.getTime() + retryDelay(message.attempts, undefined, parts.random));
      return only({ message, state: 'ready', notBefore, reason: 'it could not be put into words' });
    }
    if (composed.kind === 'drop') return ended(message, 'dead', composed.reason);
    let posted: Posted | undefined;
    try {
      posted = await alreadyThere(message);
    } catch (error) {
      log.warn('delivery.look-up-failed', { platform: name, row: message.rows[0]?.id, error });
      return ended(message, 'uncertain', 'its answer never came, and the history could not be read');
    }
    if (posted && !posted.ok) return ended(message, 'uncertain', posted.detail ?? posted.reason);
    // What takes time is done before: messages leave as evenly as their turns come.
    if (!posted && !(await turn())) return undefined;
    posted ??= await deliver(message, composed);
    report(message, posted);
    return outcomeOf(message, posted, { platform, policy: parts.policy, now: clock.now(), random: parts.random });
  };
}
