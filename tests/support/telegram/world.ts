import type { Entity } from './html.ts';

export interface FakeUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
}

export interface FakeMember {
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
  can_post_messages?: boolean;
  can_send_messages?: boolean;
  is_member?: boolean;
}

export interface FakeChat {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  is_forum?: boolean;
  /** Topics by thread id. */
  topics: Map<number, { closed: boolean }>;
  members: Map<number, FakeMember>;
  /** The supergroup that a group became. */
  movedTo?: number;
  deleted?: boolean;
}

/** A message as it stands in a chat now. */
export interface Stored {
  message_id: number;
  chat: FakeChat;
  thread?: number | undefined;
  from?: FakeUser | undefined;
  text?: string | undefined;
  caption?: string | undefined;
  entities: Entity[];
  buttons: { text: string; callback_data?: string; url?: string }[];
  markup?: Record<string, unknown> | undefined;
  photo?: string | undefined;
  document?: File | undefined;
  silent?: boolean;
  replyTo?: number | undefined;
  edits: number;
}

export const ok = (result: unknown) => ({ status: 200, body: { ok: true, result } });
export type Answered = { status: number; body: Record<string, unknown> };

export function refuse(code: number, description: string, parameters?: Record<string, unknown>): Answered {
  return {
    status: code,
    body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
  };
}

export const bad = (what: string, parameters?: Record<string, unknown>): Answered =>
  refuse(400, `Bad Request: ${what}`, parameters);

/** Why the bot can't write there, in Telegram's words. */
export function refusal(chat: FakeChat | undefined, botId: number, thread: number | undefined): Answered | undefined {
  if (!chat) return bad('chat not found');
  if (chat.movedTo !== undefined) {
    return bad('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.movedTo });
  }
  if (chat.deleted) return refuse(403, 'Forbidden: the group chat was deleted');
  const kind = chat.type === 'group' ? 'group chat' : chat.type === 'supergroup' ? 'supergroup chat' : 'channel chat';
  const me = chat.members.get(botId);
  if (chat.type === 'private') {
    if (!me) return bad('chat not found');
    return me.status === 'kicked' ? refuse(403, 'Forbidden: bot was blocked by the user') : undefined;
  }
  if (me?.status === 'kicked') return refuse(403, `Forbidden: bot was kicked from the ${kind}`);
  if (!me || me.status === 'left') return refuse(403, `Forbidden: bot is not a member of the ${kind}`);
  if (chat.type === 'channel' && (me.status !== 'administrator' || me.can_post_messages === false)) {
    return bad('need administrator rights in the channel chat');
  }
  if (me.status === 'restricted' && !me.can_send_messages) {
    return bad('not enough rights to send text messages to the chat');
  }
  if (thread === undefined) return undefined;
  const topic = chat.topics.get(thread);
  if (!topic) return bad('message thread not found');
  return topic.closed && me.status !== 'administrator' ? bad('TOPIC_CLOSED') : undefined;
}
