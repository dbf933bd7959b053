import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import { checkNode, checkSettings } from '#src/cli/doctor/machine.ts';
import { loadConfig } from '#config/index.ts';
import { openDatabase } from '#store/database.ts';
import { folder, runCli } from '#tests/support/kabar.ts';

const TOKEN = '123456789:CANARY-canary-CANARY-canary-CANARY1';
const AT = Date.UTC(2026, 10, 24);

type Answers = Record<string, unknown>;

/** Closed at the very end: a hook of one test may run as another's where tests run side by side. */
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Answers paths with JSON, or with a bare status. */
async function serve(answers: Answers, date?: Date): Promise<string> {
  const server = createServer((request: IncomingMessage, response) => {
    const path = request.url!.replace(/^\/bot[^/]+/u, '').replace(/[?].*$/u, '');
    const answer = answers[path] ?? 404;
    response.sendDate = date === undefined;
    const status = typeof answer === 'number' ? answer : 200;
    response.writeHead(status, date ? { date: date.toUTCString() } : {});
    response.end(typeof answer === 'number' ? '{}' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The doctor runs beside the test's own servers, so it must not hold up this process. */
async function doctor(env: Record<string, string>, cwd = folder()): Promise<{ status: number; text: string }> {
  const child = spawn(process.execPath, [new URL('../../src/cli.ts', import.meta.url).pathname, 'doctor'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: join(folder(), 'k.db'), PORT: '0', ...env },
    cwd,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += String(chunk)));
  const status = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  return { status, text };
}

const me = { result: { id: 7, username: 'kabar_bot', can_join_groups: true } };
const telegram = (more: Answers = {}): Answers => ({
  '/getMe': me,
  '/getWebhookInfo': { result: { url: '' } },
  ...more,
});
const discord = (more: Answers = {}): Answers => ({
  '/v10/users/@me': { id: '11', username: 'kabar' },
  '/v10/users/@me/guilds': [{ id: '1' }],
  ...more,
});

async function lived(change: (file: string) => void): Promise<string> {
  const file = join(folder(), 'k.db');
  const { db, close } = await openDatabase({ url: file, log: silentLog });
  const common = { locale: 'id', zone: 'Asia/Jakarta', created_at: AT };
  await db
    .insertInto('channels')
    .values([
      { platform: 'telegram', address: '-100:4', title: 'Warga', ...common },
      { platform: 'discord', address: '123456789012345678', title: '#berita', ...common },
    ] as never)
    .execute();
  await db
    .insertInto('feeds')
    .values({ url: 'http://10.0.0.1/rss', title: 'Dalam', topics: '[]', due_at: AT })
    .execute();
  await db
    .insertInto('channel_feeds')
    .values([1, 2].map((channel_id) => ({ channel_id, feed_id: 1, paused: 0, added_by: 'x', added_at: AT })))
    .execute();
  await close();
  change(file);
  return file;
}
const sqlOn =
  (statement: string) =>
  (file: string): void => {
    const database = new DatabaseSync(file);
    database.exec(statement);
    database.close();
  };

describe('kabar doctor', () => {
  test('a fresh install has nothing to mend', async () => {
    const { status, text } = await doctor({});
    expect(text).toMatch(/good {2}database: SQLite, sound/u);
    expect(text).not.toMatch(/FAULT/u);
    expect(status).toBe(0);
  });

  test('both platforms are well', async () => {
    const url = await lived(() => {});
    const { status, text } = await doctor({
      DATABASE_URL: url,
      TELEGRAM_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: await serve(telegram({ '/getChatMember': { result: { status: 'member' } } })),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_ROOT: await serve(discord({ '/v10/channels/123456789012345678': { id: '1' } })),
    });
    expect(text).toMatch(/good {2}discord: the bot is kabar\n.*good {2}telegram: the bot is @kabar_bot/su);
    expect(text).not.toMatch(/FAULT/u);
    expect(status).toBe(0);
  });

  const cases: [string, () => Promise<Record<string, string>> | Record<string, string>, RegExp][] = [
    ['1 a wrong setting', () => ({ PORT: 'many' }), /FAULT PORT: write a number/u],
    [
      '2 a secret file that is not there',
      () => ({ TELEGRAM_TOKEN_FILE: '/nowhere' }),
      /FAULT .*TELEGRAM_TOKEN_FILE.*Check path/u,
    ],
    [
      '3 a secret file that others can read',
      () => {
        const file = join(folder(), 'token');
        writeFileSync(file, 'secret');
        chmodSync(file, 0o644);
        return { TELEGRAM_WEBHOOK_SECRET_FILE: file, TELEGRAM_WEBHOOK_URL: 'https://x.example/telegram/webhook' };
      },
      /note .*TELEGRAM_WEBHOOK_SECRET_FILE: .*\n.*chmod 600/u,
    ],
    [
      '4 a database that can not be opened',
      () => ({ DATABASE_URL: '/dev/null/k.db' }),
      /FAULT DATABASE_URL: .*Check that the folder/u,
    ],
    [
      '5 a PostgreSQL that is not there',
      () => ({ DATABASE_URL: 'postgres://x:CANARY@127.0.0.1:1/x' }),
      /FAULT DATABASE_URL: .*Check host, port/u,
    ],
    [
      '6 a damaged database',
      async () => ({
        DATABASE_URL: await lived((file) => {
          const bytes = readFileSync(file);
          bytes.fill(0x5a, 8192, 8192 + 8 * 4096);
          writeFileSync(file, bytes);
        }),
      }),
      /FAULT (?:database|DATABASE_URL): .*(?:damaged|malformed)/u,
    ],
    [
      '7 a newer database',
      async () => ({ DATABASE_URL: await lived(sqlOn("UPDATE counters SET value = 999 WHERE name = 'schema'")) }),
      /FAULT DATABASE_URL: .*Start the newer version/u,
    ],
    [
      '8 a port taken by another program',
      async () => ({ PORT: new URL(await serve({})).port }),
      /FAULT port: .*taken by another program/u,
    ],
    [
      '9 Kabar runs but is not ready',
      async () => ({ PORT: new URL(await serve({ '/readyz': { ok: false, reasons: ['draining'] } })).port }),
      /(?:ready|FAULT running: .*draining)/u,
    ],
    ['10 the page open to the network', () => ({ HOST: '0.0.0.0', WEB: 'on' }), /note .*HOST: .*no password/u],
    ['11 no platform at all', () => ({ WEB: 'off' }), /FAULT platforms: .*no token/u],
    ['12 several processes on SQLite', () => ({ ROLES: 'poll' }), /FAULT ROLES: nobody does serve, deliver/u],
    ['13 feeds asked too often', () => ({ POLL_INTERVAL: '1s', DEMO: 'off' }), /note .*POLL_INTERVAL: /u],
    [
      '14 a feeds file that can not be read',
      () => ({ FEEDS_FILE: '/nowhere.json' }),
      /FAULT FEEDS_FILE: .*Check the path/u,
    ],
    [
      '15 a Telegram token that is refused',
      async () => ({ TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: await serve({ '/getMe': 401 }) }),
      /FAULT TELEGRAM_TOKEN: Telegram refuses it\n.*@BotFather/u,
    ],
    [
      '16 a Discord token that is refused',
      async () => ({ DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: await serve({ '/v10/users/@me': 401 }) }),
      /FAULT DISCORD_TOKEN: Discord refuses it\n.*Reset Token/u,
    ],
    [
      '17 a platform that can not be reached',
      () => ({ TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:49999' }),
      /FAULT telegram: 127\.0\.0\.1:49999 can't be reached \(ECONNREFUSED\)/u,
    ],
    [
      '18 a wrong clock',
      async () => ({ TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: await serve(telegram(), new Date(0)) }),
      /FAULT clock: .*s off/u,
    ],
    [
      '19 another program holds the webhook',
      async () => ({
        TELEGRAM_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: await serve(telegram({ '/getWebhookInfo': { result: { url: 'https://other/' } } })),
      }),
      /note .*another program receives the updates/u,
    ],
    [
      '20 a webhook that fails',
      async () => ({
        TELEGRAM_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: await serve(
          telegram({ '/getWebhookInfo': { result: { url: '', last_error_message: 'Connection timed out' } } }),
        ),
      }),
      /FAULT telegram: the webhook failed: Connection timed out/u,
    ],
    [
      '21 a Discord bot in no server',
      async () => ({ DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: await serve(discord({ '/v10/users/@me/guilds': [] })) }),
      /note .*in no server\n.*client_id=11/u,
    ],
    [
      '22 a Discord channel that can not be seen',
      async () => ({
        DATABASE_URL: await lived(() => {}),
        DISCORD_TOKEN: TOKEN,
        DISCORD_API_ROOT: await serve(discord({ '/v10/channels/123456789012345678': 403 })),
      }),
      /FAULT discord: #berita: View Channel is missing/u,
    ],
    [
      '23 a Telegram chat that threw the bot out',
      async () => ({
        DATABASE_URL: await lived(() => {}),
        TELEGRAM_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: await serve(telegram({ '/getChatMember': { result: { status: 'kicked' } } })),
      }),
      /note .*Warga: the bot is not a member/u,
    ],
    [
      '24 a feed in a private network',
      async () => ({
        DATABASE_URL: await lived(sqlOn("UPDATE feeds SET failures = 12, fault = 'blocked-address'")),
      }),
      /note .*10\.0\.0\.1.*failed 12 times.*\n.*FETCH_ALLOW/u,
    ],
    [
      '25 a destination that is closed',
      async () => ({
        DATABASE_URL: await lived(sqlOn("UPDATE channels SET state = 'suspended', reason = 'forbidden'")),
      }),
      /note .*Warga is closed: forbidden/u,
    ],
    [
      '26 a webhook on a port that Telegram does not call',
      async () => ({
        TELEGRAM_TOKEN: TOKEN,
        TELEGRAM_WEBHOOK_URL: 'https://x.example:9000/telegram/webhook',
        TELEGRAM_WEBHOOK_SECRET: 'abc',
      }),
      /FAULT TELEGRAM_WEBHOOK_URL: .*443/u,
    ],
    [
      '27 an API root with a version',
      () => ({ DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: 'http://127.0.0.1:49999/api/v10' }),
      /FAULT DISCORD_API_ROOT/u,
    ],
    [
      '28 a secret in the wrong form',
      () => ({ TELEGRAM_TOKEN: 'CANARY-not-a-token' }),
      /FAULT TELEGRAM_TOKEN: a bot token looks like/u,
    ],
  ];
  test.concurrent.each(cases)('%s', { timeout: 60_000 }, async (_name, env, words) => {
    const { text } = await doctor(await env());
    expect(text).toMatch(words);
    expect(text).not.toMatch(/canary|\n\s+at /iu);
  });

  test('`.env` of the folder is read, and should be its owner’s alone', async () => {
    const place = folder();
    writeFileSync(join(place, '.env'), 'ROLES=poll\n');
    mkdirSync(join(place, 'data'));
    const { text } = await doctor({}, place);
    expect(text).toMatch(/FAULT ROLES/u);
    expect(text).toMatch(/\.env: .*chmod 600/su);
  });

  test('pure checks', () => {
    expect(checkNode('v20.20.2')).toMatchObject({ level: 'fault', mend: expect.stringContaining('24') });
    expect(checkSettings(loadConfig({}))).toEqual([]);
  });

  test('status 78 for settings, 1 for another fault', () => {
    expect(runCli(['doctor'], { env: { PORT: 'x' } }).status).toBe(78);
    expect(runCli(['doctor'], { env: { WEB: 'off' } }).status).toBe(1);
  });
});
