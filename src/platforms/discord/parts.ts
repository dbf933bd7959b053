import { createHash } from 'node:crypto';
import { type APIMessage, type Client, Routes } from 'discord.js';
import type { Notes } from '#core/platform.ts';
import type { Message } from './render.ts';

/** Letters of a nonce: Discord takes 25 (developers/resources/message). */
const NONCE_LETTERS = 22;
/** Messages looked through for one of ours: all that one request gives. */
const HISTORY = 50;

const digest = (key: string, part: number): Buffer => createHash('sha256').update(`${key}/${part}`).digest();
export const nonceOf = (key: string, part: number): string =>
  digest(key, part).toString('base64url').slice(0, NONCE_LETTERS);
/** A component's id is 32 bits of our choosing and comes back with the message: by it a post is known again. */
export const markOf = (key: string): number => digest(key, 0).readUInt32BE(0) & 0x7f_ff_ff_ff || 1;

const wordsOf = (body: { content?: string | undefined; embeds?: { description?: string | undefined }[] | undefined }) =>
  [body.content, ...(body.embeds ?? []).map((embed) => embed.description)].map((text) => text?.trim() ?? '').join('\n');

export interface PostParts {
  /** Sends the messages of a post from part number `first` on, those alone that are not there yet. Gives the ids of all. */
  send(channelId: string, key: string, messages: readonly Message[], first?: number): Promise<string[]>;
  /** The post in the channel's history, when all of it is there: its messages' ids. */
  find(channelId: string, key: string): Promise<string[] | undefined>;
}

/** Posts in several messages: what is there of one is noted, so that a crash between two of them repeats none. */
export function createPostParts(parts: {
  client: Client;
  notes: Notes;
  myId(): Promise<string>;
  post(channelId: string, message: Message, nonce: string): Promise<string>;
}): PostParts {
  const { client, notes } = parts;
  const noteOf = (key: string): string => `parts:${key}`;

  async function history(channelId: string): Promise<APIMessage[]> {
    const me = await parts.myId();
    const query = new URLSearchParams({ limit: String(HISTORY) });
    const found = (await client.rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
    return found.filter(({ author }) => author.id === me);
  }

  return {
    async send(channelId, key, messages, first = 0) {
      if (messages.length <= 1) {
        return Promise.all(messages.map((message) => parts.post(channelId, message, nonceOf(key, first))));
      }
      const note = await notes.get(noteOf(key));
      const ids = note === undefined ? [] : (JSON.parse(note) as string[]);
      // Of a post that was broken off, one more may be there than was noted.
      const there = note === undefined ? [] : await history(channelId);
      if (note === undefined) await notes.set(noteOf(key), '[]');
      for (const [at, message] of messages.entries()) {
        if (at < ids.length) continue;
        const same = there.find((one) => !ids.includes(one.id) && wordsOf(one) === wordsOf(message.body));
        ids.push(same?.id ?? (await parts.post(channelId, message, nonceOf(key, first + at))));
        await notes.set(noteOf(key), JSON.stringify(ids));
      }
      await notes.delete(noteOf(key));
      return ids;
    },

    async find(channelId, key) {
      const note = await notes.get(noteOf(key));
      const [mark, nonce] = [markOf(key), nonceOf(key, 0)];
      const ours = (await history(channelId)).find(
        ({ components, nonce: shown }) =>
          components?.some((row) => row.id === mark) || (note === undefined && shown === nonce),
      );
      if (!ours) return undefined;
      const noted = note === undefined ? [] : (JSON.parse(note) as string[]);
      return [...noted.filter((id) => id !== ours.id), ours.id];
    },
  };
}
