import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FeedFault } from '#core/errors.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface AnswerCase {
  name: string;
  answer: Answer;
  expected: 'ok' | FeedFault;
  /** Milliseconds that Retry-After comes to. */
  retryAfterMs?: number | undefined;
}

const FEED =
  '<rss version="2.0"><channel><title>T</title><item><title>Satu</title><guid>g</guid></item></channel></rss>';
const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (response) =>
    response.writeHead(code, headers).end(body);
/** Bytes straight onto the connection, past everything that HTTP has for manners. */
const raw =
  (text: string, end = true): Answer =>
  (response) => {
    response.socket?.write(text);
    if (end) response.socket?.end();
  };
const drip =
  (piece: string, everyMs: number): Answer =>
  (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(piece), everyMs);
    response.on('close', () => clearInterval(timer));
  };
const TOO_OLD = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** Servers that misbehave in time, in HTTP, or only in what they say. */
export const ANSWERS: readonly AnswerCase[] = (
  [
    ['a feed', status(200, { 'content-type': 'application/rss+xml' }, FEED), 'ok'],
    ['a feed in a hurry-free drip', drip(' ', 30), 'timeout'],
    ['a letter a second', drip('<', 400), 'timeout'],
    ['silence before the headers', () => undefined, 'timeout'],
    ['silence in the body', (response) => void response.writeHead(200).write('<rss'), 'timeout'],
    ['half a header', raw('HTTP/1.1 200 OK\r\nContent-Ty', false), 'timeout'],
    ['a hang-up before the headers', (response) => void response.socket?.destroy(), 'reset'],
    ['a reset', (response) => void response.socket?.resetAndDestroy(), 'reset'],
    [
      'a hang-up in the body',
      (response) =>
        void response.writeHead(200, { 'content-length': '9999' }).write(FEED, () => response.socket?.destroy()),
      'reset',
    ],
    ['a length that is too long', raw(`HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n${FEED}`), 'reset'],
    [
      'a length that is too short',
      raw(`HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${FEED.length}\r\n\r\n${FEED} and much more`),
      'ok',
    ],
    ['a length that is no number', raw(`HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n${FEED}`), 'reset'],
    ['two lengths', raw(`HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd`), 'reset'],
    ['chunks that are none', raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'), 'reset'],
    ['chunks without an end', raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n'), 'reset'],
    ['no HTTP', raw('SSH-2.0-OpenSSH_9.6\r\n'), 'reset'],
    ['HTTP/0.9', raw(FEED), 'reset'],
    ['a status of 99', raw('HTTP/1.1 99 x\r\ncontent-length: 0\r\n\r\n'), 'reset'],
    ['ten thousand headers', raw(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}\r\n`), 'too-large'],
    ['a header of 1 MB', raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`), 'too-large'],
    [
      'a redirect to itself',
      (response, request) => void response.writeHead(302, { location: request.url! }).end(),
      'redirects',
    ],
    [
      'ever new redirects',
      (response, request) => void response.writeHead(302, { location: `${request.url!}x` }).end(),
      'redirects',
    ],
    ['a redirect without an address', status(302), 'http'],
    ['a redirect to nowhere', status(301, { location: 'http://' }), 'bad-url'],
    ['a redirect to a file', status(302, { location: 'file:///etc/passwd' }), 'bad-url'],
    ['a redirect with a password', status(302, { location: 'http://a:b@127.0.0.1/' }), 'bad-url'],
    ['a redirect to a script', status(302, { location: 'javascript:alert(1)' }), 'bad-url'],
    [
      'a redirect to the metadata of a cloud',
      status(301, { location: 'http://169.254.169.254/latest' }),
      'blocked-address',
    ],
    ['a redirect to a number', status(302, { location: 'http://2852039166/' }), 'blocked-address'],
    ['a redirect to IPv6 loopback', status(302, { location: 'http://[::1]:1/' }), 'blocked-address'],
    ['gzip that is none', status(200, { 'content-encoding': 'gzip' }, FEED), 'encoding'],
    [
      'a gzip bomb',
      (response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(60_000_000))),
      'too-large',
    ],
    [
      'a brotli bomb',
      (response) =>
        void response
          .writeHead(200, { 'content-encoding': 'br' })
          .end(brotliCompressSync(Buffer.alloc(60_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })),
      'too-large',
    ],
    [
      'gzip in gzip',
      (response) => void response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(FEED))),
      'ok',
    ],
    [
      'a body without an end',
      (response) => {
        response.writeHead(200);
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
      },
      'too-large',
    ],
    ['304 that nobody asked for', status(304), 'http'],
    ['204', status(204), 'empty'],
    ['206', status(206, {}, FEED), 'ok'],
    [
      '200 and a page',
      status(200, { 'content-type': 'text/html' }, '<!doctype html><html><body>Halo</body></html>'),
      'html',
    ],
    ['200 and an error in words', status(200, {}, 'Error establishing a database connection'), 'not-a-feed'],
    ['400', status(400), 'http'],
    ['401', status(401, { 'www-authenticate': 'Basic' }), 'http'],
    ['403 by a guard of browsers', status(403, { 'cf-mitigated': 'challenge' }), 'challenge'],
    ['404', status(404), 'http'],
    ['410', status(410), 'gone'],
    ['451', status(451), 'http'],
    ['500', status(500), 'http'],
    ['429', status(429), 'throttled'],
    ['429 and seconds', status(429, { 'retry-after': '120' }), 'throttled', 120_000],
    ['429 and a past date', status(429, { 'retry-after': TOO_OLD }), 'throttled', 0],
    ['429 and a date of RFC 850', status(429, { 'retry-after': 'Sunday, 06-Nov-94 08:49:37 GMT' }), 'throttled', 0],
    ['429 and the date of C', status(429, { 'retry-after': 'Sun Nov  6 08:49:37 1994' }), 'throttled', 0],
    ['429 and nonsense', status(429, { 'retry-after': 'nanti' }), 'throttled'],
    ['429 and less than nothing', status(429, { 'retry-after': '-5' }), 'throttled'],
    ['429 and a thousand years', status(429, { 'retry-after': '31536000000' }), 'throttled', 31 * 24 * 3_600_000],
    ['503', status(503), 'http'],
    ['503 and seconds', status(503, { 'retry-after': '60' }), 'throttled', 60_000],
    ['503 and fractions', status(503, { 'retry-after': '1.5' }), 'throttled', 1500],
  ] as [string, Answer, 'ok' | FeedFault, number?][]
).map(([name, answer, expected, retryAfterMs]) => ({ name, answer, expected, retryAfterMs }));
