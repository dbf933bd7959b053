import { type APIGatewayBotInfo, type Client, Events, GatewayCloseCodes, Routes } from 'discord.js';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import { isTokenRefused, toFailure, WaitError } from './errors.ts';

/** The first connection is waited for so long; then the rest of Kabar starts, and it is tried on. */
const CONNECT_MS = 10_000;
const RECONNECT_MS = [5, 15, 30, 60].map((seconds) => seconds * 1000);
/** Share of a day's gateway sessions that is never used (facts/delivery.md §6, fault 31). */
const SESSIONS_KEPT = 0.1;

export const TOKEN_REFUSED = 'the token was refused: set DISCORD_TOKEN to the current one and restart';
/** Why a closed gateway is not opened again, in words for the operator. */
const HOPELESS: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN_REFUSED,
  [GatewayCloseCodes.InvalidShard]: 'Discord refused the shards: check DISCORD_SHARDS and restart',
  [GatewayCloseCodes.ShardingRequired]: 'Discord asks for more shards: check DISCORD_SHARDS and restart',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer takes this version of its API: update Kabar',
  [GatewayCloseCodes.InvalidIntents]: 'Discord refused the intents: update Kabar',
  [GatewayCloseCodes.DisallowedIntents]: 'Discord refused the intents: update Kabar',
};

interface GatewayParts {
  client: Client;
  token: string;
  clock: Clock;
  log: Log;
  meter: Meter;
  stopping: AbortSignal;
  /** Why everything stands still; undefined while all is well. */
  refusal(): string | undefined;
  /** Everything stands still from now on, for a reason that only the operator can mend. */
  refuse(reason: string): void;
  /** Called once connected, also when that took a while. */
  connected(): Promise<void>;
}

/** The connection over which Discord tells what happens. discord.js keeps and resumes it; getting it at all is ours. */
export function createGateway(parts: GatewayParts): { open(): Promise<void>; verify(): Promise<void> } {
  const { client, token, clock, log, stopping } = parts;

  client.on(Events.Error, (error) => log.warn('discord.error', { error }));
  client.on(Events.ShardError, (error, shard) => log.warn('discord.gateway-error', { shard, error }));
  client.on(Events.ShardReconnecting, (shard) => log.info('discord.gateway-reconnecting', { shard }));
  client.on(Events.ShardResume, (shard) => log.info('discord.gateway-resumed', { shard }));
  client.on(Events.ShardDisconnect, ({ code }) => {
    const reason = HOPELESS[code];
    if (reason && !stopping.aborted) parts.refuse(reason);
  });

  /** Starting a session too often makes Discord reset the token, so the last tenth of the day's sessions is not used. */
  async function askForSession(): Promise<void> {
    client.rest.setToken(token);
    const { session_start_limit: limit } = (await client.rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    parts.meter.level('discord_sessions_left', {}, limit.remaining);
    if (limit.remaining < limit.total * SESSIONS_KEPT) {
      throw new WaitError(limit.reset_after, "the day's sessions are used up");
    }
  }

  async function logIn(): Promise<void> {
    await askForSession();
    // A login that failed leaves discord.js destroyed; it may begin again all the same.
    (client.ws as unknown as { destroyed: boolean }).destroyed = false;
    const waiting = new AbortController();
    const ready = new Promise<void>((resolve) => {
      client.once(Events.ClientReady, () => resolve());
      client.once(Events.ShardDisconnect, () => resolve());
    });
    await client.login(token);
    await Promise.race([ready, clock.sleep(CONNECT_MS, waiting.signal)]);
    waiting.abort();
  }

  async function verify(): Promise<void> {
    client.rest.setToken(token);
    await client.rest.get(Routes.user());
  }

  /** Milliseconds until it is worth trying again; undefined when there is nothing more to try. */
  async function attempt(step: () => Promise<void>, tries: number): Promise<number | undefined> {
    try {
      await step();
      if (parts.refusal() === undefined) await parts.connected();
      return undefined;
    } catch (error) {
      const isInvalid = isTokenRefused(error) || (error as { code?: string }).code === 'TokenInvalid';
      if (isInvalid) parts.refuse(TOKEN_REFUSED);
      if (parts.refusal() !== undefined) return undefined;
      const failure = toFailure(error);
      log.warn('discord.connect-failed', { ...failure, error });
      return Math.max(RECONNECT_MS[Math.min(tries, RECONNECT_MS.length - 1)]!, failure.retryAfterMs ?? 0);
    }
  }

  async function goOn(step: () => Promise<void>, firstWaitMs: number): Promise<void> {
    let waitMs: number | undefined = firstWaitMs;
    for (let tries = 1; waitMs !== undefined && !stopping.aborted; tries += 1) {
      await clock.sleep(waitMs, stopping);
      if (!stopping.aborted) waitMs = await attempt(step, tries);
    }
  }

  async function begin(step: () => Promise<void>): Promise<void> {
    const waitMs = await attempt(step, 0);
    if (waitMs === undefined) return;
    goOn(step, waitMs).catch((error: unknown) => log.error('discord.connect-failed', { error }));
  }

  return {
    /** Connects; when that fails, it is tried on in the background. */
    open: () => begin(logIn),
    /** For a process that only posts: makes sure of the token. */
    verify: () => begin(verify),
  };
}
