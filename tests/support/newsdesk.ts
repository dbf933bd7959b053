import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '#commands/index.ts';
import { sayIn } from '#config/locales/index.ts';
import { topics } from '#config/topics.ts';
import type { Desk } from '#core/desk.ts';
import type { FeedFault } from '#core/errors.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Feed } from '#core/news.ts';
import type { Platform } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { createCompose } from '#delivery/compose.ts';
import { createDelivery } from '#delivery/delivery.ts';
import { createDispatch } from '#dispatch/dispatch.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { createNewsroom, type FetchedFeed } from '#src/newsroom.ts';
import { openDatabase } from '#store/database.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { createManualClock } from './manual-clock.ts';
import { alertsOver } from './outbox.ts';

const TICK_MS = 60_000;
const FAKE = 'fake';

/** A whole news desk but for the network, on a clock that the test moves. What is said anywhere is handed to `hear`. */
export async function startNewsdesk(start: Date, hear: (address: string, reply: Reply, isEdit: boolean) => void) {
  const clock = createManualClock(start);
  const database = await openDatabase({ url: join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'), log: silentLog });
  const tokens = { index: indexTokens, query: queryTokens };
  const stores = createStores({ ...database, tokens, stories: createStoryIndex({ packs }), clock });
  const alerts = alertsOver(stores, clock.now);
  let messages = 0;
  const platform: Platform = {
    name: FAKE,
    limits: { perSecond: Infinity, perAddressPerSecond: Infinity, atOnce: 8 },
    idempotentForMs: Infinity,
    start: async () => {},
    stop: async () => {},
    registerCommands: async () => {},
    async post(address, reply) {
      hear(address, reply, false);
      return { ok: true, messageId: String(++messages) };
    },
    async edit(address, messageId, reply) {
      hear(address, reply, true);
      return { ok: true, messageId };
    },
    check: async () => [],
    privateAddress: (person) => `dm:${person}`,
    health: () => ({ ok: true }),
  };
  const delivery = createDelivery({
    ...stores,
    platforms: [platform],
    compose: alerts.compose,
    expand: alerts.expand,
    policy: () => () => 'hold',
    holder: 'desk',
    clock,
    log: silentLog,
    meter: silentMeter,
    random: () => 0.5,
  });
  const defaults = { locale: 'id', zone: 'Asia/Jakarta' } as const;
  const desk = {
    ...stores,
    channelOf: (place) => stores.channels.ensure(place, { ...defaults, at: clock.now() }),
    compose: createCompose(sayIn),
    topics: topics.map(({ key, name }) => ({ key, names: Object.values(name) })),
    privatePlaceOf: (_place, person) => ({ platform: FAKE, address: `dm:${person}`, isPrivate: true }),
    canMatch: alerts.canMatch,
    allows: alerts.allowsArticle,
    rehold: (channel) => stores.outbox.rehold(channel.id, alerts.replan(channel), clock.now()),
  } as Partial<Desk> as Desk;
  const dispatch = createDispatch({ commands, desk, say: sayIn, defaults, clock, log: silentLog, meter: silentMeter });
  const answers = new Map<number, FetchedFeed>();
  const newsroom = createNewsroom({
    fetchFeed: async (url) => answers.get(Number(new URL(url).pathname.slice(1)))!,
    parse: async () => ({ items: [] }),
    takeIn: async () => 0,
    nextDue: ({ now }) => now,
    feeds: stores.feeds,
    async tellHealth(feedId, kind, now) {
      await stores.fanouts.tellHealth(feedId, kind, now);
    },
    clock,
    log: silentLog,
    meter: silentMeter,
  });

  /** Everything that is due has been done. */
  async function quiet(): Promise<void> {
    for (;;) {
      delivery.wake();
      await new Promise((resolve) => setImmediate(resolve));
      const open = await database.db
        .selectFrom('outbox')
        .select('id')
        .where((eb) =>
          eb.or([
            eb('state', 'in', ['ready', 'claimed']),
            eb.and([eb('state', '=', 'held'), eb('not_before', '<=', clock.now().getTime())]),
          ]),
        )
        .executeTakeFirst();
      const fanout = await database.db.selectFrom('fanouts').select('id').where('done', '=', 0).executeTakeFirst();
      if (!open && !fanout) return;
    }
  }

  async function advanceTo(moment: string): Promise<void> {
    const end = new Date(moment);
    while (clock.now() < end) {
      clock.advanceTo(new Date(Math.min(end.getTime(), clock.now().getTime() + TICK_MS * 5)));
      await quiet();
    }
  }

  await delivery.start();
  let number = 0;
  return {
    stores,
    clock,
    advanceTo,
    quiet,
    async ask(person: string, text: string, address: string, locale: 'id' | 'en' = 'id'): Promise<Reply> {
      const isPrivate = address.startsWith('dm:');
      const place = { platform: FAKE, address, isPrivate, ...(isPrivate ? {} : { server: 'server' }) };
      const reply = await dispatch.reply({ input: text, asker: { id: person }, place, locale, moderator: true });
      await quiet();
      return reply;
    },
    async feed(title: string, address: string): Promise<Feed> {
      const feed = await stores.feeds.add({ url: `https://feed.example/${++number}`, title, topics: [] });
      const place = { platform: FAKE, address, server: 'server', isPrivate: false };
      const channel = await stores.channels.ensure(place, { ...defaults, at: clock.now() });
      await stores.feeds.follow(channel.id, feed.id, 'moderator', clock.now());
      return feed;
    },
    async publish(feed: Feed, title: string, text: string): Promise<number> {
      const at = clock.now();
      const { articleId } = await stores.news.commit(
        {
          feedId: feed.id,
          identity: `https://x.example/${++number}`,
          url: `https://x.example/${number}`,
          title,
          outlet: feed.title,
          publishedAt: at,
          fetchedAt: at,
          source: 'feed',
          text,
          analysis: { lang: 'id', body: text, summary: [text], people: [], quotes: [], events: [] },
        },
        'new',
      );
      await quiet();
      return articleId;
    },
    /** A poll of the feed that fails, or finds nothing new. */
    async poll(feed: Feed, fault?: FeedFault): Promise<void> {
      const number = Number(new URL(feed.url).pathname.slice(1));
      answers.set(number, fault ? { kind: 'failed', fault, status: 503 } : { kind: 'not-modified', validators: {} });
      const [job] = await stores.feeds
        .claimDue(clock.now(), 100, 0)
        .then((all) => all.filter((one) => one.feed.id === feed.id));
      await newsroom.poll(job!);
      await quiet();
    },
    async stop(): Promise<void> {
      await delivery.stop();
      await database.close();
    },
  };
}
