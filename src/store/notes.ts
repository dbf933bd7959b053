import type { Notes } from '#core/platform.ts';
import type { Database } from './schema.ts';

/** Durable notes in a namespace of their own. */
export function createNotes(db: Database, namespace: string): Notes {
  return {
    async get(key) {
      const row = await db
        .selectFrom('notes')
        .select('value')
        .where('namespace', '=', namespace)
        .where('key', '=', key)
        .executeTakeFirst();
      return row?.value;
    },
    async set(key, value) {
      await db
        .insertInto('notes')
        .values({ namespace, key, value })
        .onConflict((conflict) => conflict.columns(['namespace', 'key']).doUpdateSet({ value }))
        .execute();
    },
    async delete(key) {
      await db.deleteFrom('notes').where('namespace', '=', namespace).where('key', '=', key).execute();
    },
  };
}
