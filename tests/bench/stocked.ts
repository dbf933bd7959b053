import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '#commands/index.ts';
import { sayIn } from '#config/locales/index.ts';
import { topics } from '#config/topics.ts';
import { systemClock } from '#core/clock.ts';
import type { Desk } from '#core/desk.ts';
import { type Log, silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Place } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import type { Stores } from '#core/stores.ts';
import { createDispatch } from '#dispatch/dispatch.ts';
import { usageOf } from '#dispatch/usage.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { startPostgres } from '#tests/support/postgres.ts';
import { postgresSink, sqliteSink } from './bulk.ts';
import { createGenerator, type Generator, SIZE } from './generate.ts';

/** When the benches' news ends. */
export const NOW = new Date('2026-11-24T03:00:00Z');
const CHUNK = 2000;

export type Engine = 'sqlite' | 'postgres';

/** An empty database of its own, and how it is thrown away. */
export async function freshDatabase(engine: Engine): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine === 'postgres') {
    const server = await startPostgres({ durable: true });
    return { url: await server.create(), remove: () => server.stop() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'kabar-bench-'));
  return { url: join(folder, 'k.db'), remove: async () => rmSync(folder, { recursive: true }) };
}

export const storesOver = (database: OpenDatabase): Stores =>
  createStores({
    ...database,
    tokens: { index: indexTokens, query: queryTokens },
    stories: createStoryIndex({ packs }),
    topics: topics.map(({ name, words }) => ({ names: Object.values(name), words: Object.values(words).flat() })),
    clock: { ...systemClock, now: () => NOW },
  });

/** Asks as somebody on the page does, through the dispatcher. A fault of ours is an error here. */
export function createAsk(
  stores: Stores,
  // The picture is drawn in a thread of its own and is measured apart.
  draw: Desk['draw'] = async () => undefined,
): {
  ask(input: string): Promise<Reply>;
  suggest(input: string): Promise<unknown>;
} {
  const desk = {
    library: stores.library,
    feeds: stores.feeds,
    channels: stores.channels,
    channelOf: (place: Place) => stores.channels.ensure(place, { locale: 'id', zone: 'Asia/Jakarta', at: NOW }),
    draw,
    commands: () => usageOf(commands),
  } as unknown as Desk;
  const defaults = { locale: 'id', zone: 'Asia/Jakarta' } as const;
  const clock = { ...systemClock, now: () => NOW };
  let cause: unknown;
  const log: Log = { ...silentLog, error: (_event, fields) => void (cause = fields?.['error']) };
  const answer = createDispatch({ commands, desk, say: sayIn, defaults, clock, log, meter: silentMeter });
  const common = { asker: { id: 'a' }, place: { platform: 'web', address: 'news' }, moderator: false };
  return {
    async ask(input) {
      const reply = await answer.reply({ ...common, input });
      if (reply.title === sayIn('id')('error.title'))
        throw new Error(`${input}: ${JSON.stringify(reply.blocks)}`, { cause });
      return reply;
    },
    suggest: (input) => answer.suggest({ ...common, input }),
  };
}

/** A library of so many articles with five quotes each has fewer people and stories than a large one, in proportion. */
const scaled = (articles: number): typeof SIZE => ({
  ...SIZE,
  articles,
  people: Math.max(500, Math.round((SIZE.people * articles) / SIZE.articles)),
  stories: Math.max(200, Math.round((SIZE.stories * articles) / SIZE.articles)),
});

async function fill(generator: Generator, size: typeof SIZE, engine: Engine, url: string): Promise<void> {
  const { sink, end } = engine === 'postgres' ? postgresSink(url) : sqliteSink(url);
  const feed = { id: 1, url: 'https://x.test/rss', title: 'Kanal', language: 'id', topics: '[]' };
  await sink('feeds', [{ ...feed, site_url: null, due_at: 0, failures: 0 }]);
  const tokens = (text: string): string[] => indexTokens(text, 'id');
  for (let from = 0; from < size.articles; from += CHUNK) {
    await generator.writeArticles(sink, from, Math.min(size.articles, from + CHUNK), tokens);
  }
  await generator.writeTotals(sink);
  await end();
}

export interface Stocked {
  generator: Generator;
  stores: Stores;
  close(): Promise<void>;
}

/** The program's own database with a generated library of so many articles and five times as many quotes. */
export async function stock(engine: Engine, articles: number, more: Partial<typeof SIZE> = {}): Promise<Stocked> {
  const size = { ...scaled(articles), ...more };
  const { url, remove } = await freshDatabase(engine);
  const generator = createGenerator(size, NOW);
  await (await openDatabase({ url, log: silentLog })).close();
  await fill(generator, size, engine, url);
  const database = await openDatabase({ url, log: silentLog });
  return {
    generator,
    stores: storesOver(database),
    async close() {
      await database.close();
      await remove();
    },
  };
}
