import { afterEach, describe, expect, test, vi } from 'vitest';
import { join } from 'node:path';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { startKabar as startOnDiscord, startOutlet } from '#tests/support/discord/kabar.ts';
import { createFastClock } from '#tests/support/fast-clock.ts';
import { feedOf, item, startKabar as startOnTelegram, wordsOf } from '#tests/support/telegram/kabar.ts';
import { tracesOf } from '#tests/support/traces.ts';

const WAIT = { timeout: 20_000, interval: 20 };
const TYPE = { 'content-type': 'application/rss+xml' };
/** So long that no platform's button holds it: it is kept in a note. */
const LONG = 'Arga Wirasena dan jembatan Tirtamukti yang dibuka kembali setelah perbaikan panjang';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('/mydata forget leaves no trace of a person, whatever they did', () => {
  test('on Telegram', async () => {
    const kabar = await startOnTelegram({
      limits: { perSecond: 100, perChat: 100, perGroupMinute: 1000 },
      clock: createFastClock(20),
    });
    closers.push(() => kabar.close());
    const { fake, feeds, people } = kabar;
    const items = [item('jembatan', 3)];
    const serve = (): void => feeds.on('/feed.xml', feedOf('Kanal Uji', items), TYPE);
    serve();
    const group = -1000000000501;
    const zainab = fake.addUser({ id: 778_112_233, first_name: 'Zainabsyah', language_code: 'id' });
    fake.addChat({ id: zainab.id, type: 'private' });
    fake.addChat({ id: group, type: 'supergroup', title: 'Warga' });
    fake.setMember(group, zainab.id, { status: 'creator' });
    await kabar.ask({ chat: zainab.id, from: zainab, text: '/start' });
    await kabar.ask({ chat: group, from: zainab, text: `/feed add ${feeds.origin}/feed.xml` });
    await kabar.ask({ chat: zainab.id, from: zainab, text: `/subscribe "${LONG}"` });
    await kabar.ask({ chat: zainab.id, from: zainab, text: '/subscribe Arga Wirasena' });
    await kabar.ask({ chat: zainab.id, from: zainab, text: '/alerts zone:WITA' });
    await kabar.ask({ chat: zainab.id, from: zainab, text: '/subscriptions' });
    // A question that waits for an answer, in private and in the group.
    await kabar.ask({ chat: zainab.id, from: zainab, text: '/subscribe' });
    people.say({ chat: group, from: zainab, text: '/feed add' });
    items.unshift(item('pelabuhan', 6));
    serve();
    await kabar.shown((message) => message.chat.id === zainab.id && wordsOf(message).startsWith('pelabuhan'), 0);
    const file = join(kabar.folder, 'k.db');
    expect(tracesOf(file, [String(zainab.id)])).not.toEqual([]);
    await kabar.ask({ chat: zainab.id, from: zainab, text: '/mydata forget' });
    await vi.waitFor(() => expect(tracesOf(file, [String(zainab.id), zainab.first_name])).toEqual([]), WAIT);
  });

  test('on Discord', async () => {
    const fake = await startFakeDiscord({ enforceRates: false });
    closers.push(() => fake.close());
    const outlet = await startOutlet();
    closers.push(() => outlet.close());
    const { world, people } = fake;
    const channel = world.addChannel(world.addGuild());
    const name = 'zainabsyah';
    const zainab = { user: world.addUser(name), channel, moderator: true };
    const text = '"Kami siap," kata Kepala Dinas Arga Wirasena.';
    outlet.publish({ title: 'Jembatan', day: 3, text });
    const kabar = await startOnDiscord(fake);
    closers.push(() => kabar.stop());
    const type = (command: string, options: Record<string, string> = {}, subcommand?: string) =>
      people.type(zainab, { command, options, ...(subcommand ? { subcommand } : {}) });
    await type('feed', { url: outlet.origin }, 'add');
    await type('subscribe', { what: `"${LONG}"` });
    await type('subscribe', { what: 'Arga Wirasena' });
    await type('alerts', { zone: 'WITA' });
    await type('subscriptions');
    outlet.publish({ title: 'Pelabuhan', day: 6, text });
    const words = [zainab.user.id, name];
    const file = kabar.databaseUrl;
    await vi.waitFor(
      () => expect(tracesOf(file, words).some((row) => row.startsWith('notes: ') && row.includes('dm:'))).toBe(true),
      WAIT,
    );
    // Then the private chat is closed, and found closed.
    zainab.user.closedToDms = true;
    outlet.publish({ title: 'Terminal', day: 7, text });
    await vi.waitFor(
      () =>
        expect(tracesOf(file, words).some((row) => row.startsWith('channels: ') && row.includes('suspended'))).toBe(
          true,
        ),
      WAIT,
    );
    await type('mydata', { what: 'forget' });
    await vi.waitFor(() => expect(tracesOf(file, words)).toEqual([]), WAIT);
  });
});
