import {
  type APIInteraction,
  type Client,
  GatewayDispatchEvents,
  InteractionContextType,
  RESTJSONErrorCodes as Code,
  Routes,
} from 'discord.js';
import type { Clock } from '#core/clock.ts';
import type { Command } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Say } from '#core/messages.ts';
import type { Answer, Notes, Platform, PlatformEvents } from '#core/platform.ts';
import { createInvalidBudget } from './budget.ts';
import { listenForChanges } from './changes.ts';
import { createClient, type Shards } from './client.ts';
import { createClosed } from './closed.ts';
import { createDeclare, hashOf } from './commands.ts';
import { createDirectMessages } from './direct.ts';
import { isCode, isTokenRefused, toFailure } from './errors.ts';
import { createGateway, TOKEN_REFUSED } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { createPosts } from './posts.ts';
import { NAME, privateAddress, privateUser, userOf } from './request.ts';
import { isForum, knownChannel, missingIn } from './rights.ts';

/** The same nonce gives the same message for "a few minutes"; after this time we no longer rely on it (facts/delivery.md §1.3). */
const NONCE_MS = 120_000;
/** Of the 50 requests a second that Discord allows, some are left to answers. */
const POSTS_PER_SECOND = 46;
/** Items that one message lists when many wait for the same channel. */
const ITEMS_TOGETHER = 10;
/** Five messages in five seconds are seen for one channel (facts/delivery.md §1.2). */
const POSTS_PER_CHANNEL_SECOND = 1;
const POSTS_AT_ONCE = 10;
const COMMANDS_NOTE = 'commands';

export interface DiscordParts {
  token: string;
  /** Another server than Discord's own, without the version: `http://127.0.0.1:8081/api`. */
  apiRoot?: string | undefined;
  /** The shards of this process, where several share a bot; undefined: all. */
  shards?: Shards | undefined;
  notes: Notes;
  say(locale: Locale): Say;
  /** The language for people whose own we don't speak. */
  locale: Locale;
  clock: Clock;
  log: Log;
  meter: Meter;
}

/** Discord, on discord.js as a transport for REST and gateway. */
export function createDiscordPlatform(parts: DiscordParts): Platform {
  const { token, notes, clock, log, meter } = parts;
  const budget = createInvalidBudget(clock, meter);
  const client: Client = createClient(parts.apiRoot, budget, parts.shards);
  const closed = createClosed(notes);
  const declare = createDeclare(parts.say, parts.locale);
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let commands: readonly Command[] = [];
  let answer: Answer | undefined;
  let events: PlatformEvents | undefined;
  let isConnected = false;
  let isPublished = false;
  /** Why everything stands still until the operator acts. */
  let refused: string | undefined;

  client.rest.setToken(token);
  listenForChanges({ client, closed, events: () => events, log });

  function refuse(reason: string): void {
    if (refused !== undefined) return;
    refused = reason;
    log.error('discord.stopped', { reason });
    client.destroy().catch((error: unknown) => log.warn('discord.destroy-failed', { error }));
  }

  const refusal = (): string | undefined => refused;
  const direct = createDirectMessages({ client, notes, clock });
  const posts = createPosts({
    ...{ client, notes, clock, log, meter, budget, closed, direct, refusal },
    refuse: () => refuse(TOKEN_REFUSED),
  });
  const gateway = createGateway({
    client,
    token,
    clock,
    log,
    meter,
    stopping: stopping.signal,
    refusal,
    refuse,
    async connected() {
      isConnected = true;
      log.info('discord.ready', { servers: client.guilds.cache.size });
      if (answer) await publish();
    },
  });

  const onInteraction = createInteractions({
    ...parts,
    client,
    answer: () => answer,
    commands: () => commands,
    fallback: parts.locale,
    forumOf(threadId) {
      const thread = knownChannel(client, threadId);
      const parent = thread?.isThread() ? thread.parent : undefined;
      return parent && isForum(parent.type) ? { id: parent.id, name: parent.name } : undefined;
    },
  });

  client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: APIInteraction) => {
    if (stopping.signal.aborted) return;
    const done = onInteraction(raw).finally(() => underWay.delete(done));
    underWay.add(done);
    meet(raw).catch((error: unknown) => log.error('discord.change-failed', { what: 'private', error }));
  });

  /** Who uses a command may be written to again; one typed in the private chat tells which channel that is. */
  async function meet(raw: APIInteraction): Promise<void> {
    const userId = userOf(raw)?.id ?? '';
    const address = privateAddress(userId);
    if (raw.context === InteractionContextType.BotDM && raw.channel) await direct.remember(userId, raw.channel.id);
    if (await closed.open(address)) await events?.changed(address, { kind: 'open' });
  }

  /** Writes the list of commands if it is not the one that Discord has from us; a failure is mended at the next connection. */
  async function publish(): Promise<void> {
    if (isPublished || commands.length === 0 || refused !== undefined) return;
    try {
      const { id } = (await client.rest.get(Routes.currentApplication())) as { id: string };
      const body = declare(commands);
      const hash = hashOf(body, id);
      if ((await notes.get(COMMANDS_NOTE)) !== hash) {
        await client.rest.put(Routes.applicationCommands(id), { body });
        await notes.set(COMMANDS_NOTE, hash);
        log.info('discord.commands-written', { commands: body.length });
      }
      isPublished = true;
    } catch (error) {
      if (isTokenRefused(error)) refuse(TOKEN_REFUSED);
      else log.error('discord.commands-failed', { ...toFailure(error), error });
    }
  }

  return {
    name: NAME,
    limits: {
      perSecond: POSTS_PER_SECOND,
      perAddressPerSecond: POSTS_PER_CHANNEL_SECOND,
      atOnce: POSTS_AT_ONCE,
      together: ITEMS_TOGETHER,
    },
    idempotentForMs: NONCE_MS,
    ...posts,

    async start(given, told, { receive = true } = {}) {
      events = told;
      await closed.load();
      if (refused !== undefined) return;
      if (!receive) return gateway.verify();
      answer = given;
      await gateway.open();
    },

    async stop() {
      stopping.abort();
      isConnected = false;
      while (underWay.size > 0) await Promise.all(underWay);
      await client.destroy();
    },

    async registerCommands(given) {
      commands = given;
      isPublished = false;
      await publish();
    },

    async check(address) {
      const userId = privateUser(address);
      if (userId !== undefined) {
        // Asked when a person wants to be written to: the best moment to open the chat.
        await direct
          .channelOf(userId)
          .catch((error: unknown) => log.info('discord.chat-not-open', { ...toFailure(error) }));
        return [];
      }
      const channel = knownChannel(client, address);
      if (channel) return missingIn(channel);
      try {
        // An archived thread is not among what the gateway tells.
        const found = (await client.rest.get(Routes.channel(address))) as { parent_id?: string };
        const parent = found.parent_id ? knownChannel(client, found.parent_id) : undefined;
        return parent ? missingIn(parent) : [];
      } catch (error) {
        if (isCode(error, Code.UnknownChannel) || isCode(error, Code.MissingAccess)) return ['View Channel'];
        throw error;
      }
    },

    privateAddress,

    health() {
      if (refused !== undefined) return { ok: false, reason: refused };
      return isConnected ? { ok: true } : { ok: false, reason: 'not connected to the gateway yet' };
    },
  };
}
