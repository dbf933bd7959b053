import {
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIAttachment,
  type APIInteraction,
  type APIUser,
  ApplicationCommandOptionType as Kind,
  ApplicationCommandType,
  InteractionContextType,
  InteractionType,
} from 'discord.js';
import { FeedError } from '#core/errors.ts';
import type { Locale } from '#core/locale.ts';
import type { Attachment, Request } from '#core/platform.ts';
import type { Action } from '#core/reply.ts';
import { isModerator } from './rights.ts';

export const NAME = 'discord';
const PRIVATE = 'dm:';
/** A list of feeds with a thousand entries has some 200 kB; Discord takes 10 MB. Bytes. */
const FILE_MOST = 2 * 1024 * 1024;
const FILE_MS = 10_000;

/** Where a person is reached alone; the channel behind it is opened when something is first sent. */
export const privateAddress = (userId: string): string => `${PRIVATE}${userId}`;
export const privateUser = (address: string): string | undefined =>
  address.startsWith(PRIVATE) ? address.slice(PRIVATE.length) : undefined;

export const userOf = (raw: APIInteraction): APIUser | undefined => raw.member?.user ?? raw.user;

/** The asker's language where we speak it; otherwise the channel decides. */
export function localeOf(raw: APIInteraction): Locale | undefined {
  const tag: string = 'locale' in raw ? raw.locale : '';
  if (tag === 'id') return 'id';
  return tag.startsWith('en') ? 'en' : undefined;
}

/** Who asks where: everything of a request but what is asked. `forumOf` gives the forum that a thread is a post of. */
export function circumstances(
  raw: APIInteraction,
  forumOf: (threadId: string) => { id: string; name: string } | undefined,
): Omit<Request, 'input'> {
  const user = userOf(raw)!;
  const locale = localeOf(raw);
  const asker = { id: user.id, name: user.global_name ?? user.username };
  const common = { asker, ...(locale ? { locale } : {}) };
  // In the bot's private chat the person is master; nowhere else is a server's right missing.
  if (raw.context === InteractionContextType.BotDM || raw.guild_id === undefined) {
    const place = { platform: NAME, address: privateAddress(user.id), title: user.username, isPrivate: true };
    return { ...common, place, moderator: true };
  }
  const id = raw.channel?.id ?? raw.channel_id ?? '';
  const forum = forumOf(id);
  const title = forum?.name ?? (raw.channel && 'name' in raw.channel ? raw.channel.name : undefined);
  return {
    ...common,
    place: { platform: NAME, address: forum?.id ?? id, server: raw.guild_id, ...(title ? { title } : {}) },
    moderator: isModerator(raw.member?.permissions),
  };
}

async function download(attachment: APIAttachment): Promise<Uint8Array> {
  if (attachment.size > FILE_MOST) throw new FeedError('too-large');
  try {
    const answer = await fetch(attachment.url, { signal: AbortSignal.timeout(FILE_MS), redirect: 'error' });
    if (!answer.ok) throw new FeedError('http', undefined, { status: answer.status });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > FILE_MOST) throw new FeedError('too-large');
    return bytes;
  } catch (error) {
    throw error instanceof FeedError ? error : new FeedError('timeout', undefined, { cause: error });
  }
}

export interface Asked {
  input: Action & { typing?: string };
  attachments: Attachment[];
}

/** What a slash command (or its autocomplete) asks; undefined for other kinds of command. */
export function readCommand(
  raw:
    | APIApplicationCommandInteraction
    | Extract<APIInteraction, { type: InteractionType.ApplicationCommandAutocomplete }>,
): Asked | undefined {
  const { data } = raw;
  if (data.type !== ApplicationCommandType.ChatInput) return undefined;
  const [first] = data.options ?? [];
  const isNested = first?.type === Kind.Subcommand;
  const given = (isNested ? first.options : data.options) as
    | APIApplicationCommandInteractionDataBasicOption[]
    | undefined;
  const asked: Asked = {
    input: { command: data.name, ...(isNested ? { subcommand: first.name } : {}), options: {} },
    attachments: [],
  };
  for (const option of given ?? []) {
    if (option.type === Kind.Attachment) {
      const attachment =
        data.resolved && 'attachments' in data.resolved ? data.resolved.attachments?.[option.value] : undefined;
      if (attachment) asked.attachments.push({ name: attachment.filename, bytes: () => download(attachment) });
      continue;
    }
    asked.input.options[option.name] = String(option.value);
    if ('focused' in option && option.focused) asked.input.typing = option.name;
  }
  return asked;
}
