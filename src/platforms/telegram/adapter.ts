import { Hono } from 'hono';
import type { Clock } from '#core/clock.ts';
import type { Command } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Say } from '#core/messages.ts';
import type { Answer, Notes, Platform, PlatformEvents, SendLimits } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { createApi, createBot } from './api.ts';
import { createAsks } from './asks.ts';
import { createChats } from './chats.ts';
import { publishCommands } from './commands.ts';
import { createConnection } from './connection.ts';
import { TelegramFailure } from './errors.ts';
import { createHear } from './hear.ts';
import { answerInline } from './inline.ts';
import { createIntake } from './intake.ts';
import { createKeyboards } from './keyboard.ts';
import { createPosts } from './posts.ts';
import { createQuestions } from './questions.ts';
import type { RenderWords } from './render.ts';
import { localeOf, type Me, NAME } from './requests.ts';
import { createSender } from './send.ts';
import { createTalk } from './talk.ts';
import { createTurns } from './turns.ts';
import type { InlineQuery, User } from './types.ts';
import { createRouting } from './updates.ts';
import { webhookRoutes } from './webhook.ts';

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
  together: 10,
};
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
  let commands: readonly Command[] = [];
  let answer: Answer | undefined;
  let events: PlatformEvents | undefined;

  const dispatch: Answer = {
    reply: (request) => answer!.reply(request),
    suggest: (request) => answer!.suggest(request),
  };
  const intake = createIntake({ handle: (update) => bot.handleUpdate(update as never), notes, clock, log });
  const publish = async (): Promise<void> => {
    if (commands.length === 0) return;
    await publishCommands(commands, { api, notes, say: parts.say, fallback: parts.locale });
  };
  const connection = createConnection({ bot, api, intake, webhook, clock, log, connected: publish });
  const me = (): Me => connection.me() ?? { id: 0, username: '' };
  const say = parts.say(parts.locale);
  const wordsFor = (locale: Locale | undefined): RenderWords => ({
    planned: parts.say(locale ?? parts.locale)('timeline.planned'),
  });

  const chats = createChats({ api, notes, log, say, botId: () => me().id });
  const asks = createAsks(notes);
  const keyboards = createKeyboards({
    asks,
    username: () => connection.me()?.username,
    isModerators: ({ command }) => commands.find((one) => one.name === command)?.permission === 'moderator',
  });
  const turns = createTurns(clock, LIMITS);
  const sender = createSender({ api, notes, clock, turns });
  const questions = createQuestions({ notes, clock });
  const shared = { ...parts, chats, keyboards, commands: () => commands };
  const talk = createTalk({ ...shared, answer: dispatch });
  const hear = createHear({ ...shared, api, asks, talk, questions, sender, me, wordsFor });

  /** Said of the bot's own accord: without sound, and not again when it fails. */
  async function tell(address: string, reply: Reply): Promise<void> {
    const options = { words: wordsFor(undefined), silent: true };
    await sender.send(address, reply, options).catch((error: unknown) => log.info('telegram.not-told', { error }));
  }

  async function inline(query: InlineQuery): Promise<void> {
    const locale = localeOf(query.from);
    const words = wordsFor(locale);
    await answerInline(query, { api, answer: dispatch, say: parts.say(locale ?? parts.locale), words });
  }

  async function welcome(address: string, by: User): Promise<void> {
    const say = parts.say(localeOf(by) ?? parts.locale);
    await tell(address, { title: say('help.title'), blocks: [{ kind: 'text', spans: [say('telegram.welcome')] }] });
  }

  const routing = createRouting({ chats, hear, inline, events: () => events, welcome });
  bot.use(async (context) => routing(context.update));
  bot.catch((error, context) => {
    const fields = { kind: context.updateType, error };
    // That somebody can't be answered is their chat's state, not our fault.
    if (error instanceof TelegramFailure) log.warn('telegram.not-answered', fields);
    else log.error('telegram.update-failed', fields);
  });

  const platform: Platform = {
    name: NAME,
    limits: LIMITS,
    // The Bot API has nothing of the kind (facts/delivery.md §1.3).
    idempotentForMs: 0,
    async start(given, told, { receive = true } = {}) {
      answer = given;
      events = told;
      await connection.start(receive);
    },
    stop: () => connection.stop(),
    async registerCommands(all) {
      commands = all;
      if (connection.me()) await publish();
    },
    ...createPosts({
      connection,
      sender,
      keyboards,
      chats,
      notes,
      turns,
      clock,
      words: wordsFor(undefined),
      say,
      tell,
    }),
    check: (address) => chats.missingRights(address),
    privateAddress: (personId) => personId,
    health: () => connection.health(),
  };
  return {
    platform,
    routes: webhook ? webhookRoutes(webhook.secret, intake, connection.isReceiving) : new Hono(),
  };
}
