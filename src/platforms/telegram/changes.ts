import type { AddressChange } from '#core/platform.ts';
import { addressOf, type ChatMember, type ChatMemberUpdated, type Message } from './types.ts';

/** What Telegram tells of its own accord about an address. */
export interface Told {
  address: string;
  change: AddressChange;
}

/** Whether the bot may speak: undefined when only other rights differ. */
function standing(member: ChatMember, isChannel: boolean): 'open' | 'forbidden' | 'gone' {
  if (member.status === 'left' || member.status === 'kicked') return 'gone';
  if (isChannel) return member.status === 'administrator' && member.can_post_messages !== false ? 'open' : 'forbidden';
  if (member.status !== 'restricted') return 'open';
  if (member.is_member === false) return 'gone';
  return member.can_send_messages ? 'open' : 'forbidden';
}

/** The bot was let in, thrown out, blocked, or given another right. */
export function toldByMembership(update: ChatMemberUpdated): Told {
  const address = String(update.chat.id);
  const kind = standing(update.new_chat_member, update.chat.type === 'channel');
  // A person who blocks the bot may change their mind; a chat that throws it out is gone until it is let in again.
  const isBlocked = update.chat.type === 'private' && kind === 'gone';
  if (kind === 'open') return { address, change: { kind } };
  return { address, change: { kind: isBlocked ? 'forbidden' : kind, detail: update.new_chat_member.status } };
}

/** The bot came into a group it was not in. */
export function isWelcome({ chat, old_chat_member: before, new_chat_member: after }: ChatMemberUpdated): boolean {
  const isIn = ({ status }: ChatMember): boolean => status === 'member' || status === 'administrator';
  return (chat.type === 'group' || chat.type === 'supergroup') && !isIn(before) && isIn(after);
}

/** What a service message says: the chat moved, or a topic was closed or opened. */
export function toldByMessage(message: Message): Told | undefined {
  const { chat, migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) return { address: String(chat.id), change: { kind: 'moved', to: String(to) } };
  if (from !== undefined) return { address: String(from), change: { kind: 'moved', to: String(chat.id) } };
  if (message.forum_topic_closed) {
    return { address: addressOf(message), change: { kind: 'forbidden', detail: 'TOPIC_CLOSED' } };
  }
  if (message.forum_topic_reopened) return { address: addressOf(message), change: { kind: 'open' } };
  return undefined;
}
