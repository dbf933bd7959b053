import type { Selectable } from 'kysely';
import { type ChannelSettings, DEFAULT_SETTINGS } from '#core/alerts.ts';
import type { FeedFault } from '#core/errors.ts';
import type { Locale } from '#core/locale.ts';
import type { ArticleHead, Channel, Feed, FeedHealth, PollWishes } from '#core/news.ts';
import type { Schema } from './schema.ts';

export const time = (ms: number | null): Date | undefined => (ms === null ? undefined : new Date(ms));

export function toFeed(row: Selectable<Schema['feeds']>): Feed {
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    language: row.language ?? undefined,
    topics: JSON.parse(row.topics) as string[],
    siteUrl: row.site_url ?? undefined,
  };
}

export function toHealth(row: Selectable<Schema['feeds']>): FeedHealth {
  return {
    dueAt: new Date(row.due_at),
    polledAt: time(row.polled_at),
    changedAt: time(row.changed_at),
    firstReadAt: time(row.first_read_at),
    isQuiet: row.is_quiet === 1,
    failures: row.failures,
    fault: (row.fault as FeedFault | null) ?? undefined,
    status: row.status ?? undefined,
  };
}

export function toWishes(row: Selectable<Schema['feeds']>): PollWishes {
  return {
    ttlMinutes: row.ttl_minutes ?? undefined,
    skipHours: row.skip_hours === null ? undefined : (JSON.parse(row.skip_hours) as number[]),
  };
}

export function wishesRow({ ttlMinutes, skipHours, hub, self }: PollWishes) {
  return {
    ttl_minutes: ttlMinutes === undefined ? null : Math.ceil(ttlMinutes),
    skip_hours: skipHours ? JSON.stringify(skipHours) : null,
    hub: hub ?? null,
    topic: self ?? null,
  };
}

export function toChannel(row: Selectable<Schema['channels']>): Channel {
  return {
    id: row.id,
    platform: row.platform,
    address: row.address,
    title: row.title ?? undefined,
    locale: row.locale as Locale,
    zone: row.zone,
    server: row.server ?? undefined,
    isPrivate: row.is_private === 1,
    settings: { ...DEFAULT_SETTINGS, ...(JSON.parse(row.settings) as Partial<ChannelSettings>) },
  };
}

export function toArticle(row: Selectable<Schema['articles']>): ArticleHead {
  return {
    id: row.id,
    url: row.url ?? undefined,
    title: row.title,
    outlet: row.outlet,
    language: row.language,
    author: row.author ?? undefined,
    image: row.image ?? undefined,
    publishedAt: new Date(row.published_at),
    summary: JSON.parse(row.summary) as string[],
    storyId: row.story_id,
    copyOf: row.copy_of ?? undefined,
  };
}
