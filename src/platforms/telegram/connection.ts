import type { Telegraf } from 'telegraf';
import type { Clock } from '#core/clock.ts';
import { SetupError } from '#core/errors.ts';
import type { Log } from '#core/log.ts';
import type { PlatformHealth } from '#core/platform.ts';
import type { Api } from './api.ts';
import { isTokenRefused, REFUSED_TOKEN_MS, TelegramFailure } from './errors.ts';
import type { Intake } from './intake.ts';
import { poll, type PollTrouble } from './poll.ts';
import type { Me } from './requests.ts';
import { UPDATE_KINDS } from './types.ts';

/** While Telegram can't be reached it is tried again this often. */
export const RECONNECT_MS = 10_000;

interface Parts {
  bot: Telegraf;
  api: Api;
  intake: Intake;
  webhook: { url: string; secret: string } | undefined;
  clock: Clock;
  log: Log;
  /** What is to be done each time the connection is there. @throws TelegramFailure */
  connected(): Promise<void>;
}

/** Whether and how the bot stands with Telegram: who it is, where its updates come from, and what is wrong. */
export function createConnection({ bot, api, intake, webhook, clock, log, connected }: Parts) {
  const stopping = new AbortController();
  let me: Me | undefined;
  let isConnected = false;
  let trouble: PollTrouble | 'starting' | 'stopped' | undefined = 'starting';
  let refusedUntil = 0;
  let running: Promise<void> = Promise.resolve();

  /** @throws TelegramFailure; SetupError when the token is refused */
  async function connect(receive: boolean): Promise<void> {
    const found = await api.call<Me>('getMe').catch((error: unknown) => {
      if (!(error instanceof TelegramFailure && isTokenRefused(error))) throw error;
      throw new SetupError(['TELEGRAM_TOKEN: Telegram refuses it. @BotFather shows the right one with /token.'], error);
    });
    bot.botInfo = found as never;
    // Otherwise another process takes the updates and says how they come.
    if (receive && webhook) {
      const { url, secret } = webhook;
      await api.call('setWebhook', { url, secret_token: secret, allowed_updates: UPDATE_KINDS });
    } else if (receive) await api.call('deleteWebhook');
    me = found;
    trouble = undefined;
    isConnected = true;
    log.info('telegram.ready', { username: found.username, receive, updates: webhook ? 'webhook' : 'polling' });
    if (receive) await connected().catch((error: unknown) => log.warn('telegram.commands-not-set', { error }));
  }

  async function run(receive: boolean): Promise<void> {
    while (!isConnected && !stopping.signal.aborted) {
      await clock.sleep(RECONNECT_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      await connect(receive).catch((error: unknown) => log.warn('telegram.not-connected', { error }));
    }
    if (webhook || !receive) return;
    const report = (now: PollTrouble | undefined): void => {
      if (now && now !== trouble) log.warn('telegram.trouble', { trouble: now });
      trouble = now;
    };
    await poll({ api, intake, clock, log, signal: stopping.signal, report });
  }

  return {
    /** Undefined until Telegram has told. */
    me: () => me,
    isReceiving: () => me !== undefined && !stopping.signal.aborted,
    /** Milliseconds until it is worth a request; undefined when it is. */
    waitMs(): number | undefined {
      const refusedMs = refusedUntil - clock.now().getTime();
      if (refusedMs > 0) return refusedMs;
      return me ? undefined : RECONNECT_MS;
    },
    /** One request found out that the token is refused: the others are spared for a while. */
    refused(): void {
      trouble = 'unauthorised';
      refusedUntil = clock.now().getTime() + REFUSED_TOKEN_MS;
    },
    worked(): void {
      if (trouble === 'unauthorised') trouble = undefined;
    },
    health: (): PlatformHealth => (trouble === undefined ? { ok: true } : { ok: false, reason: trouble }),

    /** @throws SetupError when the token is refused; anything else is tried again behind it */
    async start(receive: boolean): Promise<void> {
      isConnected = false;
      await connect(receive).catch((error: unknown) => {
        if (error instanceof SetupError) throw error;
        trouble = 'unavailable';
        log.warn('telegram.not-connected', { error });
      });
      const before = running;
      const next = run(receive).catch((error: unknown) => log.error('telegram.stopped-by-itself', { error }));
      running = before.then(() => next);
    },

    async stop(): Promise<void> {
      stopping.abort();
      await running;
      await intake.idle();
      trouble = 'stopped';
    },
  };
}

export type Connection = ReturnType<typeof createConnection>;
