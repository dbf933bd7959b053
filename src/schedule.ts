import { schedule as cron } from 'node-cron';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { FeedStore, PollJob } from '#core/stores.ts';

/** Feeds polled at the same time by one process. */
const POLLS_AT_ONCE = 32;
/** Feeds taken that wait for their host. */
const WAITING_MOST = 64;
/** So many feeds of one host wait here; more are given back, so that one host never holds up the others. */
const WAITING_OF_HOST = 4;
/** What a feed of a busy host costs it: a request, spaced, and perhaps a page. */
const TURN_MS = 3000;
/** A second that a busy machine leaves out is no news to whoever runs it: the next one looks at everything due. */
const QUIET = { suppressMissedWarning: true };
/**
 * A feed that is taken is nobody else's for so long, and longer while its poll goes on. Of a process that died, and of
 * a poll that broke (a full disk, a fault of ours), it is due again then.
 */
const POLL_LEASE_MS = 30_000;

export interface ScheduleParts {
  /** Whether this process polls feeds; the clock ticks in each. */
  polls: boolean;
  feeds: FeedStore;
  poll(job: PollJob, signal: AbortSignal): Promise<void>;
  /** The host that is asked for one thing at a time; undefined for those that needn't be spared. */
  hostOf(url: string): string | undefined;
  /** What else happens every second: the outbox is looked at even when nothing woke it. */
  tick(): void;
  /** What is over is forgotten; every hour. */
  prune(signal: AbortSignal): Promise<unknown>;
  clock: Clock;
  log: Log;
}

interface Taken {
  job: PollJob;
  host: string | undefined;
  /** The due time that stands for our lease. */
  until: Date;
}

/** What happens when: node-cron drives the clock, once a second. */
export function createSchedule(parts: ScheduleParts): { start(): void; wake(): void; stop(): Promise<void> } {
  const { feeds, clock, log } = parts;
  const stopping = new AbortController();
  const underWay = new Map<number, Taken & { poll: Promise<void> }>();
  const waiting: Taken[] = [];
  const busy = new Set<string>();
  /** Feeds of a host given back in one look, so that each gets a turn of its own. */
  const turns = new Map<string, number>();
  const tasks: ReturnType<typeof cron>[] = [];
  let looking: Promise<void> | undefined;
  let pruning: Promise<unknown> | undefined;
  let extending: Promise<void> | undefined;
  let again = false;

  /** Keeps what is waiting or under way from being due for others. */
  async function extend(): Promise<void> {
    const now = clock.now().getTime();
    for (const one of [...waiting, ...underWay.values()]) {
      if (one.until.getTime() - now > POLL_LEASE_MS / 2) continue;
      const until = new Date(now + POLL_LEASE_MS);
      if (await feeds.extend(one.job.feed.id, one.until, until)) one.until = until;
    }
  }

  async function look(): Promise<void> {
    do {
      again = false;
      startWaiting();
      const room = Math.min(POLLS_AT_ONCE - underWay.size, WAITING_MOST - waiting.length);
      if (room <= 0 || stopping.signal.aborted) return;
      const now = clock.now();
      const until = new Date(now.getTime() + POLL_LEASE_MS);
      for (const job of await feeds.claimDue(now, room, POLL_LEASE_MS)) {
        if (underWay.has(job.feed.id)) continue;
        const host = parts.hostOf(job.feed.url);
        const before = host === undefined ? 0 : waiting.filter((one) => one.host === host).length;
        if (before < WAITING_OF_HOST) {
          waiting.push({ job, host, until });
          continue;
        }
        const turn = (turns.get(host!) ?? before) + 1;
        turns.set(host!, turn);
        await feeds.postpone(job.feed.id, new Date(clock.now().getTime() + turn * TURN_MS));
        again = true;
      }
      turns.clear();
      startWaiting();
    } while (again);
  }

  /** Starts whatever may: those whose host is not being asked. */
  function startWaiting(): void {
    for (const one of [...waiting]) {
      if (underWay.size >= POLLS_AT_ONCE || stopping.signal.aborted) return;
      if (one.host !== undefined && busy.has(one.host)) continue;
      waiting.splice(waiting.indexOf(one), 1);
      start(one);
    }
  }

  function start(taken: Taken): void {
    const { job, host } = taken;
    if (host !== undefined) busy.add(host);
    const poll = parts
      .poll(job, stopping.signal)
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        log.error('feed.poll-broke', { feedId: job.feed.id, error });
      })
      .finally(() => {
        underWay.delete(job.feed.id);
        if (host !== undefined) busy.delete(host);
        if (!stopping.signal.aborted) wake();
      });
    underWay.set(job.feed.id, Object.assign(taken, { poll }));
  }

  function wake(): void {
    if (!parts.polls) return;
    again = true;
    looking ??= look()
      .catch((error: unknown) => log.error('schedule.failed', { error }))
      .finally(() => {
        looking = undefined;
      });
  }

  return {
    wake,
    start() {
      wake();
      const second = cron(
        '* * * * * *',
        () => {
          wake();
          extending ??= extend()
            .catch((error: unknown) => log.error('schedule.extend-failed', { error }))
            .finally(() => {
              extending = undefined;
            });
          parts.tick();
        },
        QUIET,
      );
      const hour = cron(
        '17 * * * *',
        () => {
          pruning ??= parts
            .prune(stopping.signal)
            .catch((error: unknown) => log.error('retention.failed', { error }))
            .finally(() => {
              pruning = undefined;
            });
        },
        QUIET,
      );
      tasks.push(second, hour);
    },
    async stop() {
      stopping.abort();
      for (const task of tasks) await task.destroy();
      await looking;
      // Taken and not begun: whoever comes next need not wait for the lease to end.
      for (const { job } of waiting.splice(0)) await feeds.postpone(job.feed.id, clock.now());
      await pruning;
      await extending;
      await Promise.allSettled([...underWay.values()].map((one) => one.poll));
    },
  };
}
