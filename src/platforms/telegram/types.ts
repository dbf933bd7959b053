/** The parts of the Bot API's objects that Kabar reads (core.telegram.org/bots/api); telegraf's own types end at 7.1. */
export interface User {
  id: number;
  is_bot?: boolean;
  first_name?: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  username?: string;
  first_name?: string;
}

export interface Message {
  message_id: number;
  /** 0 when the message is too old to be changed. */
  date: number;
  chat: Chat;
  from?: User;
  /** A chat that speaks for somebody: an anonymous administrator's own group, or a channel. */
  sender_chat?: Chat;
  is_automatic_forward?: boolean;
  via_bot?: User;
  message_thread_id?: number;
  /** Only then is the thread a topic; replies have threads too. */
  is_topic_message?: boolean;
  text?: string;
  caption?: string;
  entities?: { type: string; offset: number; length: number; url?: string }[];
  document?: { file_id: string; file_name?: string; file_size?: number };
  photo?: unknown[];
  reply_to_message?: Message;
  /** The part of the other message that the sender chose to answer. */
  quote?: { text: string };
  chat_shared?: { request_id: number; chat_id: number; title?: string };
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  forum_topic_closed?: object;
  forum_topic_reopened?: object;
}

export interface CallbackQuery {
  id: string;
  from: User;
  message?: Message;
  data?: string;
}

export interface InlineQuery {
  id: string;
  from: User;
  query: string;
  offset: string;
}

export interface ChatMember {
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
  is_member?: boolean;
  can_post_messages?: boolean;
  can_send_messages?: boolean;
}

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

export interface Update {
  update_id: number;
  message?: Message;
  channel_post?: Message;
  callback_query?: CallbackQuery;
  inline_query?: InlineQuery;
  my_chat_member?: ChatMemberUpdated;
}

/** What is asked of Telegram; everything else stays there. */
export const UPDATE_KINDS = ['message', 'channel_post', 'callback_query', 'inline_query', 'my_chat_member'] as const;

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
  style?: 'danger' | 'success' | 'primary';
}

/** Chat and topic of an address: `-1001234` or `-1001234:56`. */
export function readAddress(address: string): { chat_id: number; message_thread_id?: number } {
  const [chat, thread] = address.split(':');
  return { chat_id: Number(chat), ...(thread ? { message_thread_id: Number(thread) } : {}) };
}

/** Where a message stands, as an address. */
export function addressOf(message: Message): string {
  const thread = message.is_topic_message ? message.message_thread_id : undefined;
  return thread === undefined ? String(message.chat.id) : `${message.chat.id}:${thread}`;
}
