import type { Config } from '#config/index.ts';
import type { Clock } from '#core/clock.ts';
import type { Command } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Say } from '#core/messages.ts';
import type { Meter } from '#core/meter.ts';
import type { Notes, Platform } from '#core/platform.ts';
import { readWords } from '#dispatch/words.ts';
import { createWebPlatform } from '#platforms/web/adapter.ts';

export interface PlatformsParts {
  config: Config;
  commands: readonly Command[];
  posts: Parameters<typeof createWebPlatform>[0]['posts'];
  notesOf(platform: string): Notes;
  say(locale: Locale): Say;
  clock: Clock;
  log: Log;
  meter: Meter;
}

/** Adds the platforms that are configured, and gives those that have routes of their own. A platform's library is large: it is loaded only where it is used. */
export async function connect(platforms: Platform[], parts: PlatformsParts) {
  const { config, commands, notesOf, say, clock, log, meter } = parts;
  const { locale } = config;
  const web = config.web ? createWebPlatform({ posts: parts.posts, clock, log, locale }) : undefined;
  if (web) platforms.push(web.platform);
  if (config.discordToken) {
    const { createDiscordPlatform } = await import('#platforms/discord/adapter.ts');
    const { discordToken: token, discordApiRoot: apiRoot, discordShards: shards } = config;
    const notes = notesOf('discord');
    platforms.push(createDiscordPlatform({ token, apiRoot, shards, notes, say, locale, clock, log, meter }));
  }
  const telegram = config.telegramToken
    ? (await import('#platforms/telegram/adapter.ts')).createTelegramPlatform({
        token: config.telegramToken,
        apiRoot: config.telegramApiRoot,
        webhook: config.telegramWebhook,
        notes: notesOf('telegram'),
        ...{ clock, log, say, locale },
        read: (text) => readWords(text, commands),
      })
    : undefined;
  if (telegram) platforms.push(telegram.platform);
  return { web, telegram };
}
