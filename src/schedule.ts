import { schedule as cron } from 'node-cron';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { FeedStore, PollJob } from '#core/stores.ts';

/** Feeds polled at the same time by one process. */
const POLLS_AT_ONCE = 16;
/** A feed taken and never settled (a crash) is due again after this time. */
const POLL_LEASE_MS = 10 * 60_000;
/** A poll that broke (a full disk, a fault of ours) is tried again after this time rather than when its lease runs out. */
const BROKEN_MS = 30_000;

export interface ScheduleParts {
  feeds: FeedStore;
  poll(job: PollJob, signal: AbortSignal): Promise<void>;
  /** What else happens every second: the outbox is looked at even when nothing woke it. */
  tick(): void;
  /** What expired is deleted; every hour. */
  sweep(): Promise<number>;
  clock: Clock;
  log: Log;
}

/** What happens when: node-cron drives the clock, once a second. */
export function createSchedule(parts: ScheduleParts): { start(): void; wake(): void; stop(): Promise<void> } {
  const { feeds, clock, log } = parts;
  const stopping = new AbortController();
  const underWay = new Map<number, Promise<void>>();
  const broken = new Map<number, number>();
  const tasks: ReturnType<typeof cron>[] = [];
  let looking: Promise<void> | undefined;
  let again = false;

  async function releaseBroken(): Promise<void> {
    const now = clock.now();
    for (const [feedId, at] of broken) {
      if (at > now.getTime()) continue;
      await feeds.hasten(feedId, now);
      broken.delete(feedId);
    }
  }

  async function look(): Promise<void> {
    await releaseBroken();
    do {
      again = false;
      const free = POLLS_AT_ONCE - underWay.size;
      if (free <= 0 || stopping.signal.aborted) return;
      for (const job of await feeds.claimDue(clock.now(), free, POLL_LEASE_MS)) {
        if (underWay.has(job.feed.id)) continue;
        const poll = parts
          .poll(job, stopping.signal)
          .catch((error: unknown) => {
            if (stopping.signal.aborted) return;
            broken.set(job.feed.id, clock.now().getTime() + BROKEN_MS);
            log.error('feed.poll-broke', { feedId: job.feed.id, error });
          })
          .finally(() => underWay.delete(job.feed.id));
        underWay.set(job.feed.id, poll);
      }
    } while (again);
  }

  function wake(): void {
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
      const second = cron('* * * * * *', () => {
        wake();
        parts.tick();
      });
      const hour = cron('17 * * * *', () =>
        parts.sweep().then(
          (rows) => log.info('cache.swept', { rows }),
          (error: unknown) => log.error('cache.sweep-failed', { error }),
        ),
      );
      tasks.push(second, hour);
    },
    async stop() {
      stopping.abort();
      for (const task of tasks) await task.destroy();
      await looking;
      await Promise.allSettled(underWay.values());
    },
  };
}
