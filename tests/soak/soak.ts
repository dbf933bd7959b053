import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { watchStalls } from '#tests/hostile/stalls.ts';

const MB = 1024 * 1024;
/** After the last item: until everything that is due was read and posted. */
const DRAIN_MS = 120_000;
const SAMPLES = 40;

export interface SoakResult {
  feeds: number;
  polls: number;
  /** Answers of newsrooms that misbehave. */
  bad: number;
  expected: number;
  posted: number;
  /** Posted though older than the first item that had to be. */
  unexpected: string[];
  missing: string[];
  twice: string[];
  /** Resident memory, in MB, over the run. */
  memoryMb: number[];
  /** Middle of the last quarter over middle of the second. */
  growth: number;
  longestStallMs: number;
  /** What was open before the start and after the stop. */
  openBefore: number;
  openAfter: number;
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The whole program over so many feeds, a third of which misbehave, all polled every second. */
export async function soak({
  feeds,
  seconds,
  everyMs,
}: {
  feeds: number;
  seconds: number;
  everyMs: number;
}): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), 'kabar-soak-'));
  const newsrooms = fork(new URL('newsrooms.ts', import.meta.url), [String(feeds), String(everyMs)]);
  const origin = await new Promise<string>((resolve) => newsrooms.once('message', (given) => resolve(given as string)));
  const list = Array.from({ length: feeds }, (_, at) => ({
    url: `${origin}/feed/${at}`,
    title: `Kanal ${at}`,
    language: 'id',
  }));
  writeFileSync(join(folder, 'feeds.json'), JSON.stringify(list));
  const openBefore = process.getActiveResourcesInfo().length;
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: join(folder, 'k.db'),
    FEEDS_FILE: join(folder, 'feeds.json'),
    FETCH_ALLOW: '127.0.0.0/8',
    POLL_INTERVAL: '1s',
    LOG_LEVEL: 'silent',
  });
  const app = await createApp({ config, clock: systemClock, log: silentLog });
  const { port } = await app.start();
  const stalls = watchStalls();
  const memoryMb: number[] = [];
  const titles: string[] = [];
  let after = 0;

  async function takePosts(): Promise<void> {
    for (;;) {
      const { posts } = (await (await fetch(`http://127.0.0.1:${port}/api/posts?after=${after}`)).json()) as {
        posts: { id: number; reply: { title: string } }[];
      };
      if (posts.length === 0) return;
      for (const post of posts) titles.push(post.reply.title);
      after = posts.at(-1)!.id;
    }
  }
  interface Report {
    bad: number;
    requests: number;
    good: { feed: number; first: number; last: number }[];
  }
  const report = async (): Promise<Report> => (await (await fetch(`${origin}/report`)).json()) as Report;
  /** Of a first read the newest alone is posted, then each that came after it. */
  const expectedOf = ({ good }: Report): string[] =>
    good.flatMap(({ feed, first, last }) =>
      Array.from({ length: last - first + 1 }, (_, at) => `Kanal ${feed} berita ${first + at}`),
    );

  for (let sample = 0; sample < SAMPLES; sample++) {
    await systemClock.sleep((seconds * 1000) / SAMPLES);
    memoryMb.push(process.memoryUsage.rss() / MB);
    await takePosts();
  }
  await fetch(`${origin}/stop`);
  const until = performance.now() + DRAIN_MS;
  const goodFeeds = list.filter((_, at) => at % 3 !== 2).length;
  let end = await report();
  const seen = (): Set<string> => new Set(titles);
  for (;;) {
    await takePosts();
    end = await report();
    const posted = seen();
    if (end.good.length === goodFeeds && expectedOf(end).every((title) => posted.has(title))) break;
    if (performance.now() > until) break;
    await systemClock.sleep(500);
  }
  const { longestMs } = stalls.read();
  stalls.stop();
  await app.stop();
  const gone = new Promise((resolve) => newsrooms.once('exit', resolve));
  newsrooms.disconnect();
  await gone;
  // Sockets are closed a turn later than asked.
  await systemClock.sleep(1500);
  rmSync(folder, { recursive: true, force: true });

  // What is said of the feeds' own health is no news.
  const ours = titles.filter((title) => /^Kanal \d+ berita /u.test(title));
  const counts = new Map<string, number>();
  for (const title of ours) counts.set(title, (counts.get(title) ?? 0) + 1);
  const expected = expectedOf(end);
  const quarter = Math.floor(SAMPLES / 4);
  return {
    feeds,
    polls: end.requests,
    bad: end.bad,
    expected: expected.length,
    posted: counts.size,
    unexpected: [...counts.keys()].filter((title) => !expected.includes(title)),
    missing: expected.filter((title) => !counts.has(title)),
    twice: [...counts].filter(([, count]) => count > 1).map(([title]) => title),
    memoryMb,
    growth: middle(memoryMb.slice(-quarter)) / middle(memoryMb.slice(quarter, 2 * quarter)),
    longestStallMs: longestMs,
    openBefore,
    openAfter: process.getActiveResourcesInfo().length,
  };
}
