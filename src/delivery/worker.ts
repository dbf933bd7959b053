import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Clock } from '#core/clock.ts';
import type { LeaseStore, MessageKind, Outgoing, OutboxStore, PauseStore, Settlement } from '#core/delivery.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Platform } from '#core/platform.ts';
import { createBreaker } from './breaker.ts';
import type { Outcome, Policy } from './outcome.ts';
import { createPacer } from './pacer.ts';
import type { Send } from './send.ts';
import { createSettler } from './settler.ts';

const SECOND_MS = 1000;
/** The lease is renewed this often and good for so long, so that another takes over within ten seconds; a process that was frozen longer may send nothing more. */
const LEASE_MS = { renew: 2 * SECOND_MS, good: 8 * SECOND_MS, margin: 2 * SECOND_MS };
/** A claim takes what can go out in this time; less where a crash would leave it in doubt. */
const CLAIM_MS = { repeatable: 100, doubtful: 50 };
/** Every so many claims, one message goes to whoever waits longest. */
const OLDEST_EVERY = 10;
/** Nothing woke the worker for so long: it looks by itself. */
const IDLE_MS = SECOND_MS;
const LONGEST_NAP_MS = 60 * SECOND_MS;
/** The wall clock may be slewed; what differs by more within one look was set. */
const JUMP_MS = 5 * SECOND_MS;

export interface WorkerParts {
  outbox: Pick<OutboxStore, 'claim' | 'settle' | 'recover' | 'shift'>;
  leases: LeaseStore;
  pauses: PauseStore;
  /** This process, unlike any other and any earlier one. */
  holder: string;
  send: Send;
  /** Acts on what an answer said about a destination; before the message is settled. */
  act(message: Outgoing, destination: NonNullable<Outcome['destination']>): Promise<void>;
  policy: Policy;
  clock: Clock;
  log: Log;
  meter: Meter;
}

export interface Worker {
  start(): void;
  wake(): void;
  /** Claims nothing more, gives back what did not leave yet, waits for what is under way. */
  stop(): Promise<void>;
}

const KINDS: readonly MessageKind[] = ['post', 'alert', 'notice', 'edit'];

/** Sends what one platform is to get: claims a little, at its pace, as its only sender. */
export function createWorker(platform: Platform, parts: WorkerParts): Worker {
  const { name, limits } = platform;
  const { outbox, clock, log, meter } = parts;
  const lease = `deliver:${name}`;
  const claimMs = platform.idempotentForMs > 0 ? CLAIM_MS.repeatable : CLAIM_MS.doubtful;
  const monotonic = (): number => clock.monotonic?.() ?? clock.now().getTime();
  const settler = createSettler({ outbox, log, sleep: (ms) => clock.sleep(ms) });
  const breaker = createBreaker();
  const underWay = new Set<Promise<void>>();
  let pacer = createPacer(limits, monotonic());
  let held: { epoch: number; since: number } | undefined;
  let pausedUntil = 0;
  let restUntil = 0;
  let claims = 0;
  let wallAhead = clock.now().getTime() - monotonic();
  let stopping = false;
  let nap = new AbortController();
  let running: Promise<void> | undefined;

  const isHolder = (): boolean => held !== undefined && monotonic() - held.since < LEASE_MS.good - LEASE_MS.margin;

  async function rest(ms: number): Promise<void> {
    if (stopping || ms <= 0) return;
    await clock.sleep(Math.min(ms, LONGEST_NAP_MS), nap.signal);
    nap = new AbortController();
  }

  /** Takes or renews the lease; a new epoch begins with what the one before left. */
  async function lead(): Promise<boolean> {
    if (held && isHolder() && monotonic() - held.since < LEASE_MS.renew) return true;
    const since = monotonic();
    const taken = await parts.leases.take(lease, parts.holder, LEASE_MS.good, clock.now());
    meter.level('lease_held', { lease }, taken ? 1 : 0);
    if (!taken) {
      if (held) log.warn('delivery.lease-lost', { platform: name });
      held = undefined;
      return false;
    }
    const isNew = held?.epoch !== taken.epoch;
    held = { epoch: taken.epoch, since };
    if (!isNew) return true;
    pacer = createPacer(limits, monotonic());
    pausedUntil = (await parts.pauses.until(name))?.getTime() ?? 0;
    const hold = platform.idempotentForMs > 0 ? [] : KINDS.filter((kind) => parts.policy(kind) === 'hold');
    const recovered = await outbox.recover(name, hold, taken.epoch, clock.now());
    if (recovered.ready + recovered.held > 0) log.warn('delivery.recovered', { platform: name, ...recovered });
    return true;
  }

  /** Times in the database are the wall clock's; when that was set, they are set with it. */
  async function keepTime(): Promise<void> {
    const ahead = clock.now().getTime() - monotonic();
    const jumpMs = Math.round(ahead - wallAhead);
    if (Math.abs(jumpMs) > JUMP_MS) {
      log.warn('delivery.clock-set', { platform: name, ms: jumpMs });
      await outbox.shift(name, jumpMs, clock.now());
      pausedUntil += jumpMs;
    }
    wallAhead = ahead;
  }

  async function settle(settlement: Settlement, epoch: number): Promise<void> {
    const reason = 'reason' in settlement ? settlement.reason.split(':', 1)[0]! : '';
    meter.count('deliveries', { platform: name, result: settlement.state, reason }, settlement.message.rows.length);
    await settler.add(settlement, epoch);
  }

  async function apply(outcome: Outcome, epoch: number): Promise<void> {
    const { settlement, destination, blockMs, pauseMs, health } = outcome;
    const { message } = settlement;
    if (health === 'worked') breaker.worked();
    if (health === 'failed') restUntil = Math.max(restUntil, monotonic() + breaker.failed());
    if (blockMs !== undefined) pacer.block(message.channel.address, monotonic() + blockMs);
    if (pauseMs !== undefined) {
      pacer.slow(monotonic());
      const until = new Date(clock.now().getTime() + pauseMs);
      pausedUntil = Math.max(pausedUntil, until.getTime());
      meter.level('rate_limit_pause', { platform: name }, pauseMs / SECOND_MS);
      await parts.pauses.pause(name, until, 'reason' in settlement ? settlement.reason : '');
    }
    if (destination) await parts.act(message, destination);
    await settle(settlement, epoch);
  }

  function giveBack(message: Outgoing, epoch: number): Promise<void> {
    return settler.add({ message, state: 'ready', notBefore: clock.now(), reason: 'not sent yet', spare: true }, epoch);
  }

  /** Waits for a message's moment; false when it may not leave any more. */
  async function turnOf(message: Outgoing): Promise<boolean> {
    for (let waitMs = pacer.wait(monotonic()); waitMs > 0 && !stopping; waitMs = pacer.wait(monotonic())) {
      await clock.sleep(waitMs);
    }
    if (stopping || !isHolder() || restUntil > monotonic() || pausedUntil > clock.now().getTime()) return false;
    pacer.sent(message.channel.address, monotonic());
    return true;
  }

  /** Resolves once the message has left, or will not. */
  function launch(message: Outgoing, epoch: number): Promise<void> {
    return new Promise((left) => {
      const turn = async (): Promise<boolean> => {
        const may = await turnOf(message);
        left();
        return may;
      };
      const one = parts
        .send(message, turn)
        .then((outcome) => (outcome ? apply(outcome, epoch) : giveBack(message, epoch)))
        .catch((error: unknown) => log.error('delivery.send-broke', { platform: name, error }))
        .finally(() => {
          underWay.delete(one);
          left();
          nap.abort();
        });
      underWay.add(one);
    });
  }

  /** One look: gives the milliseconds to rest before the next. */
  async function look(): Promise<number> {
    if (!(await lead())) return IDLE_MS;
    await keepTime();
    const waitMs = Math.max(pausedUntil - clock.now().getTime(), restUntil - monotonic());
    if (waitMs > 0) return waitMs;
    const free = (breaker.isTrying() ? 1 : limits.atOnce) - underWay.size;
    if (free <= 0) return IDLE_MS;
    const now = monotonic();
    const rate = pacer.rate(now);
    meter.level('pacer_rate', { platform: name }, Number.isFinite(rate) ? rate : 0);
    const limit = Math.max(1, Math.min(free, Math.ceil((rate * claimMs) / SECOND_MS)));
    claims += 1;
    const { epoch } = held!;
    const claimed = await outbox.claim(name, {
      limit,
      epoch,
      now: clock.now(),
      together: limits.together ?? 1,
      oldest: limit > OLDEST_EVERY ? Math.ceil(limit / OLDEST_EVERY) : claims % OLDEST_EVERY === 0 ? 1 : 0,
      wait: (address) => Math.ceil(pacer.take(address, now)),
    });
    if (!claimed) {
      held = undefined;
      return IDLE_MS;
    }
    await Promise.all(claimed.messages.map((message) => launch(message, epoch)));
    if (claimed.messages.length > 0 || claimed.passed > 0) return 0;
    return Math.min(IDLE_MS, claimed.nextMs ?? IDLE_MS);
  }

  async function run(): Promise<void> {
    while (!stopping) {
      let waitMs: number;
      try {
        waitMs = await look();
      } catch (error) {
        log.error('delivery.failed', { platform: name, error });
        waitMs = IDLE_MS;
      }
      if (waitMs > 0) await rest(waitMs);
      else await othersFirst();
    }
  }

  return {
    start() {
      running ??= run();
    },
    wake: () => nap.abort(),
    async stop() {
      stopping = true;
      nap.abort();
      await running;
      await Promise.all(underWay);
      if (held) await parts.leases.release(lease, parts.holder);
    },
  };
}
