import { ChannelType, type Client, type GuildBasedChannel, PermissionFlagsBits as Bits } from 'discord.js';

/** What posting can't do without, and what makes it whole; the names are those of Discord's own settings. */
const NEEDED: readonly [bit: bigint, name: string, essential: boolean][] = [
  [Bits.ViewChannel, 'View Channel', true],
  [Bits.SendMessages, 'Send Messages', true],
  [Bits.EmbedLinks, 'Embed Links', true],
  [Bits.AttachFiles, 'Attach Files', false],
  [Bits.ReadMessageHistory, 'Read Message History', false],
];
const IN_THREADS: readonly [bit: bigint, name: string, essential: boolean] = [
  Bits.SendMessagesInThreads,
  'Send Messages in Threads',
  true,
];
const FORUMS: ReadonlySet<ChannelType> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);

export const isForum = (type: ChannelType | undefined): boolean => type !== undefined && FORUMS.has(type);

/** Rights of a moderator: who may manage the channel (CONTRACT §6). */
export function isModerator(permissions: string | undefined): boolean {
  if (permissions === undefined || !/^\d+$/u.test(permissions)) return false;
  return (BigInt(permissions) & (Bits.ManageChannels | Bits.Administrator)) !== 0n;
}

/** Names of the rights that we lack in a channel that is known; `essential`: only those without which nothing can be posted. */
export function missingIn(channel: GuildBasedChannel, essential = false): string[] {
  const me = channel.guild.members.me;
  const held = me && channel.permissionsFor(me);
  const thread = channel.isThread();
  const needed = [...NEEDED, ...(thread || isForum(channel.type) ? [IN_THREADS] : [])]
    .filter(([bit]) => !(thread && bit === Bits.SendMessages))
    .filter(([, , isEssential]) => isEssential || !essential);
  const nameOf = (bit: bigint, name: string): string =>
    bit === Bits.SendMessages && isForum(channel.type) ? 'Create Posts' : name;
  return needed.filter(([bit]) => !held?.has(bit)).map(([bit, name]) => nameOf(bit, name));
}

/** The channel of that id, if a server that we are in has it. */
export function knownChannel(client: Client, id: string): GuildBasedChannel | undefined {
  const channel = client.channels.cache.get(id);
  return channel && !channel.isDMBased() ? channel : undefined;
}
