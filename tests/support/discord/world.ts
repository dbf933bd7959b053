import { type APIMessage, ButtonStyle, ComponentType, type RESTPostAPIChannelMessageJSONBody } from 'discord.js';
import { readMarkdown, type Read } from './read-markdown.ts';

/** Bits of developers/topics/permissions that the fake knows. */
export const RIGHTS = {
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  SendMessagesInThreads: 1n << 38n,
} as const;
export const ALL = Object.values(RIGHTS)
  .slice(1)
  .reduce((sum, bit) => sum | bit, 0n);
export const MEMBER = ALL & ~RIGHTS.ManageChannels;

export interface Tag {
  id: string;
  name: string;
  moderated: boolean;
  emoji_id: null;
  emoji_name: null;
}

export interface FakeChannel {
  id: string;
  /** 0 text, 1 private, 5 announcements, 11 thread, 15 forum. */
  type: number;
  name: string;
  guildId?: string;
  parentId?: string;
  ownerId?: string;
  /** Rights that the bot's role is denied here. */
  denied: bigint;
  tags: Tag[];
  requireTag: boolean;
  archived: boolean;
  locked: boolean;
  appliedTags: string[];
  createdAt: Date;
  recipientId?: string;
}

export interface FakeGuild {
  id: string;
  name: string;
  /** What the bot's role may do. */
  botRights: bigint;
  isMember: boolean;
}

export interface FakeMessage {
  id: string;
  channelId: string;
  body: RESTPostAPIChannelMessageJSONBody;
  files: { name: string; size: number }[];
  ephemeralFor?: string;
  /** Who asked, when it is the answer to an interaction. */
  askedBy?: string;
  at: Date;
  isCrossposted: boolean;
  edits: number;
}

export interface FakeUser {
  id: string;
  name: string;
  closedToDms: boolean;
}

/** Everything there is on the fake Discord. */
export function createWorld(now: () => Date) {
  let last = 0n;
  /** Snowflakes rise with time, and have the length that discord.js expects. */
  const snowflake = (): string => {
    last += 1n;
    return String((BigInt(now().getTime() - 1_420_070_400_000) << 22n) + last);
  };
  const world = {
    snowflake,
    applicationId: snowflake(),
    bot: { id: '', name: 'Kabar' },
    guilds: new Map<string, FakeGuild>(),
    channels: new Map<string, FakeChannel>(),
    users: new Map<string, FakeUser>(),
    messages: [] as FakeMessage[],
    commands: [] as { name: string; [more: string]: unknown }[],
    addGuild(name = 'Warga'): FakeGuild {
      const guild = { id: snowflake(), name, botRights: ALL, isMember: true };
      world.guilds.set(guild.id, guild);
      return guild;
    },
    addChannel(guild: FakeGuild, more: Partial<FakeChannel> = {}): FakeChannel {
      const channel: FakeChannel = {
        id: snowflake(),
        type: 0,
        name: 'berita',
        guildId: guild.id,
        denied: 0n,
        tags: [],
        requireTag: false,
        archived: false,
        locked: false,
        appliedTags: [],
        createdAt: now(),
        ...more,
      };
      world.channels.set(channel.id, channel);
      return channel;
    },
    addUser(name: string): FakeUser {
      const user = { id: snowflake(), name, closedToDms: false };
      world.users.set(user.id, user);
      return user;
    },
    tag: (name: string): Tag => ({ id: snowflake(), name, moderated: false, emoji_id: null, emoji_name: null }),
    /** What the bot may do in a channel. */
    rightsIn(channel: FakeChannel): bigint {
      if (channel.type === 1) return ALL;
      const guild = world.guilds.get(channel.guildId!);
      if (!guild?.isMember) return 0n;
      const parent = channel.type === 11 ? world.channels.get(channel.parentId!) : channel;
      return guild.botRights & ~(parent?.denied ?? 0n);
    },
    /** The private channel with a person, made when it is first asked for. */
    privateChannel(userId: string): FakeChannel {
      const known = [...world.channels.values()].find((one) => one.recipientId === userId);
      if (known) return known;
      const channel: FakeChannel = {
        id: snowflake(),
        type: 1,
        name: '',
        denied: 0n,
        tags: [],
        requireTag: false,
        archived: false,
        locked: false,
        appliedTags: [],
        createdAt: now(),
        recipientId: userId,
      };
      world.channels.set(channel.id, channel);
      return channel;
    },
  };
  world.bot.id = snowflake();
  return world;
}

export type World = ReturnType<typeof createWorld>;

export const userJson = (user: { id: string; name: string }, bot = false) => ({
  id: user.id,
  username: user.name,
  discriminator: '0',
  global_name: user.name,
  avatar: null,
  bot,
});

export function channelJson(world: World, channel: FakeChannel): Record<string, unknown> {
  const { id, type, name, guildId, parentId } = channel;
  if (type === 1)
    return { id, type, recipients: [userJson(world.users.get(channel.recipientId!)!)], last_message_id: null };
  const common = { id, type, name, guild_id: guildId, parent_id: parentId ?? null };
  if (type === 11) {
    return {
      ...common,
      owner_id: channel.ownerId,
      message_count: 1,
      member_count: 1,
      rate_limit_per_user: 0,
      applied_tags: channel.appliedTags,
      thread_metadata: {
        archived: channel.archived,
        locked: channel.locked,
        auto_archive_duration: 4320,
        archive_timestamp: channel.createdAt.toISOString(),
        create_timestamp: channel.createdAt.toISOString(),
      },
    };
  }
  const overwrites =
    channel.denied === 0n ? [] : [{ id: botRoleId(guildId!), type: 0, allow: '0', deny: String(channel.denied) }];
  return {
    ...common,
    position: 0,
    nsfw: false,
    permission_overwrites: overwrites,
    flags: channel.requireTag ? 1 << 4 : 0,
    ...(type === 15 ? { available_tags: channel.tags, default_sort_order: null, default_forum_layout: 0 } : {}),
  };
}

export const botRoleId = (guildId: string): string => String(BigInt(guildId) + 1_000_000_000n);

const roleJson = (id: string, name: string, permissions: bigint) => ({
  id,
  name,
  permissions: String(permissions),
  position: 0,
  color: 0,
  hoist: false,
  managed: false,
  mentionable: true,
  flags: 0,
});
export const rolesJson = (guild: FakeGuild) => [
  roleJson(guild.id, '@everyone', 0n),
  roleJson(botRoleId(guild.id), 'Kabar', guild.botRights),
];

export function guildJson(world: World, guild: FakeGuild): Record<string, unknown> {
  const channels = [...world.channels.values()].filter((one) => one.guildId === guild.id);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: '1',
    unavailable: false,
    member_count: 2,
    joined_at: new Date(0).toISOString(),
    large: false,
    roles: rolesJson(guild),
    channels: channels.filter((one) => one.type !== 11).map((one) => channelJson(world, one)),
    threads: channels.filter((one) => one.type === 11 && !one.archived).map((one) => channelJson(world, one)),
    members: [
      {
        user: userJson(world.bot, true),
        roles: [botRoleId(guild.id)],
        joined_at: new Date(0).toISOString(),
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    emojis: [],
    stickers: [],
    features: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    preferred_locale: 'id',
    afk_timeout: 300,
    premium_tier: 0,
    nsfw_level: 0,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    system_channel_flags: 0,
  };
}

export function messageJson(world: World, message: FakeMessage): APIMessage {
  const { body } = message;
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userJson(world.bot, true),
    content: body.content ?? '',
    timestamp: message.at.toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: body.allowed_mentions?.roles ?? [],
    attachments: message.files.map((file, id) => ({
      id: String(id),
      filename: file.name,
      size: file.size,
      url: `https://cdn.test/${file.name}`,
      proxy_url: '',
    })),
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    pinned: false,
    type: 0,
    flags: (body.flags ?? 0) as never,
    ...(message.askedBy
      ? {
          interaction_metadata: {
            id: message.id,
            type: 2,
            user: { id: message.askedBy },
            authorizing_integration_owners: {},
          },
        }
      : {}),
  } as unknown as APIMessage;
}

/** A message as a reader sees it; titles and descriptions are Markdown, footers are not. */
export function readMessage({ body }: FakeMessage): Read {
  const parts: Read[] = [];
  const asText = (text: string): Read => ({ text, links: [], mentions: [], marks: [] });
  for (const embed of body.embeds ?? []) {
    if (embed.title) parts.push(readMarkdown(embed.title));
    if (embed.description) parts.push(readMarkdown(embed.description));
    if (embed.footer) parts.push(asText(embed.footer.text));
  }
  return {
    text: parts.map((part) => part.text).join('\n'),
    links: parts.flatMap((part) => part.links),
    mentions: parts.flatMap((part) => part.mentions),
    marks: parts.flatMap((part) => part.marks),
  };
}

export interface ShownButton {
  label: string;
  customId?: string;
  url?: string;
  danger: boolean;
}

/** The buttons under a message. */
export function buttonsOf(message: FakeMessage | undefined): ShownButton[] {
  const rows = message?.body.components ?? [];
  const all = rows.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
  return all.flatMap((one): ShownButton[] => {
    if (one.type !== ComponentType.Button || !('label' in one)) return [];
    return [
      {
        label: one.label ?? '',
        danger: one.style === ButtonStyle.Danger,
        ...('custom_id' in one ? { customId: one.custom_id } : {}),
        ...('url' in one ? { url: one.url } : {}),
      },
    ];
  });
}
