import type { PlatformEvents } from '#core/platform.ts';
import { isWelcome, toldByMembership, toldByMessage } from './changes.ts';
import type { Chats } from './chats.ts';
import type { Hear } from './hear.ts';
import type { InlineQuery, Update, User } from './types.ts';

interface Parts {
  chats: Pick<Chats, 'learn'>;
  hear: Hear;
  inline(query: InlineQuery): Promise<void>;
  /** Undefined until the platform is started. */
  events(): PlatformEvents | undefined;
  /** The bot was let into a group. */
  welcome(address: string, by: User): Promise<void>;
}

/** Which update goes where. */
export function createRouting({ chats, hear, inline, events, welcome }: Parts) {
  return async (update: Update): Promise<void> => {
    const { message, channel_post: post, callback_query: query, inline_query: asked, my_chat_member: mine } = update;
    const said = message ?? post;
    if (said) {
      await chats.learn(said.chat);
      const told = toldByMessage(said);
      // Somebody who opens the bot can be written to again, or for the first time.
      if (said.chat.type === 'private' && said.text?.startsWith('/start')) {
        await events()?.changed(String(said.chat.id), { kind: 'open' });
      }
      return told ? events()?.changed(told.address, told.change) : hear.heard(said);
    }
    if (query) return hear.pressed(query);
    if (asked) return inline(asked);
    if (!mine) return undefined;
    await chats.learn(mine.chat);
    const { address, change } = toldByMembership(mine);
    await events()?.changed(address, change);
    return isWelcome(mine) ? welcome(address, mine.from) : undefined;
  };
}
