import { type Client, Events, type Guild, type GuildBasedChannel } from 'discord.js';
import type { Log } from '#core/log.ts';
import type { AddressChange, PlatformEvents } from '#core/platform.ts';
import type { Closed } from './closed.ts';
import { knownChannel, missingIn } from './rights.ts';

/** A server that was left is remembered as one, not as each of its channels. */
const LEFT = 'server:';

interface ChangeParts {
  client: Client;
  closed: Closed;
  events(): PlatformEvents | undefined;
  log: Log;
}

/** Listens for what becomes of our channels: deleted, locked to us or given back, and servers left and rejoined. */
export function listenForChanges({ client, closed, events, log }: ChangeParts): void {
  /** Channels that could be written to when last looked at, and their servers: only a right that was there can be lost. */
  const writable = new Map<string, string>();

  const tell = async (address: string, change: AddressChange): Promise<void> => {
    await events()?.changed(address, change);
  };

  async function look(channel: GuildBasedChannel): Promise<void> {
    const missing = missingIn(channel, true);
    if (missing.length === 0) {
      writable.set(channel.id, channel.guildId);
      if (await closed.open(channel.id)) await tell(channel.id, { kind: 'open' });
    } else if (writable.delete(channel.id)) {
      await closed.close(channel.id);
      await tell(channel.id, { kind: 'forbidden', detail: missing.join(', ') });
    }
  }

  async function lookAt(guild: Guild): Promise<void> {
    const isBack = await closed.open(LEFT + guild.id);
    for (const channel of guild.channels.cache.values()) {
      await look(channel);
      if (isBack && writable.has(channel.id)) await tell(channel.id, { kind: 'open' });
    }
  }

  async function lookAtAll(): Promise<void> {
    for (const guild of client.guilds.cache.values()) await lookAt(guild);
  }

  async function remove(channelId: string, detail: string): Promise<void> {
    writable.delete(channelId);
    await tell(channelId, { kind: 'gone', detail });
  }

  const safely =
    <A extends unknown[]>(what: string, act: (...given: A) => Promise<void>) =>
    (...given: A): void => {
      act(...given).catch((error: unknown) => log.error('discord.change-failed', { what, error }));
    };

  client.on(Events.ClientReady, safely('ready', lookAtAll));
  client.on(Events.GuildAvailable, safely('available', lookAt));
  client.on(Events.GuildCreate, safely('joined', lookAt));
  client.on(
    Events.GuildDelete,
    safely('left', async (guild) => {
      await closed.close(LEFT + guild.id);
      // The library has forgotten the server's channels by now.
      const lost = [...writable].filter(([, server]) => server === guild.id);
      for (const [id] of lost) await remove(id, 'Kabar was removed from the server');
    }),
  );
  client.on(
    Events.ChannelDelete,
    safely('deleted', async (channel) => {
      if (!channel.isDMBased()) await remove(channel.id, 'the channel was deleted');
    }),
  );
  client.on(
    Events.ThreadDelete,
    safely('deleted', (thread) => remove(thread.id, 'the thread was deleted')),
  );
  client.on(
    Events.ThreadUpdate,
    safely('thread', async (_before, thread) => {
      if (!thread.locked) await look(thread);
    }),
  );
  client.on(
    Events.ChannelUpdate,
    safely('rights', async (_before, channel) => {
      const known = knownChannel(client, channel.id);
      if (known) await look(known);
    }),
  );
  client.on(
    Events.GuildRoleUpdate,
    safely('rights', (_before, role) => lookAt(role.guild)),
  );
  client.on(
    Events.GuildMemberUpdate,
    safely('rights', async (_before, member) => {
      if (member.id === client.user?.id) await lookAt(member.guild);
    }),
  );
}
