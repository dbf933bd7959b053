import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import pg from 'pg';
import { silentLog } from '#core/log.ts';
import { createSignals } from '#store/signals.ts';
import { startPostgres } from '#tests/support/postgres.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

test('on SQLite a signal is heard in the process', async () => {
  const signals = await createSignals('k.db', silentLog);
  const heard = vi.fn<() => void>();
  signals.on('news', heard);
  await signals.send('news');
  expect(heard).toHaveBeenCalledTimes(1);
});

test('on PostgreSQL it is heard in the others, and again after the connection was cut', async () => {
  const url = await postgres.create();
  const [one, two] = [await createSignals(url, silentLog), await createSignals(url, silentLog)];
  const heard = vi.fn<() => void>();
  two.on('news', heard);
  await one.send('news');
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));

  const knife = new pg.Client({ connectionString: url });
  await knife.connect();
  await knife.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN%'",
  );
  await knife.end();
  await vi.waitFor(
    async () => {
      await one.send('news');
      expect(heard.mock.calls.length).toBeGreaterThan(1);
    },
    { timeout: 10_000, interval: 200 },
  );
  await one.close();
  await two.close();
});
