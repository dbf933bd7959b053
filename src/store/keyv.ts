import { EventEmitter } from 'node:events';
import { Keyv, type KeyvStorageAdapter, keyvStorageCapability } from 'keyv';
import type { Database } from './schema.ts';

/** A Keyv storage adapter over one namespace of the database. Values are text, as Keyv has serialized them. */
export function createKeyvAdapter(db: Database, namespace: string, now: () => number = Date.now): KeyvStorageAdapter {
  async function getMany(keys: string[]): Promise<(string | undefined)[]> {
    if (keys.length === 0) return [];
    const rows = await db
      .selectFrom('keyv')
      .select(['key', 'value'])
      .where('namespace', '=', namespace)
      .where('key', 'in', keys)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now())]))
      .execute();
    const found = new Map(rows.map((row) => [row.key, row.value]));
    return keys.map((key) => found.get(key));
  }
  async function set(key: string, value: unknown, expires?: number): Promise<boolean> {
    const row = { value: String(value), expires_at: expires ?? null };
    await db
      .insertInto('keyv')
      .values({ namespace, key, ...row })
      .onConflict((conflict) => conflict.columns(['namespace', 'key']).doUpdateSet(row))
      .execute();
    return true;
  }
  async function remove(key: string): Promise<boolean> {
    const result = await db
      .deleteFrom('keyv')
      .where('namespace', '=', namespace)
      .where('key', '=', key)
      .executeTakeFirst();
    return result.numDeletedRows > 0n;
  }
  const hasMany = async (keys: string[]): Promise<boolean[]> =>
    (await getMany(keys)).map((value) => value !== undefined);
  const adapter = Object.assign(new EventEmitter(), {
    get: async (key: string) => (await getMany([key]))[0],
    set,
    setMany: (entries: { key: string; value: unknown; expires?: number }[]) =>
      Promise.all(entries.map(({ key, value, expires }) => set(key, value, expires))),
    delete: remove,
    deleteMany: (keys: string[]) => Promise.all(keys.map(remove)),
    has: async (key: string) => (await hasMany([key]))[0]!,
    hasMany,
    getMany,
    async clear() {
      await db.deleteFrom('keyv').where('namespace', '=', namespace).execute();
    },
  });
  // Declared, or Keyv wraps the adapter as an old one and hands it a relative lifetime.
  return Object.assign(adapter, { capabilities: keyvStorageCapability(adapter) }) as unknown as KeyvStorageAdapter;
}

/** A cache in one namespace. Errors of the database reach the caller: Keyv itself answers a failed `set` with `false`. */
export function createCache(db: Database, namespace: string, options: { ttlMs: number }): Keyv {
  const cache = new Keyv({ store: createKeyvAdapter(db, namespace), ttl: options.ttlMs, throwOnErrors: true });
  const set = cache.set.bind(cache);
  cache.set = async (key, value, ttl) => {
    if (!(await set(key, value, ttl))) throw new Error(`the cache ${namespace} could not keep a value`);
    return true;
  };
  return cache;
}

/** Deletes what has expired; returns how many. */
export async function sweep(db: Database, now: Date): Promise<number> {
  const result = await db.deleteFrom('keyv').where('expires_at', '<=', now.getTime()).executeTakeFirst();
  return Number(result.numDeletedRows);
}
