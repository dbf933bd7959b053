import { analyze } from '#analysis/analyze.ts';
import { extract } from '#articles/extract.ts';
import { canonicalUrl } from '#articles/identity.ts';
import { createReader } from '#articles/read.ts';
import * as twins from '#articles/twins.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Feed } from '#core/news.ts';
import { parseFeed } from '#feeds/parse.ts';
import { createTakeIn } from '#src/take-in.ts';
import { createCache } from '#store/keyv.ts';
import { openDatabase } from '#store/database.ts';
import type { Bench } from './bench.ts';
import { exactly, processMs, spread } from './measure.ts';
import { pageOf } from './outlets.ts';
import { type Engine, freshDatabase, storesOver } from './stocked.ts';
import { createTexts } from './texts.ts';

const SECOND_MS = 1000;
const ORIGIN = 'https://warta.example';
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Feeds polled at the same time. */
const AT_ONCE = 16;
const ITEMS = 10;

/** From the bytes of feeds and pages to what is committed, the network left out; the time each step took, added up. */
async function takeInAll(
  engine: Engine,
  feeds: number,
): Promise<{ tookMs: number; cpuMs: number; articles: number; share: Map<string, number> }> {
  const texts = createTexts(3).news(feeds * ITEMS);
  const share = new Map<string, number>();
  const timed =
    <A extends unknown[], R>(step: string, run: (...given: A) => R | Promise<R>) =>
    async (...given: A): Promise<R> => {
      const since = performance.now();
      try {
        return await run(...given);
      } finally {
        share.set(step, (share.get(step) ?? 0) + performance.now() - since);
      }
    };
  const pages = new Map<string, Uint8Array>(
    texts.map((text, at) => [`${ORIGIN}/${at}`, new TextEncoder().encode(pageOf(text, `${ORIGIN}/${at}`))] as const),
  );
  const feedBytes = Array.from({ length: feeds }, (_, feed) =>
    new TextEncoder().encode(
      `<rss version="2.0"><channel><title>Warta ${feed}</title>${texts
        .slice(feed * ITEMS, (feed + 1) * ITEMS)
        .map(
          ({ title }, at) =>
            `<item><title>${title} ${feed}.${at}</title><link>${ORIGIN}/${feed * ITEMS + at}</link><pubDate>${new Date(Date.UTC(2026, 10, 20, 0, feed, at)).toUTCString()}</pubDate></item>`,
        )
        .join('')}</channel></rss>`,
    ),
  );
  const { url, remove } = await freshDatabase(engine);
  const database = await openDatabase({ url, log: silentLog });
  const stores = storesOver(database);
  const bodies = createCache(database.db, 'articles', { ttlMs: KEPT_MS });
  const reader = createReader({
    fetch: {
      get: async (page) => ({
        kind: 'ok',
        bytes: pages.get(page)!,
        url: page,
        contentType: 'text/html; charset=utf-8',
      }),
    },
    robots: { allowed: async () => true },
    extract: timed('extract', extract),
    clock: systemClock,
  });
  const commit = timed('commit', stores.news.commit);
  const takeIn = createTakeIn({
    identify: { ...twins, canonicalUrl },
    read: (item, feed, wantsPage) => reader.readItem(wantsPage ? item : { ...item, link: undefined }, feed),
    analyze: timed('analyse', analyze),
    news: { ...stores.news, commit },
    keepBody: timed('keep the text', async (identity, body) => void (await bodies.set(identity, body))),
    clock: systemClock,
    log: silentLog,
    meter: silentMeter,
    onNews: () => {},
  });
  const parse = timed('parse', (bytes: Uint8Array) => parseFeed(bytes, { url: ORIGIN }));
  const known: Feed[] = [];
  for (let at = 0; at < feeds; at++)
    known.push(await stores.feeds.add({ url: `${ORIGIN}/feed/${at}`, title: `Warta ${at}`, topics: [] }));

  const [since, cpu] = [performance.now(), processMs()];
  let [next, articles] = [0, 0];
  const work = async (): Promise<void> => {
    for (let at = next++; at < feeds; at = next++) {
      const { items } = await parse(feedBytes[at]!);
      const found = await takeIn(known[at]!, { failures: 0, firstReadAt: new Date(0) } as never, items);
      articles += found;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const [tookMs, cpuMs] = [performance.now() - since, processMs() - cpu];
  await database.close();
  await remove();
  return { tookMs, cpuMs, articles, share };
}

export default async function ingest({ isQuick, add }: Bench): Promise<void> {
  for (const engine of isQuick ? (['sqlite'] as const) : (['sqlite', 'postgres'] as const)) {
    await takeInAll(engine, 3);
    const rounds = [];
    for (let round = 0; round < (isQuick ? 2 : 5); round++) rounds.push(await takeInAll(engine, isQuick ? 8 : 40));
    const rate = spread(rounds.map(({ articles, tookMs }) => (articles * SECOND_MS) / tookMs)).median;
    add({
      what: `bytes to committed, ${engine}`,
      unit: 'ms',
      ...spread(rounds.map(({ articles, cpuMs }) => cpuMs / articles)),
      how: `CPU for one article with its page of 60 kB, no network; ${rate.toFixed(0)} articles/s on the clock`,
    });
    // Steps wait for each other's commits, so a share is of the time that articles spend, not of the processor's.
    const shares = rounds.at(-1)!.share;
    const whole = [...shares.values()].reduce((sum, ms) => sum + ms, 0);
    for (const [step, ms] of shares) {
      add({
        what: `time spent in ${step}, ${engine}`,
        unit: '%',
        ...exactly((100 * ms) / whole),
        how: '16 feeds at once',
      });
    }
  }
}
