import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { folder, runCli, runMain, startMain } from '#tests/support/kabar.ts';
import { mountSmallDisk } from '#tests/support/small-disk.ts';

const EXIT_CONFIG = 78;
/** The issue's own limit for a clean clone. */
const READY_MS = 3000;
const NOBODY = 65_534;

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
    ['a token that is none', { TELEGRAM_TOKEN: 'canary-token-canary-token' }, /TELEGRAM_TOKEN/u],
  ])('%s', (_reason, env, words) => {
    const { status, stderr } = runMain(env);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at |canary/u);
    expect(status).toBe(EXIT_CONFIG);
  });

  test('a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = runMain({ PORT: String(port) });
    server.close();
    expect(stderr).toMatch(/PORT: port \d+ is taken.*set PORT/u);
    expect(status).toBe(EXIT_CONFIG);
  });
});

describe('faults of the world', () => {
  test('a database of a newer program is left as it is', () => {
    const file = join(folder(), 'k.db');
    expect(runCli(['migrate'], { env: { DATABASE_URL: file } }).status).toBe(0);
    const database = new DatabaseSync(file);
    database.exec("UPDATE counters SET value = 9999 WHERE name = 'schema'");
    database.close();
    const { status, stderr } = runMain({ DATABASE_URL: file });
    expect(stderr).toMatch(/schema version 9999, this program knows \d+\. Start the newer version/u);
    expect(status).toBe(EXIT_CONFIG);
    const after = new DatabaseSync(file);
    expect(after.prepare("SELECT value FROM counters WHERE name = 'schema'").get()).toEqual({ value: 9999 });
    expect(after.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    after.close();
  });

  test('a folder that may not be written to', ({ skip }) => {
    const isRoot = process.getuid?.() === 0;
    const place = folder();
    chmodSync(place, 0o555);
    // Root may write anywhere: there another user starts it, who must be able to read the program.
    if (isRoot) {
      const probe = spawnSync(process.execPath, ['-e', 'process.chdir(process.argv[1])', process.cwd()], {
        uid: NOBODY,
      });
      if (probe.status !== 0) skip('nobody may not read the program here');
    }
    const { status, stderr } = runMain({ DATABASE_URL: join(place, 'k.db') }, isRoot ? { uid: NOBODY } : {});
    expect(stderr).toMatch(/DATABASE_URL: .*Check that the folder exists, may be written to/u);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(status).toBe(EXIT_CONFIG);
  });

  test('an address that is not of this machine', () => {
    const { status, stderr } = runMain({ HOST: '192.0.2.1' });
    expect(stderr).toMatch(/192\.0\.2\.1:0 can't be listened on \(EADDRNOTAVAIL\)\. Set HOST and PORT/u);
    expect(status).toBe(EXIT_CONFIG);
  });

  test('a disk that is full at the start: one sentence, and room is all it needs', (context) => {
    const disk = mountSmallDisk(context, 100);
    const env = { DATABASE_URL: join(disk.folder, 'k.db') };
    const { status, stderr } = runMain(env);
    expect(stderr).toMatch(/DATABASE_URL: .*full.*has space/u);
    expect(status).toBe(EXIT_CONFIG);
    disk.resize(10_000);
    expect(runCli(['migrate'], { env })).toMatchObject({ status: 0 });
  });

  test('a disk that fills up while it runs: not ready and why, then on again; nothing is corrupted', async (context) => {
    // Room for the demo's database and its log, which grows to some four megabytes before it is folded in.
    const disk = mountSmallDisk(context, 24_000);
    const file = join(disk.folder, 'k.db');
    const { base, child, exited } = await startMain({ DATABASE_URL: file, LOG_LEVEL: 'silent' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ready = async () => {
      const answer = await fetch(`${base}/readyz`);
      return { status: answer.status, text: await answer.text() };
    };
    const posts = async () => ((await (await fetch(`${base}/api/posts`)).json()) as { posts: unknown[] }).posts.length;
    await vi.waitFor(async () => expect(await posts()).toBeGreaterThan(2), { timeout: 10_000 });
    const ballast = join(disk.folder, 'ballast');
    expect(() => writeFileSync(ballast, Buffer.alloc(40_000_000))).toThrow(/ENOSPC/u);
    await vi.waitFor(
      async () => expect(await ready()).toMatchObject({ status: 503, text: expect.stringMatching(/full/u) }),
      { timeout: 15_000, interval: 200 },
    );
    expect((await fetch(`${base}/livez`)).status).toBe(200);
    rmSync(ballast);
    await vi.waitFor(async () => expect(await ready()).toMatchObject({ status: 200 }), {
      timeout: 15_000,
      interval: 200,
    });
    child.kill('SIGTERM');
    expect(await exited).toEqual({ code: 0, signal: null });
    const after = new DatabaseSync(file);
    expect(after.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    after.close();
  });
});

describe('starting and stopping', () => {
  test('ready within three seconds; SIGTERM to npm ends the bot and leaves nobody behind', async () => {
    const { base, child, readyMs, exited } = await startMain({}, ['npm', ['start']]);
    // On a machine that is busy with other tests the processor's own time is what tells.
    const metrics = await (await fetch(`${base}/metrics`)).text();
    const cpuMs = Number(/^kabar_process_cpu_seconds_total (\S+)/mu.exec(metrics)?.[1]) * 1000;
    expect(Math.min(readyMs, cpuMs)).toBeLessThan(READY_MS);
    child.kill('SIGTERM');
    expect((await exited).signal ?? 0).toBe(0);
    await vi.waitFor(async () => expect(await fetch(base).catch(() => 'gone')).toBe('gone'), { timeout: 10_000 });
  });
});

test('a second signal ends it at once, without the drain', async () => {
  const { child, exited, output } = await startMain({ DATABASE_URL: join(folder(), 'k.db') });
  // Asleep it gets both, and finds them together when it wakes.
  child.kill('SIGSTOP');
  child.kill('SIGTERM');
  child.kill('SIGINT');
  child.kill('SIGCONT');
  expect(await exited).toEqual({ code: 1, signal: null });
  expect(output()).toContain('process.stopping');
});

describe('the command line', () => {
  const kabar = (args: string[], input = '') => runCli(args, { input });

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
