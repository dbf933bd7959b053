import { fork } from 'node:child_process';
import { createParsePool } from '#feeds/parse-pool.ts';
import { watchStalls } from '#tests/hostile/stalls.ts';
import type { Bench } from './bench.ts';
import { hugeFeed, newsFeeds } from './documents.ts';
import { compete, exactly, ratioTo, spread, spreadOf } from './measure.ts';
import { PARSERS } from './parsers.ts';

const SECOND_MS = 1000;
const MB = 1024 * 1024;
/** Our usual time in terms of theirs, over all of these documents. */
const USUAL: Record<string, number> = { 'rss-parser': 0.5, feedsmith: 0.6, feedparser: 0.15 };

/** The same documents through all parsers; each does a document as often as makes a few milliseconds of it. */
async function race({ isQuick, add, note }: Bench): Promise<void> {
  for (const document of newsFeeds()) {
    const mb = document.bytes.length / MB;
    const times = Math.max(1, Math.round(0.5 / mb));
    const contestants = PARSERS.filter(({ name }) => !isQuick || name !== '@rowanmanning' || document.items < 1000);
    for (const { name, parse } of contestants) {
      const items = await parse(document);
      if (items !== document.items) note(`${name} reads ${items} of ${document.items} items of "${document.name}"`);
    }
    const { cpuMs } = await compete(
      contestants.map(({ parse }) => async () => {
        for (let time = 0; time < times; time++) await parse(document);
      }),
      { forMs: isQuick ? 1500 : 12_000, atLeast: 5, warmUp: 2 },
    );
    const [ours] = cpuMs;
    const mbs = spreadOf(ours!, (ms) => (mb * times * SECOND_MS) / ms);
    const items = spread(ours!.map((ms) => (document.items * times * SECOND_MS) / ms)).median;
    const how = `${mb.toFixed(1)} MB, ${Math.round(items).toLocaleString('en')} items/s`;
    for (const [at, { name }] of contestants.entries()) {
      if (at === 0) continue;
      const ratio = ratioTo(name, ours!, cpuMs[at]!);
      add({ what: document.name, unit: 'MB/s', ...mbs, ratio, usual: USUAL[name], how });
    }
  }
}

/** Peak of memory over what the process had at rest, in a process for each parser. */
function peakOf(parser: string): Promise<{ restMb: number; peakMb: number; tookMs: number }> {
  const child = fork(new URL('parse-once.ts', import.meta.url), [parser], { execArgv: ['--expose-gc'] });
  return new Promise((resolve, reject) => {
    child.on('message', resolve);
    child.on('exit', (code) => reject(new Error(`${parser} ended with ${code}`)));
  });
}

/** As the program does it, in a thread of its own: how long everybody else waits meanwhile. */
async function stallOf20Mb({ add }: Bench): Promise<void> {
  const { bytes, contentType } = hugeFeed();
  const pool = createParsePool();
  await pool.parse(newsFeeds()[0]!.bytes, { contentType });
  const stalls = watchStalls();
  stalls.reset();
  await pool.parse(bytes, { contentType });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const pooled = stalls.read().longestMs;
  stalls.reset();
  await PARSERS[1]!.parse({ bytes, contentType });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const bare = stalls.read().longestMs;
  stalls.stop();
  await pool.close();
  const value = pooled / bare;
  add({
    what: 'worst stall of the event loop, 20 MB',
    unit: 'ms',
    ...exactly(pooled),
    ratio: { to: 'rss-parser', value, low: value, high: value },
    usual: 0.25,
    how: 'in the pool; CPU of the main thread',
  });
}

export default async function parse(bench: Bench): Promise<void> {
  await race(bench);
  await stallOf20Mb(bench);
  if (bench.isQuick) return;
  const peaks = new Map<string, number>();
  for (const { name } of PARSERS.filter(({ name }) => name !== '@rowanmanning')) {
    const { restMb, peakMb } = await peakOf(name);
    peaks.set(name, peakMb - restMb);
  }
  const ours = peaks.get('Kabar')!;
  for (const [name, mb] of peaks) {
    if (name === 'Kabar') continue;
    const value = ours / mb;
    bench.add({
      what: 'memory at 20 MB',
      unit: 'MB',
      ...exactly(ours),
      ratio: { to: name, value, low: value, high: value },
      how: 'peak above rest',
    });
  }
}
