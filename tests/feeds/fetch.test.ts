import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { createFetch, type Fetch } from '#feeds/fetch.ts';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';

const NOW = new Date('2026-03-02T00:00:00Z');
let server: FeedServer;
let fetch: Fetch;

beforeAll(async () => {
  server = await startFeedServer();
  fetch = createFetch({
    allow: ['127.0.0.0/8'],
    userAgent: 'Kabar/1 (test)',
    clock: { ...systemClock, now: () => NOW },
  });
});
afterAll(async () => {
  await fetch.close();
  await server.close();
});

const get = (path: string, options?: Parameters<Fetch['get']>[1]): ReturnType<Fetch['get']> =>
  fetch.get(server.origin + path, options);

describe('an answer', () => {
  test('comes with its bytes, type, validators and age', async () => {
    server.on('/feed', 'hello', {
      'content-type': 'text/xml; charset=utf-8',
      etag: 'W/"a, b"',
      'last-modified': 'whenever',
      'cache-control': 'public, max-age=600',
    });
    const answer = await get('/feed');
    expect(answer).toMatchObject({
      kind: 'ok',
      url: `${server.origin}/feed`,
      contentType: 'text/xml; charset=utf-8',
      validators: { etag: 'W/"a, b"', lastModified: 'whenever' },
      maxAgeMs: 600_000,
      movedPermanentlyTo: undefined,
    });
    expect(answer.kind === 'ok' && Buffer.from(answer.bytes).toString()).toBe('hello');
  });

  test('that is not modified sends validators byte for byte and keeps the old where no new one came', async () => {
    let seen: unknown;
    server.on('/same', (request, response) => {
      seen = [request.headers['if-none-match'], request.headers['if-modified-since'], request.headers['user-agent']];
      response.writeHead(304, { 'last-modified': 'new' }).end();
    });
    const answer = await get('/same', { validators: { etag: '"x"', lastModified: 'Old  date' } });
    expect(seen).toEqual(['"x"', 'Old  date', 'Kabar/1 (test)']);
    expect(answer).toMatchObject({ kind: 'not-modified', validators: { etag: '"x"', lastModified: 'new' } });
  });

  test('304 to a question that was not conditional is a failure, not silence', async () => {
    server.on('/odd', (_, response) => response.writeHead(304).end());
    expect(await get('/odd')).toMatchObject({ kind: 'failed', fault: 'http', status: 304 });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('in %s is decoded', async (encoding, compress) => {
    server.on(`/${encoding}`, (_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('kabar')),
    );
    const answer = await get(`/${encoding}`);
    expect(answer.kind === 'ok' && Buffer.from(answer.bytes).toString()).toBe('kabar');
  });
});

describe('a refusal', () => {
  test.each<[number, Record<string, string>, object, string]>([
    [404, {}, { fault: 'http' }, 'not there'],
    [500, {}, { fault: 'http' }, 'broken'],
    [410, {}, { fault: 'gone' }, 'gone for good'],
    [429, {}, { fault: 'throttled', retryAfterMs: undefined }, 'no word about when'],
    [429, { 'retry-after': '120' }, { fault: 'throttled', retryAfterMs: 120_000 }, 'seconds'],
    [503, { 'retry-after': 'Mon, 02 Mar 2026 00:05:00 GMT' }, { fault: 'throttled', retryAfterMs: 300_000 }, 'a date'],
    [429, { 'retry-after': 'Sun, 01 Mar 2026 00:00:00 GMT' }, { fault: 'throttled', retryAfterMs: 0 }, 'a past date'],
    [429, { 'retry-after': 'soon' }, { fault: 'throttled', retryAfterMs: undefined }, 'nonsense'],
    [429, { 'retry-after': '-5' }, { fault: 'throttled', retryAfterMs: undefined }, 'negative'],
    [403, { 'cf-mitigated': 'challenge' }, { fault: 'challenge' }, 'a challenge for browsers'],
  ])('%i %o is %o: %s', async (status, headers, expected) => {
    server.on('/no', (_, response) => response.writeHead(status, headers).end('no'));
    expect(await get('/no')).toMatchObject({ kind: 'failed', status, ...expected });
  });
});

const hop = (path: string, status: number, location: string): void =>
  server.on(path, (_, response) => response.writeHead(status, { location }).end());

describe('redirects', () => {
  test('are followed, and a chain of permanent ones is noted', async () => {
    server.on('/end', 'here');
    hop('/a', 301, '/b');
    hop('/b', 308, '/end');
    expect(await get('/a')).toMatchObject({
      kind: 'ok',
      url: `${server.origin}/end`,
      movedPermanentlyTo: `${server.origin}/end`,
    });
  });

  test('a temporary first hop makes nothing permanent', async () => {
    hop('/t', 302, '/a');
    expect(await get('/t')).toMatchObject({ kind: 'ok', movedPermanentlyTo: undefined });
  });

  test('a loop ends', async () => {
    hop('/loop', 302, '/loop');
    expect(await get('/loop')).toMatchObject({ kind: 'failed', fault: 'redirects' });
  });

  test.each([
    ['http://169.254.169.254/latest', 'blocked-address'],
    ['http://[::1]/', 'blocked-address'],
    ['http://10.0.0.1/', 'blocked-address'],
    ['file:///etc/passwd', 'bad-url'],
    ['http://user:secret@127.0.0.1/', 'bad-url'],
    ['http://', 'bad-url'],
  ])('to %s is refused', async (location, fault) => {
    hop('/evil', 302, location);
    expect(await get('/evil')).toMatchObject({ kind: 'failed', fault });
  });
});

describe('a server that misbehaves', () => {
  test('too large', async () => {
    server.on('/large', 'x'.repeat(5000));
    expect(await get('/large', { maxBytes: 4999 })).toMatchObject({ kind: 'failed', fault: 'too-large' });
    expect(await get('/large', { maxBytes: 5000 })).toMatchObject({ kind: 'ok' });
  });

  test('a gzip bomb is measured unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000));
    server.on('/bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    expect(await get('/bomb', { maxBytes: 1_000_000 })).toMatchObject({ kind: 'failed', fault: 'too-large' });
  });

  test('stalling before the headers', async () => {
    server.on('/stall', () => undefined);
    expect(await get('/stall', { timeoutMs: 150 })).toMatchObject({ kind: 'failed', fault: 'timeout' });
  });

  test('dripping for ever', async () => {
    server.on('/drip', (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await get('/drip', { timeoutMs: 200 })).toMatchObject({ kind: 'failed', fault: 'timeout' });
  });

  test('hanging up in the middle', async () => {
    server.on('/reset', (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part', () => response.socket?.destroy());
    });
    expect(await get('/reset')).toMatchObject({ kind: 'failed', fault: 'reset' });
  });

  test('saying gzip of what is none', async () => {
    server.on('/lie', 'plain text', { 'content-encoding': 'gzip' });
    expect(await get('/lie')).toMatchObject({ kind: 'failed', fault: 'encoding' });
  });

  test('not listening', async () => {
    const closed = await startFeedServer();
    await closed.close();
    expect(await fetch.get(closed.origin)).toMatchObject({ kind: 'failed', fault: 'refused' });
  });
});

test('trusts hosts in named networks alone', () => {
  expect(['http://127.0.0.1:9/', 'http://localhost/', 'http://8.8.8.8/'].map((url) => fetch.trusted(url))).toEqual([
    true,
    true,
    false,
  ]);
});

test('a name that leads to a named network is open on any port', async () => {
  const url = server.origin.replace('127.0.0.1', 'localhost');
  const wide = createFetch({ allow: ['127.0.0.0/8', '::1/128'], userAgent: 'Kabar', clock: systemClock });
  expect(await wide.get(`${url}/feed`)).toMatchObject({ kind: 'ok' });
  await wide.close();
});
