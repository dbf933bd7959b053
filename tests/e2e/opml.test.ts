import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { readOpml } from '#text/opml.ts';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'kabar-'));
const empty = join(folder, 'empty.json');
writeFileSync(empty, '[]');
const opml = (outlines: string[]): string => `<opml version="2.0"><body>\n${outlines.join('\n')}\n</body></opml>`;
const env = (name: string): Record<string, string> => ({
  DATABASE_URL: join(folder, `${name}.db`),
  PORT: '0',
  FEEDS_FILE: empty,
  FETCH_ALLOW: '127.0.0.0/8',
  FEEDS_MOST: '3000',
  LOG_LEVEL: 'silent',
});

describe('/feed import and export', () => {
  let server: FeedServer;
  let base: string;
  let stop: () => Promise<void>;
  let outline: (number: number | string) => string;

  beforeAll(async () => {
    server = await startFeedServer();
    outline = (number) => `<outline text="Kanal ${number}" xmlUrl="${server.origin}/${number}.xml"/>`;
    const app = await createApp({ config: loadConfig(env('page')), clock: systemClock, log: silentLog });
    base = `http://127.0.0.1:${(await app.start()).port}`;
    stop = app.stop;
  });
  afterAll(async () => {
    await stop();
    await server.close();
  });

  async function ask(text: string, file?: string, locale = 'en', channel = 'news') {
    const attached =
      file === undefined ? {} : { file: { name: 'mine.opml', base64: Buffer.from(file).toString('base64') } };
    const response = await fetch(`${base}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, locale, channel, ...attached }),
    });
    return (await response.json()) as { text: string; reply: { file?: { name: string; content: string } } };
  }

  test('without a file says how, in both languages', async () => {
    expect((await ask('/feed import')).text).toContain('Attach an OPML file');
    expect((await ask('/feed import', undefined, 'id')).text).toContain('Lampirkan berkas OPML');
    expect((await ask('/feed export')).text).toContain('No source yet');
  });

  test('bad lines are named and the good ones followed; again, nothing changes; out they come as they went in', async () => {
    const file = opml([
      outline(1),
      '<outline type="rss" text="no address"/>',
      '<outline xmlUrl="http://10.0.0.1/rss"/>',
      '<outline xmlUrl="javascript:alert(1)"/>',
      outline(2),
      outline(1),
    ]);
    const { text } = await ask('/feed import', file);
    expect(text).toMatch(/2 sources are now followed/u);
    expect(text).toMatch(
      /Left out \(3\).*line 3: a feed without an address.*line 4: .*private network.*line 5: .*web address/su,
    );
    expect((await ask('/feed import', opml([outline(1), outline(2)]))).text).toContain(
      'All 2 sources are already followed',
    );
    const { reply } = await ask('/feed export');
    expect(reply.file?.name).toBe('kabar.opml');
    expect(readOpml(reply.file?.content ?? '')).toMatchObject({
      kind: 'opml',
      feeds: [
        { url: `${server.origin}/1.xml`, title: 'Kanal 1' },
        { url: `${server.origin}/2.xml`, title: 'Kanal 2' },
      ],
    });
  });

  test('by address, whatever its charset', async () => {
    const utf16 = Buffer.from(`\uFEFF${opml([outline('jauh')])}`, 'utf16le');
    server.on('/list.opml', (_, response) => response.writeHead(200).end(utf16));
    expect((await ask(`/feed import ${server.origin}/list.opml`, undefined, 'en', 'lain')).text).toContain(
      '1 source is now followed',
    );
    expect((await ask(`/feed import ${server.origin}/none.opml`)).text).toMatch(/answered with an error/u);
    expect((await ask('/feed import http://169.254.169.254/x')).text).toMatch(/private network/u);
  });

  test.each<[string, string, RegExp]>([
    [
      'cut off',
      opml(Array(9).fill('<outline xmlUrl="https://f.example/"/>')).slice(0, 150),
      /breaks off at line \d, so nothing was imported/u,
    ],
    ['no OPML', '<rss/>', /is not an OPML file/u],
    ['empty', '', /empty/u],
    ['no feeds in it', opml([]), /names no feed/u],
    [
      'too many',
      opml(Array.from({ length: 3001 }, (_, at) => `<outline xmlUrl="https://f${at}.example/"/>`)),
      /can follow 3,000.*Nothing was changed/u,
    ],
  ])('a file that is %s changes nothing', async (_reason, file, words) => {
    expect((await ask('/feed import', file, 'en', 'bare')).text).toMatch(words);
    expect((await ask('/feed list', undefined, 'en', 'bare')).text).toContain('No source yet');
  });

  test('two thousand at once', async () => {
    const outlines = Array.from({ length: 2000 }, (_, at) => outline(`banyak-${at}`));
    expect((await ask('/feed import', opml(outlines), 'id', 'banyak')).text).toContain('2.000 sumber kini diikuti');
    expect((await ask('/feed list', undefined, 'en', 'banyak')).text).toContain('(2,000)');
  });
});

describe('kabar import and export', () => {
  const kabar = async (...args: string[]) => {
    const child = spawn(process.execPath, [new URL('../../src/cli.ts', import.meta.url).pathname, ...args], {
      env: { PATH: process.env['PATH'], ...env('cli') },
    });
    const [out, err, code] = await Promise.all([
      Array.fromAsync(child.stdout.setEncoding('utf8')),
      Array.fromAsync(child.stderr.setEncoding('utf8')),
      new Promise<number | null>((resolve) => child.on('close', resolve)),
    ]);
    return { out: out.join(''), err: err.join(''), code };
  };
  const file = join(folder, 'in.opml');

  test('in, and out again', async () => {
    writeFileSync(file, opml(['<outline text="Satu" xmlUrl="https://satu.example/rss"/>', '<outline type="rss"/>']));
    const imported = await kabar('import', file);
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.out).toMatch(/1 source is now followed.*line 3: a feed without an address/su);
    const exported = await kabar('export');
    expect(readOpml(exported.out)).toMatchObject({ feeds: [{ url: 'https://satu.example/rss', title: 'Satu' }] });
  });

  test('faults are one line each', async () => {
    writeFileSync(file, '<rss/>');
    expect(await kabar('import', file)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^\S+ is not an OPML file.*\n$/u),
    });
    expect(await kabar('import', '/nowhere')).toMatchObject({ code: 1, err: expect.stringMatching(/^ENOENT.*\n$/u) });
    expect(await kabar('export', '--channel', 'discord:1')).toMatchObject({
      code: 64,
      err: expect.stringContaining('no channel that Kabar knows'),
    });
  });
});
