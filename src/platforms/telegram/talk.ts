import type { Clock } from '#core/clock.ts';
import type { Command } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Say } from '#core/messages.ts';
import type { Answer, Attachment, Place, Request } from '#core/platform.ts';
import type { Action, Reply } from '#core/reply.ts';
import type { Payload } from './api.ts';
import type { Ask } from './asks.ts';
import type { Chats } from './chats.ts';
import type { Choice, KeyboardPlace, Keyboards } from './keyboard.ts';
import { inputOf, offeredBy, placeAt } from './requests.ts';
import { nextStep, partOf, type Step, usageOf } from './steps.ts';
import { type InlineButton, type Message, readAddress, type User } from './types.ts';

/** Suggestions offered as buttons: more than a thumb's reach is no help. */
const OFFERED_MOST = 8;
/** `input_field_placeholder` (Bot API, ForceReply). */
const PLACEHOLDER_MOST = 64;
const SUBCOMMANDS_A_ROW = 2;

/** No command: what the button that opens Telegram's picker of chats does. */
export const PICK: Action = { command: 'telegram_pick', options: {} };

/** Who says something, and where. */
export interface Situation {
  place: Place;
  asker: { id: string; name?: string };
  user?: User | undefined;
  locale?: Locale | undefined;
  isChannel: boolean;
  /** The message that was typed; none when a button was pressed. */
  message?: Message | undefined;
  attachments: Attachment[];
  isModerator(): Promise<boolean>;
}

/** What is said back. */
export interface Outcome {
  reply: Reply;
  keyboard: InlineButton[][];
  markup?: Payload;
  /** Asked with this message: its answer goes on from here. */
  question?: Ask;
}

export interface TalkParts {
  answer: Answer;
  chats: Chats;
  keyboards: Keyboards;
  commands(): readonly Command[];
  say(locale: Locale): Say;
  locale: Locale;
  clock: Clock;
  log: Log;
}

type Asked = Extract<Step, { kind: 'prompt' }>;

export type Talk = ReturnType<typeof createTalk>;

/** Runs what was asked, or asks for what is missing: the way from an ask to what is said back. */
export function createTalk(parts: TalkParts) {
  const { answer, chats, keyboards } = parts;
  const sayTo = (situation: Situation): Say => parts.say(situation.locale ?? parts.locale);

  /** Where buttons stand, and what they are about. */
  const standing = ({ isChannel, place }: Situation, at: string | undefined): KeyboardPlace => ({
    isChannel,
    at: at ?? (isChannel ? place.address : undefined),
  });

  async function shown(reply: Reply, situation: Situation, at?: string): Promise<Outcome> {
    return { reply, keyboard: await keyboards.of(reply, standing(situation, at)) };
  }

  async function menu(ask: Ask, command: Command, situation: Situation): Promise<Outcome> {
    const say = sayTo(situation);
    const subcommands = command.subcommands ?? [];
    const place = standing(situation, ask.at);
    const choices = subcommands.map((one): Choice => ({
      label: one.name,
      ask: { action: { ...ask.action, subcommand: one.name }, at: place.at },
    }));
    const elsewhere =
      command.permission === 'moderator' && situation.place.isPrivate && ask.at === undefined
        ? [{ label: say('telegram.pick'), ask: { action: PICK } }]
        : [];
    const name = (subcommand: string): string => `/${command.name} ${subcommand}`;
    return {
      reply: {
        title: say(command.description),
        blocks: [
          {
            kind: 'fields',
            fields: subcommands.map((one) => ({ name: name(one.name), value: [say(one.description)] })),
          },
        ],
      },
      keyboard: [
        ...(await keyboards.choices(choices, place, SUBCOMMANDS_A_ROW)),
        ...(await keyboards.choices(elsewhere, place)),
      ],
    };
  }

  /** What can be chosen for an option, as buttons: its fixed choices, or what is suggested before anything is typed. */
  async function choicesFor(ask: Ask, { name, option }: Asked, request: Request): Promise<Choice[]> {
    const offered =
      option.choices?.map((one) => ({ label: one, value: one })) ??
      (option.suggest ? await answer.suggest({ ...request, input: { ...inputOf(ask.action), typing: name } }) : []);
    return offered.slice(0, OFFERED_MOST).map(({ label, value }) => ({
      label,
      ask: { action: { ...ask.action, options: { ...ask.action.options, [name]: value } }, at: ask.at },
    }));
  }

  /** Settings that were asked for without a change: each can be changed with a button. */
  function settingsOf(ask: Ask, command: Command, situation: Situation): Choice[] {
    const options = Object.entries(partOf(command, ask.action)?.options ?? {});
    const isSettings =
      (command.permission === 'moderator' || command.personal) &&
      options.length > 1 &&
      options.every(([, option]) => !option.required && option.kind !== 'file') &&
      Object.keys(ask.action.options).length === 0;
    if (!isSettings) return [];
    const say = sayTo(situation);
    return options
      .filter(([, option]) => option.kind !== 'role')
      .map(([name, option]) => ({
        label: `✎ ${say(option.description)}`,
        ask: { action: ask.action, at: ask.at, asks: name },
      }));
  }

  async function prompt(ask: Ask, asked: Asked, situation: Situation, request: Request): Promise<Outcome> {
    const say = sayTo(situation);
    const about = say(asked.option.description);
    const place = standing(situation, ask.at);
    const keyboard = await keyboards.choices(await choicesFor({ ...ask, at: place.at }, asked, request), place);
    const { user, message } = situation;
    // The reply box opens for whom the message answers. A press answers none, and would open it for the whole group.
    const isForAll = !message && !situation.place.isPrivate;
    const calls = isForAll && user ? [`${user.first_name ?? user.id}: `] : [];
    return {
      reply: {
        title: about,
        blocks: [{ kind: 'text', spans: [...calls, say('telegram.prompt', { usage: `${usageOf(ask.action)} …` })] }],
      },
      keyboard,
      ...(isForAll
        ? {}
        : {
            markup: {
              force_reply: true,
              input_field_placeholder: about.slice(0, PLACEHOLDER_MOST),
              ...(message ? { selective: true } : {}),
            },
          }),
      question: { ...ask, asks: asked.name },
    };
  }

  /** Place and right: the chat's own, or those of the chat that it is about. */
  async function aboutOf(ask: Ask, situation: Situation): Promise<{ place: Place; moderator: boolean }> {
    if (ask.at === undefined || ask.at === situation.place.address) {
      return { place: situation.place, moderator: await situation.isModerator() };
    }
    const chatId = readAddress(ask.at).chat_id;
    const moderator = situation.user !== undefined && (await chats.isModerator(chatId, situation.user.id));
    const title = moderator ? await chats.titleOf(chatId).catch(() => undefined) : undefined;
    return { place: placeAt(ask.at, { type: 'supergroup', ...(title === undefined ? {} : { title }) }), moderator };
  }

  async function run(ask: Ask, situation: Situation): Promise<Outcome> {
    const { place, moderator } = await aboutOf(ask, situation);
    const request: Request = {
      input: inputOf(ask.action),
      asker: situation.asker,
      place,
      moderator,
      attachments: situation.attachments,
      ...(situation.locale ? { locale: situation.locale } : {}),
    };
    // What is about another chat is for those who may set it up, whatever the command.
    if (place !== situation.place && !moderator) {
      return shown(refused(sayTo(situation)), situation);
    }
    const command = parts.commands().find((one) => one.name === ask.action.command);
    const isAllowed = command && (command.permission === 'everyone' || moderator);
    const step = isAllowed ? nextStep(ask, command, situation.attachments.length > 0) : { kind: 'run' as const };
    switch (step.kind) {
      case 'menu':
        return titled(await menu(ask, step.command, situation), ask, place);
      case 'prompt': {
        const offered = situation.message && offeredBy(situation.message, step.option.kind);
        if (offered && ask.asks === undefined) {
          const options = { ...ask.action.options, [step.name]: offered };
          return run({ ...ask, action: { ...ask.action, options } }, situation);
        }
        return titled(await prompt(ask, step, situation, request), ask, place);
      }
      case 'run': {
        const outcome = await shown(await answer.reply(request), situation, ask.at);
        const settings = isAllowed
          ? await keyboards.choices(settingsOf(ask, command, situation), standing(situation, ask.at))
          : [];
        return titled({ ...outcome, keyboard: [...outcome.keyboard, ...settings] }, ask, place);
      }
      default:
        return step satisfies never;
    }
  }

  /** Words that no command was read from: the dispatch says what is wrong with them. */
  async function unread(text: string, situation: Situation): Promise<Outcome> {
    const request = { input: text, asker: situation.asker, place: situation.place, moderator: false };
    return shown(
      await answer.reply({ ...request, ...(situation.locale ? { locale: situation.locale } : {}) }),
      situation,
    );
  }

  return { run, unread, sayTo };
}

const refused = (say: Say): Reply => ({
  title: say('error.title'),
  blocks: [{ kind: 'text', spans: [say('error.moderators-only')] }],
  visibility: 'asker',
});

/** What is about another chat says which. */
function titled(outcome: Outcome, ask: Ask, { title, address }: Place): Outcome {
  if (ask.at === undefined) return outcome;
  return { ...outcome, reply: { ...outcome.reply, title: `${title ?? address} › ${outcome.reply.title}` } };
}
