import type { Reply } from '#core/reply.ts';
import type { PostLog } from '#core/stores.ts';
import type { Database } from './schema.ts';

/** JSON has no dates: these are the fields of a reply that hold one. */
const DATE_FIELDS = new Set(['at', 'time']);

function readReply(json: string): Reply {
  return JSON.parse(json, (field, value: unknown) =>
    DATE_FIELDS.has(field) && typeof value === 'string' ? new Date(value) : value,
  ) as Reply;
}

export function createPostLog(db: Database): PostLog {
  return {
    async append({ key, address, reply, at }) {
      const made = await db
        .insertInto('web_posts')
        .values({ key, address, at: at.getTime(), reply: JSON.stringify(reply) })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (made) return { id: made.id, isNew: true };
      const { id } = await db.selectFrom('web_posts').select('id').where('key', '=', key).executeTakeFirstOrThrow();
      return { id, isNew: false };
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
          ? (await all.orderBy('id', 'desc').execute()).toReversed()
          : await all.where('id', '>', id).orderBy('id').execute();
      return rows.map((row) => ({ id: row.id, at: new Date(row.at), reply: readReply(row.reply) }));
    },
  };
}
