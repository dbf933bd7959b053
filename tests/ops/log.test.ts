import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scrub } from '#ops/scrub.ts';

const log = new URL('../../src/ops/log.ts', import.meta.url).href;
const KNOWN = 'known-canary-secret';

/** Writes lines in a process of its own, as they would go to a log file. */
function linesOf(work: string): Record<string, unknown>[] {
  const script = `import { createLog } from '${log}'; const log = createLog({ level: 'debug', secrets: ['${KNOWN}'] }); ${work}`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const TELEGRAM = '123456789:AAcanaryCANARYcanaryCANARYcanaryCANARY1';
const DISCORD = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GcAnAr', 'y-canary-canary-canary-canary-canary'].join('.');

describe('a log line', () => {
  test.each([
    ['a Telegram token in an address', `https://api.telegram.org/bot${TELEGRAM}/sendMessage`],
    ['a Telegram token by itself', `token ${TELEGRAM} refused`],
    ['a Discord token', `Bot ${DISCORD}`],
    ['a webhook', 'https://discord.com/api/webhooks/123456789012345678/canary-canary_canary'],
    ['credentials in an address', 'postgres://kabar:canary@db/kabar'],
    ['a secret of a feed', 'https://news.example/rss?lang=id&api_key=canary&access_token=canary#x'],
    ['a configured secret', `header ${KNOWN}`],
  ])('holds no secret: %s', (_name, text) => {
    expect(scrub(text, [KNOWN])).not.toMatch(/canary/iu);
    const value = JSON.stringify(text);
    const [line] = linesOf(
      `const error = new Error(${value}, { cause: Object.assign(new TypeError(${value}), { code: 'E' }) });
       log.error('send.failed', { error, url: ${value}, deep: { list: [${value}, { ${value}: ${value} }] } });`,
    );
    expect(JSON.stringify(line)).not.toMatch(/canary/iu);
    expect(line).toMatchObject({ event: 'send.failed', level: 50, error: { name: 'Error', cause: { code: 'E' } } });
  });

  test('keeps what is no secret', () => {
    const [line] = linesOf(
      `log.info('feed.read', { feedId: 7, url: 'https://a.example/rss?page=2&monkey=x', found: 0, gone: undefined, at: new Date(0) });`,
    );
    expect(line).toMatchObject({
      event: 'feed.read',
      feedId: 7,
      url: 'https://a.example/rss?page=2&monkey=x',
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  test('something that points to itself does not hang it', () => {
    const [line] = linesOf(`const ring = { name: 'ring' }; ring.self = ring; log.warn('odd.thing', { ring });`);
    expect(line).toMatchObject({ event: 'odd.thing' });
  });

  test('event names are constants: words and dots', () => {
    const root = new URL('../../', import.meta.url).pathname;
    const odd = globSync('src/**/*.ts', { cwd: root }).flatMap((path) =>
      [...readFileSync(root + path, 'utf8').matchAll(/\blog\.(?:debug|info|warn|error)\(\s*([^,)]+)/gu)]
        .map(([, name]) => name!.trim())
        .filter((name) => !/^'[a-z]+(?:[.-][a-z-]+)*'$/u.test(name))
        .map((name) => `${path}: ${name}`),
    );
    // The crash handler's names are handed in by main.ts itself.
    expect(odd).toEqual(['src/main.ts: event']);
  });
});
