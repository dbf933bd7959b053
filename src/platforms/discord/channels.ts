import { type APIChannel, ChannelFlags, ChannelType, type Client, type GuildForumTag, Routes } from 'discord.js';
import { isForum, knownChannel } from './rights.ts';

/** What was asked for over REST is not asked again for so long; the gateway tells of changes sooner. */
const REMEMBER_MS = 10 * 60_000;
const REMEMBER_MOST = 10_000;

/** What posting in a channel depends on. */
export interface KnownChannel {
  id: string;
  type: ChannelType;
  guildId?: string;
  /** Tags of a forum that anybody may use. */
  tags: { id: string; name: string }[];
  requiresTag: boolean;
}

const freeTags = (tags: readonly Pick<GuildForumTag, 'id' | 'name' | 'moderated'>[]): KnownChannel['tags'] =>
  tags.filter((tag) => !tag.moderated).map(({ id, name }) => ({ id, name }));

function fromApi(channel: APIChannel): KnownChannel {
  const { id, type } = channel;
  return {
    id,
    type,
    ...('guild_id' in channel && channel.guild_id ? { guildId: channel.guild_id } : {}),
    tags: 'available_tags' in channel ? freeTags(channel.available_tags) : [],
    requiresTag: ((channel.flags ?? 0) & ChannelFlags.RequireTag) !== 0,
  };
}

/** Channels as the gateway tells of them; where it does not (another process listens, an old thread), as REST says. */
export function createChannels(client: Client, now: () => number) {
  const asked = new Map<string, { channel: KnownChannel; at: number }>();
  let self: Promise<string> | undefined;

  return {
    /** @throws DiscordAPIError when there is no such channel, or it is not for us. */
    async of(id: string): Promise<KnownChannel> {
      const known = knownChannel(client, id);
      if (known) {
        const isStoryPlace = isForum(known.type) && 'availableTags' in known;
        return {
          id,
          type: known.type,
          guildId: known.guildId,
          tags: isStoryPlace ? freeTags(known.availableTags) : [],
          requiresTag: known.flags.has(ChannelFlags.RequireTag),
        };
      }
      const before = asked.get(id);
      if (before && now() - before.at < REMEMBER_MS) return before.channel;
      const channel = fromApi((await client.rest.get(Routes.channel(id))) as APIChannel);
      if (asked.size >= REMEMBER_MOST) asked.clear();
      asked.set(id, { channel, at: now() });
      return channel;
    },

    /** Our own user id. */
    async myId(): Promise<string> {
      if (client.user) return client.user.id;
      self ??= client.rest.get(Routes.user()).then((user) => (user as { id: string }).id);
      self.catch(() => (self = undefined));
      return self;
    },
  };
}

export type Channels = ReturnType<typeof createChannels>;
