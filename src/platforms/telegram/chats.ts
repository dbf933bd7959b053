import type { Log } from '#core/log.ts';
import type { Notes } from '#core/platform.ts';
import type { Say } from '#core/messages.ts';
import type { Api } from './api.ts';
import { TelegramFailure } from './errors.ts';
import { type Chat, type ChatMember, readAddress } from './types.ts';

/** Supergroups and channels have ids below this; groups lie between it and zero (Bot API, Chat). */
const SUPERGROUPS_BELOW = -1_000_000_000_000;

export interface Chats {
  /** Remembers what kind of chat an id is; an update says it for nothing. */
  learn(chat: Chat): Promise<void>;
  isChannel(chatId: number): Promise<boolean>;
  /** Name of a chat as people know it. */
  titleOf(chatId: number): Promise<string | undefined>;
  /** Whether somebody may set up the bot in a chat. Asked of Telegram each time: rights change. */
  isModerator(chatId: number, userId: number): Promise<boolean>;
  /** Rights that the bot lacks to post at an address, in words. */
  missingRights(address: string): Promise<string[]>;
}

export function createChats(parts: { api: Api; notes: Notes; log: Log; say: Say; botId(): number }): Chats {
  const { api, notes, log, say } = parts;
  const channels = new Map<number, boolean>();

  async function learn(chat: Chat): Promise<void> {
    if (chat.id > SUPERGROUPS_BELOW || channels.has(chat.id)) return;
    const isChannel = chat.type === 'channel';
    channels.set(chat.id, isChannel);
    await notes.set(`kind:${chat.id}`, isChannel ? 'channel' : 'group');
  }

  const getChat = (chatId: number) => api.call<Chat & { permissions?: ChatMember }>('getChat', { chat_id: chatId });

  const member = (chatId: number, userId: number) =>
    api.call<ChatMember>('getChatMember', { chat_id: chatId, user_id: userId });

  async function isChannel(chatId: number): Promise<boolean> {
    if (chatId > SUPERGROUPS_BELOW) return false;
    if (!channels.has(chatId)) {
      const noted = await notes.get(`kind:${chatId}`);
      if (noted) channels.set(chatId, noted === 'channel');
      // Unknown and not to be asked: a group's buttons work in both.
      else await getChat(chatId).then(learn, (error: unknown) => log.debug('telegram.chat-unknown', { error }));
    }
    return channels.get(chatId) ?? false;
  }

  return {
    learn,
    isChannel,

    titleOf: async (chatId) => (await getChat(chatId)).title,

    async isModerator(chatId, userId) {
      if (chatId === userId) return true;
      try {
        const { status } = await member(chatId, userId);
        return status === 'creator' || status === 'administrator';
      } catch (error) {
        log.warn('telegram.member-unknown', { error });
        return false;
      }
    },

    async missingRights(address) {
      const { chat_id: chatId } = readAddress(address);
      if (chatId > 0) return [];
      try {
        const me = await member(chatId, parts.botId());
        if (me.status === 'left' || me.status === 'kicked') return [say('telegram.right.member')];
        if (await isChannel(chatId)) {
          if (me.status !== 'administrator') return [say('telegram.right.administrator')];
          return me.can_post_messages === false ? [say('telegram.right.post')] : [];
        }
        if (me.status === 'administrator' || me.status === 'creator') return [];
        if (me.status === 'restricted') return me.can_send_messages ? [] : [say('telegram.right.send')];
        const { permissions } = await getChat(chatId);
        return permissions?.can_send_messages === false ? [say('telegram.right.send')] : [];
      } catch (error) {
        // No answer is no verdict: what is wrong will be named when a post fails.
        const isRefused = error instanceof TelegramFailure && error.kind === 'refused' && error.code !== 429;
        log.info('telegram.check-failed', { error });
        return isRefused ? [say('telegram.right.member')] : [];
      }
    },
  };
}
