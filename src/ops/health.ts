import type { Clock } from '#core/clock.ts';
import type { Platform } from '#core/platform.ts';
import type { Queue } from '#core/operations.ts';

/** A loop that was held up for longer than this is not alive (facts/delivery.md §7). */
const STALL_MS = 5000;
const BEAT_MS = 1000;
/** A queue is stuck when a row has been due this long and none of its platform ended meanwhile. */
const STUCK_MS = 15 * 60_000;
/** A probe writes; health is asked for more often than that is worth. */
const PROBE_EVERY_MS = 5000;
const MINUTE_MS = 60_000;

export interface Health {
  ok: boolean;
  /** What keeps the process from doing its work. */
  reasons: string[];
  /** What is wrong but would not be mended by a restart or by another machine. */
  degraded?: string[];
}

export interface HealthParts {
  clock: Clock;
  /** Milliseconds of a clock that never jumps. */
  uptimeMs(): number;
  state(): 'starting' | 'running' | 'draining';
  /** Writes a row; rejects when the database can't be written. */
  probe(): Promise<void>;
  /** What waits; none where this process delivers nothing. */
  queues(now: Date): Promise<Queue[]>;
  /** Those whose requests this process takes. */
  platforms(): readonly Pick<Platform, 'name' | 'health'>[];
}

/** What `/livez` and `/readyz` answer. A database that can't be written makes a process unready, not dead: a restart frees no disk. */
export function createHealth(parts: HealthParts): {
  live(): Health;
  ready(): Promise<Health>;
  start(): void;
  stop(): void;
} {
  const { clock } = parts;
  let beatAt = parts.uptimeMs();
  let timer: NodeJS.Timeout | undefined;
  let probed: { at: number; fault: string | undefined } | undefined;

  async function databaseFault(now: number): Promise<string | undefined> {
    if (probed && now - probed.at < PROBE_EVERY_MS) return probed.fault;
    const fault = await parts.probe().then(
      () => undefined,
      (error: unknown) => `the database can't be written: ${(error as Error).message}`,
    );
    // A fault is not remembered: what was mended is ready at once.
    probed = fault === undefined ? { at: now, fault } : undefined;
    return fault;
  }

  function stuck(queue: Queue, now: number): string | undefined {
    if (!queue.oldestDueAt) return undefined;
    const waited = now - Math.max(queue.oldestDueAt.getTime(), queue.lastEndedAt?.getTime() ?? 0);
    if (waited < STUCK_MS) return undefined;
    return `${queue.platform}: ${queue.waiting} destinations wait and nothing went out for ${Math.floor(waited / MINUTE_MS)} min`;
  }

  return {
    live() {
      const lag = parts.uptimeMs() - beatAt - BEAT_MS;
      return lag < STALL_MS
        ? { ok: true, reasons: [] }
        : { ok: false, reasons: [`the event loop was held up for ${Math.round(lag / 1000)} s`] };
    },
    async ready() {
      const now = clock.now().getTime();
      const state = parts.state();
      const reasons: string[] = state === 'running' ? [] : [state];
      const fault = await databaseFault(now);
      const degraded: string[] = [];
      if (fault) reasons.push(fault);
      else reasons.push(...(await parts.queues(new Date(now))).flatMap((queue) => stuck(queue, now) ?? []));
      const states = parts.platforms().map((one) => ({ name: one.name, ...one.health() }));
      const down = states.filter((one) => !one.ok).map(({ name, reason }) => `${name}: ${reason ?? 'not connected'}`);
      if (state === 'running') {
        // One that works is enough to be of use; restarting would not help the other (a revoked token, a ban).
        if (down.length > 0 && down.length === states.length) reasons.push(...down);
        else degraded.push(...down);
      }
      return { ok: reasons.length === 0, reasons, ...(degraded.length > 0 ? { degraded } : {}) };
    },
    start() {
      beatAt = parts.uptimeMs();
      timer = setInterval(() => {
        beatAt = parts.uptimeMs();
      }, BEAT_MS).unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
