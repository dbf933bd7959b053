import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test, vi } from 'vitest';
import { silentLog } from '#core/log.ts';
import { openDatabase } from '#store/database.ts';

const SYNC_MS = 300;
const LAG_MOST_MS = 50;
const NANOSECONDS = 1e6;

let syncs = 0;
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return {
    ...real,
    fdatasync(descriptor: number, done: (error: Error | null) => void) {
      setTimeout(() => {
        syncs += 1;
        real.fdatasync(descriptor, done);
      }, SYNC_MS);
    },
  };
});

test('a disk that takes 300 ms: nothing is acknowledged before, many share one wait, and nobody else is held up', async () => {
  const { db, close } = await openDatabase({
    url: join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'),
    log: silentLog,
  });
  const write = (key: string) => db.insertInto('notes').values({ namespace: 'n', key, value: 'x' }).execute();
  await write('first');
  syncs = 0;
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const since = performance.now();
  const acknowledged: string[] = [];
  const writes = Array.from({ length: 20 }, async (_, at) => {
    await write(String(at));
    acknowledged.push(String(at));
  });
  const seen = await vi.waitFor(async () => {
    const rows = await db.selectFrom('notes').select('key').execute();
    expect(rows).toHaveLength(21);
    return rows;
  });
  // It can be read before it is safe; whoever wrote it is not told yet.
  expect(seen).toHaveLength(21);
  expect(acknowledged).toEqual([]);
  await Promise.all(writes);
  loop.disable();
  expect(performance.now() - since).toBeGreaterThanOrEqual(SYNC_MS);
  expect(syncs).toBeLessThanOrEqual(2);
  expect(loop.max / NANOSECONDS).toBeLessThan(LAG_MOST_MS);
  await close();
});
