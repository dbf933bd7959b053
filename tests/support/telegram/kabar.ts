import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { type Clock, systemClock } from '#core/clock.ts';
import { type Log, silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { type FeedServer, startFeedServer } from '#tests/support/feed-server.ts';
import type { LimitSettings } from './limits.ts';
import { createPeople, type People, type SayOptions } from './people.ts';
import { type FakeTelegram, startTelegram, TOKEN } from './server.ts';
import type { FakeUser, Stored } from './world.ts';

const WAIT = { timeout: 15_000, interval: 10 };

export interface Kabar {
  fake: FakeTelegram;
  people: People;
  feeds: FeedServer;
  /** The HTTP server of the app. */
  base: string;
  /** Says something and gives the bot's first message after it in that chat and topic. */
  ask(options: SayOptions): Promise<Stored>;
  press(message: Stored, label: string, from: FakeUser): Promise<Stored>;
  /** The first message that fits and was not there when the wait began, or is there already with `from`. */
  shown(fits: (message: Stored) => boolean, from?: number): Promise<Stored>;
  /** The database's folder, to start again on. */
  folder: string;
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** The words of a message, without what makes mentions harmless. */
export const wordsOf = (message: Stored): string => (message.text ?? message.caption ?? '').replaceAll('\u2060', '');

/** All of Kabar in front of the fake server, with a feed server of its own. */
export async function startKabar(
  options: {
    env?: Record<string, string>;
    limits?: LimitSettings;
    folder?: string;
    fake?: FakeTelegram;
    feeds?: FeedServer;
    log?: Log;
    clock?: Clock;
  } = {},
): Promise<Kabar> {
  const clock = options.clock ?? systemClock;
  const fake = options.fake ?? (await startTelegram({ clock, ...(options.limits ? { limits: options.limits } : {}) }));
  const feeds = options.feeds ?? (await startFeedServer());
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'kabar-telegram-'));
  const config = loadConfig({
    TELEGRAM_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: fake.origin,
    DATABASE_URL: join(folder, 'k.db'),
    PORT: '0',
    FETCH_ALLOW: '127.0.0.0/8',
    POLL_INTERVAL: '1s',
    ...options.env,
  });
  const app = await createApp({ config, clock, log: options.log ?? silentLog });
  const { port } = await app.start();
  const people = createPeople(fake);
  let running = true;

  async function shown(fits: (message: Stored) => boolean, from = fake.messages.length): Promise<Stored> {
    let found: Stored | undefined;
    await expect
      .poll(() => {
        found = fake.messages.slice(from).find(fits);
        return found !== undefined;
      }, WAIT)
      .toBe(true);
    return found!;
  }

  return {
    fake,
    people,
    feeds,
    folder,
    base: `http://127.0.0.1:${port}`,
    shown,
    async ask(said) {
      const from = fake.messages.length;
      const id = people.say(said);
      const isPrivate = fake.chats.get(said.chat)!.type === 'private';
      return shown(
        (message) =>
          message.chat.id === said.chat && message.thread === said.thread && (isPrivate || message.replyTo === id),
        from,
      );
    },
    async press(message, label, who) {
      const from = fake.messages.length;
      people.press(message, label, who);
      return shown((one) => one.chat === message.chat, from);
    },
    async stop() {
      if (running) await app.stop();
      running = false;
    },
    async close() {
      if (running) await app.stop();
      running = false;
      await fake.close();
      await feeds.close();
    },
  };
}

/** An item of a feed with a quote and a dated sentence. */
export const item = (title: string, day: number, more = ''): string =>
  `<item><title>${title}</title><link>http://127.0.0.1:9/a/${encodeURIComponent(title)}</link><guid isPermaLink="false">${encodeURIComponent(title)}</guid>` +
  `<pubDate>Mon, ${day} Nov 2025 08:00:00 GMT</pubDate><description>"Kami sudah memeriksa seluruh ${title} ini," kata Kepala Dinas Arga Wirasena, Senin (3/11/2025). Pemeriksaan itu berlangsung selama tiga jam di lapangan. ${more}</description></item>`;

export const feedOf = (title: string, items: readonly string[]): string =>
  `<rss version="2.0"><channel><title>${title}</title>${items.join('')}</channel></rss>`;
