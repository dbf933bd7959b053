import { Client, GatewayIntentBits, type GuildMember, Options, type User } from 'discord.js';
import type { InvalidBudget } from './budget.ts';
import { restOptions } from './rest.ts';

/** Servers not yet told of after this time are not waited for. */
const GUILDS_MS = 2000;

/** Only servers, channels, roles and ourselves are remembered: what the question "may we post here?" needs. */
const CACHES = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: (member: GuildMember) => member.id === member.client.user.id },
  UserManager: { maxSize: 0, keepOverLimit: (user: User) => user.id === user.client.user.id },
};

/** Which shards of how many a process holds. */
export interface Shards {
  ids: number[];
  count: number;
}

/** discord.js with the Guilds intent alone, as many shards as Discord asks for unless they are divided, no presence. */
export function createClient(root: string | undefined, budget: InvalidBudget, shards?: Shards): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    ...(shards ? { shards: shards.ids, shardCount: shards.count } : { shards: 'auto' }),
    waitGuildTimeout: GUILDS_MS,
    makeCache: Options.cacheWithLimits(CACHES),
    allowedMentions: { parse: [] },
    rest: restOptions(root, budget),
  });
}
