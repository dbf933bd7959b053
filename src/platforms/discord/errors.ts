import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Code } from 'discord.js';
import type { PostFailure } from '#core/platform.ts';

/** We hold a request back ourselves: nothing was sent, so nothing is in doubt. */
export class WaitError extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, why: string) {
    super(why);
    this.name = 'WaitError';
    this.retryAfterMs = retryAfterMs;
  }
}

/** This one post is not wanted where it would go; others are. */
export class UnwantedError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'UnwantedError';
  }
}

export interface Failure {
  reason: PostFailure;
  detail: string;
  retryAfterMs?: number;
  /** The limit is the bot's, not the channel's. */
  isForAll?: boolean;
}

/** What each of Discord's codes means for a post (facts/delivery.md §1.2). A code that is not here is our own mistake. */
const REASONS: ReadonlyMap<number | string, PostFailure> = new Map<number | string, PostFailure>([
  [Code.UnknownChannel, 'gone'],
  [Code.UnknownGuild, 'gone'],
  [Code.UnknownMessage, 'gone'],
  [Code.UnknownWebhook, 'gone'],
  [Code.MissingAccess, 'forbidden'],
  [Code.MissingPermissions, 'forbidden'],
  [Code.CannotSendMessagesToThisUser, 'forbidden'],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'forbidden'],
  [Code.ThreadLocked, 'forbidden'],
  [Code.InvalidActionOnArchivedThread, 'forbidden'],
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit, 'throttled'],
  [Code.ChannelSendRateLimit, 'throttled'],
  [Code.ServerSendRateLimit, 'throttled'],
  [Code.OpeningDirectMessagesTooFast, 'throttled'],
  [Code.ServiceResourceIsBeingRateLimited, 'throttled'],
  [Code.SendMessagesHasBeenTemporarilyDisabled, 'unavailable'],
  [Code.APIResourceOverloaded, 'unavailable'],
]);
/** Nothing was sent: there was no connection to send it over. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const NOT_SENT_TLS = /^(?:CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/u;
/** A 429 without `Retry-After` comes from Cloudflare, not from Discord's counters (facts/delivery.md §1.2). */
const CLOUDFLARE_MS = 60_000;
/** A refused token is tried again this much later: somebody may be changing it. */
export const REFUSED_MS = 60_000;

function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return '';
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : codeOf(error.cause, depth + 1);
}

/** Whether Discord no longer knows our token: everything stops until the operator sets another. */
export function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false;
  // An interaction's own token may expire without harm to ours.
  if (error.code === Code.InvalidWebhookToken) return false;
  return error.status === 401 || error.code === Code.InvalidToken;
}

export function isCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code;
}

/** What a failed request means. Only what surely never arrived, or was refused, is anything but uncertain. */
export function toFailure(error: unknown): Failure {
  if (error instanceof UnwantedError) return { reason: 'rejected', detail: error.message };
  if (error instanceof WaitError)
    return { reason: 'throttled', detail: error.message, retryAfterMs: error.retryAfterMs };
  if (error instanceof RateLimitError) {
    const retryAfterMs = error.retryAfter > 0 ? error.retryAfter : CLOUDFLARE_MS;
    return {
      reason: 'throttled',
      detail: error.global ? 'rate limit of the bot' : `rate limit (${error.scope})`,
      retryAfterMs,
      isForAll: error.global || error.retryAfter <= 0,
    };
  }
  if (error instanceof DiscordAPIError) {
    const detail = `${error.message.split('\n', 1)[0]} (${error.code})`;
    if (isTokenRefused(error)) {
      const detail = 'the token was refused';
      return { reason: 'unavailable', detail, retryAfterMs: REFUSED_MS, isForAll: true };
    }
    return { reason: REASONS.get(error.code) ?? (error.status === 404 ? 'gone' : 'rejected'), detail };
  }
  if (error instanceof HTTPError) return { reason: 'uncertain', detail: `HTTP ${error.status}` };
  const code = codeOf(error);
  if (NOT_SENT.has(code) || NOT_SENT_TLS.test(code)) return { reason: 'unavailable', detail: code };
  return { reason: 'uncertain', detail: code || (error instanceof Error ? error.name : 'unknown') };
}
