import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
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
