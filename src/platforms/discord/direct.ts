import { type Client, Routes } from 'discord.js';
import type { Clock } from '#core/clock.ts';
import type { Notes } from '#core/platform.ts';
import { WaitError } from './errors.ts';

/** New private chats are opened this far apart: bots that open many at once are taken for spammers (facts/delivery.md §1.2). */
const OPEN_EVERY_MS = 2000;

export interface DirectMessages {
  /** The channel behind the private chat with a person. @throws WaitError when another chat was opened just before */
  channelOf(userId: string): Promise<string>;
  /** A channel that Discord told of by itself. */
  remember(userId: string, channelId: string): Promise<void>;
}

/** The private chats with people; the channel behind each is asked for once and remembered. */
export function createDirectMessages({
  client,
  notes,
  clock,
}: {
  client: Client;
  notes: Notes;
  clock: Clock;
}): DirectMessages {
  let openedAt = Number.NEGATIVE_INFINITY;
  const channels = new Map<string, string>();

  async function remember(userId: string, channelId: string): Promise<void> {
    if (channels.get(userId) === channelId) return;
    await notes.set(`dm:${userId}`, channelId);
    channels.set(userId, channelId);
  }

  return {
    remember,
    async channelOf(userId) {
      const known = channels.get(userId) ?? (await notes.get(`dm:${userId}`));
      if (known) return known;
      const now = clock.now().getTime();
      const waitMs = openedAt + OPEN_EVERY_MS - now;
      if (waitMs > 0) throw new WaitError(waitMs, 'private chats are opened one after the other');
      openedAt = now;
      const opened = (await client.rest.post(Routes.userChannels(), { body: { recipient_id: userId } })) as {
        id: string;
      };
      await remember(userId, opened.id);
      return opened.id;
    },
  };
}
