import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { commands } from '#commands/index.ts';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';

/** What only the people of one place may ever see: the address of their feed, the words that one of them listens for, their quiet hours. */
const SECRETS = /token-rahasia|kata-rahasia|Kanal Rahasia|22:11\D{1,3}06:00/u;
const FEED =
  '<rss version="2.0"><channel><title>Kanal Rahasia</title><item><title>Banjir surut</title><guid>1</guid><description>Petugas memeriksa jembatan pada Senin pagi.</description></item></channel></rss>';

let server: FeedServer;
let base: string;
let stop: () => Promise<void>;

async function ask(text: string, user: string, channel: string, action?: object): Promise<string> {
  const response = await fetch(`${base}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...(action ? { action } : { text }), user, channel, locale: 'en', moderator: true }),
  });
  return JSON.stringify(await response.json());
}
const owner = (text: string): Promise<string> => ask(text, 'alice', 'satu');
const settings = async (): Promise<string[]> =>
  Promise.all(['/channel show', '/subscriptions', '/alerts'].map(owner)).then((all) =>
    all.map((one) => one.replaceAll(/\d\d[:.]\d\d[:.]?\d*/gu, '')),
  );

beforeAll(async () => {
  server = await startFeedServer();
  server.on('/token-rahasia/feed.xml', FEED);
  const folder = mkdtempSync(join(tmpdir(), 'kabar-'));
  writeFileSync(join(folder, 'feeds.json'), '[]');
  const env = {
    PORT: '0',
    DATABASE_URL: join(folder, 'k.db'),
    FEEDS_FILE: join(folder, 'feeds.json'),
    FETCH_ALLOW: '127.0.0.0/8',
  };
  const app = await createApp({ config: loadConfig(env), clock: systemClock, log: silentLog });
  base = `http://127.0.0.1:${(await app.start()).port}`;
  stop = app.stop;
  await owner(`/feed add ${server.origin}/token-rahasia/feed.xml`);
  await owner('/channel set quiet:22:11-06:00');
  await owner('/subscribe what:kata-rahasia where:dm');
});
afterAll(async () => {
  await stop();
  await server.close();
});

/** Every command and subcommand, with every option filled by what a stranger might guess. */
const guesses = (): { command: string; subcommand?: string; options: Record<string, string> }[] =>
  commands.flatMap((command) =>
    (command.subcommands ?? [command]).flatMap((part) => {
      const address = `${server.origin}/token-rahasia/feed.xml`;
      const values = ['Kanal', 'Rahasia', '1', 'alice', 'satu', 'kata', '*', '%', ''];
      return values.map((value) => ({
        command: command.name,
        ...(command.subcommands ? { subcommand: part.name } : {}),
        options: Object.fromEntries(
          Object.entries(part.options).map(([name, option]) => [
            name,
            option.choices?.[0] ?? (option.kind === 'url' ? address.replace('token-rahasia', 'lain') : value),
          ]),
        ),
      }));
    }),
  );

test('the owner sees what is theirs', async () => {
  await vi.waitFor(async () => expect(await owner('/search banjir')).toContain('Banjir surut'), { timeout: 15_000 });
  expect(await owner('/feed list')).toContain('token-rahasia');
  expect(await owner('/subscriptions')).toContain('kata-rahasia');
});

test(
  'nobody elsewhere is shown it, whatever they ask, and nothing they do changes it',
  { timeout: 120_000 },
  async () => {
    const before = await settings();
    const tried = guesses();
    expect(tried.length).toBeGreaterThan(150);
    const leaks: string[] = [];
    for (const action of tried) {
      const answer = await ask('', 'bob', 'dua', action);
      // The news itself is everybody's: its outlet may be named beside it.
      const isNews = /latest|search|quote|timeline|story|summary|who/u.test(action.command);
      const shown = isNews ? answer.replaceAll('Kanal Rahasia', '') : answer;
      if (SECRETS.test(shown)) leaks.push(`${JSON.stringify(action)} → ${SECRETS.exec(shown)?.[0]}`);
    }
    expect(leaks).toEqual([]);
    expect(await settings()).toEqual(before);
    expect(await owner('/feed list')).toContain('token-rahasia');
  },
);

test('suggestions of the moderators of another place know nothing of it', async () => {
  for (const text of ['/feed remove Ka', '/feed preview Rahasia', '/unsubscribe ka', '/unsubscribe rahasia']) {
    const response = await fetch(`${base}/api/suggest?channel=dua&user=bob&text=${encodeURIComponent(text)}`);
    expect(await response.text()).not.toMatch(SECRETS);
  }
});
