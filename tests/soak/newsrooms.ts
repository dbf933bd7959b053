import { createServer } from 'node:http';
import { ANSWERS } from '#tests/hostile/answers.ts';
import { DOCUMENTS } from '#tests/hostile/documents.ts';

/**
 * Many newsrooms on loopback, in a process of their own: `argv` is how many and every how many milliseconds a good one
 * publishes. Each third misbehaves, another way at each request. Good ones answer conditional requests and count what they showed.
 */
const [feeds, everyMs] = process.argv.slice(2).map(Number) as [number, number];
const SHOWN = 10;
const AT_START = 3;
/** Small ones: the load is to be many, not large. */
const DAMAGED = DOCUMENTS.filter(({ group }) =>
  ['damaged', 'truncated', 'no feed', 'charset', 'date', 'link'].includes(group),
).filter(({ name }) => name !== 'a gzip bomb' && name !== 'noise');
const QUICK = ANSWERS.filter(({ name }) => !/bomb|without an end|a feed|ever new/u.test(name));

const began = Date.now();
const isBad = (feed: number): boolean => feed % 3 === 2;
const firstShown = new Map<number, number>();
let stoppedAt: number | undefined;
let bad = 0;
let requests = 0;

/** Feeds publish one after the other, not all at once. */
const newestOf = (feed: number): number =>
  AT_START + Math.floor(((stoppedAt ?? Date.now()) - began + (feed * everyMs) / feeds) / everyMs);

function document(feed: number, newest: number): string {
  const numbers = Array.from({ length: Math.min(SHOWN, newest) }, (_, at) => newest - at);
  const items = numbers.map(
    (number) =>
      `<item><title>Kanal ${feed} berita ${number}</title><link>${origin}/page/${feed}/${number}</link><guid>${feed}-${number}</guid><pubDate>${new Date(began + number * 1000).toUTCString()}</pubDate><description>Petugas ${feed} memeriksa jembatan ${number} pada Senin pagi.</description></item>`,
  );
  return `<rss version="2.0"><channel><title>Kanal ${feed}</title>${items.join('')}</channel></rss>`;
}

let origin = '';
const server = createServer((request, response) => {
  response.on('error', () => undefined);
  const [, kind, number] = (request.url ?? '').split('/');
  const feed = Number(number);
  if (kind === 'report')
    return void response.end(
      JSON.stringify({
        bad,
        requests,
        good: [...firstShown].map(([one, first]) => ({ feed: one, first, last: newestOf(one) })),
      }),
    );
  if (kind === 'stop') {
    stoppedAt ??= Date.now();
    return void response.end();
  }
  if (kind !== 'feed') return void response.writeHead(404).end();
  requests++;
  if (isBad(feed)) {
    const turn = bad++;
    if (turn % 2 === 0) return QUICK[(turn / 2) % QUICK.length]!.answer(response, request);
    const { body, headers } = DAMAGED[((turn - 1) / 2) % DAMAGED.length]!;
    const made = body();
    return void response.writeHead(200, headers).end(made);
  }
  const newest = newestOf(feed);
  const etag = `"${newest}"`;
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
  if (!firstShown.has(feed)) firstShown.set(feed, newest);
  response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(document(feed, newest));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  process.send?.(origin);
});
process.on('disconnect', () => process.exit(0));
