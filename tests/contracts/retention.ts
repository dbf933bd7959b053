import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPrune } from '#src/prune.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createRetention } from '#store/retention.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { analyze } from '#analysis/analyze.ts';

const DAY_MS = 86_400_000;
const KEEP_MS = 30 * DAY_MS;
const START = Date.UTC(2026, 0, 1);

/** What is over goes, what something younger points to stays until that is over too, and nothing dangles. */
export function retentionContract(name: string, address: () => Promise<string>): void {
  describe(`retention on ${name}`, () => {
    let database: OpenDatabase;
    beforeEach(async () => {
      database = await openDatabase({ url: await address(), log: silentLog });
    });
    afterEach(() => database.close().catch(() => {}));

    const count = async (table: string): Promise<number> => {
      const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM ${sql.table(table)}`.execute(database.db);
      return rows[0]!.n;
    };

    async function fill(days: number, outlets = 1) {
      const stores = createStores({
        ...database,
        tokens: { index: indexTokens, query: queryTokens },
        stories: createStoryIndex({ packs }),
      });
      const feeds = [];
      for (let at = 0; at < outlets; at++) {
        feeds.push(await stores.feeds.add({ url: `http://x.example/${at}`, title: `Harian ${at}`, topics: [] }));
      }
      for (let day = 0; day < days; day++) {
        for (const feed of feeds) {
          const at = new Date(START + day * DAY_MS);
          const text = `Kepala Balai Arga${day} Wirasena mengatakan pada Senin (5/1/2026) bahwa laporan nomor ${day} tentang bendungan kota sudah diterima seluruhnya.`;
          const article = { text, title: `Laporan ${day} diterima`, published: at.toISOString(), lang: 'id' };
          await stores.news.commit(
            {
              feedId: feed.id,
              identity: `${feed.id}/${day}`,
              title: article.title,
              outlet: feed.title,
              publishedAt: at,
              fetchedAt: at,
              source: 'feed',
              text,
              analysis: analyze(article),
            },
            'none',
          );
        }
      }
      return stores;
    }
    const pruneAt = (day: number) => {
      const clock = { now: () => new Date(START + day * DAY_MS), sleep: async () => {} };
      const retention = createRetention(database.db, database.engine);
      return createPrune({ retention, keepMs: KEEP_MS, clock, log: silentLog, meter: silentMeter })();
    };

    test('only what is over goes, with all that belongs to it; a second time there is nothing to do', async () => {
      const stores = await fill(60);
      expect(await count('quotes')).toBeGreaterThan(50);
      const gone = await pruneAt(60);
      expect(gone).toMatchObject({ articles: 30, people: 30 });
      expect([await count('articles'), await count('article_names')]).toEqual([30, 30]);
      expect((await stores.library.latest({ limit: 5, offset: 0 })).total).toBe(30);
      expect((await stores.library.search({ words: 'bendungan', limit: 5, offset: 0 })).total).toBe(30);
      expect((await stores.library.quotes({ limit: 5, offset: 0 })).total).toBe(await count('quotes'));
      for (const [table, column, parent] of [
        ['quotes', 'article_id', 'articles'],
        ['events', 'article_id', 'articles'],
        ['quote_keys', 'quote_id', 'quotes'],
        ['articles', 'story_id', 'stories'],
        ['quotes', 'same_as', 'quotes'],
      ] as const) {
        const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM ${sql.table(table)} t
          WHERE ${sql.ref(`t.${column}`)} IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM ${sql.table(parent)} p WHERE p.id = ${sql.ref(`t.${column}`)})`.execute(
          database.db,
        );
        expect(`${table}.${column} ${rows[0]!.n}`).toBe(`${table}.${column} 0`);
      }
      expect(await pruneAt(60)).toEqual({});
    });

    test('an article that is gone is not taken for a new one', async () => {
      const stores = await fill(3);
      await pruneAt(40);
      expect(await stores.news.known(['1/0'], 1)).toEqual(new Map());
      expect(await stores.news.forgotten(['1/0', '1/9'])).toEqual(new Set(['1/0']));
      // …and after twice the time even that is over.
      await pruneAt(40 + 61);
      expect(await stores.news.forgotten(['1/0'])).toEqual(new Set());
    });

    test('what several outlets print stays until the last of them is over', async () => {
      const stores = await fill(2, 3);
      await database.db
        .updateTable('articles')
        .set({ fetched_at: START + 20 * DAY_MS })
        .where('id', '=', 3)
        .execute();
      await pruneAt(35);
      const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM quotes q WHERE q.same_as IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM quotes h WHERE h.id = q.same_as)`.execute(database.db);
      expect(rows[0]!.n).toBe(0);
      await pruneAt(80);
      expect([await count('articles'), await count('quotes'), await count('events'), await count('people')]).toEqual([
        0, 0, 0, 0,
      ]);
      expect(await count('stories')).toBe(0);
      expect((await stores.library.quotes({ limit: 5, offset: 0 })).total).toBe(0);
    });
  });
}
