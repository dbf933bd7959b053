import { Agent } from 'node:https';
import { Telegraf } from 'telegraf';
import { TelegramFailure, toFailure } from './errors.ts';

/** An answer slower than this is taken for lost. Long, because a lost answer is a doubt (facts/delivery.md §1.3). */
const ANSWER_MS = 60_000;
/** Connections at once: an in-flight bound that Telegram's own guards ask for (facts/delivery.md §1.1). */
const SOCKETS_MOST = 100;
/** An idle connection is closed before the other side does it while we write. */
const IDLE_MS = 10_000;
/** Objects that telegraf forgets to write as JSON beside an upload. */
const JSON_FIELDS = ['reply_parameters', 'link_preview_options', 'caption_entities'] as const;

export type Payload = Record<string, unknown>;

/** A file to upload. */
export interface Upload {
  source: Buffer;
  filename: string;
}

export interface Api {
  /** One request, never repeated. @throws TelegramFailure */
  call<T = unknown>(
    method: string,
    payload?: Payload,
    options?: { signal?: AbortSignal; timeoutMs?: number },
  ): Promise<T>;
  /** A file that somebody sent, as far as `mostBytes`; undefined when it is larger. @throws TelegramFailure */
  download(fileId: string, mostBytes: number): Promise<Uint8Array | undefined>;
}

const isUpload = (value: unknown): boolean => typeof value === 'object' && value !== null && 'source' in value;

/** Telegraf as a transport: one call, one request, no queue, no retry, and errors that hold no token. */
export function createApi(bot: Telegraf): Api {
  async function call<T>(
    method: string,
    payload: Payload = {},
    options: { signal?: AbortSignal; timeoutMs?: number } = {},
  ): Promise<T> {
    const body = { ...payload };
    if (Object.values(body).some(isUpload)) {
      for (const field of JSON_FIELDS) if (body[field]) body[field] = JSON.stringify(body[field]);
    }
    const deadline = AbortSignal.timeout(options.timeoutMs ?? ANSWER_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    try {
      // Telegraf's types end at Bot API 7.1; what is sent is checked against the newer specification by the tests.
      return await bot.telegram.callApi(method as never, body as never, { signal: signal as never });
    } catch (error) {
      throw toFailure(method, error);
    }
  }

  return {
    call,
    async download(fileId, mostBytes) {
      const file = await call<{ file_path?: string; file_size?: number }>('getFile', { file_id: fileId });
      if ((file.file_size ?? 0) > mostBytes) return undefined;
      const { token, options } = bot.telegram;
      try {
        const address = new URL(`./file/bot${token}/${file.file_path}`, options.apiRoot);
        const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
        if (!answer.ok || !answer.body) throw new TelegramFailure('file', 'refused', `HTTP ${answer.status}`);
        const chunks: Uint8Array[] = [];
        let size = 0;
        for await (const chunk of answer.body) {
          size += chunk.length;
          if (size > mostBytes) return undefined;
          chunks.push(chunk);
        }
        return Buffer.concat(chunks);
      } catch (error) {
        throw error instanceof TelegramFailure ? error : toFailure('file', error);
      }
    },
  };
}

/**
 * The bot as this folder uses it: its middleware routes updates, its client carries requests. `launch()` is not
 * used: it repeats failed polls by itself, throws 401 and 409 out of a promise that lasts as long as the bot, and
 * `stop()` throws when it is not running (facts/delivery.md §2.2).
 */
export function createBot(options: { token: string; apiRoot?: string | undefined }): Telegraf {
  const root = options.apiRoot && (options.apiRoot.endsWith('/') ? options.apiRoot : `${options.apiRoot}/`);
  return new Telegraf(options.token, {
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: {
      ...(root ? { apiRoot: root } : {}),
      webhookReply: false,
      agent: new Agent({ keepAlive: true, maxSockets: SOCKETS_MOST, timeout: IDLE_MS }),
    },
  });
}
