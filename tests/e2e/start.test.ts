import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const EXIT_CONFIG = 78;
const folder = (): string => mkdtempSync(join(tmpdir(), 'kabar-'));

function start(env: Record<string, string>) {
  return spawnSync(process.execPath, [new URL('../../src/main.ts', import.meta.url).pathname], {
    env: { PATH: process.env['PATH'], DATABASE_URL: join(folder(), 'k.db'), PORT: '0', LOG_LEVEL: 'silent', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
}

function fileWith(text: string): string {
  const file = join(folder(), 'feeds.json');
  writeFileSync(file, text);
  return file;
}

describe('a start that can not succeed says why in a sentence, and exits 78', () => {
  test.each([
    ['several faults at once', { PORT: 'many', LOCALE: 'xx' }, /PORT.*\n.*LOCALE/u],
    ['a feeds file that is not there', { FEEDS_FILE: '/nowhere/feeds.json' }, /FEEDS_FILE: .*Check the path/u],
    ['a feeds file that is no JSON', { FEEDS_FILE: fileWith('{ feeds') }, /FEEDS_FILE: .*neither JSON nor OPML/u],
    [
      'a feeds file with a wrong entry',
      { FEEDS_FILE: fileWith('[{ "url": "ftp://x" }]') },
      /FEEDS_FILE: entry 0\.url/u,
    ],
    ['a database folder that can not be', { DATABASE_URL: '/dev/null/k.db' }, /DATABASE_URL: .*Check that the folder/u],
    ['a token before its platform is there', { DISCORD_TOKEN: 'canary-token-canary-token' }, /DISCORD_TOKEN/u],
  ])('%s', (_reason, env, words) => {
    const { status, stderr } = start(env);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at |canary/u);
    expect(status).toBe(EXIT_CONFIG);
  });

  test('a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = start({ PORT: String(port) });
    server.close();
    expect(stderr).toMatch(/PORT: port \d+ is taken.*set PORT/u);
    expect(status).toBe(EXIT_CONFIG);
  });
});

describe('the command line', () => {
  const kabar = (args: string[], input = '') =>
    spawnSync(process.execPath, [new URL('../../src/cli.ts', import.meta.url).pathname, ...args], {
      input,
      encoding: 'utf8',
      timeout: 20_000,
    });

  test('--jsonl: a line in, a line out, and a bad line does not end the stream', () => {
    const lines = [
      '{"id":1,"text":"\\"Kami siap membantu semua,\\" kata Arga Wirasena."}',
      'not json',
      '{"id":"b"}',
      '{"id":3,"text":""}',
      '[]',
    ];
    const { stdout, status } = kabar(['analyze', '--jsonl'], lines.join('\n'));
    const out = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(out).toMatchObject([
      { id: 1, quotes: [{ speaker: 'Arga Wirasena', role: null, date: null, credit: null }] },
      { id: null, error: expect.any(String) },
      { id: 'b', error: expect.any(String) },
      { id: 3, quotes: [], events: [], summary: [] },
      { id: null, error: expect.any(String) },
    ]);
    expect(status).toBe(0);
  });

  test('parse: a feed is a line of JSON, anything else one line of reason', () => {
    const feed = fileWith(
      '<rss version="2.0"><channel><title>Uji</title><item><title>Satu</title></item></channel></rss>',
    );
    const { stdout, stderr, status } = kabar(['parse', feed, fileWith('<html><body>hello</body></html>')]);
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Uji', items: [{ title: 'Satu' }] });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  });

  test('an unknown command shows the usage', () => {
    expect(kabar(['dance'])).toMatchObject({ status: 64, stderr: expect.stringContaining('kabar analyze') });
  });
});
