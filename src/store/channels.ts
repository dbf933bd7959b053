import type { ChannelStore } from '#core/stores.ts';
import { toChannel } from './rows.ts';
import type { Database } from './schema.ts';

export function createChannelStore(db: Database): ChannelStore {
  const rowOf = ({ platform, address }: { platform: string; address: string }) =>
    db
      .selectFrom('channels')
      .selectAll()
      .where('platform', '=', platform)
      .where('address', '=', address)
      .executeTakeFirst();
  const find: ChannelStore['find'] = async (place) => {
    const row = await rowOf(place);
    return row && toChannel(row);
  };
  const get: ChannelStore['get'] = async (id) => {
    const row = await db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toChannel(row);
  };
  return {
    find,
    get,

    async ensure(place, { locale, zone, at }) {
      const { platform, address, title, server, isPrivate } = place;
      const known = await rowOf(place);
      if (known) {
        const isOld =
          (title !== undefined && title !== known.title) ||
          (server !== undefined && server !== known.server) ||
          (isPrivate !== undefined && isPrivate !== (known.is_private === 1));
        if (!isOld) return toChannel(known);
        const row = await db
          .updateTable('channels')
          .set({
            ...(title === undefined ? {} : { title }),
            ...(server === undefined ? {} : { server }),
            ...(isPrivate === undefined ? {} : { is_private: isPrivate ? 1 : 0 }),
          })
          .where('id', '=', known.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toChannel(row);
      }
      await db
        .insertInto('channels')
        .values({
          platform,
          address,
          title: title ?? null,
          locale,
          zone,
          reason: null,
          created_at: at.getTime(),
          server: server ?? null,
          is_private: isPrivate ? 1 : 0,
        })
        .onConflict((conflict) => conflict.columns(['platform', 'address']).doNothing())
        .execute();
      return (await find(place))!;
    },

    async set(channelId, { locale, zone, settings }) {
      return db.transaction().execute(async (tx) => {
        const row = await tx.selectFrom('channels').selectAll().where('id', '=', channelId).executeTakeFirstOrThrow();
        const changed = await tx
          .updateTable('channels')
          .set({
            ...(locale ? { locale } : {}),
            ...(zone ? { zone } : {}),
            settings: JSON.stringify({ ...(JSON.parse(row.settings) as object), ...settings }),
          })
          .where('id', '=', channelId)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toChannel(changed);
      });
    },
  };
}
