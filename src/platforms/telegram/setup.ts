import type { Command } from '#core/command.ts';
import type { Say } from '#core/messages.ts';
import type { Payload } from './api.ts';
import type { Chats } from './chats.ts';
import type { Keyboards } from './keyboard.ts';
import type { Outcome } from './talk.ts';
import type { Message } from './types.ts';

/** Which button of the picker was used (Bot API, KeyboardButtonRequestChat.request_id). */
const CHANNEL = 1;
const GROUP = 2;

const NO_RIGHTS = {
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
};

/** Asks for a chat by Telegram's own picker: only chats that the person may set up are shown there. */
export function picker(say: Say): { title: string; markup: Payload } {
  const posting = { ...NO_RIGHTS, can_post_messages: true };
  return {
    title: say('telegram.pick-how'),
    markup: {
      keyboard: [
        [
          {
            text: say('telegram.pick-channel'),
            request_chat: {
              request_id: CHANNEL,
              chat_is_channel: true,
              // The bot's rights must be among the person's; Telegram offers to add the bot with them.
              user_administrator_rights: { ...posting, can_promote_members: true },
              bot_administrator_rights: posting,
              request_title: true,
            },
          },
        ],
        [
          {
            text: say('telegram.pick-group'),
            request_chat: {
              request_id: GROUP,
              chat_is_channel: false,
              user_administrator_rights: { ...NO_RIGHTS, can_manage_chat: true },
              bot_is_member: true,
              request_title: true,
            },
          },
        ],
      ],
      resize_keyboard: true,
      one_time_keyboard: true,
    },
  };
}

/** A chat was picked: what the bot lacks there is named, else the commands are offered for it. What Telegram's picker showed is not believed. */
export async function picked(
  message: Message,
  parts: { chats: Chats; keyboards: Keyboards; commands: readonly Command[]; say: Say },
): Promise<Outcome> {
  const { chats, keyboards, say } = parts;
  const shared = message.chat_shared!;
  const at = String(shared.chat_id);
  const told = (title: string, text: string): Outcome => ({
    reply: { title, blocks: [{ kind: 'text', spans: [text] }] },
    keyboard: [],
  });
  const title = shared.title ?? at;
  const rights = await chats.missingRights(at);
  if (rights.length > 0) return told(title, say('feed.rights-missing', { rights: rights.join(', ') }));
  if (!message.from || !(await chats.isModerator(shared.chat_id, message.from.id))) {
    return told(title, say('error.moderators-only'));
  }
  const choices = parts.commands
    .filter((command) => command.permission === 'moderator')
    .map((command) => ({
      label: `/${command.name} · ${say(command.description)}`,
      ask: { action: { command: command.name, options: {} }, at },
    }));
  return { ...told(title, say('telegram.picked')), keyboard: await keyboards.choices(choices, { at }) };
}
