import type { FakeTelegram } from './server.ts';
import { ME } from './server.ts';
import type { FakeMember, FakeUser, Stored } from './world.ts';

export interface SayOptions {
  chat: number;
  from?: FakeUser;
  text?: string;
  caption?: string;
  thread?: number;
  /** Message of the bot that is answered. */
  replyTo?: Stored;
  /** Message of somebody else that is answered, as Telegram hands it over. */
  answering?: Record<string, unknown>;
  document?: { name: string; bytes: Uint8Array };
  /** More fields of the message. */
  more?: Record<string, unknown>;
}

/** What people do in front of the fake server: each gives the message's id, or what the update was about. */
export function createPeople(fake: FakeTelegram) {
  let presses = 0;

  function shown(message: Stored): Record<string, unknown> {
    return {
      message_id: message.message_id,
      date: 1_795_000_000,
      chat: { id: message.chat.id, type: message.chat.type, title: message.chat.title },
      from: message.from,
      ...(message.text === undefined ? {} : { text: message.text, entities: message.entities }),
      ...(message.caption === undefined ? {} : { caption: message.caption, photo: [] }),
      ...(message.thread === undefined ? {} : { message_thread_id: message.thread, is_topic_message: true }),
    };
  }

  function messageOf(options: SayOptions): Record<string, unknown> {
    const { chat: chatId, from, thread, replyTo, answering, document } = options;
    const chat = fake.chats.get(chatId)!;
    const file = document && `upload-${fake.files.size + 1}`;
    if (document && file) fake.files.set(file, document.bytes);
    return {
      message_id: fake.newMessageId(),
      date: 1_795_000_000,
      chat: { id: chat.id, type: chat.type, title: chat.title, is_forum: chat.is_forum },
      ...(chat.type === 'channel' ? { sender_chat: { id: chat.id, type: chat.type, title: chat.title } } : { from }),
      ...(options.text === undefined ? {} : { text: options.text }),
      ...(options.caption === undefined ? {} : { caption: options.caption }),
      ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true }),
      ...(replyTo ? { reply_to_message: shown(replyTo) } : answering ? { reply_to_message: answering } : {}),
      ...(document ? { document: { file_id: file, file_name: document.name, file_size: document.bytes.length } } : {}),
      ...options.more,
    };
  }

  return {
    say(options: SayOptions): number {
      const message = messageOf(options);
      const isPost = fake.chats.get(options.chat)!.type === 'channel';
      fake.push({ [isPost ? 'channel_post' : 'message']: message });
      return message['message_id'] as number;
    },

    /** Presses the button with that label, or whose label begins so. */
    press(message: Stored, label: string, from: FakeUser): string {
      const button =
        message.buttons.find((one) => one.text === label) ?? message.buttons.find((one) => one.text.includes(label));
      if (button?.callback_data === undefined) {
        throw new Error(`no button "${label}" under: ${message.buttons.map((one) => one.text).join(' | ')}`);
      }
      const id = `press-${++presses}`;
      fake.push({
        callback_query: { id, from, chat_instance: '1', data: button.callback_data, message: shown(message) },
      });
      return id;
    },

    inline(query: string, from: FakeUser, offset = ''): string {
      const id = `inline-${++presses}`;
      fake.push({ inline_query: { id, from, query, offset } });
      return id;
    },

    /** The bot's own place in a chat changes. */
    botBecomes(chatId: number, member: FakeMember, by: FakeUser): void {
      const chat = fake.chats.get(chatId)!;
      const before = chat.members.get(ME.id) ?? { status: 'left' as const };
      chat.members.set(ME.id, member);
      fake.push({
        my_chat_member: {
          chat: { id: chat.id, type: chat.type, title: chat.title },
          from: by,
          date: 1_795_000_000,
          old_chat_member: { user: ME, ...before },
          new_chat_member: { user: ME, ...member },
        },
      });
    },

    /** A group becomes a supergroup: its id changes, and both sides say so. */
    migrate(from: number, to: number): void {
      const old = fake.chats.get(from)!;
      fake.addChat({ ...old, id: to, type: 'supergroup' });
      old.movedTo = to;
    },
    sayMigrated(from: number, to: number, by: FakeUser): void {
      const base = { date: 1_795_000_000, from: by };
      const chat = (id: number, type: string) => ({ id, type, title: fake.chats.get(id)!.title });
      fake.push({
        message: { ...base, message_id: fake.newMessageId(), chat: chat(from, 'group'), migrate_to_chat_id: to },
      });
      fake.push({
        message: { ...base, message_id: fake.newMessageId(), chat: chat(to, 'supergroup'), migrate_from_chat_id: from },
      });
    },
  };
}

export type People = ReturnType<typeof createPeople>;
