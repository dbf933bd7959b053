import type { Analysis } from '#core/analysis.ts';
import { silentLog } from '#core/log.ts';
import type { ReadArticle } from '#core/news.ts';
import type { Stores } from '#core/stores.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createStores, type StoreParts } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';

export const NOW = new Date('2026-11-24T03:00:00Z');
export const DAY_MS = 24 * 60 * 60 * 1000;
export const PAGE = { limit: 50, offset: 0 };
export const TEXTS = [
  'Tim SAR masih mencari dua penumpang kapal yang karam di Selat Arumba sejak Senin malam karena gelombang tinggi.',
  'Anggrek langka yang hanya mekar enam jam ditemukan peneliti Kebun Raya Wirabumi pada ketinggian seribu meter.',
];

export interface Told {
  outlet?: string;
  title?: string;
  body?: string;
  at?: Date;
  people?: Analysis['people'];
  said?: { text: string; speaker?: string; kind?: 'direct' | 'indirect' }[];
  events?: { date: string; sentence: string; planned?: boolean; precision?: 'day' | 'month' | 'year' }[];
}

let number = 0;
/** An article in which exactly this was found. */
export function article(told: Told): ReadArticle {
  number += 1;
  const { outlet = 'Kanal Uji', title = 'Kapal karam di Selat Arumba', body = TEXTS[0]!, at = NOW } = told;
  return {
    feedId: 1,
    identity: `https://x.test/${number}`,
    url: `https://x.test/${number}`,
    title,
    outlet,
    publishedAt: at,
    fetchedAt: at,
    source: 'page',
    text: body,
    analysis: {
      lang: 'id',
      body,
      summary: [],
      people: told.people ?? [],
      quotes: (told.said ?? []).map(({ text, speaker, kind = 'direct' }, start) => ({
        text,
        kind,
        speaker,
        start,
        end: start + 1,
        resolution: speaker === undefined ? 'none' : 'named',
        confidence: 1,
      })),
      events: (told.events ?? []).map(({ date, sentence, planned = false, precision = 'day' }, start) => ({
        date,
        sentence,
        planned,
        precision,
        anchor: date,
        start,
        end: start + 1,
      })),
    },
  };
}

export type StoriesOver = (more?: Partial<StoreParts>) => Stores;

/** A database with its stores at a moment that stands still; `over` gives others on the same database. */
export async function openLibrary(url: string): Promise<{ database: OpenDatabase; stores: Stores; over: StoriesOver }> {
  const database = await openDatabase({ url, log: silentLog });
  const over: StoriesOver = (more) =>
    createStores({
      ...database,
      tokens: { index: indexTokens, query: queryTokens },
      stories: createStoryIndex({ packs }),
      topics: [{ names: ['Bencana', 'Disasters'], words: ['karam', 'rumah sakit'] }],
      bodyOf: async () => `Di awal. ${TEXTS[0]} Di akhir.`,
      clock: { now: () => NOW, sleep: async () => {} },
      ...more,
    });
  const stores = over();
  await stores.feeds.add({ url: 'https://x.test/rss', title: 'Kanal Uji', topics: [] });
  return { database, stores, over };
}

export const speaker = 'Arga Wirasena';
export const arga = [{ name: speaker, aliases: ['Arga'], role: 'Kepala Dinas Perhubungan' }];
