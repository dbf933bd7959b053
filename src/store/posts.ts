import type { Reply } from '#core/reply.ts';
import type { PostLog } from '#core/stores.ts';
import type { Database } from './schema.ts';

/** Replies are kept as JSON; moments come back as Dates where the type has them. */
function readReply(text: string): Reply {
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'time' || key === 'at') && typeof value === 'string' ? new Date(value) : value,
  ) as Reply;
}

export function createPostLog(db: Database): PostLog {
  return {
    async append({ key, address, reply, at }) {
      const row = await db
        .insertInto('web_posts')
        .values({ key, address, at: at.getTime(), reply: JSON.stringify(reply) })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (row) return { id: row.id, isNew: true };
      const known = await db.selectFrom('web_posts').select('id').where('key', '=', key).executeTakeFirstOrThrow();
      return { id: known.id, isNew: false };
    },
    async replace(id, reply) {
      const result = await db
        .updateTable('web_posts')
        .set({ reply: JSON.stringify(reply) })
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async after(address, id, limit) {
      const all = db.selectFrom('web_posts').selectAll().where('address', '=', address).limit(limit);
      const rows =
        id === undefined
          ? (await all.orderBy('id', 'desc').execute()).reverse()
          : await all.where('id', '>', id).orderBy('id').execute();
      return rows.map((row) => ({ id: row.id, at: new Date(row.at), reply: readReply(row.reply) }));
    },
  };
}
