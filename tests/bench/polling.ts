import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { writeOpml } from '#text/opml.ts';

/**
 * `npm run bench:polling [-- FEEDS]`: so many feeds on loopback, read once, then asked again by conditional GET. The whole
 * program in this process, the newsrooms in another. Budget: 10,000 feeds in five minutes on one core (DESIGN §9).
 */
const SECOND_MS = 1000;

function serve(): void {
  const asked = new Map<string, number>();
  let origin = '';
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/count') {
      const times = [...asked.values()];
      response.end(JSON.stringify({ once: times.length, twice: times.filter((one) => one > 1).length }));
      return;
    }
    if (!path.startsWith('/feed/')) {
      response.writeHead(404).end();
      return;
    }
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (request.headers['if-none-match'] === '"1"') {
      response.writeHead(304).end();
      return;
    }
    const items = Array.from(
      { length: 5 },
      (_, at) =>
        `<item><title>Kanal ${path} berita ${at}</title><guid>${path}-${at}</guid><pubDate>${new Date(Date.now() - at * 3600_000).toUTCString()}</pubDate><description>Petugas memeriksa jembatan ${at} pada Senin pagi.</description></item>`,
    );
    response
      .writeHead(200, { etag: '"1"' })
      .end(`<rss version="2.0"><channel><title>Kanal ${path}</title>${items.join('')}</channel></rss>`);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    process.send?.(origin);
  });
  process.on('disconnect', () => process.exit(0));
}

async function measure(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kabar-polling-'));
  const newsrooms = fork(new URL(import.meta.url), ['serve']);
  const origin = await new Promise<string>((resolve) => newsrooms.once('message', (given) => resolve(given as string)));
  writeFileSync(join(folder, 'feeds.json'), '[]');
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: join(folder, 'k.db'),
    FEEDS_FILE: join(folder, 'feeds.json'),
    FETCH_ALLOW: '127.0.0.0/8',
    FEEDS_MOST: '100000',
    POLL_INTERVAL: '1s',
    LOG_LEVEL: 'silent',
  });
  const app = await createApp({ config, clock: systemClock, log: silentLog });
  const { port } = await app.start();
  const feeds = Array.from({ length: count }, (_, at) => ({
    url: `${origin}/feed/${at}`,
    title: `Kanal ${at}`,
    topics: [],
  }));
  const base64 = Buffer.from(writeOpml('x', feeds, new Date(0))).toString('base64');
  const seconds = (since: number): string => ((performance.now() - since) / SECOND_MS).toFixed(1);
  const started = performance.now();
  await fetch(`http://127.0.0.1:${port}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: '/feed import', file: { name: 'x.opml', base64 } }),
  });
  process.stdout.write(`${count} feeds imported in ${seconds(started)} s\n`);
  const until = async (of: 'once' | 'twice'): Promise<void> => {
    for (;;) {
      const told = (await (await fetch(`${origin}/count`)).json()) as { once: number; twice: number };
      if (told[of] >= count) return;
      await systemClock.sleep(200);
    }
  };
  const round = async (of: 'once' | 'twice', what: string): Promise<void> => {
    const since = performance.now();
    const before = process.cpuUsage();
    await until(of);
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(`${what}: ${seconds(since)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU\n`);
  };
  await round('once', 'read for the first time, 5 articles each');
  await round('twice', 'asked again, nothing new');
  process.stdout.write(`budget for a round of 10,000: 300 s; load of the machine ${loadavg()[0]!.toFixed(1)}\n`);
  await app.stop();
  newsrooms.disconnect();
  rmSync(folder, { recursive: true, force: true });
}

if (process.argv[2] === 'serve') serve();
else await measure(Number(process.argv[2] ?? 10_000));
