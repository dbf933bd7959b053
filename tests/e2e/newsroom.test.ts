import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';

const WAIT = { timeout: 15_000, interval: 50 };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const item = (title: string, day: number, guid = title): string =>
  `<item><title>${title}</title><link>http://127.0.0.1/a/${encodeURIComponent(title)}</link><guid isPermaLink="false">${guid}</guid>` +
  `<pubDate>Mon, ${day} Nov 2025 08:00:00 GMT</pubDate><description>"Kami sudah memeriksa seluruh ${title} ini," kata Kepala Dinas Arga Wirasena, Senin (3/11/2025). Pemeriksaan itu berlangsung selama tiga jam di lapangan.</description></item>`;

/** A loopback feed whose document a test changes; pages are not there, so the feed's own text is read. */
async function serveFeed() {
  const state = { items: [item('jembatan', 3)], requests: 0, notModified: 0 };
  const server = createServer((request, response) => {
    if (request.url !== '/feed.xml') {
      response.writeHead(404).end();
      return;
    }
    state.requests += 1;
    const tag = `"${state.items.join('').length}"`;
    if (request.headers['if-none-match'] === tag) {
      state.notModified += 1;
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/rss+xml', etag: tag });
    response.end(`<rss version="2.0"><channel><title>Kanal Uji</title>${state.items.join('')}</channel></rss>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml` };
}

async function start(env: Record<string, string>) {
  const folder = env['FOLDER'] ?? mkdtempSync(join(tmpdir(), 'kabar-'));
  const config = loadConfig({ PORT: '0', DATABASE_URL: join(folder, 'k.db'), ...env });
  const app = await createApp({ config, clock: systemClock, log: silentLog });
  const { port } = await app.start();
  closers.push(() => app.stop());
  const base = `http://127.0.0.1:${port}`;
  const json = async (path: string, body?: object) => {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return (await fetch(base + path, init)).json() as Promise<Record<string, never>>;
  };
  const posts = async (): Promise<{ reply: { title: string } }[]> => (await json('/api/posts'))['posts'] ?? [];
  const ask = async (text: string, locale = 'id'): Promise<string> =>
    (await json('/api/commands', { text, locale }))['text']!;
  return { base, posts, ask, json };
}

describe('the newsroom', () => {
  test('the demo answers in both languages', async () => {
    const { base, posts, ask, json } = await start({});
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    await vi.waitFor(async () => expect((await posts()).length).toBeGreaterThanOrEqual(3), WAIT);
    for (const locale of ['id', 'en']) {
      expect(await ask('/quote', locale)).toMatch(/“[^”]{20,}”\n— \p{Lu}/u);
      expect(await ask('/timeline', locale)).toMatch(/\d{1,2} \p{L}+ 20\d\d|\p{L}+ \d{1,2}, 20\d\d/u);
      expect(await ask('/latest', locale)).toContain('•');
      expect(await ask('/search air', locale)).toContain('•');
      expect(await ask('/help', locale)).toContain('/quote [person] [about]');
    }
    expect(await ask('/help', 'id')).toContain('Untuk semua orang');
    expect(await ask('/qoute', 'en')).toContain('Did you mean /quote?');
    const { suggestions } = await json('/api/suggest?text=/quote%20ba');
    expect(suggestions).not.toHaveLength(0);
  });

  test('news is posted once: no backlog at first, nothing again for a changed date or guid, 304 honoured', async () => {
    const feed = await serveFeed();
    feed.state.items = [item('jembatan', 3), item('pasar', 4), item('sekolah', 5)];
    const file = join(mkdtempSync(join(tmpdir(), 'kabar-')), 'feeds.json');
    writeFileSync(file, JSON.stringify([{ url: feed.url, title: 'Kanal Uji', language: 'id' }]));
    const { posts, ask } = await start({ FEEDS_FILE: file, FETCH_ALLOW: '127.0.0.0/8', POLL_INTERVAL: '1s' });
    const titles = async (): Promise<string[]> => (await posts()).map((post) => post.reply.title);
    await vi.waitFor(async () => expect(await titles()).toEqual(['sekolah']), WAIT);
    await vi.waitFor(() => expect(feed.state.notModified).toBeGreaterThan(0), WAIT);
    expect(await ask('/quote arga')).toContain('Arga Wirasena');

    feed.state.items.unshift(item('pelabuhan', 6));
    await vi.waitFor(async () => expect(await titles()).toEqual(['sekolah', 'pelabuhan']), WAIT);

    const before = feed.state.requests;
    feed.state.items = [item('pelabuhan', 8, 'other'), item('sekolah', 9, 'more'), item('rumah sakit', 10)];
    await vi.waitFor(async () => expect(await titles()).toHaveLength(3), WAIT);
    await vi.waitFor(() => expect(feed.state.requests).toBeGreaterThan(before + 1), WAIT);
    expect(await titles()).toEqual(['sekolah', 'pelabuhan', 'rumah sakit']);
  });
});
