import type { Alerts } from '#alerts/alerts.ts';
import { analyze } from '#analysis/analyze.ts';
import { articleIdentity } from '#articles/identity.ts';
import type { Reader } from '#articles/read.ts';
import { commands } from '#commands/index.ts';
import type { Config } from '#config/index.ts';
import { topics } from '#config/topics.ts';
import type { Clock } from '#core/clock.ts';
import type { Desk } from '#core/desk.ts';
import { FeedError } from '#core/errors.ts';
import type { Log } from '#core/log.ts';
import type { ArticleHead } from '#core/news.ts';
import type { Platform } from '#core/platform.ts';
import type { Stores } from '#core/stores.ts';
import { usageOf } from '#dispatch/usage.ts';
import { decodeFeed } from '#feeds/decode.ts';
import { createDiscover, type ParseFeed } from '#feeds/discover.ts';
import type { Fetch } from '#feeds/fetch.ts';

/** Of a file that a command asks for: an OPML document of ten thousand feeds has 2 MB. */
const DOWNLOAD_MOST = 5 * 1024 * 1024;

export interface DeskParts {
  config: Pick<Config, 'locale' | 'zone' | 'feedsMost'>;
  stores: Stores;
  alerts: Alerts;
  platforms: readonly Platform[];
  fetch: Pick<Fetch, 'refusal'>;
  /** The same, but sparing the hosts. */
  polite: Fetch;
  parse: ParseFeed;
  reader: Pick<Reader, 'readPage'>;
  compose: Desk['compose'];
  draw: Desk['draw'];
  /** A feed is due sooner than the schedule knew. */
  readSoon(): void;
  /** What was held may go. */
  deliver(): void;
  clock: Clock;
  log: Log;
}

/** What the commands may ask for, over everything that can answer. */
export function createDesk(parts: DeskParts): Desk {
  const { config, stores, alerts, platforms, polite, clock, log } = parts;
  const defaults = { locale: config.locale, zone: config.zone };

  async function read(url: string): Promise<ArticleHead> {
    const known = await stores.library.articleByIdentity(articleIdentity({ link: url }, { url, title: '' }));
    if (known) return known;
    const page = await parts.reader.readPage(url);
    const publishedAt = page.publishedAt ?? clock.now();
    const analysis = analyze({ ...page, lang: page.language, published: publishedAt.toISOString() });
    return {
      id: 0,
      storyId: 0,
      url: page.url ?? url,
      title: page.title,
      outlet: page.outlet ?? new URL(page.url ?? url).hostname,
      language: analysis.lang,
      publishedAt,
      summary: analysis.summary,
    };
  }

  return {
    library: stores.library,
    feeds: stores.feeds,
    channels: stores.channels,
    channelOf: (place) => stores.channels.ensure(place, { ...defaults, at: clock.now() }),
    discover: createDiscover({ fetch: polite, parse: parts.parse }),
    read,
    missingRights: async (place) =>
      (await platforms.find((one) => one.name === place.platform)?.check(place.address)) ?? [],
    compose: parts.compose,
    draw: parts.draw,
    async download(url) {
      const answer = await polite.get(url, { maxBytes: DOWNLOAD_MOST, accept: '*/*' });
      if (answer.kind === 'ok') return answer.bytes;
      throw answer.kind === 'failed' ? new FeedError(answer.fault, url, answer) : new FeedError('http', url);
    },
    decode: (bytes) => decodeFeed(bytes),
    refusal: (url) => parts.fetch.refusal(url),
    feedsMost: config.feedsMost,
    readSoon: parts.readSoon,
    readNow(feed) {
      stores.feeds
        .hasten(feed.id, clock.now())
        .then(() => parts.readSoon())
        .catch((error: unknown) => log.error('feed.hasten-failed', { feedId: feed.id, error }));
    },
    commands: () => usageOf(commands),
    subscriptions: stores.subscriptions,
    personal: stores.personal,
    outbox: stores.outbox,
    topics: topics.map(({ key, name }) => ({ key, names: Object.values(name) })),
    privatePlaceOf(place, person) {
      const platform = platforms.find((one) => one.name === place.platform);
      return { platform: place.platform, address: platform?.privateAddress(person) ?? person, isPrivate: true };
    },
    canMatch: alerts.canMatch,
    allows: alerts.allowsArticle,
    async rehold(channel) {
      await stores.outbox.rehold(channel.id, alerts.replan(channel), clock.now());
      parts.deliver();
    },
  };
}
