import { loadConfig, type Config } from '#config/index.ts';
import type { Channel } from '#core/news.ts';
import type { ChannelStore, FeedStore } from '#core/stores.ts';
import { createLog } from '#ops/log.ts';
import { openDatabase } from '#store/database.ts';
import { createChannelStore } from '#store/channels.ts';
import { createFeedStore } from '#store/feeds.ts';
import { UsageError } from './terminal.ts';

/** The web platform's one channel (CONTRACT §2). */
const WEB_CHANNEL = 'web:news';

export interface Opened {
  config: Config;
  feeds: FeedStore;
  channels: ChannelStore;
}

/** Opens the database for one command and closes it after. */
export async function withStores<T>(use: (opened: Opened) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const { db, engine, close } = await openDatabase({ url: config.databaseUrl, log });
  try {
    return await use({ config, feeds: createFeedStore(db, engine), channels: createChannelStore(db) });
  } finally {
    await close();
  }
}

/** The channel that `--channel discord:1234` names; without a name the web preview's. @throws UsageError when it is not known. */
export async function channelNamed(name: string | undefined, { config, channels }: Opened): Promise<Channel> {
  if (name === undefined && !config.web) {
    throw new UsageError('which channel? Add --channel discord:ADDRESS or --channel telegram:ADDRESS');
  }
  const [, platform = '', address = ''] = /^([a-z]+):(.+)$/u.exec(name ?? WEB_CHANNEL) ?? [];
  const place = { platform, address };
  if (name === undefined || name === WEB_CHANNEL) {
    return channels.ensure(
      { ...place, server: platform },
      { locale: config.locale, zone: config.zone, at: new Date() },
    );
  }
  const channel = await channels.find(place);
  if (!channel)
    throw new UsageError(`${name} is no channel that Kabar knows. Use a command there first, such as /help`);
  return channel;
}
