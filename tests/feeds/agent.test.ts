import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#core/clock.ts';
import type { Resolve } from '#feeds/agent.ts';
import { createFetch, type Fetch } from '#feeds/fetch.ts';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';

/** What DNS answers; a list of lists is given one after the other, the last for ever. */
const ZONES: Record<string, string[] | string[][]> = {
  'ten.example': ['10.0.0.5'],
  'cloud.example': ['169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'translated.example': ['64:ff9b::7f00:1'],
  'local.example': ['fd00::1'],
  'link.example': ['fe80::1'],
  'six-to-four.example': ['2002:7f00:1::'],
  'mixed.example': ['8.8.8.8', '10.0.0.5'],
  'mixed-six.example': ['2606:4700:4700::1111', '::1'],
  'nothing.example': [],
  'named.example': ['127.0.0.1'],
  'rebinding.example': [['127.0.0.1'], ['127.0.0.2']],
  'rebinding-mixed.example': [['127.0.0.1'], ['127.0.0.1', '10.0.0.5']],
};
const asked: string[] = [];
const resolve: Resolve = (host, _options, done) => {
  asked.push(host);
  const zone = ZONES[host] ?? [];
  const answers = Array.isArray(zone[0])
    ? zone[Math.min(asked.filter((one) => one === host).length, zone.length) - 1]
    : zone;
  done(
    null,
    (answers as string[]).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  );
};

let server: FeedServer;
let strict: Fetch;
let open: Fetch;
const at = (host: string, path = '/'): string => server.origin.replace('127.0.0.1', host) + path;

beforeAll(async () => {
  server = await startFeedServer();
  server.on('/', 'here', { connection: 'close' });
  strict = createFetch({ allow: [], userAgent: 'Kabar', clock: systemClock, resolve });
  open = createFetch({ allow: ['127.0.0.1/32'], userAgent: 'Kabar', clock: systemClock, resolve });
});
afterAll(async () => {
  await Promise.all([strict.close(), open.close()]);
  await server.close();
});

describe('names that lead where nobody may go', () => {
  test.each(Object.keys(ZONES).filter((name) => !name.startsWith('rebinding')))('%s', async (name) => {
    expect(await strict.get(`http://${name}/`)).toMatchObject({ kind: 'failed', fault: 'blocked-address' });
    expect(asked).toContain(name);
  });
});

describe('DNS that changes its mind', () => {
  test.each(['rebinding.example', 'rebinding-mixed.example'])('%s is open once and shut after', async (name) => {
    expect(await open.get(at(name))).toMatchObject({ kind: 'ok' });
    expect(await open.get(at(name))).toMatchObject({ kind: 'failed', fault: 'blocked-address' });
  });

  test('the answer that was checked is the one that is dialled: one question for one connection', async () => {
    const before = asked.length;
    expect(await open.get(at('named.example'))).toMatchObject({ kind: 'ok' });
    expect(asked.length - before).toBe(1);
  });
});

test.each([
  ['a private name', 'http://ten.example/'],
  ['a name of a cloud', 'http://cloud.example/latest/meta-data'],
  ['a number', 'http://2852039166/'],
  ['IPv6 loopback', 'http://[::1]/'],
  ['a file', 'file:///etc/passwd'],
  ['a service port', 'http://8.8.8.8:6379/'],
])('a redirect to %s is not followed', async (_reason, location) => {
  server.on('/away', (_, response) => response.writeHead(302, { location }).end());
  expect(await open.get(at('127.0.0.1', '/away'))).toMatchObject({
    kind: 'failed',
    fault: expect.stringMatching(/^(?:blocked-address|bad-url)$/),
  });
});

test('what will be refused can be told beforehand, without asking DNS', () => {
  const before = asked.length;
  expect(strict.refusal('http://127.1/')).toBe('blocked-address');
  expect(strict.refusal('bukan alamat')).toBe('bad-url');
  expect(strict.refusal('https://warta.example/rss')).toBeUndefined();
  expect(asked.length).toBe(before);
});

/** In a process of its own: the environment is read at its start. */
test('proxies of the environment are passed by', async () => {
  const source = `
    import { createServer } from 'node:http';
    import { createFetch } from '#feeds/fetch.ts';
    import { systemClock } from '#core/clock.ts';
    const listen = (answer) => new Promise((done) => {
      const server = createServer((_, response) => response.end(answer)).listen(0, '127.0.0.1', () => done(server));
    });
    const [proxy, site] = [await listen('proxy'), await listen('site')];
    const url = (server) => 'http://127.0.0.1:' + server.address().port;
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) process.env[name] = url(proxy);
    const fetch = createFetch({ allow: ['127.0.0.0/8'], userAgent: 'Kabar', clock: systemClock });
    const answer = await fetch.get(url(site));
    console.log(Buffer.from(answer.bytes).toString());
    process.exit(0);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: { PATH: process.env['PATH'], NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:1' },
    encoding: 'utf8',
  });
  expect(stdout.trim()).toBe('site');
});
