import { randomBytes, randomUUID } from 'node:crypto';
import { createServer as createHttp } from '#http/server.ts';
import { createAlerts } from '#alerts/alerts.ts';
import { analyze } from '#analysis/analyze.ts';
import { createExtractPool } from '#articles/extract-pool.ts';
import { canonicalUrl } from '#articles/identity.ts';
import { createPoliteFetch } from '#articles/politeness.ts';
import { createReader } from '#articles/read.ts';
import * as twins from '#articles/twins.ts';
import { storyButtons } from '#commands/cite.ts';
import { commands } from '#commands/index.ts';
import { createDemo } from '#config/demo/index.ts';
import { readFeedsFile } from '#config/feeds-file.ts';
import type { Config } from '#config/index.ts';
import { sayIn } from '#config/locales/index.ts';
import { topics } from '#config/topics.ts';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Platform } from '#core/platform.ts';
import { createAddressChanges } from '#delivery/address-changes.ts';
import { createCompose } from '#delivery/compose.ts';
import { createDelivery } from '#delivery/delivery.ts';
import { createBudget, type Budget } from '#dispatch/budget.ts';
import { createDispatch } from '#dispatch/dispatch.ts';
import { nextDue } from '#feeds/due.ts';
import { createFetch } from '#feeds/fetch.ts';
import { createParsePool } from '#feeds/parse-pool.ts';
import { createWebSub } from '#feeds/websub.ts';
import { websubRoutes } from '#http/websub.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { createHealth } from '#ops/health.ts';
import { createLeadership } from '#ops/leadership.ts';
import { createMetrics } from '#ops/metrics.ts';
import { createPictures } from '#pictures/pool.ts';
import { openDatabase } from '#store/database.ts';
import { createCache } from '#store/keyv.ts';
import { createRetention } from '#store/retention.ts';
import { createNotes } from '#store/notes.ts';
import { createOperations } from '#store/operations.ts';
import { createSignals } from '#store/signals.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { demoRoutes } from '#http/demo.ts';
import { statusRoutes } from '#http/status.ts';
import packageJson from '../package.json' with { type: 'json' };
import { createNewsroom } from './newsroom.ts';
import { createPrune } from './prune.ts';
import { createSchedule } from './schedule.ts';
import { createServing } from './serve.ts';
import { createTakeIn } from './take-in.ts';
import { createDesk } from './wiring/desk.ts';
import { connect } from './wiring/platforms.ts';

const VERSION = packageJson.version;
/** What others see of us; a contact is part of an honest name (facts/feeds.md §6). */
const USER_AGENT = `Kabar/${VERSION} (news bot; self-hosted)`;
/** The web platform's one channel (CONTRACT §2). */
const WEB_CHANNEL = 'news';
/** The demo's feeds are polled this often: its articles appear 20 s apart. */
const DEMO_POLL_MS = 5000;
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

export interface App {
  /** Starts everything and gives the port the HTTP server listens on. */
  start(): Promise<{ port: number }>;
  /** Takes nothing new, finishes what is under way, closes the database. */
  stop(): Promise<void>;
}

/** All wiring: the only place that knows everybody. @throws SetupError when it can't run as configured. */
export async function createApp(parts: {
  config: Config;
  clock: Clock;
  log: Log;
  /** Called when another process has taken over what this one did; it should end. */
  lost?(lease: string): void;
}): Promise<App> {
  const { config, clock, log } = parts;
  const configured = config.feedsFile === undefined ? [] : readFeedsFile(config.feedsFile);
  const database = await openDatabase({ url: config.databaseUrl, log, exclusive: true });
  const signals = await createSignals(config.databaseUrl, log);
  const bodies = createCache(database.db, 'articles', { ttlMs: config.retentionMs });
  const stores = createStores({
    ...database,
    tokens: { index: indexTokens, query: queryTokens },
    stories: createStoryIndex({ packs }),
    topics: topics.map(({ name, words }) => ({ names: Object.values(name), words: Object.values(words).flat() })),
    bodyOf: async (identity) => (await bodies.get<{ text: string }>(identity))?.text,
    clock,
  });

  const operations = createOperations(database.db, database.engine);
  const metrics = createMetrics({ stores, size: operations.size, clock, version: VERSION });
  const { meter } = metrics;

  const fetch = createFetch({
    allow: config.demo ? [...config.fetchAllow, ...LOOPBACK] : config.fetchAllow,
    userAgent: USER_AGENT,
    clock,
  });
  const polite = createPoliteFetch({ fetch, clock });
  const pool = createParsePool();
  const pages = createExtractPool();
  const pictures = createPictures({ log });
  const reader = createReader({ fetch: polite, extract: pages.extract, clock, log });
  const compose = createCompose(sayIn, storyButtons);
  const alerts = createAlerts({
    stores,
    forms: queryTokens,
    topics: topics.map(({ key, name, words }) => ({
      ...{ key, names: Object.values(name) },
      words: Object.values(words).flat(),
    })),
    bodyOf: async (identity) => (await bodies.get<{ text: string }>(identity))?.text,
    post: compose,
    say: sayIn,
    clock,
    log,
    meter,
  });
  const defaults = { locale: config.locale, zone: config.zone };
  const pollIntervalMs = config.pollIntervalMs ?? (config.demo ? DEMO_POLL_MS : undefined);
  const platforms: Platform[] = [];

  const desk = createDesk({
    ...{ config, stores, alerts, platforms, fetch, polite, reader, compose, clock, log },
    parse: pool.parse,
    draw: pictures.draw,
    readSoon: () => schedule.wake(),
    deliver: () => delivery.wake(),
  });
  const spent = createBudget({ clock });
  // The page is one person's own preview: nobody there to be kept from anything.
  const budget: Budget = {
    take: (request, cost) => (request.place.platform === 'web' ? undefined : spent.take(request, cost)),
  };
  const answer = createDispatch({ commands, desk, say: sayIn, defaults, budget, clock, log, meter });

  const { web, telegram } = await connect(platforms, {
    ...{ config, commands, posts: stores.posts, say: sayIn, clock, log, meter },
    notesOf: (platform) => createNotes(database.db, platform),
  });
  const holder = randomUUID();
  const leadership = createLeadership({
    leases: stores.leases,
    holder,
    clock,
    log,
    meter,
    lost: (lease) => parts.lost?.(lease),
  });
  const delivery = createDelivery({
    ...stores,
    platforms,
    compose: alerts.compose,
    expand: alerts.expand,
    // Of a send whose answer never came, a post is not worth a repetition, an alert is (DESIGN §4.4).
    policy: () => (kind) => config.telegramUncertain ?? (kind === 'alert' ? 'resend' : 'hold'),
    holder,
    clock,
    log,
    meter,
    random: Math.random,
  });
  const websub = config.publicUrl
    ? createWebSub({
        store: stores.websub,
        post: fetch.post,
        publicUrl: config.publicUrl,
        async tell(feedId) {
          await stores.feeds.hasten(feedId, clock.now());
          schedule.wake();
        },
        clock,
        log,
        random: (bytes) => randomBytes(bytes).toString('hex'),
      })
    : undefined;
  const newsroom = createNewsroom({
    fetchFeed: (url, validators, signal) => polite.get(url, { validators, ...(signal ? { signal } : {}) }),
    parse: pool.parse,
    takeIn: createTakeIn({
      identify: { ...twins, canonicalUrl },
      read: (item, feed, wantsPage) => reader.readItem(wantsPage ? item : { ...item, link: undefined }, feed),
      analyze,
      news: stores.news,
      async keepBody(identity, body) {
        await bodies.set(identity, body);
      },
      clock,
      log,
      meter,
      onNews() {
        delivery.wake();
        signals.send('news').catch((error: unknown) => log.warn('signals.not-sent', { error }));
      },
    }),
    nextDue: (poll) => nextDue({ ...poll, pollIntervalMs, random: Math.random }),
    isTold: (feedId) => websub?.isTold(feedId) ?? false,
    feeds: stores.feeds,
    async tellHealth(feedId, kind, now) {
      if (await stores.fanouts.tellHealth(feedId, kind, now)) delivery.wake();
    },
    clock,
    log,
    meter,
  });
  const prune = createPrune({
    retention: createRetention(database.db, database.engine),
    keepMs: config.retentionMs,
    clock,
    log,
    meter,
  });
  const schedule = createSchedule({
    polls: config.roles.includes('poll'),
    feeds: stores.feeds,
    poll: newsroom.poll,
    hostOf: (url) => (fetch.trusted(url) ? undefined : URL.parse(url)?.host),
    tick() {
      delivery.wake();
      if (config.roles.includes('poll')) void websub?.renew();
    },
    clock,
    log,
    async prune(signal) {
      await delivery.prune();
      await prune(signal);
    },
  });

  signals.on('news', () => delivery.wake());
  const serves = config.roles.includes('serve');
  const serving = createServing({
    platforms,
    commands,
    answer,
    eventsOf: (platform) => createAddressChanges(platform, { ...stores, wake: delivery.wake, clock, log }),
    serves,
    // Alone on SQLite, on the page and behind a webhook everybody may take requests.
    leaseOf(platform) {
      if (database.engine === 'sqlite' || platform === 'web') return undefined;
      if (platform === 'telegram' && config.telegramWebhook) return undefined;
      const { ids, count } = config.discordShards ?? {};
      return `updates:${platform}${platform === 'discord' && ids ? `:${ids.join(',')}/${count}` : ''}`;
    },
    hold: leadership.hold,
  });

  const startedAt = clock.now();
  let state: 'starting' | 'running' | 'draining' = 'starting';
  const health = createHealth({
    clock,
    uptimeMs: () => performance.now(),
    state: () => state,
    probe: () => operations.probe(clock.now()),
    queues: async (now) => (config.roles.includes('deliver') ? operations.queues(now) : []),
    platforms: serving.receiving,
  });
  const demo = config.demo ? createDemo(clock.now(), config.zone) : undefined;
  const status = statusRoutes({
    operations,
    counts: stores.outbox.counts,
    kept: async () => ({ ...(await stores.library.counts()) }),
    health: health.ready,
    work: () => ({ roles: config.roles, leases: leadership.held(), version: VERSION, startedAt }),
    say: sayIn,
    locale: config.locale,
    zone: config.zone,
    clock,
  });
  const http = createHttp({
    host: config.host,
    port: config.port,
    log,
    open: [...(telegram ? [telegram.routes] : []), ...(websub ? [websubRoutes(websub)] : [])],
    routes: [status, ...(web && serves ? [web.routes] : []), ...(demo ? [demoRoutes(demo, clock)] : [])],
    health,
    metrics: metrics.text,
  });

  /** The feeds known at start are followed by the web platform's one channel. */
  async function followConfigured(port: number): Promise<void> {
    const base = `http://127.0.0.1:${port}`;
    const all = [
      ...configured,
      ...(demo?.outlets.map((one) => ({
        url: `${base}/demo/${one.slug}/feed.xml`,
        title: one.title,
        language: one.language,
        topics: [],
      })) ?? []),
    ];
    const channel =
      web && (await desk.channelOf({ platform: 'web', address: WEB_CHANNEL, server: 'web', isPrivate: false }));
    for (const feed of all) {
      const added = await stores.feeds.add({ ...feed, title: feed.title ?? new URL(feed.url).hostname });
      if (channel) await stores.feeds.follow(channel.id, added.id, 'configuration', clock.now());
      if (demo) await stores.feeds.hasten(added.id, clock.now());
    }
  }

  async function stop(): Promise<void> {
    state = 'draining';
    health.stop();
    await schedule.stop();
    await delivery.stop();
    for (const platform of platforms) await platform.stop();
    await leadership.stop();
    await signals.close();
    await http.stop();
    await pool.close();
    await pages.close();
    await pictures.close();
    await fetch.close();
    await database.close();
  }

  return {
    stop,
    async start() {
      try {
        const { port } = await http.start();
        await followConfigured(port);
        await serving.start();
        if (config.roles.includes('deliver')) await delivery.start();
        schedule.start();
        state = 'running';
        health.start();
        return { port };
      } catch (error) {
        await stop();
        throw error;
      }
    },
  };
}
