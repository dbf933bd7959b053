import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Clock } from '#core/clock.ts';
import {
  type DestinationStore,
  type FanoutStore,
  type LeaseStore,
  type OutboxStore,
  type PauseStore,
  type Outgoing,
  PRIORITY,
} from '#core/delivery.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Platform } from '#core/platform.ts';
import type { Outcome, Policy } from './outcome.ts';
import { createSend, type SendParts } from './send.ts';
import { createWorker, type Worker } from './worker.ts';

/**
 * Destinations that may wait for their turn before more are added: the rest waits as one row. Until every platform has
 * enough, one may have more, so that a slow one does not keep a quick one without work.
 */
const WAITING = { enough: 5000, most: 20_000 };
/** Counting takes time: it is done once in so many steps. */
const STEPS_BETWEEN_COUNTS = 10;
/** Destinations let go in one step when digests are due. */
const RELEASE_ROWS = 500;
const DAY_MS = 24 * 60 * 60_000;
/** How long it is remembered what was sent where: what an edit may still change, and what must not be sent again. */
const KEPT_MS = 7 * DAY_MS;
const PRUNE_ROWS = 5000;

export interface DeliveryParts {
  outbox: OutboxStore;
  fanouts: FanoutStore;
  destinations: DestinationStore;
  leases: LeaseStore;
  pauses: PauseStore;
  platforms: readonly Platform[];
  compose: SendParts['compose'];
  /** One small step of turning news into rows, of breaking news alone if told so; false when nothing is left. */
  expand(urgentOnly: boolean): Promise<boolean>;
  policy(platform: string): Policy;
  holder: string;
  clock: Clock;
  log: Log;
  meter: Meter;
  random(): number;
}

export interface Delivery {
  start(): Promise<void>;
  /** Something may have come up: news, a digest hour, the next second. */
  wake(): void;
  /** Deletes what is over and kept no longer. */
  prune(): Promise<number>;
  stop(): Promise<void>;
}

/** Brings news to its destinations: turns it into rows, lets go what is due, and has each platform's worker send. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { outbox, fanouts, destinations, platforms, clock, log } = parts;
  let workers: Worker[] = [];
  let stopping = false;
  let working: Promise<void> | undefined;
  let again = false;

  /** Who follows a place that can't be reached hears of it in another place of the same server. */
  async function tellLost({ channel }: Outgoing, reason: string): Promise<void> {
    if (channel.isPrivate) return;
    const sibling = await destinations.sibling(channel.id);
    if (!sibling) return;
    const now = clock.now();
    await fanouts.enqueue(
      [
        {
          channelId: sibling.id,
          kind: 'notice',
          subject: `place-lost:${channel.id}:${now.getTime()}`,
          payload: JSON.stringify({ about: 'place-lost', place: channel.title ?? channel.address, reason }),
          priority: PRIORITY.alert,
          expiresAt: new Date(now.getTime() + DAY_MS),
        },
      ],
      now,
    );
  }

  async function act(message: Outgoing, destination: NonNullable<Outcome['destination']>): Promise<void> {
    const { id, platform, address, server } = message.channel;
    if (destination.kind === 'moved') {
      // The chat moved, and with it everything in it: a topic's address begins with its chat's.
      const chat = server !== undefined && address.startsWith(server) ? server : address;
      await destinations.move(platform, chat, destination.to);
      return;
    }
    const wasOpen = await destinations.suspend(id, destination.reason, destination.kind === 'forbidden', clock.now());
    if (!wasOpen) return;
    log.warn('destination.lost', { platform, channelId: id, reason: destination.reason });
    await tellLost(message, destination.kind);
  }

  /** Breaking news has an allowance of its own: the others' backlog does not hold it up. */
  async function isFull(urgentOnly: boolean): Promise<boolean> {
    const waiting: number[] = [];
    for (const { name } of platforms) waiting.push(await outbox.waiting(name, WAITING.most, urgentOnly));
    return waiting.some((one) => one >= WAITING.most) || waiting.every((one) => one >= WAITING.enough);
  }

  async function expand(): Promise<void> {
    let urgentOnly = false;
    for (let steps = 0; !stopping; steps++) {
      if (steps % STEPS_BETWEEN_COUNTS === 0) {
        urgentOnly = await isFull(false);
        if (urgentOnly && (await isFull(true))) return;
      }
      if (!(await parts.expand(urgentOnly))) return;
      wakeWorkers();
      // A database in this process answers without letting anybody else have a turn.
      await othersFirst();
    }
  }

  async function work(): Promise<void> {
    do {
      again = false;
      while (!stopping && (await outbox.release(clock.now(), RELEASE_ROWS)) > 0) {
        wakeWorkers();
        await othersFirst();
      }
      await expand();
    } while (again && !stopping);
  }

  function wakeWorkers(): void {
    for (const worker of workers) worker.wake();
  }

  function wake(): void {
    if (workers.length === 0 || stopping) return;
    again = true;
    wakeWorkers();
    working ??= work()
      .catch((error: unknown) => log.error('delivery.failed', { error }))
      .finally(() => {
        working = undefined;
        if (again && !stopping) wake();
      });
  }

  return {
    wake,
    prune: () => {
      const before = new Date(clock.now().getTime() - KEPT_MS);
      return fanouts.prune(before).then(() => outbox.prune(before, PRUNE_ROWS));
    },
    async start() {
      workers = platforms.map((platform) => {
        const policy = parts.policy(platform.name);
        return createWorker(platform, { ...parts, policy, act, send: createSend(platform, { ...parts, policy }) });
      });
      for (const worker of workers) worker.start();
      wake();
    },
    async stop() {
      stopping = true;
      await Promise.all(workers.map((worker) => worker.stop()));
      await working;
    },
  };
}
