import { createHmac } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';
import { freePort } from '#tests/support/kabar.ts';

const WAIT = { timeout: 15_000, interval: 50 };
const item = (number: number): string =>
  `<item><title>Berita ${number}</title><guid>${number}</guid><description>Petugas memeriksa jembatan ${number} pada Senin pagi.</description></item>`;

/** A newsroom and its hub on one server. The feed names the hub; the hub calls only when the test says so. */
let server: FeedServer;
let base: string;
let stop: () => Promise<void>;
let items = item(1);
const asks: URLSearchParams[] = [];
let requests = 0;
const posts = async (): Promise<string[]> => {
  const { posts: all } = (await (await fetch(`${base}/api/posts`)).json()) as { posts: { reply: { title: string } }[] };
  return all.map(({ reply }) => reply.title);
};

beforeAll(async () => {
  server = await startFeedServer();
  server.on('/feed.xml', (_, response) => {
    requests++;
    const link = `<${server.origin}/hub>; rel="hub", <${server.origin}/feed.xml>; rel="self"`;
    response.writeHead(200, { link }).end(`<rss version="2.0"><channel><title>Warta</title>${items}</channel></rss>`);
  });
  server.on('/hub', (request, response) => {
    void text(request).then((body) => asks.push(new URLSearchParams(body)));
    response.writeHead(202).end();
  });
  const folder = mkdtempSync(join(tmpdir(), 'kabar-'));
  writeFileSync(join(folder, 'feeds.json'), JSON.stringify([{ url: `${server.origin}/feed.xml`, title: 'Warta' }]));
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const env = {
    PORT: String(port),
    DATABASE_URL: join(folder, 'k.db'),
    FEEDS_FILE: join(folder, 'feeds.json'),
    FETCH_ALLOW: '127.0.0.0/8',
    PUBLIC_URL: `${base}/`,
  };
  // Once a minute is too slow for a test: the clock runs a thousand times as fast.
  const began = Date.now();
  const clock = { ...systemClock, now: () => new Date(began + (Date.now() - began) * 1000) };
  const app = await createApp({ config: loadConfig(env), clock, log: silentLog });
  await app.start();
  stop = app.stop;
});
afterAll(async () => {
  await stop();
  await server.close();
});

test(
  'a hub is asked, proves itself, and what it tells of is posted without waiting for the next poll',
  { timeout: 60_000 },
  async () => {
    await vi.waitFor(() => expect(asks.length).toBeGreaterThan(0), WAIT);
    const ask = asks[0]!;
    expect(Object.fromEntries(ask)).toMatchObject({
      'hub.mode': 'subscribe',
      'hub.topic': `${server.origin}/feed.xml`,
    });
    const callback = ask.get('hub.callback')!;
    const secret = ask.get('hub.secret')!;
    expect(callback.startsWith(`${base}/websub/`)).toBe(true);
    expect(secret).toMatch(/^[0-9a-f]{64}$/u);

    const verify = (more: Record<string, string>, at = callback): Promise<Response> =>
      fetch(
        `${at}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': `${server.origin}/feed.xml`, 'hub.challenge': 'abc', 'hub.lease_seconds': '864000', ...more }).toString()}`,
      );
    expect((await verify({ 'hub.topic': 'http://evil.example/' })).status).toBe(404);
    expect((await verify({}, `${callback.slice(0, -1)}_`)).status).toBe(404);
    expect((await verify({ 'hub.mode': 'unsubscribe' })).status).toBe(404);
    const proof = await verify({});
    expect([proof.status, await proof.text()]).toEqual([200, 'abc']);

    const call = (body: string, signature: string, at = callback): Promise<Response> =>
      fetch(at, {
        method: 'POST',
        body,
        headers: { 'x-hub-signature': signature, 'content-type': 'application/rss+xml' },
      });
    const sign = (body: string, method = 'sha256', key = secret): string =>
      `${method}=${createHmac(method, key).update(body).digest('hex')}`;
    await vi.waitFor(async () => expect(await posts()).toEqual(['Berita 1']), WAIT);
    items = item(2) + items;
    const before = requests;
    for (const forged of ['', 'sha256=00', sign('x', 'sha256', 'guess'), sign('other'), sign('x', 'md5'), 'none=x']) {
      expect((await call('x', forged)).status).toBe(202);
    }
    expect(requests).toBe(before);
    expect((await call('x', sign('x'), `${callback}0`)).status).toBe(404);
    expect((await call('x', sign('x'))).status).toBe(202);
    await vi.waitFor(async () => expect(await posts()).toEqual(['Berita 1', 'Berita 2']), WAIT);
  },
);
