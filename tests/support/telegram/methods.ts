import { type Entity, parseHtml, ParseError } from './html.ts';
import type { FakeTelegram } from './server.ts';
import { type Answered, bad, ok, refusal, refuse, type Stored } from './world.ts';

const TEXT_MOST = 4096;
const CAPTION_MOST = 1024;

type Payload = Record<string, unknown>;

export interface MethodContext {
  fake: FakeTelegram;
  /** Seconds to wait before a message may go to a chat. */
  takeTurn(chatId: number): number;
  botId: number;
}

interface Words {
  text: string;
  entities: Entity[];
}

const isBlank = (text: string): boolean => !/[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(text);

/** The words of a message as Telegram keeps them, or its refusal. */
function wordsOf(payload: Payload, field: 'text' | 'caption', most: number): Words | Answered {
  const raw = (payload[field] as string | undefined) ?? '';
  if (!raw.isWellFormed()) return bad('strings must be encoded in UTF-8');
  try {
    const parsed = payload['parse_mode'] === 'HTML' ? parseHtml(raw) : { text: raw, entities: [] };
    if (field === 'text' && isBlank(parsed.text)) return bad('message text is empty');
    if (parsed.text.trim().length > most)
      return bad(field === 'text' ? 'message is too long' : 'message caption is too long');
    return parsed;
  } catch (error) {
    if (error instanceof ParseError) return bad(error.message);
    throw error;
  }
}

/** Buttons of an inline keyboard, or why Telegram refuses them. */
function buttonsOf(markup: unknown): Stored['buttons'] | Answered {
  const rows = (markup as { inline_keyboard?: Stored['buttons'][] } | undefined)?.inline_keyboard ?? [];
  const buttons = rows.flat();
  if (buttons.length > 100) return bad('REPLY_MARKUP_TOO_LONG');
  for (const { text, callback_data: data, url } of buttons) {
    if (!text.trim()) return bad('text buttons are unallowed in the inline keyboard');
    if (data !== undefined && (Buffer.byteLength(data) < 1 || Buffer.byteLength(data) > 64))
      return bad('BUTTON_DATA_INVALID');
    if (url === undefined) continue;
    const parsed = URL.parse(url);
    if (!parsed || !/^(?:https?|tg):$/u.test(parsed.protocol) || !/[.]|^\[/u.test(parsed.hostname)) {
      return bad(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    }
  }
  return buttons;
}

const isAnswer = (value: unknown): value is Answered =>
  typeof value === 'object' && value !== null && 'status' in value;

export function createMethods({
  fake,
  takeTurn,
  botId,
}: MethodContext): (method: string, payload: Payload) => Answered {
  let files = 0;
  /** Named files of photos that were sent. */
  const photos = new Set<string>();

  const show = (message: Stored) => ({
    message_id: message.message_id,
    date: 1_795_000_000,
    chat: { id: message.chat.id, type: message.chat.type, title: message.chat.title },
    from: fake.users.get(botId),
    ...(message.text === undefined ? {} : { text: message.text, entities: message.entities }),
    ...(message.caption === undefined ? {} : { caption: message.caption }),
    ...(message.thread === undefined ? {} : { message_thread_id: message.thread, is_topic_message: true }),
    ...(message.photo === undefined
      ? {}
      : { photo: [{ file_id: `small-${message.photo}` }, { file_id: message.photo }] }),
    ...(message.buttons.length > 0 ? { reply_markup: message.markup } : {}),
  });

  function photoOf(value: unknown): string | Answered {
    if (value instanceof File) {
      photos.add(`photo-${++files}`);
      return `photo-${files}`;
    }
    const text = String(value);
    if (photos.has(text)) return text;
    if (!/^https?:/u.test(text)) return bad('wrong file identifier/HTTP URL specified');
    if (fake.badPictures.has(text)) return bad('wrong type of the web page content');
    photos.add(`photo-${++files}`);
    return `photo-${files}`;
  }

  function send(payload: Payload, kind: 'text' | 'photo' | 'document'): Answered {
    const chatId = Number(payload['chat_id']);
    const chat = fake.chats.get(chatId);
    const thread = payload['message_thread_id'] as number | undefined;
    const refused = refusal(chat, botId, thread);
    if (refused) return refused;
    const words = kind === 'text' ? wordsOf(payload, 'text', TEXT_MOST) : wordsOf(payload, 'caption', CAPTION_MOST);
    if (isAnswer(words)) return words;
    const buttons = buttonsOf(payload['reply_markup']);
    if (isAnswer(buttons)) return buttons;
    const photo = kind === 'photo' ? photoOf(payload['photo']) : undefined;
    if (isAnswer(photo)) return photo;
    const reply = payload['reply_parameters'] as
      | { message_id: number; allow_sending_without_reply?: boolean }
      | undefined;
    const wait = takeTurn(chatId);
    if (wait > 0) {
      fake.breaches.push(`limit: a message to ${chatId} was ${wait} s too early`);
      return refuse(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
    }
    const message: Stored = {
      message_id: fake.newMessageId(),
      chat: chat!,
      thread,
      from: fake.users.get(botId),
      ...(kind === 'text' ? { text: words.text } : { caption: words.text }),
      entities: words.entities,
      buttons,
      markup: payload['reply_markup'] as Record<string, unknown> | undefined,
      photo,
      silent: payload['disable_notification'] === true,
      replyTo: reply?.message_id,
      edits: 0,
    };
    if (kind === 'document' && payload['document'] instanceof File) message.document = payload['document'];
    fake.messages.push(message);
    return ok(show(message));
  }

  function edit(payload: Payload, field: 'text' | 'caption'): Answered {
    const chat = fake.chats.get(Number(payload['chat_id']));
    const refused = refusal(chat, botId, undefined);
    if (refused) return refused;
    const message = fake.messages.find((one) => one.chat === chat && one.message_id === payload['message_id']);
    if (!message) return bad('message to edit not found');
    if (field === 'text' && message.text === undefined) return bad('there is no text in the message to edit');
    const words = wordsOf(payload, field, field === 'text' ? TEXT_MOST : CAPTION_MOST);
    if (isAnswer(words)) return words;
    const buttons = buttonsOf(payload['reply_markup']);
    if (isAnswer(buttons)) return buttons;
    const same = JSON.stringify([words.text, words.entities, buttons]);
    if (same === JSON.stringify([message[field], message.entities, message.buttons])) {
      return bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    Object.assign(message, { [field]: words.text, entities: words.entities, buttons, edits: message.edits + 1 });
    return ok(show(message));
  }

  function inline(payload: Payload): Answered {
    for (const result of payload['results'] as { id: string; input_message_content: Payload }[]) {
      const content = result.input_message_content;
      const words = wordsOf({ text: content['message_text'], parse_mode: content['parse_mode'] }, 'text', TEXT_MOST);
      if (isAnswer(words)) return words;
    }
    return ok(true);
  }

  const table: Record<string, (payload: Payload) => Answered> = {
    getMe: () => ok(fake.users.get(botId)),
    setMyCommands: () => ok(true),
    setMyDescription: () => ok(true),
    setMyShortDescription: () => ok(true),
    answerCallbackQuery: () => ok(true),
    answerInlineQuery: inline,
    deleteWebhook() {
      fake.webhook = undefined;
      return ok(true);
    },
    setWebhook(payload) {
      fake.webhook = { url: String(payload['url']), secret: payload['secret_token'] as string };
      return ok(true);
    },
    sendMessage: (payload) => send(payload, 'text'),
    sendPhoto: (payload) => send(payload, 'photo'),
    sendDocument: (payload) => send(payload, 'document'),
    editMessageText: (payload) => edit(payload, 'text'),
    editMessageCaption: (payload) => edit(payload, 'caption'),
    editMessageReplyMarkup(payload) {
      const message = fake.messages.find(
        (one) => one.chat.id === payload['chat_id'] && one.message_id === payload['message_id'],
      );
      if (!message) return bad('message to edit not found');
      message.buttons = [];
      return ok(show(message));
    },
    getChat(payload) {
      const chat = fake.chats.get(Number(payload['chat_id']));
      return chat
        ? ok({ id: chat.id, type: chat.type, title: chat.title, permissions: { can_send_messages: true } })
        : bad('chat not found');
    },
    getChatMember(payload) {
      const chat = fake.chats.get(Number(payload['chat_id']));
      if (!chat) return bad('chat not found');
      const me = chat.members.get(botId)?.status;
      const userId = Number(payload['user_id']);
      if (userId !== botId && (me === undefined || me === 'left' || me === 'kicked')) {
        return refuse(403, 'Forbidden: bot is not a member of the chat');
      }
      return ok({ user: fake.users.get(userId), ...(chat.members.get(userId) ?? { status: 'left' }) });
    },
    getFile(payload) {
      const id = String(payload['file_id']);
      const file = fake.files.get(id);
      return file ? ok({ file_id: id, file_size: file.length, file_path: id }) : bad('invalid file_id');
    },
  };

  return (method, payload) => table[method]?.(payload) ?? refuse(404, 'Not Found');
}
