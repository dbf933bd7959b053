import type { Clock } from '#core/clock.ts';
import type { Notes } from '#core/platform.ts';
import { type Ask, readAsk, writeAsk } from './asks.ts';
import type { Message } from './types.ts';

/** Questions kept for one person in one chat; older ones are forgotten. */
const KEPT = 5;
/** In a private chat the next words answer a question this young even without the reply arrow. */
const YOUNG_MS = 10 * 60 * 1000;

interface Question {
  messageId: number;
  at: number;
  ask: string;
}

/** What the bot has asked whom, so that an answer finds its command, also after a restart. */
export function createQuestions({ notes, clock }: { notes: Notes; clock: Clock }) {
  const key = (chatId: number, askerId: string): string => `asked:${chatId}:${askerId}`;

  async function load(name: string): Promise<Question[]> {
    try {
      return JSON.parse((await notes.get(name)) ?? '[]') as Question[];
    } catch {
      return [];
    }
  }

  return {
    async remember(chatId: number, askerId: string, messageId: number, ask: Ask): Promise<void> {
      const name = key(chatId, askerId);
      const kept = [...(await load(name)), { messageId, at: clock.now().getTime(), ask: writeAsk(ask) }];
      await notes.set(name, JSON.stringify(kept.slice(-KEPT)));
    },

    /** The question that a message answers; asked once, answered once. */
    async answered(message: Message, askerId: string): Promise<Ask | undefined> {
      const name = key(message.chat.id, askerId);
      const kept = await load(name);
      const newest = kept.at(-1);
      const meant = message.reply_to_message
        ? kept.find((one) => one.messageId === message.reply_to_message?.message_id)
        : message.chat.type === 'private' && newest && clock.now().getTime() - newest.at < YOUNG_MS
          ? newest
          : undefined;
      if (!meant) return undefined;
      const left = kept.filter((one) => one !== meant);
      if (left.length > 0) await notes.set(name, JSON.stringify(left));
      else await notes.delete(name);
      return readAsk(meant.ask);
    },
  };
}

export type Questions = ReturnType<typeof createQuestions>;
