import {
  type APIGatewayBotInfo,
  type APIInteraction,
  type Client,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  RESTJSONErrorCodes as Code,
  Routes,
} from 'discord.js';
import type { Clock } from '#core/clock.ts';
import type { Command } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Say } from '#core/messages.ts';
import type { Answer, Notes, Platform, PlatformEvents } from '#core/platform.ts';
import { createInvalidBudget } from './budget.ts';
import { listenForChanges } from './changes.ts';
import { createClient, type Shards } from './client.ts';
import { createClosed } from './closed.ts';
import { createDeclare, hashOf } from './commands.ts';
import { isCode, isTokenRefused, toFailure, WaitError } from './errors.ts';
import { createInteractions } from './interactions.ts';
import { createPosts } from './posts.ts';
import { NAME, privateAddress, privateUser, userOf } from './request.ts';
import { isForum, knownChannel, missingIn } from './rights.ts';

/** The same nonce gives the same message for "a few minutes"; after this time we no longer rely on it (facts/delivery.md §1.3). */
const NONCE_MS = 120_000;
/** Of the 50 requests a second that Discord allows, some are left to answers. */
const POSTS_PER_SECOND = 46;
/** Five messages in five seconds are seen for one channel (facts/delivery.md §1.2). */
const POSTS_PER_CHANNEL_SECOND = 1;
const POSTS_AT_ONCE = 10;
/** The first connection is waited for so long; then the rest of Kabar starts, and it is tried on. */
const CONNECT_MS = 10_000;
const RECONNECT_MS = [5, 15, 30, 60].map((seconds) => seconds * 1000);
/** Share of a day's gateway sessions that is never used (facts/delivery.md §6, fault 31). */
const SESSIONS_KEPT = 0.1;
const COMMANDS_NOTE = 'commands';

/** Why a closed gateway is not opened again, in words for the operator. */
const HOPELESS: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'the token was refused: set DISCORD_TOKEN to the current one and restart',
  [GatewayCloseCodes.InvalidShard]: 'Discord refused the number of shards',
  [GatewayCloseCodes.ShardingRequired]: 'Discord asks for more shards',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer takes this version of its API',
  [GatewayCloseCodes.InvalidIntents]: 'Discord refused the intents',
  [GatewayCloseCodes.DisallowedIntents]: 'Discord refused the intents',
};

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
}

/** Discord, on discord.js as a transport for REST and gateway. */
export function createDiscordPlatform(parts: DiscordParts): Platform {
  const { token, notes, clock, log } = parts;
  const budget = createInvalidBudget(clock);
  const client: Client = createClient(parts.apiRoot, budget, parts.shards);
  const closed = createClosed(notes);
  const declare = createDeclare(parts.say, parts.locale);
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let commands: readonly Command[] = [];
  let events: PlatformEvents | undefined;
  let isConnected = false;
  /** Why everything stands still until the operator acts. */
  let refused: string | undefined;

  client.rest.setToken(token);
  listenForChanges({ client, closed, events: () => events, log });
  client.on(Events.Error, (error) => log.warn('discord.error', { error }));
  client.on(Events.ShardError, (error, shard) => log.warn('discord.gateway-error', { shard, error }));
  client.on(Events.ShardReconnecting, (shard) => log.info('discord.gateway-reconnecting', { shard }));
  client.on(Events.ShardResume, (shard) => log.info('discord.gateway-resumed', { shard }));

  function stopFor(reason: string): void {
    if (refused !== undefined) return;
    refused = reason;
    log.error('discord.stopped', { reason });
    client.destroy().catch((error: unknown) => log.warn('discord.destroy-failed', { error }));
  }
  const refuse = (): void => stopFor(HOPELESS[GatewayCloseCodes.AuthenticationFailed]!);
  client.on(Events.ShardDisconnect, ({ code }) => {
    const reason = HOPELESS[code];
    if (reason && !stopping.signal.aborted) stopFor(reason);
  });

  const posts = createPosts({ client, notes, clock, log, budget, closed, refusal: () => refused, refuse });

  function takeInteractions(answer: Answer): void {
    const onInteraction = createInteractions({
      ...parts,
      client,
      answer,
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
      reopenPrivate(raw);
    });
  }

  /** Who uses a command may be written to again. */
  function reopenPrivate(raw: APIInteraction): void {
    const address = privateAddress(userOf(raw)?.id ?? '');
    closed
      .open(address)
      .then((isOpen) => (isOpen ? events?.changed(address, { kind: 'open' }) : undefined))
      .catch((error: unknown) => log.error('discord.change-failed', { what: 'private', error }));
  }

  /** Starting a session too often makes Discord reset the token, so the last tenth of the day's sessions is not used. */
  async function askForSession(): Promise<void> {
    client.rest.setToken(token);
    const { session_start_limit: limit } = (await client.rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    if (limit.remaining < limit.total * SESSIONS_KEPT) {
      throw new WaitError(limit.reset_after, "the day's sessions are used up");
    }
  }

  /** One attempt; true when there is nothing more to try. */
  async function connect(): Promise<boolean> {
    try {
      await askForSession();
      // A login that failed leaves discord.js destroyed; it may begin again all the same.
      (client.ws as unknown as { destroyed: boolean }).destroyed = false;
      await client.login(token);
      isConnected = true;
      return true;
    } catch (error) {
      const isInvalid = isTokenRefused(error) || (error as { code?: string }).code === 'TokenInvalid';
      if (isInvalid) refuse();
      else if (refused === undefined) log.warn('discord.connect-failed', { ...toFailure(error), error });
      return refused !== undefined;
    }
  }

  async function keepConnecting(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      await clock.sleep(RECONNECT_MS[Math.min(tries, RECONNECT_MS.length - 1)]!, stopping.signal);
      if (stopping.signal.aborted) return;
      if (await connect()) break;
    }
    if (refused === undefined) await publish();
  }

  /** Writes the list of commands if it is not the one that Discord has from us. */
  async function publish(): Promise<void> {
    if (commands.length === 0 || refused !== undefined) return;
    try {
      client.rest.setToken(token);
      const { id } = (await client.rest.get(Routes.currentApplication())) as { id: string };
      const body = declare(commands);
      const hash = hashOf(body, id);
      if ((await notes.get(COMMANDS_NOTE)) === hash) return;
      await client.rest.put(Routes.applicationCommands(id), { body });
      await notes.set(COMMANDS_NOTE, hash);
      log.info('discord.commands-written', { commands: body.length });
    } catch (error) {
      if (isTokenRefused(error)) refuse();
      else log.error('discord.commands-failed', { ...toFailure(error), error });
    }
  }

  return {
    name: NAME,
    limits: { perSecond: POSTS_PER_SECOND, perAddressPerSecond: POSTS_PER_CHANNEL_SECOND, atOnce: POSTS_AT_ONCE },
    idempotentForMs: NONCE_MS,
    ...posts,

    async start(answer, given, { receive = true } = {}) {
      events = given;
      await closed.load();
      if (refused !== undefined || !receive) return;
      takeInteractions(answer);
      const waiting = new AbortController();
      const ready = new Promise<void>((resolve) => {
        client.once(Events.ClientReady, () => resolve());
        client.once(Events.ShardDisconnect, () => resolve());
      });
      if (!(await connect())) {
        keepConnecting().catch((error: unknown) => log.error('discord.connect-failed', { error }));
        return;
      }
      if (refused === undefined) await Promise.race([ready, clock.sleep(CONNECT_MS, waiting.signal)]);
      waiting.abort();
      if (refused === undefined) log.info('discord.ready', { servers: client.guilds.cache.size });
    },

    async stop() {
      stopping.abort();
      isConnected = false;
      while (underWay.size > 0) await Promise.all(underWay);
      await client.destroy();
    },

    async registerCommands(given) {
      commands = given;
      await publish();
    },

    async check(address) {
      if (privateUser(address) !== undefined) return [];
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
