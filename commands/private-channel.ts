import type { Context } from '#core/command.ts';
import type { Channel } from '#core/news.ts';

/** The asker's private chat as a destination; made in the asker's language and the zone of the place asked from. */
export async function privateChannelOf({ desk, place, asker, locale, zone, now }: Context): Promise<Channel> {
  const own = desk.privatePlaceOf(place, asker.id);
  return desk.channels.ensure(own, { locale, zone, at: now });
}
