import { request } from 'node:http';
import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { createServer, type Server } from '#http/server.ts';

let server: Server | undefined;
afterEach(() => server?.stop());

async function start(host = '127.0.0.1', warn: (event: string) => void = () => {}) {
  const routes = new Hono();
  routes.get('/', (c) => c.html('<p>page</p>'));
  routes.post('/api/commands', (c) => c.json({ done: true }));
  routes.get('/api/posts', (c) => c.json({ posts: [] }));
  const health = { live: () => ({ ok: true, reasons: [] }), ready: async () => ({ ok: true, reasons: [] }) };
  server = createServer({
    host,
    port: 0,
    log: { ...silentLog, warn },
    routes: [routes],
    health,
    metrics: async () => '',
  });
  const { port } = await server.start();
  return (path: string, headers: Record<string, string> = {}, method = 'GET', body = '') =>
    new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } },
        (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode!, headers: answer.headers });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
}

describe('bound to loopback', () => {
  test.each([
    ['127.0.0.1', 200],
    ['localhost:9', 200],
    ['[::1]:3000', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example', 421],
    ['evil.example:3000', 421],
    ['127.0.0.1@evil.example', 400],
  ])('the name %j is answered with %i: anything else is DNS rebinding', async (host, status) => {
    const ask = await start();
    expect((await ask('/api/posts', { host })).status).toBe(status);
    expect((await ask('/livez', { host })).status).toBe(status);
  });

  test.each<[string, string, Record<string, string>, number]>([
    ['POST', 'our own page', { origin: 'SELF' }, 200],
    ['POST', 'no page at all (a script of the owner)', {}, 200],
    ['POST', 'another site', { origin: 'https://evil.example' }, 403],
    ['POST', 'another program on this machine', { origin: 'http://127.0.0.1:9' }, 403],
    ['POST', 'a sandboxed frame', { origin: 'null' }, 403],
    ['GET', 'another site that loads it', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
  ])('%s from %s', async (method, _reason, headers, status) => {
    const ask = await start();
    const path = method === 'POST' ? '/api/commands' : '/api/posts';
    const sent = {
      ...headers,
      ...(headers['origin'] === 'SELF' ? { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' } : {}),
    };
    expect((await ask(path, sent, method)).status).toBe(status);
  });

  test('a link from another site may be followed to the page', async () => {
    const ask = await start();
    expect((await ask('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status).toBe(200);
  });
});

test('bound to the network it warns, and other sites are refused all the same', async () => {
  const warned: string[] = [];
  const ask = await start('0.0.0.0', (event) => warned.push(event));
  expect(warned).toEqual(['http.open-to-the-network']);
  expect((await ask('/api/posts', { host: 'kabar.example' })).status).toBe(200);
  expect((await ask('/api/commands', { host: 'kabar.example', origin: 'https://evil.example' }, 'POST')).status).toBe(
    403,
  );
});

test('no page may frame it, no script of others runs, nothing is sniffed', async () => {
  const { headers } = await (await start())('/');
  const policy = String(headers['content-security-policy']);
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ])
    expect(policy).toContain(part);
  expect(policy).not.toMatch(/unsafe|\*/u);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
  });
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test('a body that is too large is refused', async () => {
  const ask = await start();
  expect(
    (await ask('/api/commands', { 'content-length': String(8 * 1024 * 1024) }, 'POST', ' '.repeat(8 * 1024 * 1024)))
      .status,
  ).toBe(400);
});
