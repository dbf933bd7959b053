import { FeedError } from '#core/errors.ts';
import { isLocale, type Locale } from '#core/locale.ts';
import type { Attachment, Place } from '#core/platform.ts';
import type { Action } from '#core/reply.ts';
import type { Api } from './api.ts';
import { addressOf, type Chat, type Message, readAddress, type User } from './types.ts';

export const NAME = 'telegram';
/** A document larger than this is no list of feeds. */
const DOCUMENT_MOST = 5 * 1024 * 1024;
/** A whole message is taken for an option only when it is as short as one. */
const ANSWERED_MOST = 100;

/** The bot as Telegram knows it. */
export interface Me {
  id: number;
  username: string;
}

/** What the message says to the bot. `addressed`: nobody else can be meant. */
export interface Said {
  text: string;
  addressed: boolean;
}

/** The place of a message. */
export function placeOf(message: Message): Place {
  return placeAt(addressOf(message), message.chat);
}

export function placeAt(address: string, chat: Pick<Chat, 'title' | 'type' | 'first_name'>): Place {
  const title = chat.title ?? chat.first_name;
  return {
    platform: NAME,
    address,
    server: String(readAddress(address).chat_id),
    isPrivate: chat.type === 'private',
    ...(title === undefined ? {} : { title }),
  };
}

export function localeOf(user: User | undefined): Locale | undefined {
  const language = user?.language_code?.split('-', 1)[0];
  return isLocale(language) ? language : undefined;
}

/** Who asks: a person, or the chat that somebody speaks as. */
export function askerOf({ from, sender_chat: speaker, chat }: Pick<Message, 'from' | 'sender_chat' | 'chat'>): {
  id: string;
  name?: string;
} {
  if (speaker) return { id: String(speaker.id), ...(speaker.title ? { name: speaker.title } : {}) };
  return { id: String(from?.id ?? chat.id), ...(from?.first_name ? { name: from.first_name } : {}) };
}

/** Nobody's words: another bot's, or a post that Telegram copied into the discussion group. */
export function isNobody(message: Message): boolean {
  const speaksAsChat = message.sender_chat?.id === message.chat.id;
  return Boolean(message.is_automatic_forward || message.via_bot || (message.from?.is_bot && !speaksAsChat));
}

/** The words meant for the bot, without its name; undefined when another bot is meant or nobody is. */
export function saidIn(message: Message, me: Me): Said | undefined {
  const isPrivate = message.chat.type === 'private';
  const text = (message.text ?? message.caption ?? '').trim();
  const [, name, bot, rest = ''] = /^\/([a-z0-9_]+)(?:@(\w+))?(?=\s|$)(.*)$/isu.exec(text) ?? [];
  if (name === undefined) return isPrivate && text !== '' ? { text, addressed: true } : undefined;
  if (bot !== undefined && bot.toLowerCase() !== me.username.toLowerCase()) return undefined;
  return { text: `/${name.toLowerCase()}${rest}`, addressed: isPrivate || bot !== undefined };
}

/** What another message offers for an option: the part that was chosen, a link, or all of a short one. */
export function offeredBy(message: Message, kind: string): string | undefined {
  const answered = message.reply_to_message;
  if (kind !== 'url') {
    const text = message.quote?.text ?? answered?.text;
    return text && text.length <= ANSWERED_MOST && !text.includes('\n') ? text : undefined;
  }
  const text = answered?.text ?? answered?.caption ?? '';
  const linked = answered?.entities?.find((entity) => entity.type === 'text_link' || entity.type === 'url');
  return linked?.url ?? (linked && text.slice(linked.offset, linked.offset + linked.length));
}

/** The document of a message, or of the one that it answers; fetched only when a command asks for it. */
export function attachmentsOf(message: Message, api: Api): Attachment[] {
  const document = message.document ?? message.reply_to_message?.document;
  if (!document) return [];
  return [
    {
      name: document.file_name ?? 'document',
      async bytes() {
        const bytes = await api.download(document.file_id, DOCUMENT_MOST).catch((error: unknown) => {
          throw new FeedError('reset', 'the document could not be fetched', { cause: error });
        });
        if (!bytes) throw new FeedError('too-large');
        return bytes;
      },
    },
  ];
}

/** An action as a request's input. */
export const inputOf = ({ command, subcommand, options, page }: Action): Action => ({
  command,
  options,
  ...(subcommand === undefined ? {} : { subcommand }),
  ...(page === undefined ? {} : { page }),
});
