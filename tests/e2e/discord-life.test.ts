import { afterEach, describe, expect, test, vi } from 'vitest';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { startKabar, startOutlet, type Story } from '#tests/support/discord/kabar.ts';
import { type FakeMessage, readMessage } from '#tests/support/discord/world.ts';

const WAIT = { timeout: 15_000, interval: 30 };
const DEFERRED = 5;
const IN_PLACE = 6;
const SELECT = 3;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Each has a quote of the same person and a dated event. */
const story = (number: number): Story => ({
  title: `Jembatan Tirtamukti tahap ${number} selesai`,
  day: number,
  text:
    `Jembatan Tirtamukti tahap ${number} selesai dikerjakan. "Tahap ${number} ini kami serahkan kepada warga," kata Kepala Dinas Arga Wirasena, ` +
    `Senin (${number}/11/2025). Peresmian tahap ${number} berlangsung pada ${number} November 2025 di alun-alun kota.`,
});

async function scene() {
  const fake = await startFakeDiscord();
  closers.push(() => fake.close());
  const outlet = await startOutlet();
  closers.push(() => outlet.close());
  const { world, people } = fake;
  const guild = world.addGuild();
  const channel = world.addChannel(guild);
  const mira = { user: world.addUser('mira'), channel, moderator: true };
  const arif = { user: world.addUser('arif'), channel };
  const posts = (): FakeMessage[] => world.messages.filter((one) => one.channelId === channel.id && !one.askedBy);
  const titles = (): string[] => posts().map((one) => readMessage(one).text.split('\n')[0]!);
  return { fake, outlet, world, people, guild, channel, mira, arif, posts, titles };
}

describe('the life of a server on Discord', () => {
  test('from joining to leaving', async () => {
    const { fake, outlet, world, people, guild, mira, arif, posts, titles } = await scene();
    outlet.publish(...[7, 6, 5, 4, 3, 2, 1].map(story));
    const kabar = await startKabar(fake);
    closers.push(() => kabar.stop());

    // Set up from the site's address alone, seen by the moderator alone.
    const added = await people.type(mira, { command: 'feed', subcommand: 'add', options: { url: outlet.origin } });
    expect(added).toMatchObject({ type: DEFERRED, isEphemeral: true });
    expect(added.text).toContain('Kanal Uji');
    expect(added.text).toContain(story(7).title);

    // Who may not manage the channel is refused by Discord's bits, and by ours where an administrator lifted those.
    const remove = { command: 'feed', subcommand: 'remove', options: { feed: 'Kanal Uji' } };
    await expect(people.type(arif, remove)).rejects.toThrow(/does not offer/u);
    expect((await people.force(arif, remove)).text).toMatch(/moderator/iu);

    // The first read posts the newest item alone; what comes then is news.
    await vi.waitFor(() => expect(titles()).toEqual([story(7).title]), WAIT);
    outlet.publish(story(8));
    await vi.waitFor(() => expect(titles()).toEqual([story(7).title, story(8).title]), WAIT);
    const [, news] = posts();
    expect(news!.body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
    expect(news!.body.embeds![0]).toMatchObject({
      url: `${outlet.origin}/berita/8`,
      timestamp: '2025-11-08T01:00:00.000Z',
    });

    const preview = await people.type(mira, { command: 'feed', subcommand: 'preview', options: { feed: 'Kanal Uji' } });
    expect(preview).toMatchObject({ isEphemeral: true, text: expect.stringContaining(story(8).title) });

    // Asked by a member, answered for all; the next page takes the place of the first.
    const typing = await people.complete(arif, { command: 'quote', options: { person: 'arg' } }, 'person');
    expect(typing.choices).toContainEqual({ name: expect.stringContaining('Arga Wirasena'), value: 'Arga Wirasena' });
    const quotes = await people.type(arif, { command: 'quote', options: { person: 'Arga Wirasena' } });
    expect(quotes).toMatchObject({ type: DEFERRED, isEphemeral: false });
    expect(quotes.text).toContain('“Tahap 8 ini kami serahkan kepada warga”');
    expect(quotes.text).toMatch(/— Arga Wirasena, Kepala Dinas .*8 November 2025/u);
    const older = await people.press(arif, quotes.message!, 'Berikutnya');
    expect(older).toMatchObject({ type: IN_PLACE, message: { id: quotes.message!.id } });
    expect(older.text).toContain('“Tahap 1 ini');
    expect(older.text).not.toContain('“Tahap 8 ini');
    // Somebody else's press leaves the asker's page alone.
    const others = await people.press(mira, quotes.message!, 'Sebelumnya');
    expect(others).toMatchObject({ type: DEFERRED, isEphemeral: true });
    expect(others.message!.id).not.toBe(quotes.message!.id);

    // The picture is left out when drawing takes too long: whoever asks again gets it.
    await vi.waitFor(async () => {
      const timeline = await people.type(arif, { command: 'timeline', options: { about: 'Tirtamukti' } });
      expect(timeline.text).toContain('1 November 2025');
      expect(timeline.text).toContain('Peresmian tahap 1');
      const description = expect.stringContaining('Peresmian tahap 1');
      const filename = expect.stringMatching(/\.png$/u);
      expect(timeline.message!.body.attachments).toMatchObject([{ filename, description }]);
      expect(timeline.message!.files).toHaveLength(1);
    }, WAIT);

    const list = await people.type(mira, { command: 'feed', subcommand: 'list' });
    expect(list.text).toContain(`${outlet.origin}/feed.xml`);

    // A reader follows the story from under the post, is written to alone, and stops with one touch.
    const followed = await people.press(arif, news!, 'Ikuti');
    expect(followed).toMatchObject({ type: DEFERRED, isEphemeral: true });
    const alone = () => world.messages.filter((one) => one.channelId === world.privateChannel(arif.user.id).id);
    outlet.publish(story(9));
    await vi.waitFor(
      () =>
        expect(
          alone()
            .map((one) => readMessage(one).text)
            .join(),
        ).toContain(story(9).title),
      WAIT,
    );
    const stopped = await people.press(
      { ...arif, channel: world.privateChannel(arif.user.id) },
      alone()[0]!,
      'Berhenti',
    );
    expect(stopped.text).not.toBe('');

    // A moderator fills in what the channel wants; a filter is shown what it would have stopped.
    const settings = await people.type(mira, { command: 'channel', subcommand: 'show' });
    const form = await people.press(mira, settings.message!, 'Isi dan saringan');
    expect(form.modal!.components.map(({ component }) => component.type)).toContain(SELECT);
    const changed = await people.submit(
      mira,
      form.modal!,
      { 'only=off': 'pasar', style: 'headline' },
      settings.message,
    );
    expect(changed).toMatchObject({ isEphemeral: true, text: expect.stringContaining('0 dari 1') });
    outlet.publish({
      ...story(10),
      title: 'Pasar Cakrajaya dibuka',
      text: 'Pasar Cakrajaya dibuka kembali pada 10 November 2025.',
    });
    await vi.waitFor(() => expect(titles()).toContain('Pasar Cakrajaya dibuka'), WAIT);
    expect(titles()).toEqual([story(7).title, story(8).title, story(9).title, 'Pasar Cakrajaya dibuka']);

    // What destroys asks first.
    const asked = await people.type(mira, remove);
    expect(asked.text).toContain('Kanal Uji');
    const removed = await people.press(mira, asked.message!, 'Hapus');
    expect(removed).toMatchObject({ type: IN_PLACE, isEphemeral: true });
    const empty = await people.type(mira, { command: 'feed', subcommand: 'list' });
    expect(empty.text).not.toContain('Kanal Uji');

    guild.isMember = false;
    fake.gateway.dispatch('GUILD_DELETE', { id: guild.id, unavailable: undefined }, guild.id);
    outlet.publish(story(11));
    expect(posts()).toHaveLength(4);
    expect(fake.breaches).toEqual([]);
    expect(fake.rest.limited).toBe(0);
    expect(world.commands.length).toBeGreaterThan(5);
  });

  test('missing rights are named before a feed is attached, and nothing is kept', async () => {
    const { fake, outlet, people, mira, channel } = await scene();
    outlet.publish(story(1));
    channel.denied = (1n << 11n) | (1n << 14n);
    const kabar = await startKabar(fake);
    closers.push(() => kabar.stop());
    const refused = await people.type(mira, { command: 'feed', subcommand: 'add', options: { url: outlet.origin } });
    expect(refused.text).toContain('Send Messages');
    expect(refused.text).toContain('Embed Links');
    const list = await people.type(mira, { command: 'feed', subcommand: 'list' });
    expect(list.text).not.toContain('Kanal Uji');
    expect(fake.breaches).toEqual([]);
  });

  test('a server that is left and rejoined, a channel that is deleted: posts stop and go on, and nothing is asked twice', async () => {
    const { fake, outlet, people, guild, mira, titles, world } = await scene();
    outlet.publish(story(1));
    const kabar = await startKabar(fake);
    closers.push(() => kabar.stop());
    await people.type(mira, { command: 'feed', subcommand: 'add', options: { url: outlet.origin } });
    await vi.waitFor(() => expect(titles()).toHaveLength(1), WAIT);

    guild.isMember = false;
    fake.gateway.dispatch('GUILD_DELETE', { id: guild.id }, guild.id);
    outlet.publish(story(2));
    const readSince = (count: number) =>
      vi.waitFor(() => expect(outlet.asked.filter((path) => path === '/feed.xml').length).toBeGreaterThan(count), WAIT);
    await readSince(outlet.asked.filter((path) => path === '/feed.xml').length + 1);
    const sends = (): number =>
      fake.calls.filter((call) => call.method === 'POST' && call.path.endsWith('/messages')).length;
    const before = sends();

    guild.isMember = true;
    fake.gateway.tellGuild(guild);
    outlet.publish(story(3));
    await vi.waitFor(() => expect(titles()).toContain(story(3).title), WAIT);
    expect(titles()).not.toContain(story(2).title);
    expect(before).toBe(1);
    // Two articles, and one word that it is back.
    expect(world.messages.filter((one) => !one.askedBy)).toHaveLength(3);
    expect(fake.breaches).toEqual([]);
  });
});
