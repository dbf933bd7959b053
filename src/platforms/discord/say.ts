import { type Client, MessageFlags, RESTJSONErrorCodes as Code, Routes } from 'discord.js';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Notes } from '#core/platform.ts';
import type { Action, Reply } from '#core/reply.ts';
import { isCode, toFailure } from './errors.ts';
import { type Message, render } from './render.ts';

/** Tries of one step of an answer; each is harmless when repeated. */
const TRIES = 3;
const RETRY_MS = 500;
/** A person waits for this: longer pauses are not sat out. */
const WAIT_MOST_MS = 10_000;
/** An interaction's token lives for 15 minutes (developers/interactions/receiving-and-responding). */
const TOKEN_MS = 15 * 60_000;

/** The interaction that is answered, and how its first answer was given. */
export interface Thread {
  applicationId: string;
  token: string;
  at: Date;
  /** What was promised at once is seen by the asker alone. */
  isEphemeral: boolean;
  /** The answer takes the place of the message whose button was pressed. */
  inPlace: boolean;
  /** What opens the reply's form, when the reply has one. */
  opens?: Action;
}

interface SayParts {
  client: Client;
  notes: Notes;
  clock: Clock;
  log: Log;
}

/** Says a reply in answer to an interaction that was already acknowledged. Never rejects. */
export function createSay({ client, notes, clock, log }: SayParts) {
  async function persist(step: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await step();
        return;
      } catch (error) {
        const { reason, retryAfterMs = RETRY_MS * tries } = toFailure(error);
        const isPassing = reason === 'throttled' || reason === 'unavailable' || reason === 'uncertain';
        if (!isPassing || tries === TRIES || retryAfterMs > WAIT_MOST_MS) throw error;
        await clock.sleep(retryAfterMs);
      }
    }
  }

  async function write(reply: Reply, thread: Thread): Promise<void> {
    const { applicationId, token } = thread;
    const original = Routes.webhookMessage(applicationId, token, '@original');
    const { messages, keep } = render(reply, thread.opens);
    for (const one of keep) await notes.set(one.key, one.value);
    const edit = ({ body, files }: Message): Promise<unknown> =>
      client.rest.patch(original, { auth: false, body: { attachments: [], ...body }, files });
    const follow = ({ body, files }: Message, isEphemeral: boolean): Promise<unknown> =>
      client.rest.post(Routes.webhook(applicationId, token), {
        auth: false,
        body: { ...body, ...(isEphemeral ? { flags: MessageFlags.Ephemeral } : {}) },
        files,
      });
    const [first, ...rest] = messages as [Message, ...Message[]];
    const isForAskerAlone = reply.visibility === 'asker' && !thread.isEphemeral;
    if (isForAskerAlone) {
      // Whether an answer is seen by all was promised at once; what turns out to be personal must not stand there.
      if (!thread.inPlace) await persist(() => client.rest.delete(original, { auth: false }));
      for (const message of messages) await persist(() => follow(message, true));
      return;
    }
    await persist(() => edit(first));
    for (const message of rest) await persist(() => follow(message, thread.isEphemeral));
  }

  return async (reply: Reply, thread: Thread, sorry: Reply): Promise<void> => {
    try {
      if (clock.now().getTime() - thread.at.getTime() > TOKEN_MS) {
        log.warn('discord.answer-too-late');
        return;
      }
      await write(reply, thread);
    } catch (error) {
      if (isCode(error, Code.UnknownWebhook) || isCode(error, Code.InvalidWebhookToken)) return;
      log.error('discord.answer-failed', { ...toFailure(error), error });
      if (toFailure(error).reason === 'rejected') {
        await write(sorry, thread).catch((again: unknown) => log.error('discord.sorry-failed', { error: again }));
      }
    }
  };
}
