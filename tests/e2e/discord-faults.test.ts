import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { silentLog } from '#core/log.ts';
import { startFakeDiscord, TOKEN } from '#tests/support/discord/fake.ts';
import { startKabar, startOutlet, type Story } from '#tests/support/discord/kabar.ts';
import { readMessage } from '#tests/support/discord/world.ts';
import { folder, freePort, startMain } from '#tests/support/kabar.ts';

const WAIT = { timeout: 15_000, interval: 30 };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const story = (number: number): Story => ({
  title: `Pasar Cakrajaya hari ke-${number}`,
  day: number,
  text: `Pasar Cakrajaya ramai. "Hari ke-${number} paling ramai," kata Kepala Pasar Raka Wiradana, Senin (${number}/11/2025).`,
});

async function scene(options: Parameters<typeof startFakeDiscord>[0] = {}) {
  const fake = await startFakeDiscord(options);
  closers.push(() => fake.close());
  const outlet = await startOutlet();
  closers.push(() => outlet.close());
  const guild = fake.world.addGuild();
  const channel = fake.world.addChannel(guild);
  const mira = { user: fake.world.addUser('mira'), channel, moderator: true };
  const titles = (): string[] =>
    fake.world.messages
      .filter((one) => one.channelId === channel.id && !one.askedBy)
      .map((one) => readMessage(one).text.split('\n')[0]!);
  return { fake, outlet, channel, mira, titles, people: fake.people };
}

const latest = { command: 'latest' };

describe('what Discord does to us', () => {
  test('a dropped gateway resumes, and what was asked meanwhile is answered', async () => {
    const { fake, mira, people } = await scene();
    const kabar = await startKabar(fake);
    closers.push(() => kabar.stop());
    expect((await people.type(mira, latest)).text).not.toBe('');
    for (const round of [1, 2, 3]) {
      fake.gateway.drop();
      expect((await people.type(mira, latest)).text).not.toBe('');
      expect(fake.gateway.resumes).toBe(round);
    }
    expect(fake.gateway.identifies).toBe(1);
  });

  test('a session that can not be resumed is begun anew', async () => {
    const { fake, mira, people } = await scene();
    const kabar = await startKabar(fake);
    closers.push(() => kabar.stop());
    fake.gateway.forget();
    await vi.waitFor(() => expect(fake.gateway.identifies).toBe(2), WAIT);
    await vi.waitFor(() => expect(fake.gateway.isConnected()).toBe(true), WAIT);
    expect((await people.type(mira, latest)).text).not.toBe('');
  });

  test('as many shards as Discord asks for', async () => {
    const { fake, mira, people } = await scene({ shards: 2 });
    const kabar = await startKabar(fake);
    closers.push(() => kabar.stop());
    await vi.waitFor(() => expect(fake.gateway.identifies).toBe(2), WAIT);
    expect((await people.type(mira, latest)).text).not.toBe('');
    expect(fake.breaches).toEqual([]);
  });

  test('the list of commands is written when it changed, and not at every start', async () => {
    const { fake } = await scene();
    const env = { DATABASE_URL: join(folder(), 'k.db') };
    for (let start = 0; start < 2; start += 1) await (await startKabar(fake, env)).stop();
    const written = fake.calls.filter((call) => call.method === 'PUT');
    expect(written.map((call) => call.path)).toEqual([`/applications/${fake.world.applicationId}/commands`]);
    const longest = (command: object): number =>
      Object.values(command).reduce<number>(
        (sum, value) =>
          sum +
          (typeof value === 'string'
            ? value.length
            : typeof value === 'object' && value
              ? longest(value as object)
              : 0),
        0,
      );
    for (const command of written[0]!.body as object[]) expect(longest(command)).toBeLessThanOrEqual(8000);
  });

  test('a token that is refused while running stops Discord alone: said in /readyz and the log, asked for no more', async () => {
    const { fake, outlet, mira, people, titles } = await scene();
    const lines: string[] = [];
    const log = {
      ...silentLog,
      error: (event: string, fields = {}) => void lines.push(`${event} ${JSON.stringify(fields)}`),
    };
    const kabar = await startKabar(fake, { WEB: 'on' }, log);
    closers.push(() => kabar.stop());
    await people.type(mira, { command: 'feed', subcommand: 'add', options: { url: outlet.origin } });
    outlet.publish(story(1));
    await vi.waitFor(() => expect(titles()).toHaveLength(1), WAIT);

    fake.revoke();
    outlet.publish(story(2));
    const ready = async () =>
      (await (await fetch(`${kabar.base}/readyz`)).json()) as { ok: boolean; degraded?: string[] };
    await vi.waitFor(
      async () =>
        expect(await ready()).toMatchObject({
          ok: true,
          degraded: [expect.stringContaining('discord: the token was refused')],
        }),
      WAIT,
    );
    expect(lines.join('\n')).toMatch(/discord\.stopped.*token was refused/u);
    const asked = fake.calls.length;
    const web = await fetch(`${kabar.base}/api/commands`, {
      method: 'POST',
      body: JSON.stringify({ text: '/latest' }),
    });
    expect(await web.text()).toContain(story(2).title);
    outlet.publish(story(3));
    const polls = outlet.asked.length;
    await vi.waitFor(() => expect(outlet.asked.length).toBeGreaterThan(polls + 1), WAIT);
    expect(fake.calls.length - asked).toBeLessThanOrEqual(1);
    expect(titles()).toHaveLength(1);
  });

  test('the token is in no line of the log, whatever goes wrong', async () => {
    const { fake, outlet, mira, people, titles } = await scene();
    const running = await startMain({
      DISCORD_TOKEN: fake.token,
      DISCORD_API_ROOT: fake.root,
      FETCH_ALLOW: '127.0.0.0/8',
      POLL_INTERVAL: '1s',
      LOG_LEVEL: 'trace',
    });
    closers.push(async () => running.child.kill('SIGKILL'));
    await people.type(mira, { command: 'feed', subcommand: 'add', options: { url: outlet.origin } });
    for (const how of ['broken', 'lost', 'cloudflare', 'unauthorized'] as const) {
      fake.fail(how, (method, path) => method === 'PATCH' && path.startsWith('/webhooks/'));
    }
    // Two of the four are never answered: nobody waits for them.
    const asked = [1, 2, 3, 4].map(() => people.type(mira, latest).catch(() => undefined));
    fake.fail('broken');
    outlet.publish(story(1));
    await vi.waitFor(() => expect(titles()).toHaveLength(1), WAIT);
    fake.revoke();
    outlet.publish(story(2));
    await vi.waitFor(() => expect(running.output()).toContain('discord.stopped'), WAIT);
    await Promise.race(asked);
    running.child.kill('SIGTERM');
    expect(await running.exited).toMatchObject({ code: 0 });
    const output = running.output();
    for (const part of TOKEN.split('.')) expect(output).not.toContain(part);
    expect(output).not.toMatch(/interaction-token-\d/u);
  });

  test('Discord that is away at the start is waited for: the rest runs, and it comes when it comes', async () => {
    const port = await freePort();
    const kabar = await startKabar({ root: `http://127.0.0.1:${port}/api`, token: TOKEN }, { WEB: 'on' });
    closers.push(() => kabar.stop());
    const ready = (await (await fetch(`${kabar.base}/readyz`)).json()) as { degraded?: string[] };
    expect(ready.degraded).toEqual([expect.stringContaining('discord: not connected')]);
    const fake = await startFakeDiscord({ port });
    closers.push(() => fake.close());
    fake.world.addGuild();
    await vi.waitFor(() => expect(fake.gateway.isConnected()).toBe(true), WAIT);
    await vi.waitFor(() => expect(fake.world.commands).not.toEqual([]), WAIT);
  });
});

test('an attached OPML is read over Discord, and the export comes as a file', async () => {
  const { fake, outlet, mira, people } = await scene();
  outlet.publish(story(1));
  const opml = `<opml version="2.0"><body><outline text="Kanal Uji" xmlUrl="${outlet.origin}/feed.xml"/></body></opml>`;
  const cdn = createServer((_request, response) => response.end(opml));
  await new Promise<void>((resolve) => cdn.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => cdn.close(resolve)));
  const url = `http://127.0.0.1:${(cdn.address() as { port: number }).port}/daftar.opml`;
  const kabar = await startKabar(fake);
  closers.push(() => kabar.stop());
  const imported = await people.type(
    mira,
    { command: 'feed', subcommand: 'import' },
    { name: 'daftar.opml', url, size: opml.length },
  );
  expect(imported).toMatchObject({ isEphemeral: true });
  const list = await people.type(mira, { command: 'feed', subcommand: 'list' });
  expect(list.text).toContain(`${outlet.origin}/feed.xml`);
  const exported = await people.type(mira, { command: 'feed', subcommand: 'export' });
  expect(exported.message!.files).toEqual([{ name: expect.stringMatching(/\.opml$/u), size: expect.any(Number) }]);
  expect(fake.breaches).toEqual([]);
});
