import { TelegramError } from 'telegraf';
import type { PostFailure, Posted } from '#core/platform.ts';

const SECOND_MS = 1000;
/** A token that Telegram refuses is tried again this much later: somebody may be changing it. */
export const REFUSED_TOKEN_MS = 60 * SECOND_MS;
/** Codes of faults before any byte of the request left. */
const UNSENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EPROTO|ERR_TLS\w*|CERT_\w+|DEPTH_ZERO\w*|SELF_SIGNED\w*|UNABLE_TO\w*|ERR_INVALID\w*)$/u;

/**
 * A call that failed. `refused`: Telegram said no, so nothing happened; `unsent`: nothing left this machine;
 * `unknown`: the answer never came or can't be read, so it may have happened (facts/delivery.md §1.1, §1.3).
 * Holds neither address nor token nor payload.
 */
export class TelegramFailure extends Error {
  readonly kind: 'refused' | 'unsent' | 'unknown';
  readonly code: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** The chat's new id, when it became a supergroup. */
  readonly movedTo: string | undefined;

  constructor(
    method: string,
    kind: TelegramFailure['kind'],
    description: string,
    more: { code?: number; retryAfterMs?: number; movedTo?: string } = {},
  ) {
    super(`${method}: ${description}`);
    this.name = 'TelegramFailure';
    this.kind = kind;
    this.code = more.code;
    this.retryAfterMs = more.retryAfterMs;
    this.movedTo = more.movedTo;
  }
}

/** What telegraf threw, without the token that its messages may hold (a 200 with a broken body quotes the address). */
export function toFailure(method: string, error: unknown): TelegramFailure {
  if (error instanceof TelegramError) {
    const { code, description, parameters } = error;
    if (code >= 500) return new TelegramFailure(method, 'unknown', `${code} ${description}`, { code });
    return new TelegramFailure(method, 'refused', description, {
      code,
      ...(parameters?.retry_after === undefined ? {} : { retryAfterMs: parameters.retry_after * SECOND_MS }),
      ...(parameters?.migrate_to_chat_id === undefined ? {} : { movedTo: String(parameters.migrate_to_chat_id) }),
    });
  }
  const { code, type, name, message } = error as { code?: unknown; type?: unknown; name?: unknown; message?: unknown };
  const word = [code, type, name].find((one): one is string => typeof one === 'string') ?? 'failed';
  const connecting = code === 'ETIMEDOUT' && typeof message === 'string' && message.includes('connect ETIMEDOUT');
  return new TelegramFailure(method, connecting || UNSENT.test(word) ? 'unsent' : 'unknown', word);
}

/** Telegram's sentences (tdlib/telegram-bot-api, Client.cpp) and what each means for a destination; the first that fits. */
const SENTENCES: readonly [RegExp, PostFailure][] = [
  [/kicked|not a member|chat was deleted|deactivated/iu, 'gone'],
  [/chat not found|PEER_ID_INVALID|user not found|chat_id is empty|CHANNEL_INVALID/iu, 'gone'],
  [/message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/iu, 'gone'],
  [/message to edit not found|MESSAGE_ID_INVALID/iu, 'gone'],
  [/TOPIC_CLOSED|not enough rights|have no rights|need administrator rights|WRITE_FORBIDDEN/iu, 'forbidden'],
  [/CHAT_SEND_\w+_FORBIDDEN|CHAT_RESTRICTED|CHAT_ADMIN_REQUIRED|blocked by the user/iu, 'forbidden'],
];

/** What a failed send means: the table of facts/delivery.md §1.1. */
export function toPosted(failure: TelegramFailure): Exclude<Posted, { ok: true }> {
  const detail = failure.message;
  if (failure.kind === 'unsent') return { ok: false, reason: 'unavailable', detail };
  if (failure.kind === 'unknown') return { ok: false, reason: 'uncertain', detail };
  // Nothing is wrong with the post: it goes to the chat's new address.
  if (failure.movedTo) return { ok: false, reason: 'unavailable', detail, movedTo: failure.movedTo };
  if (failure.code === 429) {
    return { ok: false, reason: 'throttled', detail, retryAfterMs: failure.retryAfterMs ?? SECOND_MS };
  }
  if (isTokenRefused(failure)) {
    return { ok: false, reason: 'unavailable', detail, retryAfterMs: REFUSED_TOKEN_MS, scope: 'platform' };
  }
  const known = SENTENCES.find(([sentence]) => sentence.test(failure.message));
  if (known) return { ok: false, reason: known[1], detail };
  return { ok: false, reason: failure.code === 403 ? 'forbidden' : 'rejected', detail };
}

/** 401, or the 404 that Telegram gives to a token of the wrong shape. */
export const isTokenRefused = (failure: TelegramFailure): boolean =>
  failure.kind === 'refused' &&
  (failure.code === 401 || (failure.code === 404 && failure.message.endsWith(': Not Found')));

const says = (sentence: RegExp) => (error: unknown) => error instanceof TelegramFailure && sentence.test(error.message);

export const isUnparsable = says(/can't parse entities|must be encoded in UTF-8/iu);
export const isUnchanged = says(/message is not modified/iu);
/** The message is a photo: its words are a caption. */
export const isCaptioned = says(/there is no text in the message to edit/iu);
export const isThreadGone = says(/message thread not found|TOPIC_DELETED/iu);
/** Telegram can't have the picture, or not as a picture. */
export const isBadPicture = says(
  /failed to get HTTP URL content|wrong type of the web page content|wrong file identifier|WEBPAGE_|IMAGE_PROCESS_FAILED|PHOTO_INVALID|PHOTO_\w+_INVALID|MEDIA_EMPTY/iu,
);
/** Pictures are not allowed in this chat; words may be. */
export const isPictureForbidden = says(/not enough rights to send photos|CHAT_SEND_PHOTOS_FORBIDDEN/iu);
