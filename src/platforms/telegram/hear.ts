import type { Command } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Api } from './api.ts';
import type { Ask, Asks } from './asks.ts';
import { isUnchanged, TelegramFailure } from './errors.ts';
import type { Keyboards } from './keyboard.ts';
import type { Questions } from './questions.ts';
import { cut, lengthOf, plainOf } from './markup.ts';
import { renderRuns, type RenderWords, TEXT_MOST } from './render.ts';
import { askerOf, attachmentsOf, isNobody, localeOf, type Me, placeOf, saidIn } from './requests.ts';
import type { Sender } from './send.ts';
import { picked, picker } from './setup.ts';
import { withAnswer } from './steps.ts';
import { type Outcome, PICK, type Situation, type Talk, type TalkParts } from './talk.ts';
import { addressOf, type CallbackQuery, type Message } from './types.ts';

/** `text` of answerCallbackQuery. */
const ALERT_MOST = 200;
/** A button spins so long at most; a slower answer comes as a message alone. */
const SPIN_MS = 3000;
/** An answer that Telegram asks to wait longer for is of no use any more. */
const PATIENCE_MS = 120_000;
/** A list of feeds that is sent without a word, in a private chat, can only mean one thing. */
const OPML_NAME = /\.opml$/iu;
const TYPED_URL = /^https?:\/\/\S+$/iu;

export interface HearParts extends Pick<TalkParts, 'chats' | 'commands' | 'clock' | 'log' | 'locale'> {
  api: Api;
  asks: Asks;
  talk: Talk;
  keyboards: Keyboards;
  questions: Questions;
  sender: Sender;
  me(): Me;
  /** How typed words are read. */
  read(text: string): { command: string; subcommand?: string; options: Record<string, string>; page?: number };
  wordsFor(locale: Locale | undefined): RenderWords;
}

/** What people say and press, and how it is answered: a new message in the same chat and topic. */
export function createHear(parts: HearParts) {
  const { api, asks, talk, chats, sender, questions, clock, log } = parts;
  const known = (name: string): Command | undefined => parts.commands().find((one) => one.name === name);

  function situationOf(message: Message): Situation {
    const { chat, from, sender_chat: speaker } = message;
    return {
      place: placeOf(message),
      asker: askerOf(message),
      user: speaker ? undefined : from,
      locale: localeOf(from),
      isChannel: chat.type === 'channel',
      message,
      attachments: attachmentsOf(message, api),
      async isModerator() {
        // Only administrators write in a channel, and only they can speak as their group.
        if (chat.type === 'private' || chat.type === 'channel' || speaker?.id === chat.id) return true;
        return !speaker && from !== undefined && chats.isModerator(chat.id, from.id);
      },
    };
  }

  async function say(outcome: Outcome, situation: Situation): Promise<void> {
    const { address, isPrivate } = situation.place;
    const answered = isPrivate || !situation.message ? undefined : situation.message.message_id;
    const ids = await sender.send(address, outcome.reply, {
      words: parts.wordsFor(situation.locale),
      keyboard: outcome.keyboard,
      patienceMs: PATIENCE_MS,
      // Channels have no reply box.
      ...(outcome.markup && !situation.isChannel ? { markup: outcome.markup } : {}),
      ...(answered === undefined ? {} : { replyTo: answered }),
    });
    const last = ids.at(-1);
    if (outcome.question && last !== undefined) {
      await questions.remember(Number(address.split(':')[0]), situation.asker.id, last, outcome.question);
    }
  }

  async function offerPicker(situation: Situation): Promise<void> {
    const { title, markup } = picker(talk.sayTo(situation));
    await say({ reply: { title, blocks: [] }, keyboard: [], markup }, situation);
  }

  async function chatShared(message: Message): Promise<void> {
    const situation = situationOf(message);
    const sayIn = talk.sayTo(situation);
    const remove = { reply: { title: sayIn('telegram.pick-done'), blocks: [] }, keyboard: [] };
    await say({ ...remove, markup: { remove_keyboard: true } }, situation);
    const context = { chats, keyboards: parts.keyboards, commands: parts.commands(), say: sayIn };
    await say(await picked(message, context), situation);
  }

  /** The words as an ask: an answer to a question, a deep link, a command, or plain words in a private chat. */
  async function askOf(message: Message, situation: Situation): Promise<Ask | string | undefined> {
    const said = saidIn(message, parts.me());
    if (!said?.text.startsWith('/')) {
      const question = await questions.answered(message, situation.asker.id);
      const command = question && known(question.action.command);
      if (command) return withAnswer(question, (message.text ?? message.caption ?? '').trim(), command);
    }
    if (!said) {
      const isList = situation.place.isPrivate && OPML_NAME.test(message.document?.file_name ?? '');
      return isList ? { action: { command: 'feed', subcommand: 'import', options: {} } } : undefined;
    }
    const [, payload] = /^\/start(?:\s+(\S+))?$/u.exec(said.text) ?? [];
    if (payload !== undefined) {
      const linked = await asks.fromLink(payload);
      if (linked) return linked;
    }
    if (said.text.startsWith('/start')) return { action: { command: 'help', options: {} } };
    if (/^\/settings\b/u.test(said.text) && !known('settings')) {
      return { action: { command: known('channel') ? 'channel' : 'feed', options: {} } };
    }
    const action = parts.read(said.text);
    if (known(action.command)) return { action };
    if (said.text.startsWith('/')) return said.addressed ? said.text : undefined;
    if (TYPED_URL.test(said.text)) return { action: { command: 'summary', options: { url: said.text } } };
    return { action: { command: 'search', options: { words: said.text } } };
  }

  async function heard(message: Message): Promise<void> {
    if (message.chat_shared) return chatShared(message);
    if (isNobody(message)) return;
    const situation = situationOf(message);
    const ask = await askOf(message, situation);
    if (ask === undefined) return;
    if (typeof ask !== 'string' && ask.action.command === PICK.command) return offerPicker(situation);
    await say(typeof ask === 'string' ? await talk.unread(ask, situation) : await talk.run(ask, situation), situation);
  }

  /**
   * A page is turned in place where it is one message that becomes one message. That of a photo, one that is too old,
   * or one that holds only the end of a long page is followed by a new one.
   */
  async function turn(outcome: Outcome, message: Message, situation: Situation): Promise<boolean> {
    if (message.date === 0 || message.text === undefined || outcome.reply.image) return false;
    const words = parts.wordsFor(situation.locale);
    const runs = renderRuns(outcome.reply, words);
    const isWhole = message.text.startsWith(runs[0]?.text ?? '');
    if (!isWhole || lengthOf(runs) > TEXT_MOST) return false;
    try {
      const edit = { words, keyboard: outcome.keyboard, patienceMs: PATIENCE_MS };
      await sender.edit(addressOf(message), [message.message_id], outcome.reply, edit);
      return true;
    } catch (error) {
      if (isUnchanged(error)) return true;
      if (error instanceof TelegramFailure && error.code === 400) return false;
      throw error;
    }
  }

  /** Whether an answer to a press is for the presser alone, where others read along. */
  const isPersonal = ({ reply, markup }: Outcome, { place, isChannel }: Situation): boolean =>
    !place.isPrivate && (isChannel || (reply.visibility === 'asker' && !markup));

  /**
   * Said to one person among many: in the little window over the chat, and with its buttons, or when it is long, in
   * their private chat, if they ever opened one.
   */
  async function sayAside(
    outcome: Outcome,
    situation: Situation,
    stop: (text: string) => Promise<void>,
  ): Promise<void> {
    const text = plainOf(cut(renderRuns(outcome.reply, parts.wordsFor(situation.locale)), ALERT_MOST));
    const isWhole = outcome.keyboard.length === 0 && !text.endsWith('…');
    if (isWhole || situation.isChannel) return stop(text);
    const place = { ...situation.place, address: situation.asker.id, isPrivate: true };
    try {
      await say(outcome, { ...situation, place });
      await stop(text);
    } catch (error) {
      if (!(error instanceof TelegramFailure)) throw error;
      // They never wrote to the bot: it is said where they pressed, with the way to the private chat.
      const open = {
        text: talk.sayTo(situation)('telegram.open-private'),
        url: `https://t.me/${parts.me().username}?start=help`,
      };
      await say({ ...outcome, keyboard: [...outcome.keyboard, [open]] }, situation);
    }
  }

  async function pressed(query: CallbackQuery): Promise<void> {
    let isAnswered = false;
    const stop = async (text?: string): Promise<void> => {
      if (isAnswered) return;
      isAnswered = true;
      const alert = text === undefined ? {} : { text, show_alert: true };
      await api
        .call('answerCallbackQuery', { callback_query_id: query.id, ...alert })
        // A press is forgotten after a while; the answer then comes as a message alone.
        .catch((error: unknown) => log.debug('telegram.press-not-answered', { error }));
    };
    const nap = new AbortController();
    const spinning = clock.sleep(SPIN_MS, nap.signal).then(() => (nap.signal.aborted ? undefined : stop()));
    try {
      await answerPress(query, stop);
    } finally {
      nap.abort();
      await spinning;
      await stop();
    }
  }

  async function answerPress(query: CallbackQuery, stop: (text?: string) => Promise<void>): Promise<void> {
    const { message, data, from } = query;
    if (!message || data === undefined) return;
    const { chat } = message;
    const situation: Situation = {
      ...situationOf(message),
      asker: askerOf({ chat, from }),
      user: from,
      locale: localeOf(from),
      message: undefined,
      attachments: [],
      isModerator: () => chats.isModerator(chat.id, from.id),
    };
    const ask = await asks.fromData(data);
    if (!ask) return stop(talk.sayTo(situation)('telegram.button-old'));
    if (ask.action.command === PICK.command) return offerPicker(situation);
    const outcome = await talk.run(ask, situation);
    if (ask.action.page !== undefined && outcome.reply.page && (await turn(outcome, message, situation))) return;
    if (isPersonal(outcome, situation)) return sayAside(outcome, situation, stop);
    await stop();
    await say(outcome, situation);
  }

  return { heard, pressed };
}

export type Hear = ReturnType<typeof createHear>;
