import { Hono } from 'hono';
import type { Clock } from '#core/clock.ts';
import type { Command } from '#core/command.ts';
import { SetupError } from '#core/errors.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Say } from '#core/messages.ts';
import type { Answer, Notes, Platform, PlatformEvents, Posted, SendLimits } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { createApi, createBot } from './api.ts';
import { createAsks } from './asks.ts';
import { createChats } from './chats.ts';
import { publishCommands } from './commands.ts';
import { isThreadGone, isTokenRefused, TelegramFailure, toPosted } from './errors.ts';
import { createHear } from './hear.ts';
import { answerInline } from './inline.ts';
import { createIntake } from './intake.ts';
import { createKeyboards } from './keyboard.ts';
import { poll, type PollTrouble } from './poll.ts';
import { createQuestions } from './questions.ts';
import type { RenderWords } from './render.ts';
import { localeOf, type Me, NAME } from './requests.ts';
import { createSender } from './send.ts';
import { createTalk } from './talk.ts';
import { createTurns } from './turns.ts';
import { type InlineQuery, readAddress, UPDATE_KINDS, type User } from './types.ts';
import { createRouting } from './updates.ts';
import { webhookRoutes } from './webhook.ts';

const SECOND_MS = 1000;
/** While Telegram can't be reached at the start it is tried again this often. */
const RECONNECT_MS = 10 * SECOND_MS;
/** bots/faq#broadcasting-to-users: 30 a second, of which a few are kept for answers; 1 to a chat; 20 a minute to a group. */
const LIMITS: SendLimits = {
  perSecond: 28,
  perAddressPerSecond: 1,
  group: {
    perMinute: 20,
    // Topics share what their group may; private chats have no such bound.
    of: (address) => (address.startsWith('-') ? address.split(':', 1)[0] : undefined),
  },
  atOnce: 20,
};
/** A post whose chat is so busy with answers waits in the outbox rather than here. */
const TURN_MOST_MS = 3 * SECOND_MS;

export interface TelegramParts {
  token: string;
  /** A Bot API server of one's own. */
  apiRoot?: string | undefined;
  /** Instead of long polling. */
  webhook?: { url: string; secret: string } | undefined;
  notes: Notes;
  clock: Clock;
  log: Log;
  say(locale: Locale): Say;
  /** Of those whose own language Kabar does not speak, and of what is said to nobody in particular. */
  locale: Locale;
  /** How typed words are read: the dispatch's own reader. */
  read(text: string): { command: string; subcommand?: string; options: Record<string, string>; page?: number };
}

/** Telegram over telegraf as a transport: private chats, groups, topics and channels. */
export function createTelegramPlatform(parts: TelegramParts): { platform: Platform; routes: Hono } {
  const { notes, clock, log, webhook } = parts;
  const bot = createBot(parts);
  const api = createApi(bot);
  const stopping = new AbortController();
  let me: Me | undefined;
  let isConnected = false;
  let commands: readonly Command[] = [];
  let answer: Answer | undefined;
  let events: PlatformEvents | undefined;
  let trouble: PollTrouble | 'starting' | 'stopped' | undefined = 'starting';
  let running: Promise<void> = Promise.resolve();

  const who = (): Me => me ?? { id: 0, username: '' };
  const wordsFor = (locale: Locale | undefined): RenderWords => ({
    planned: parts.say(locale ?? parts.locale)('timeline.planned'),
  });
  const chats = createChats({ api, notes, log, say: parts.say(parts.locale), botId: () => who().id });
  const asks = createAsks(notes);
  const keyboards = createKeyboards({
    asks,
    username: () => me?.username,
    isModerators: ({ command }) => commands.find((one) => one.name === command)?.permission === 'moderator',
  });
  const turns = createTurns(clock, LIMITS);
  const sender = createSender({ api, notes, clock, turns });
  const questions = createQuestions({ notes, clock });
  const dispatch: Answer = {
    reply: (request) => answer!.reply(request),
    suggest: (request) => answer!.suggest(request),
  };
  const talk = createTalk({ ...parts, answer: dispatch, chats, keyboards, commands: () => commands });
  const hear = createHear({
    ...parts,
    api,
    asks,
    talk,
    chats,
    keyboards,
    questions,
    sender,
    me: who,
    wordsFor,
    commands: () => commands,
  });

  /** A post of the bot's own accord: said without sound, and not again when it fails. */
  async function tell(address: string, reply: Reply): Promise<void> {
    const options = { words: wordsFor(undefined), silent: true };
    await sender.send(address, reply, options).catch((error: unknown) => log.info('telegram.not-told', { error }));
  }

  async function inlined(query: InlineQuery): Promise<void> {
    const locale = localeOf(query.from);
    const say = parts.say(locale ?? parts.locale);
    await answerInline(query, { api, answer: dispatch, say, words: wordsFor(locale) });
  }

  async function welcome(address: string, by: User): Promise<void> {
    const say = parts.say(localeOf(by) ?? parts.locale);
    await tell(address, { title: say('help.title'), blocks: [{ kind: 'text', spans: [say('telegram.welcome')] }] });
  }

  const routing = createRouting({ chats, hear, inline: inlined, events: () => events, welcome });
  bot.use(async (context) => routing(context.update));
  bot.catch((error, context) => {
    const fields = { kind: context.updateType, error };
    // That somebody can't be answered is their chat's state, not our fault.
    if (error instanceof TelegramFailure) log.warn('telegram.not-answered', fields);
    else log.error('telegram.update-failed', fields);
  });
  const intake = createIntake({
    handle: (update) => bot.handleUpdate(update as never),
    notes,
    clock,
    log,
  });

  async function publish(): Promise<void> {
    const say = { say: parts.say, fallback: parts.locale };
    if (commands.length > 0) await publishCommands(commands, { api, notes, ...say });
  }

  /** Who the bot is, and how updates come. @throws TelegramFailure; SetupError when the token is refused */
  async function connect(receive: boolean): Promise<void> {
    const found = await api.call<{ id: number; username: string }>('getMe').catch((error: unknown) => {
      if (!(error instanceof TelegramFailure && isTokenRefused(error))) throw error;
      throw new SetupError(['TELEGRAM_TOKEN: Telegram refuses it. @BotFather shows the right one with /token.'], error);
    });
    bot.botInfo = found as never;
    if (!receive) {
      // Another process takes the updates and says how they come.
      me = found;
      trouble = undefined;
      isConnected = true;
      return;
    }
    if (webhook) {
      const { url, secret } = webhook;
      await api.call('setWebhook', { url, secret_token: secret, allowed_updates: UPDATE_KINDS });
    } else await api.call('deleteWebhook');
    me = found;
    trouble = undefined;
    isConnected = true;
    log.info('telegram.ready', { username: found.username, updates: webhook ? 'webhook' : 'polling' });
    await publish().catch((error: unknown) => log.warn('telegram.commands-not-set', { error }));
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

  function failed(error: unknown, address: string): Posted {
    if (!(error instanceof TelegramFailure)) throw error;
    if (isTokenRefused(error)) trouble = 'unauthorised';
    const posted = toPosted(error);
    const { message_thread_id: thread } = readAddress(address);
    if (!posted.movedTo || thread === undefined) return posted;
    return { ...posted, movedTo: `${posted.movedTo}:${thread}` };
  }

  /** A topic that was deleted takes its posts with it; the group's administrators are told, once. */
  async function tellThreadGone(address: string): Promise<void> {
    const key = `told:${address}`;
    if (await notes.get(key)) return;
    await notes.set(key, 'gone');
    const say = parts.say(parts.locale);
    const reply = {
      title: say('telegram.topic-gone'),
      blocks: [{ kind: 'text' as const, spans: [say('telegram.topic-gone-how')] }],
    };
    await tell(String(readAddress(address).chat_id), reply);
  }

  const platform: Platform = {
    name: NAME,
    limits: LIMITS,
    idempotentForMs: 0,

    async start(given, told, { receive = true } = {}) {
      answer = given;
      events = told;
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

    async stop() {
      stopping.abort();
      await running;
      await intake.idle();
      trouble = 'stopped';
    },

    async registerCommands(all) {
      commands = all;
      if (me) await publish();
    },

    async post(address, reply, key, options = {}) {
      if (!me || (trouble === 'unauthorised' && !webhook)) {
        return { ok: false, reason: 'unavailable', detail: trouble ?? 'starting', retryAfterMs: RECONNECT_MS };
      }
      const waitMs = turns.waitFor(address);
      if (waitMs > TURN_MOST_MS)
        return { ok: false, reason: 'throttled', detail: 'the chat is busy', retryAfterMs: waitMs };
      const progress = `parts:${key}`;
      const isChannel = await chats.isChannel(readAddress(address).chat_id);
      const noted = await notes.get(progress);
      try {
        const ids = await sender.send(address, reply, {
          words: wordsFor(undefined),
          keyboard: await keyboards.of(reply, { isChannel, ...(isChannel ? { at: address } : {}) }),
          sent: noted ? (JSON.parse(noted) as number[]) : [],
          ...(options.silent ? { silent: true } : {}),
          // Of a post in several messages, what is there is not sent again when a later one fails.
          async onSent(sent, left) {
            if (left > 0) await notes.set(progress, JSON.stringify(sent));
            else if (sent.length > 1) await notes.delete(progress);
          },
        });
        return { ok: true, messageId: ids.join(',') };
      } catch (error) {
        if (isThreadGone(error)) await tellThreadGone(address);
        return failed(error, address);
      }
    },

    async edit(address, messageId, reply) {
      if (!me) return { ok: false, reason: 'unavailable', detail: trouble ?? 'starting' };
      const isChannel = await chats.isChannel(readAddress(address).chat_id);
      const keyboard = await keyboards.of(reply, { isChannel, ...(isChannel ? { at: address } : {}) });
      try {
        await sender.edit(address, messageId.split(',').map(Number), reply, { words: wordsFor(undefined), keyboard });
        return { ok: true, messageId };
      } catch (error) {
        const posted = failed(error, address);
        // The same edit again does no harm, so there is nothing uncertain about it.
        return !posted.ok && posted.reason === 'uncertain' ? { ...posted, reason: 'unavailable' } : posted;
      }
    },

    check: (address) => chats.missingRights(address),
    privateAddress: (personId) => personId,
    health: () => (trouble === undefined ? { ok: true } : { ok: false, reason: trouble }),
  };

  return {
    platform,
    routes: webhook
      ? webhookRoutes(webhook.secret, intake, () => me !== undefined && !stopping.signal.aborted)
      : new Hono(),
  };
}
