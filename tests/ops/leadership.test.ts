import { describe, expect, test, vi } from 'vitest';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import { createLeadership } from '#ops/leadership.ts';

/** Leases in memory, and a clock whose every sleep ends when the test says so. */
function createWorld() {
  let now = 0;
  const rows = new Map<string, { holder: string; until: number; epoch: number }>();
  const sleepers = new Set<() => void>();
  const broken = new Set<string>();
  const leases = {
    async take(name: string, holder: string, ttlMs: number, at: Date) {
      if (broken.has(holder)) throw new Error('the database does not answer');
      const row = rows.get(name);
      if (row && row.holder !== holder && row.until > at.getTime()) return undefined;
      const epoch = row?.holder === holder ? row.epoch : (row?.epoch ?? 0) + 1;
      rows.set(name, { holder, until: at.getTime() + ttlMs, epoch });
      return { epoch };
    },
    async release(name: string, holder: string) {
      const row = rows.get(name);
      if (row?.holder === holder) row.until = 0;
    },
  };
  const clock = {
    now: () => new Date(now),
    sleep: (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (signal?.aborted) return resolve();
        const wake = (): void => {
          sleepers.delete(wake);
          resolve();
        };
        sleepers.add(wake);
        signal?.addEventListener('abort', wake, { once: true });
      }),
  };
  const process = (holder: string) => {
    const gained = vi.fn<() => Promise<void>>(async () => {});
    const lost = vi.fn<(lease: string) => void>();
    const leadership = createLeadership({ leases, holder, clock, log: silentLog, meter: silentMeter, lost });
    leadership.hold('updates:telegram', gained);
    return { leadership, gained, lost };
  };
  /** Moves the clock and lets everybody renew once. */
  const pass = async (ms: number): Promise<void> => {
    now += ms;
    for (const wake of [...sleepers]) wake();
    await vi.waitFor(() => expect(sleepers.size).toBeGreaterThan(0), { interval: 1 });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { process, pass, broken, rows };
}

describe('leadership', () => {
  test('one of two works; the other takes over within ten seconds of its silence', async () => {
    const world = createWorld();
    const [one, two] = [world.process('one'), world.process('two')];
    await world.pass(0);
    expect([one.gained.mock.calls.length, two.gained.mock.calls.length]).toEqual([1, 0]);
    world.broken.add('one');
    for (let passed = 0; passed < 10_000 && two.gained.mock.calls.length === 0; passed += 2000) await world.pass(2000);
    expect(two.gained).toHaveBeenCalledTimes(1);
    expect(one.lost).not.toHaveBeenCalled();
    // The sleeper wakes: it learns that it was passed over, once.
    world.broken.clear();
    await world.pass(2000);
    await world.pass(2000);
    expect(one.lost).toHaveBeenCalledTimes(1);
    expect(world.rows.get('updates:telegram')).toMatchObject({ holder: 'two', epoch: 2 });
  });

  test('a database that is away for a minute changes nothing when it is back', async () => {
    const world = createWorld();
    const one = world.process('one');
    await world.pass(0);
    world.broken.add('one');
    await world.pass(60_000);
    world.broken.clear();
    await world.pass(2000);
    expect(one.gained).toHaveBeenCalledTimes(1);
    expect(one.lost).not.toHaveBeenCalled();
    expect(world.rows.get('updates:telegram')).toMatchObject({ epoch: 1 });
  });

  test('who stops lets go at once', async () => {
    const world = createWorld();
    const [one, two] = [world.process('one'), world.process('two')];
    await world.pass(0);
    await one.leadership.stop();
    await world.pass(1);
    expect(two.gained).toHaveBeenCalledTimes(1);
    expect(two.leadership.held()).toEqual(['updates:telegram']);
    await two.leadership.stop();
  });
});
