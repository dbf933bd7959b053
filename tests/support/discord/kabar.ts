import { join } from 'node:path';
import { loadConfig } from '#config/index.ts';
import { type Clock, systemClock } from '#core/clock.ts';
import { type Log, silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { startFeedServer } from '#tests/support/feed-server.ts';
import { folder } from '#tests/support/kabar.ts';
import type { FakeDiscord } from './fake.ts';

const RSS = { 'content-type': 'application/rss+xml' };

export interface Story {
  title: string;
  /** Day of November 2025. */
  day: number;
  text: string;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function rss(title: string, base: string, stories: Story[]): string {
  const items = stories.map(
    ({ title, day, text }, index) =>
      `<item><title>${escape(title)}</title><link>${base}/berita/${stories.length - index}</link>` +
      `<pubDate>${new Date(Date.UTC(2025, 10, day, 1)).toUTCString()}</pubDate><description>${escape(text)}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>${title}</title><link>${base}/</link>${items.join('')}</channel></rss>`;
}

/** An outlet on loopback: a page that names its feed, and a feed that grows. Its pages are robots' land: the feed's text is read. */
export async function startOutlet(title = 'Kanal Uji') {
  const server = await startFeedServer();
  const stories: Story[] = [];
  const publish = (...more: Story[]): void => {
    stories.unshift(...more);
    server.on('/feed.xml', rss(title, server.origin, stories), RSS);
  };
  publish();
  server.on(
    '/',
    '<html><head><link rel="alternate" type="application/rss+xml" title="Feed" href="/feed.xml"></head><body>Beranda</body></html>',
    { 'content-type': 'text/html' },
  );
  return { ...server, title, publish };
}

/** Kabar as it runs, on the fake Discord and a database of its own. */
export async function startKabar(
  fake: Pick<FakeDiscord, 'root' | 'token'>,
  env: Record<string, string> = {},
  log: Log = silentLog,
  clock: Clock = systemClock,
) {
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: join(folder(), 'k.db'),
    DISCORD_TOKEN: fake.token,
    DISCORD_API_ROOT: fake.root,
    FETCH_ALLOW: '127.0.0.0/8',
    POLL_INTERVAL: '1s',
    ...env,
  });
  const app = await createApp({ config, clock, log });
  const { port } = await app.start();
  return { base: `http://127.0.0.1:${port}`, databaseUrl: config.databaseUrl, stop: () => app.stop() };
}
