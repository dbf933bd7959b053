import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';

/** A lease runs out after this; renewed three times as often, it is taken over within ten seconds of its holder's death. */
const LEASE_MS = 6000;
const RENEW_MS = 2000;

export interface LeadershipParts {
  leases: {
    take(name: string, holder: string, ttlMs: number, now: Date): Promise<{ epoch: number } | undefined>;
    release(name: string, holder: string): Promise<void>;
  };
  /** Unlike any other process's name. */
  holder: string;
  clock: Clock;
  log: Log;
  meter: Meter;
  /** Called when another process holds what this one held: it slept or was cut off, and what it believes is no longer so. */
  lost(lease: string): void;
}

export interface Leadership {
  /** Does the work while no other process does: waits for the lease, then runs `gained` once. Returns at once. */
  hold(lease: string, gained: () => Promise<void>): void;
  /** The leases held now. */
  held(): string[];
  /** Lets all go, so that others need not wait. */
  stop(): Promise<void>;
}

/** Work that one process of many does at a time, such as polling a bot's updates. */
export function createLeadership({ leases, holder, clock, log, meter, lost }: LeadershipParts): Leadership {
  const stopping = new AbortController();
  const holding = new Set<string>();
  const loops: Promise<void>[] = [];

  async function renew(lease: string, gained: () => Promise<void>): Promise<void> {
    const taken = await leases.take(lease, holder, LEASE_MS, clock.now());
    if (taken && !holding.has(lease)) {
      holding.add(lease);
      meter.level('lease_held', { lease }, 1);
      log.info('lease.taken', { lease, epoch: taken.epoch });
      await gained();
    } else if (!taken && holding.has(lease)) {
      holding.delete(lease);
      meter.level('lease_held', { lease }, 0);
      log.error('lease.lost', { lease });
      lost(lease);
    }
  }

  async function loop(lease: string, gained: () => Promise<void>): Promise<void> {
    while (!stopping.signal.aborted) {
      // A database that does not answer gives the lease to nobody else either.
      await renew(lease, gained).catch((error: unknown) => log.warn('lease.renew-failed', { lease, error }));
      await clock.sleep(RENEW_MS, stopping.signal);
    }
  }

  return {
    hold(lease, gained) {
      meter.level('lease_held', { lease }, 0);
      loops.push(loop(lease, gained));
    },
    held: () => [...holding],
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      for (const lease of holding) {
        await leases
          .release(lease, holder)
          .catch((error: unknown) => log.warn('lease.release-failed', { lease, error }));
        meter.level('lease_held', { lease }, 0);
      }
      holding.clear();
    },
  };
}
