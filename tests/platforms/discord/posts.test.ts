import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Platform, Posted } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { render } from '#platforms/discord/render.ts';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { startPlatform } from '#tests/support/discord/platform.ts';
import { type FakeChannel, readMessage, RIGHTS, type World } from '#tests/support/discord/world.ts';
import { memoryNotes } from '#tests/support/memory-notes.ts';

const WAIT = { timeout: 5000, interval: 10 };
const FORUM = 15;
const ANNOUNCEMENT = 5;
const THREAD = 11;
const SILENT = 1 << 12;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const news = (title: string, text = 'Ringkasan.'): Reply => ({
  title,
  blocks: [{ kind: 'text', spans: [text] }],
  buttons: [{ label: 'Linimasa', action: { command: 'timeline', options: { about: title } } }],
});
const story = { id: 7, title: 'Jembatan Tirtamukti', topics: ['kota', 'ekonomi'] };

type Prepare = (world: World, channel: FakeChannel) => void;

async function scene(more: Partial<FakeChannel> = {}, prepare: Prepare = () => {}, notes = memoryNotes()) {
  const fake = await startFakeDiscord({ enforceRates: false });
  closers.push(() => fake.close());
  const { world } = fake;
  const guild = world.addGuild();
  const channel = world.addChannel(guild, more);
  prepare(world, channel);
  const start = async () => {
    const started = await startPlatform(fake, { notes });
    closers.push(() => started.platform.stop());
    return started;
  };
  const { platform, changes } = await start();
  const inside = (parent: string) => [...world.channels.values()].filter((one) => one.parentId === parent);
  return { fake, world, guild, channel, platform, changes, inside, start };
}

const idOf = (posted: Posted): string => (posted.ok ? posted.messageId : JSON.stringify(posted));

describe('a forum holds one thread for each story', () => {
  test('the first post opens it with fitting tags, the next goes on in it, another story gets another', async () => {
    const { fake, world, channel, platform, inside } = await scene({ type: FORUM }, (world, channel) => {
      channel.tags = [world.tag('Olahraga'), world.tag('Kota')];
    });
    const [, kota] = channel.tags;
    const first = idOf(await platform.post(channel.id, news('Jembatan dibuka'), 'k1', { story }));
    const second = idOf(await platform.post(channel.id, news('Jembatan ditutup'), 'k2', { story }));
    await platform.post(channel.id, news('Pasar ramai'), 'k3', {
      story: { ...story, id: 8, title: 'Pasar Cakrajaya' },
    });
    const [thread, other] = inside(channel.id);
    expect(thread).toMatchObject({ name: 'Jembatan Tirtamukti', appliedTags: [kota!.id] });
    expect(other).toMatchObject({ name: 'Pasar Cakrajaya' });
    expect(first).toBe(`${thread!.id}/${thread!.id}`);
    expect(second).toMatch(new RegExp(`^${thread!.id}/\\d+$`, 'u'));
    // The same key again is no second post, be it the opener or not.
    expect(idOf(await platform.post(channel.id, news('Jembatan dibuka'), 'k1', { story }))).toBe(first);
    expect(idOf(await platform.post(channel.id, news('Jembatan ditutup'), 'k2', { story }))).toBe(second);
    expect(world.messages).toHaveLength(3);
    // Edits find the thread.
    expect(await platform.edit(channel.id, second, news('Jembatan ditutup sementara'))).toEqual({
      ok: true,
      messageId: second,
    });
    expect(readMessage(world.messages[1]!).text).toContain('sementara');
    expect(fake.breaches).toEqual([]);
  });

  test('a thread whose opening was never answered is found again, not opened twice', async () => {
    const { fake, channel, platform, inside } = await scene({ type: FORUM });
    fake.fail('uncertain');
    expect(await platform.post(channel.id, news('x'), 'k1', { story })).toMatchObject({ reason: 'uncertain' });
    const [thread] = inside(channel.id);
    expect(idOf(await platform.post(channel.id, news('x'), 'k1', { story }))).toBe(`${thread!.id}/${thread!.id}`);
    expect(inside(channel.id)).toHaveLength(1);
  });

  test('a refusal while opening leaves nothing behind', async () => {
    const { fake, channel, platform, inside } = await scene({ type: FORUM });
    fake.fail('unavailable');
    expect(await platform.post(channel.id, news('x'), 'k1', { story })).toMatchObject({ reason: 'unavailable' });
    expect(await platform.post(channel.id, news('x'), 'k1', { story })).toMatchObject({ ok: true });
    expect(inside(channel.id)).toHaveLength(1);
  });

  test('a thread that somebody deleted is opened anew; a required tag is given', async () => {
    const { world, channel, platform, inside } = await scene({ type: FORUM, requireTag: true }, (world, channel) => {
      channel.tags = [{ ...world.tag('Redaksi'), moderated: true }, world.tag('Umum')];
    });
    expect(await platform.post(channel.id, news('x'), 'k1', { story })).toMatchObject({ ok: true });
    const [thread] = inside(channel.id);
    expect(thread!.appliedTags).toEqual([channel.tags[1]!.id]);
    world.channels.delete(thread!.id);
    expect(await platform.post(channel.id, news('y'), 'k2', { story })).toMatchObject({ ok: true });
    expect(inside(channel.id)).toHaveLength(1);
  });

  test('a story whose thread was locked or deleted says nothing about the forum', async () => {
    const { world, channel, platform, inside } = await scene({ type: FORUM });
    const id = idOf(await platform.post(channel.id, news('x'), 'k1', { story }));
    const [thread] = inside(channel.id);
    thread!.locked = true;
    const locked = await platform.post(channel.id, news('y'), 'k2', { story });
    expect(locked).toMatchObject({ ok: false, reason: 'rejected', detail: expect.stringContaining('locked') });
    world.channels.delete(thread!.id);
    expect(await platform.edit(channel.id, id, news('z'))).toMatchObject({ ok: false, reason: 'gone' });
    const other = { ...story, id: 9, title: 'Lain' };
    expect(await platform.post(channel.id, news('z'), 'k3', { story: other })).toMatchObject({ ok: true });
  });

  test('the right that is missing in a forum is named', async () => {
    const { channel, platform } = await scene({ type: FORUM, denied: RIGHTS.SendMessagesInThreads });
    expect(await platform.check(channel.id)).toEqual(['Send Messages in Threads']);
  });
});

describe('a process that only posts', () => {
  test('finds out over REST what the gateway would have told', async () => {
    const fake = await startFakeDiscord({ enforceRates: false });
    closers.push(() => fake.close());
    const { world, gateway } = fake;
    const guild = world.addGuild();
    const [text, forum, announcements] = [0, FORUM, ANNOUNCEMENT].map((type) => world.addChannel(guild, { type }));
    const { platform } = await startPlatform(fake, { receive: false });
    closers.push(() => platform.stop());
    for (const [index, { id }] of [text!, forum!, announcements!].entries()) {
      expect(await platform.post(id, news('x'), `k${index}`, { story })).toMatchObject({ ok: true });
    }
    expect(platform.health()).toEqual({ ok: true });
    await vi.waitFor(() => expect(world.messages.filter((one) => one.isCrossposted)).toHaveLength(1), WAIT);
    expect([...world.channels.values()].filter((one) => one.parentId === forum!.id)).toHaveLength(1);
    expect(gateway.identifies).toBe(0);
    expect(fake.breaches).toEqual([]);
  });
});

test('when few of the day’s sessions are left none is begun, and posts go on', async () => {
  const fake = await startFakeDiscord({ enforceRates: false });
  closers.push(() => fake.close());
  const channel = fake.world.addChannel(fake.world.addGuild());
  fake.rest.sessionsLeft = 99;
  const { platform } = await startPlatform(fake);
  closers.push(() => platform.stop());
  expect(platform.health()).toMatchObject({ ok: false });
  expect(await platform.post(channel.id, news('x'), 'k1')).toMatchObject({ ok: true });
  expect(fake.gateway.identifies).toBe(0);
});

describe('other places', () => {
  test('a post in an announcement channel is published to those who follow it, ten times an hour', async () => {
    const { world, channel, platform } = await scene({ type: ANNOUNCEMENT });
    for (let number = 0; number < 12; number += 1)
      await platform.post(channel.id, news(`Berita ${number}`), `k${number}`);
    await vi.waitFor(() => expect(world.messages.filter((one) => one.isCrossposted)).toHaveLength(10), WAIT);
    expect(world.messages).toHaveLength(12);
  });

  test.each([
    ['is opened again when it was archived', { archived: true }, { ok: true }],
    [
      'is left alone when it was locked',
      { locked: true },
      { ok: false, reason: 'forbidden', detail: expect.stringContaining('160005') },
    ],
  ])('a thread %s', async (_reason, state, outcome) => {
    const { world, guild, channel, platform } = await scene();
    const thread = world.addChannel(guild, { type: THREAD, parentId: channel.id, name: 'Obrolan', ...state });
    expect(await platform.post(thread.id, news('x'), 'k1')).toMatchObject(outcome);
    expect(thread.archived).toBe(false);
  });

  test('a private chat is opened once, new ones not in a burst; a closed one is told apart, and open again after a command', async () => {
    const { fake, world, channel, platform, changes } = await scene();
    const [alice, budi] = [world.addUser('alice'), world.addUser('budi')];
    const to = (user: { id: string }, key: string) => platform.post(platform.privateAddress(user.id), news('x'), key);
    expect(await to(alice, 'k1')).toMatchObject({ ok: true });
    expect(await to(alice, 'k2')).toMatchObject({ ok: true });
    expect(await to(budi, 'k3')).toMatchObject({ ok: false, reason: 'throttled', retryAfterMs: expect.any(Number) });
    expect(fake.calls.filter((call) => call.path === '/users/@me/channels')).toHaveLength(1);
    alice.closedToDms = true;
    expect(await to(alice, 'k4')).toMatchObject({
      ok: false,
      reason: 'forbidden',
      detail: expect.stringContaining('50007'),
    });
    world.commands = [{ name: 'help' }];
    await fake.people.force({ user: alice, channel }, { command: 'help' });
    expect(changes).toContainEqual({ address: platform.privateAddress(alice.id), change: { kind: 'open' } });
  });

  test('a role is called only where it was asked for, and nothing else can be', async () => {
    const { world, channel, platform } = await scene();
    const role = '123456789012345678';
    await platform.post(channel.id, news('@everyone <@&1>'), 'k1', { mention: role, silent: true });
    await platform.post(channel.id, news('@everyone'), 'k2', { mention: '@everyone' });
    expect(world.messages[0]!.body).toMatchObject({
      content: `<@&${role}>`,
      allowed_mentions: { parse: [], roles: [role] },
      flags: SILENT,
    });
    expect(world.messages[1]!.body.content).toBeUndefined();
  });

  test('a long post is several messages under one id, and is edited as one', async () => {
    const { world, channel, platform } = await scene();
    const long = news('Panjang', 'Satu kalimat penuh. '.repeat(500));
    const id = idOf(await platform.post(channel.id, long, 'k1'));
    expect(id.split('+').length).toBe(world.messages.length);
    expect(world.messages.length).toBeGreaterThan(1);
    expect(idOf(await platform.post(channel.id, long, 'k1'))).toBe(id);
    expect(await platform.edit(channel.id, id, news('Pendek'))).toMatchObject({ ok: true });
    expect(world.messages.map((one) => readMessage(one).text)).toEqual(['Pendek\nRingkasan.']);
  });
});

describe('a long post that was broken off', () => {
  const long = news('Panjang', Array.from({ length: 500 }, (_, at) => `Kalimat nomor ${at} penuh.`).join(' '));
  const HOUR_MS = 60 * 60_000;

  /** Crashes at the message of that number, before or after it arrived, and starts again so much later. */
  async function brokenOff(fault: 'uncertain' | 'unavailable', after: number, awayMs: number) {
    const notes = memoryNotes();
    const { fake, world, channel, platform, start } = await scene({}, undefined, notes);
    const whole = render(long).messages.length;
    fake.fail(fault, (method, path) => {
      return method === 'POST' && path.endsWith('/messages') && world.messages.length === after;
    });
    expect(await platform.post(channel.id, long, 'k1')).toMatchObject({ ok: false });
    await platform.stop();
    for (const message of world.messages) message.at = new Date(message.at.getTime() - awayMs);
    const again = (await start()).platform;
    const found = await again.find!(channel.id, 'k1');
    const id = found ?? idOf(await again.post(channel.id, long, 'k1'));
    return { world, whole, found, id, ids: world.messages.map((one) => one.id) };
  }

  test.each([
    ['the second was refused', 'unavailable', 1, 0],
    ['the second was refused, an hour later', 'unavailable', 1, HOUR_MS],
    ['the second arrived without an answer', 'uncertain', 1, 0],
    ['the second arrived without an answer, an hour later', 'uncertain', 1, HOUR_MS],
    ['the first arrived without an answer, an hour later', 'uncertain', 0, HOUR_MS],
  ] as const)('goes on where it was, and repeats nothing: %s', async (_name, fault, after, awayMs) => {
    const { whole, found, id, ids } = await brokenOff(fault, after, awayMs);
    expect(found).toBeUndefined();
    expect(ids).toHaveLength(whole);
    expect(id).toBe(ids.join('+'));
  });

  test('is found whole when its last message arrived', async () => {
    const last = render(long).messages.length - 1;
    const { whole, found, ids } = await brokenOff('uncertain', last, HOUR_MS);
    expect(ids).toHaveLength(whole);
    expect(found).toBe(ids.join('+'));
  });
});

describe('what Discord answers', () => {
  const send = (platform: Platform, address: string, key = 'k1') => platform.post(address, news('x'), key);

  test('Cloudflare’s answer pauses everything for a minute, in one request', async () => {
    const { fake, channel, platform } = await scene();
    fake.fail('cloudflare');
    expect(await send(platform, channel.id)).toMatchObject({ reason: 'throttled', retryAfterMs: 60_000 });
    const asked = fake.calls.length;
    expect(await send(platform, channel.id)).toMatchObject({ reason: 'throttled' });
    expect(fake.calls).toHaveLength(asked);
  });

  test.each([
    ['a gateway that is broken', 'broken', 'uncertain'],
    ['a connection that is lost', 'lost', 'uncertain'],
  ] as const)('%s: one request, and nobody knows', async (_reason, fault, reason) => {
    const { fake, channel, platform } = await scene();
    fake.fail(fault);
    expect(await send(platform, channel.id)).toMatchObject({ ok: false, reason });
    expect(fake.calls.filter((call) => call.path.endsWith('/messages'))).toHaveLength(1);
  });

  test('a refused token stops everything at once', async () => {
    const { fake, channel, platform } = await scene();
    fake.revoke();
    expect(await send(platform, channel.id)).toMatchObject({ reason: 'unavailable' });
    const asked = fake.calls.length;
    expect(await send(platform, channel.id)).toMatchObject({
      reason: 'unavailable',
      detail: expect.stringContaining('DISCORD_TOKEN'),
    });
    expect(fake.calls).toHaveLength(asked);
    expect(platform.health()).toMatchObject({ ok: false, reason: expect.stringContaining('token') });
  });

  test('what was closed is known after a restart, and told when it is open again', async () => {
    const notes = memoryNotes();
    const { channel, guild, platform, start } = await scene({ denied: RIGHTS.SendMessages }, undefined, notes);
    expect(await send(platform, channel.id)).toMatchObject({ reason: 'forbidden' });
    await platform.stop();
    channel.denied = 0n;
    const again = await start();
    await vi.waitFor(() => expect(again.changes).toEqual([{ address: channel.id, change: { kind: 'open' } }]), WAIT);
    expect(guild.isMember).toBe(true);
  });

  test('a button of before a restart still works, also a long one', async () => {
    const notes = memoryNotes();
    const { fake, world, channel, platform, start } = await scene({}, undefined, notes);
    const about = 'Jembatan Tirtamukti '.repeat(20).trim();
    await platform.post(channel.id, news(about), 'k1');
    await platform.stop();
    const again = await start();
    const actor = { user: world.addUser('alice'), channel };
    await fake.people.press(actor, world.messages[0]!, 'Linimasa');
    expect(again.requests.at(-1)).toMatchObject({ input: { command: 'timeline', options: { about } } });
    world.messages[0]!.body.components = [
      { type: 1, components: [{ type: 2, style: 2, label: 'Lama', custom_id: 'a0#forgotten' }] },
    ];
    expect((await fake.people.press(actor, world.messages[0]!, 'Lama')).text).toContain(
      'Tombol ini sudah tidak berlaku',
    );
  });
});
