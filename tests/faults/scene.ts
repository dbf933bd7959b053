import { DatabaseSync } from 'node:sqlite';
import { silentLog } from '#core/log.ts';
import type { Stores } from '#core/stores.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { openDatabase } from '#store/database.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import type { Created, PlatformName } from './server.ts';

export async function openScene(file: string): Promise<{ stores: Stores; close(): Promise<void> }> {
  const database = await openDatabase({ url: file, log: silentLog, exclusive: true });
  const tokens = { index: indexTokens, query: queryTokens };
  const stores = createStores({ ...database, tokens, stories: createStoryIndex({ packs }) });
  return { stores, close: database.close };
}

export interface Size {
  articles: number;
  channels: number;
}

const title = (number: number): string => `Nomor ${String(number).padStart(5, '0')}`;
/** Some of Telegram's addresses are topics of one group, which share its allowance; each group gets few articles. */
const GROUP_TOPICS = 3;

/** A database with news on its way to many destinations of both platforms. */
export async function makeScene(file: string, { articles, channels }: Size): Promise<void> {
  const { stores, close } = await openScene(file);
  const at = new Date();
  const feeds = await Promise.all(
    ['ramai', 'grup'].map((name) => stores.feeds.add({ url: `https://${name}.example/rss`, title: name, topics: [] })),
  );
  const [busy, quiet] = [feeds[0]!.id, feeds[1]!.id];
  const follow = async (platform: PlatformName, address: string, feedId: number): Promise<void> => {
    const channel = await stores.channels.ensure({ platform, address }, { locale: 'id', zone: 'UTC', at });
    await stores.feeds.follow(channel.id, feedId, 'me', at);
  };
  for (let number = 0; number < channels; number++) {
    await follow('discord', `channel-${number}`, busy);
    await follow('telegram', `${1000 + number}`, busy);
  }
  for (let topic = 0; topic < GROUP_TOPICS; topic++) await follow('telegram', `-100:${topic}`, quiet);
  for (let number = 0; number < articles; number++) {
    const toGroup = number % 4 === 0;
    await stores.news.commit(
      {
        feedId: toGroup ? quiet : busy,
        identity: `https://x.example/${number}`,
        title: title(number),
        outlet: 'X',
        publishedAt: new Date(at.getTime() + number),
        fetchedAt: at,
        source: 'feed',
        text: `kata${number}`,
        analysis: { lang: 'id', body: '', summary: [], people: [], quotes: [], events: [] },
      },
      'new',
    );
  }
  await close();
}

/** Rows by state, and whether anything is still to be done. */
export function progressOf(file: string): { open: number; uncertain: number; other: number } {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const count = (query: string): number => Number(Object.values(database.prepare(query).get()!)[0]);
    return {
      open:
        count("SELECT count(*) FROM outbox WHERE state IN ('ready', 'claimed', 'held')") +
        count('SELECT count(*) FROM fanouts WHERE done = 0'),
      uncertain: count("SELECT count(*) FROM outbox WHERE state = 'uncertain'"),
      other: count("SELECT count(*) FROM outbox WHERE state IN ('dead', 'expired')"),
    };
  } finally {
    database.close();
  }
}

export interface Verdict {
  expected: number;
  lost: number;
  /** Not there, but listed as uncertain. */
  uncertain: number;
  duplicates: number;
  unexpected: number;
  disordered: number;
}

/** Compares what should have come with what came, as multisets, and the order in each destination. */
export function judge(file: string, created: readonly Created[], platform: PlatformName): Verdict {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(
      `SELECT c.address, a.title, o.state FROM channel_feeds f JOIN channels c ON c.id = f.channel_id
       JOIN articles a ON a.feed_id = f.feed_id
       LEFT JOIN outbox o ON o.channel_id = c.id AND o.article_id = a.id AND o.kind = 'post' WHERE c.platform = ?`,
    )
    .all(platform) as { address: string; title: string; state: string | null }[];
  database.close();
  const came = new Map<string, number>();
  const orders = new Map<string, string[]>();
  for (const { address, items } of created.filter((one) => one.platform === platform)) {
    for (const item of items) {
      const key = `${address} ${item}`;
      came.set(key, (came.get(key) ?? 0) + 1);
      // A repetition has its place where it first came.
      if (came.get(key) === 1) orders.set(address, [...(orders.get(address) ?? []), item]);
    }
  }
  const verdict = { expected: rows.length, lost: 0, uncertain: 0, duplicates: 0, unexpected: 0, disordered: 0 };
  for (const { address, title: item, state } of rows) {
    const copies = came.get(`${address} ${item}`) ?? 0;
    came.delete(`${address} ${item}`);
    if (copies === 0 && state === 'uncertain') verdict.uncertain += 1;
    else if (copies === 0) verdict.lost += 1;
    else verdict.duplicates += copies - 1;
  }
  verdict.unexpected = came.size;
  for (const items of orders.values()) {
    if (items.some((item, at) => at > 0 && item < items[at - 1]!)) verdict.disordered += 1;
  }
  return verdict;
}
