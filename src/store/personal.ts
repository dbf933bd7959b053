import { sql } from 'kysely';
import type { PersonalData } from '#core/alerts.ts';
import type { Database } from './schema.ts';

/** Stands where a person's id stood in what others still need: who added a feed. */
const NOBODY = 'forgotten';

/** What is kept of one person: subscriptions, the private chat with its settings and messages, and feeds they added. */
export function createPersonalData(db: Database): PersonalData {
  const privateChat = (platform: string, address: string) =>
    db
      .selectFrom('channels')
      .selectAll()
      .where('platform', '=', platform)
      .where('address', '=', address)
      .executeTakeFirst();
  return {
    async export(platform, person, privateAddress) {
      const chat = await privateChat(platform, privateAddress);
      const subscriptions = await db
        .selectFrom('subscriptions')
        .innerJoin('channels', 'channels.id', 'subscriptions.channel_id')
        .select([
          'kind',
          'target',
          'label',
          'channels.address as where',
          'subscriptions.server',
          'subscriptions.created_at',
        ])
        .where('subscriptions.platform', '=', platform)
        .where('person', '=', person)
        .orderBy('subscriptions.id')
        .execute();
      const feeds = await db
        .selectFrom('channel_feeds')
        .innerJoin('feeds', 'feeds.id', 'channel_feeds.feed_id')
        .innerJoin('channels', 'channels.id', 'channel_feeds.channel_id')
        .select(['feeds.url', 'channels.address as channel', 'added_at'])
        .where('added_by', '=', person)
        .where('channels.platform', '=', platform)
        .execute();
      const messages = chat
        ? await db
            .selectFrom('outbox')
            .leftJoin('articles', 'articles.id', 'outbox.article_id')
            .select(['outbox.kind', 'outbox.state', 'articles.title', 'outbox.created_at', 'outbox.settled_at'])
            .where('channel_id', '=', chat.id)
            .orderBy('outbox.id')
            .execute()
        : [];
      const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
      return {
        platform,
        person,
        settings: chat && { language: chat.locale, zone: chat.zone, ...(JSON.parse(chat.settings) as object) },
        subscriptions: subscriptions.map(({ created_at, ...one }) => ({ ...one, since: iso(created_at) })),
        feedsAdded: feeds.map(({ added_at, ...one }) => ({ ...one, at: iso(added_at) })),
        messages: messages.map(({ created_at, settled_at, ...one }) => ({
          ...one,
          created: iso(created_at),
          settled: iso(settled_at),
        })),
      };
    },

    async forget(platform, person, privateAddress) {
      const chat = await privateChat(platform, privateAddress);
      await db.transaction().execute(async (tx) => {
        const own = await tx
          .selectFrom('subscriptions')
          .select('id')
          .where('platform', '=', platform)
          .where((eb) => eb.or([eb('person', '=', person), ...(chat ? [eb('channel_id', '=', chat.id)] : [])]))
          .execute();
        if (own.length > 0) {
          const ids = own.map((row) => row.id);
          await tx
            .insertInto('subscription_changes')
            .values(ids.map((id) => ({ subscription_id: id, at: 0 })))
            .execute();
          await tx.deleteFrom('subscriptions').where('id', 'in', ids).execute();
        }
        if (platform === 'web') await tx.deleteFrom('web_posts').where('address', '=', privateAddress).execute();
        // Its messages, feeds and turn go with it.
        if (chat) await tx.deleteFrom('channels').where('id', '=', chat.id).execute();
        await sql`UPDATE channel_feeds SET added_by = ${NOBODY} WHERE added_by = ${person}
          AND channel_id IN (SELECT id FROM channels WHERE platform = ${platform})`.execute(tx);
        // What an adapter noted of this person or chat: the key is the id, or ends in it.
        for (const id of new Set([person, privateAddress])) {
          await tx
            .deleteFrom('notes')
            .where('namespace', '=', platform)
            .where((eb) => eb.or([eb('key', '=', id), eb('key', 'like', `%:${id}`)]))
            .execute();
        }
      });
    },
  };
}
