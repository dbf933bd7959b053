import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { openDatabase } from '#store/database.ts';
import { createLeases } from '#store/leases.ts';
import { cacheContract } from '#tests/contracts/cache.ts';
import { outboxContract } from '#tests/contracts/outbox.ts';
import { libraryContract } from '#tests/contracts/library.ts';
import { storiesContract } from '#tests/contracts/stories.ts';
import { retentionContract } from '#tests/contracts/retention.ts';
import { storeContract } from '#tests/contracts/store.ts';
import { startPostgres } from '#tests/support/postgres.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop(), 120_000);

const sqlite = async (): Promise<string> => join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db');
const CONTRACTS = [storeContract, libraryContract, storiesContract, outboxContract, cacheContract, retentionContract];
for (const contract of CONTRACTS) {
  contract('SQLite', sqlite);
  contract('PostgreSQL', () => postgres.create());
}

test('on PostgreSQL a lease runs out by the database’s clock, whatever the processes think', async () => {
  const { db, close } = await openDatabase({ url: await postgres.create(), log: silentLog });
  const leases = createLeases(db, { alone: false, isShared: true });
  const [slow, fast] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000)) as [Date, Date];
  expect(await leases.take('x', 'slow', 60_000, slow)).toEqual({ epoch: 1 });
  expect(await leases.take('x', 'fast', 60_000, fast)).toBeUndefined();
  expect(await leases.take('x', 'slow', 1, slow)).toEqual({ epoch: 1 });
  await expect.poll(() => leases.take('x', 'fast', 60_000, slow)).toEqual({ epoch: 2 });
  await close();
});
