import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { WebSubCallback, WebSubStore } from '#core/websub.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What is asked for; the hub decides (W3C WebSub §5.1: 10 days is what hubs prefer). */
const LEASE_S = 864_000;
const LEASE_MOST_MS = 30 * DAY_MS;
/** A lease is renewed so long before its end, and a hub that did not answer is asked again after so long. */
const RENEW_BEFORE_MS = 12 * HOUR_MS;
const ASK_AGAIN_MS = 2 * HOUR_MS;
const ASKED_AT_ONCE = 20;
const CHALLENGE_MOST = 4096;
/** A hub that calls more often than that is believed later: each call costs the newsroom a request. */
const CALL_EVERY_MS = 10_000;
/** W3C WebSub §7.1. */
const METHODS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

export interface WebSub extends WebSubCallback {
  /** Asks hubs for leases that are missing or about to end; looks once a minute however often it is called. Never rejects. */
  renew(): Promise<void>;
  /** A hub tells of this feed's news, so it need not be polled often. */
  isTold(feedId: number): boolean;
}

export interface WebSubParts {
  store: WebSubStore;
  /** One form to a hub; true when it was accepted. */
  post(url: string, form: Record<string, string>): Promise<boolean>;
  /** Where the world reaches us, without a slash at the end. */
  publicUrl: string;
  /** The feed has news: poll it now. What a hub sends is a hint alone; the news is read at its source. */
  tell(feedId: number): Promise<void>;
  clock: Clock;
  log: Log;
  /** So many random bytes as hexadecimal digits. */
  random(bytes: number): string;
}

/** A subscriber of WebSub (w3c.org/TR/websub). Where a hub fails, polling goes on as if there were none. */
export function createWebSub(parts: WebSubParts): WebSub {
  const { store, clock, log } = parts;
  const told = new Map<number, number>();
  const called = new Map<number, number>();
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function ask({ feedId, hub, topic }: { feedId: number; hub: string; topic: string }): Promise<void> {
    const before = await store.get(feedId);
    // The secret stays while hub and topic do: a call that is under way must still be understood.
    const isSame = before?.hub === hub && before.topic === topic;
    const lease = isSame ? before : { feedId, hub, topic, token: parts.random(16), secret: parts.random(32) };
    await store.ask(lease, clock.now());
    const isAccepted = await parts.post(hub, {
      'hub.callback': `${parts.publicUrl}/websub/${feedId}/${lease.token}`,
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.lease_seconds': String(LEASE_S),
      'hub.secret': lease.secret,
    });
    log.info('websub.asked', { feedId, hub, isAccepted });
  }

  async function leaseOf(feedId: number, token: string) {
    const lease = await store.get(feedId);
    return lease && isEqual(lease.token, token) ? lease : undefined;
  }

  return {
    async renew() {
      const now = clock.now().getTime();
      if (now - lookedAt < MINUTE_MS) return;
      lookedAt = now;
      try {
        for (const { feedId, until } of await store.active(new Date(now))) told.set(feedId, until.getTime());
        const wanting = await store.wanting({
          endsBefore: new Date(now + RENEW_BEFORE_MS),
          askedBefore: new Date(now - ASK_AGAIN_MS),
          limit: ASKED_AT_ONCE,
        });
        for (const one of wanting) await ask(one);
      } catch (error) {
        log.error('websub.renew-failed', { error });
      }
    },

    isTold: (feedId) => (told.get(feedId) ?? 0) > clock.now().getTime(),

    async verify(feedId, token, query) {
      const lease = await leaseOf(feedId, token);
      const challenge = query['hub.challenge'] ?? '';
      if (!lease || query['hub.topic'] !== lease.topic) return { status: 404, body: 'unknown' };
      if (query['hub.mode'] === 'denied') {
        told.delete(feedId);
        await store.grant(feedId, undefined);
        log.warn('websub.denied', { feedId });
        return { status: 200, body: '' };
      }
      if (query['hub.mode'] !== 'subscribe' || challenge === '' || challenge.length > CHALLENGE_MOST) {
        return { status: 404, body: 'unknown' };
      }
      const seconds = Number(query['hub.lease_seconds']);
      const leaseMs = Math.min(Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : DAY_MS, LEASE_MOST_MS);
      const until = new Date(clock.now().getTime() + leaseMs);
      await store.grant(feedId, until);
      told.set(feedId, until.getTime());
      return { status: 200, body: challenge };
    },

    async receive(feedId, token, signature, body) {
      const lease = await leaseOf(feedId, token);
      if (!lease) return 404;
      // W3C WebSub §8: what is signed wrongly is accepted and ignored, so that nobody learns from the answer.
      if (!isSigned(lease.secret, signature, body)) {
        log.warn('websub.forged', { feedId });
        return 202;
      }
      const now = clock.now().getTime();
      if (now - (called.get(feedId) ?? 0) < CALL_EVERY_MS) return 202;
      called.set(feedId, now);
      await parts.tell(feedId);
      return 202;
    },
  };
}

function isSigned(secret: string, signature: string | undefined, body: Uint8Array): boolean {
  const [, method = '', given = ''] = /^(\w+)=([0-9a-f]+)$/iu.exec(signature ?? '') ?? [];
  if (!METHODS.has(method)) return false;
  return isEqual(createHmac(method, secret).update(body).digest('hex'), given.toLowerCase());
}

/** Takes the same time however much of it is right. */
function isEqual(expected: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
