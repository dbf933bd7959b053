import type { Clock } from '#core/clock.ts';
import type { Say } from '#core/messages.ts';
import type { Notes, Platform, Posted } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import type { Chats } from './chats.ts';
import type { Connection } from './connection.ts';
import { isThreadGone, isTokenRefused, TelegramFailure, toPosted } from './errors.ts';
import type { Keyboards } from './keyboard.ts';
import type { RenderWords } from './render.ts';
import type { Sender } from './send.ts';
import type { Turns } from './turns.ts';
import { type InlineButton, readAddress } from './types.ts';

/** A post whose chat is so busy with answers waits in the outbox rather than here. */
const TURN_MOST_MS = 3000;
/** Refusals to two chats within this time have one cause. */
const TOGETHER_MS = 5000;

type Failed = Exclude<Posted, { ok: true }>;

interface Parts {
  connection: Connection;
  sender: Sender;
  keyboards: Keyboards;
  chats: Pick<Chats, 'isChannel'>;
  notes: Notes;
  turns: Turns;
  clock: Clock;
  words: RenderWords;
  say: Say;
  /** Says something of the bot's own accord. */
  tell(address: string, reply: Reply): Promise<void>;
}

/** Posts and their edits, each tried once: what a failure means is said, and what to do about it is the delivery's. */
export function createPosts(parts: Parts): Pick<Platform, 'post' | 'edit'> {
  const { connection, sender, chats, notes, turns, clock, words, say } = parts;
  let lastFlood: { chat: string; at: number } | undefined;

  function failed(error: unknown, address: string): Posted {
    if (!(error instanceof TelegramFailure)) throw error;
    if (isTokenRefused(error)) connection.refused();
    const posted = scoped(toPosted(error), address);
    const { message_thread_id: thread } = readAddress(address);
    if (!posted.movedTo || thread === undefined) return posted;
    return { ...posted, movedTo: `${posted.movedTo}:${thread}` };
  }

  /**
   * Whom a failure concerns. Telegram does not say whether it is one chat or the whole token that is too fast; two
   * chats that are told so at about the same time are taken for the latter.
   */
  function scoped(posted: Failed, address: string): Failed {
    if (posted.reason === 'unavailable' && !posted.movedTo) return { ...posted, scope: 'platform' };
    if (posted.reason !== 'throttled') return posted;
    const now = clock.now().getTime();
    const chat = String(readAddress(address).chat_id);
    const isAll = lastFlood !== undefined && lastFlood.chat !== chat && now - lastFlood.at < TOGETHER_MS;
    lastFlood = { chat, at: now };
    return { ...posted, scope: isAll ? 'platform' : 'address' };
  }

  /** A topic that was deleted takes its posts with it; the group's administrators are told, once. */
  async function tellThreadGone(address: string): Promise<void> {
    const key = `told:${address}`;
    if (await notes.get(key)) return;
    await notes.set(key, 'gone');
    const text = { kind: 'text' as const, spans: [say('telegram.topic-gone-how')] };
    await parts.tell(String(readAddress(address).chat_id), { title: say('telegram.topic-gone'), blocks: [text] });
  }

  async function keyboardOf(address: string, reply: Reply): Promise<InlineButton[][]> {
    const isChannel = await chats.isChannel(readAddress(address).chat_id);
    return parts.keyboards.of(reply, { isChannel, ...(isChannel ? { at: address } : {}) });
  }

  return {
    async post(address, reply, key, options = {}) {
      const detail = connection.health().reason ?? '';
      const downMs = connection.waitMs();
      if (downMs !== undefined)
        return { ok: false, reason: 'unavailable', detail, retryAfterMs: downMs, scope: 'platform' };
      const turnMs = turns.waitFor(address);
      if (turnMs > TURN_MOST_MS) {
        return { ok: false, reason: 'throttled', detail: 'the chat is busy', retryAfterMs: turnMs, scope: 'address' };
      }
      const progress = `parts:${key}`;
      const noted = await notes.get(progress);
      try {
        const ids = await sender.send(address, reply, {
          words,
          keyboard: await keyboardOf(address, reply),
          sent: noted ? (JSON.parse(noted) as number[]) : [],
          ...(options.silent ? { silent: true } : {}),
          // Of a post in several messages, what is there is not sent again when a later one fails.
          async onSent(sent, left) {
            if (left > 0) await notes.set(progress, JSON.stringify(sent));
            else if (sent.length > 1) await notes.delete(progress);
          },
        });
        connection.worked();
        return { ok: true, messageId: ids.join(',') };
      } catch (error) {
        if (isThreadGone(error)) await tellThreadGone(address);
        return failed(error, address);
      }
    },

    async edit(address, messageId, reply) {
      const detail = connection.health().reason ?? '';
      const downMs = connection.waitMs();
      if (downMs !== undefined)
        return { ok: false, reason: 'unavailable', detail, retryAfterMs: downMs, scope: 'platform' };
      try {
        const keyboard = await keyboardOf(address, reply);
        await sender.edit(address, messageId.split(',').map(Number), reply, { words, keyboard });
        return { ok: true, messageId };
      } catch (error) {
        const posted = failed(error, address);
        // The same edit again does no harm, so there is nothing uncertain about it.
        return !posted.ok && posted.reason === 'uncertain' ? { ...posted, reason: 'unavailable' } : posted;
      }
    },
  };
}
