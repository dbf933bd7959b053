import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createCache, sweep } from '#store/keyv.ts';

const HOUR_MS = 3_600_000;

/** What Keyv must do on our own tables; the traps are those of facts about keyv 6: swallowed errors, lingering expiry, mixed namespaces. */
export function cacheContract(name: string, address: () => Promise<string>): void {
  describe(`cache on ${name}`, () => {
    let database: OpenDatabase;
    beforeEach(async () => {
      database = await openDatabase({ url: await address(), log: silentLog });
    });
    afterEach(() => database.close().catch(() => {}));

    test('what is set is got, changed, deleted', async () => {
      const cache = createCache(database.db, 'a', { ttlMs: HOUR_MS });
      const value = { text: 'kata “kutip”', list: [1, 2], nested: { ok: true } };
      expect(await cache.set('k', value)).toBe(true);
      expect(await cache.get('k')).toEqual(value);
      await cache.set('k', 'other');
      expect(await cache.get('k')).toBe('other');
      expect(await cache.delete('k')).toBe(true);
      expect(await cache.get('k')).toBeUndefined();
      expect(await cache.delete('k')).toBe(false);
    });

    test('namespaces do not mix, and clearing one leaves the other', async () => {
      const one = createCache(database.db, 'a', { ttlMs: HOUR_MS });
      const two = createCache(database.db, 'b', { ttlMs: HOUR_MS });
      await one.set('k', 1);
      await two.set('k', 2);
      expect([await one.get('k'), await two.get('k')]).toEqual([1, 2]);
      await one.clear();
      expect([await one.get('k'), await two.get('k')]).toEqual([undefined, 2]);
    });

    test('values are in the database, not in memory', async () => {
      await createCache(database.db, 'a', { ttlMs: HOUR_MS }).set('k', 'kept');
      expect(await createCache(database.db, 'a', { ttlMs: HOUR_MS }).get('k')).toBe('kept');
      const rows = await database.db.selectFrom('keyv').select(['expires_at']).execute();
      expect(rows).toHaveLength(1);
      expect(rows[0]!.expires_at! - Date.now()).toBeGreaterThan(HOUR_MS / 2);
    });

    test('what expired is not given, and the sweeper deletes it though nobody reads it', async () => {
      const cache = createCache(database.db, 'a', { ttlMs: HOUR_MS });
      await cache.set('old', 1);
      await cache.set('young', 2, 10 * HOUR_MS);
      expect(await sweep(database.db, new Date(Date.now() + 2 * HOUR_MS))).toBe(1);
      expect(await cache.get('old')).toBeUndefined();
      expect(await cache.get('young')).toBe(2);
      await database.db
        .updateTable('keyv')
        .set({ expires_at: Date.now() - 1 })
        .execute();
      expect(await cache.get('young')).toBeUndefined();
    });

    test('an error of the database is an error of the caller', async () => {
      const cache = createCache(database.db, 'a', { ttlMs: HOUR_MS });
      await database.db.schema.dropTable('keyv').execute();
      await expect(cache.set('k', 1)).rejects.toThrow(/keyv|cache/u);
      await expect(cache.get('k')).rejects.toThrow(/keyv|cache/u);
    });
  });
}
