import { afterEach, describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import type { Reply } from '#core/reply.ts';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { startPlatform } from '#tests/support/discord/platform.ts';
import { buttonsOf, readMessage } from '#tests/support/discord/world.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const FORM: Reply = {
  title: 'Setelan kanal',
  blocks: [],
  form: {
    title: 'Setelan kanal yang namanya lebih panjang dari empat puluh lima huruf',
    submit: 'Simpan',
    action: { command: 'channel', subcommand: 'set', options: { style: 'short' } },
    fields: [
      {
        name: 'language',
        label: 'Bahasa',
        value: 'id',
        choices: [
          { label: 'Indonesia', value: 'id' },
          { label: 'Inggris', value: 'en' },
        ],
      },
      { name: 'only', label: 'Hanya kata ini', hint: 'Dipisah koma', value: 'banjir', empty: 'off' },
      { name: 'zone', label: 'Zona', value: 'Asia/Jakarta' },
      {
        name: 'mention',
        label: 'Panggil',
        required: true,
        choices: Array.from({ length: 40 }, (_, n) => ({ label: `Peran ${n}`, value: String(n) })),
      },
    ],
  },
};

async function scene() {
  const fake = await startFakeDiscord();
  closers.push(() => fake.close());
  const { world, people } = fake;
  const channel = world.addChannel(world.addGuild());
  const [alice, budi] = [world.addUser('alice'), world.addUser('budi')].map((user) => ({
    user,
    channel,
    moderator: true,
  }));
  const state = { reply: { title: 'Jawaban', blocks: [] } as Reply };
  const { platform, requests } = await startPlatform(fake, { reply: () => state.reply });
  closers.push(() => platform.stop());
  await platform.registerCommands(commands);
  return { fake, world, people, channel, alice: alice!, budi: budi!, state, requests, platform };
}

describe('a guided form', () => {
  test('is offered by a button where it can not come first, opens at once, and comes back with what was filled in', async () => {
    const { fake, people, alice, state, requests } = await scene();
    state.reply = FORM;
    const shown = await people.type(alice, { command: 'feed', subcommand: 'list' });
    expect(buttonsOf(shown.message)).toMatchObject([{ label: FORM.form!.title }]);

    const opened = await people.press(alice, shown.message!, 'Setelan');
    expect(opened.type).toBe(9);
    expect(requests.at(-1)!.input).toMatchObject({ command: 'feed', subcommand: 'list' });
    expect(opened.modal!.title.length).toBeLessThanOrEqual(45);
    const [language, only, , mention] = opened.modal!.components;
    expect(language!.component).toMatchObject({
      custom_id: 'language',
      type: 3,
      options: [
        { value: 'id', default: true },
        { value: 'en', default: false },
      ],
    });
    expect(only).toMatchObject({
      label: 'Hanya kata ini',
      description: 'Dipisah koma',
      component: { type: 4, value: 'banjir' },
    });
    expect(mention!.component.options).toHaveLength(25);

    state.reply = { title: 'Tersimpan', blocks: [], visibility: 'asker' };
    const sent = await people.submit(
      alice,
      opened.modal!,
      { language: 'en', 'only=off': '', zone: '', mention: '3' },
      shown.message,
    );
    expect(sent.text).toBe('Tersimpan');
    expect(requests.at(-1)!.input).toEqual({
      command: 'channel',
      subcommand: 'set',
      options: { style: 'short', language: 'en', only: 'off', mention: '3' },
    });
    expect(fake.breaches).toEqual([]);
  });

  test('a button that opens a form whose action refuses says why', async () => {
    const { people, world, channel, alice, state, platform } = await scene();
    const action = { command: 'channel', subcommand: 'set', options: {} };
    await platform.post(channel.id, { title: 'Setelan', blocks: [], buttons: [{ label: 'Ubah', form: action }] }, 'k1');
    state.reply = { title: 'Belum bisa', blocks: [{ kind: 'text', spans: ['Hanya moderator.'] }], visibility: 'asker' };
    const refused = await people.press(alice, world.messages[0]!, 'Ubah');
    expect(refused).toMatchObject({ type: 4, isEphemeral: true, text: 'Belum bisa\nHanya moderator.' });
  });
});

describe('who sees an answer', () => {
  test.each([
    ['a moderator’s command', { command: 'feed', subcommand: 'list' }, true],
    ['a personal command', { command: 'help' }, true],
    ['a question of public interest', { command: 'latest' }, false],
  ])('%s', async (_reason, typed, isEphemeral) => {
    const { people, alice } = await scene();
    expect(await people.type(alice, typed)).toMatchObject({ type: 5, isEphemeral });
  });

  test('what turns out to be personal is not left where all can see it', async () => {
    const { people, world, alice, state } = await scene();
    state.reply = { title: 'Belum bisa', blocks: [], visibility: 'asker' };
    expect(await people.type(alice, { command: 'latest' })).toMatchObject({ isEphemeral: true, text: 'Belum bisa' });
    expect(world.messages.filter((message) => !message.ephemeralFor)).toEqual([]);
  });

  test('a mistake while paging leaves the page as it was', async () => {
    const { people, world, alice, state } = await scene();
    state.reply = {
      title: 'Halaman 1',
      blocks: [],
      buttons: [{ label: 'Lanjut', action: { command: 'latest', options: {}, page: 2 } }],
    };
    const page = await people.type(alice, { command: 'latest' });
    state.reply = { title: 'Belum bisa', blocks: [], visibility: 'asker' };
    const failed = await people.press(alice, page.message!, 'Lanjut');
    expect(failed).toMatchObject({ isEphemeral: true, text: 'Belum bisa' });
    expect(world.messages.map((message) => readMessage(message).text)).toEqual(['Halaman 1', 'Belum bisa']);
  });

  test('a button under a post answers the presser alone', async () => {
    const { people, world, channel, budi, platform } = await scene();
    await platform.post(
      channel.id,
      { title: 'Berita', blocks: [], buttons: [{ label: 'Linimasa', action: { command: 'timeline', options: {} } }] },
      'k1',
    );
    expect(await people.press(budi, world.messages[0]!, 'Linimasa')).toMatchObject({ type: 5, isEphemeral: true });
    expect(readMessage(world.messages[0]!).text).toBe('Berita');
  });
});

describe('answers under difficulties', () => {
  const isEdit = (method: string, path: string): boolean => method === 'PATCH' && path.startsWith('/webhooks/');

  test.each(['broken', 'lost', 'throttled', 'uncertain'] as const)(
    'an answer that is %s is said again',
    async (fault) => {
      const { fake, people, alice } = await scene();
      fake.fail(fault, isEdit);
      expect((await people.type(alice, { command: 'latest' })).text).toBe('Jawaban');
    },
  );

  test.each(['broken', 'lost', 'uncertain'] as const)('an acknowledgement that is %s is given again', async (fault) => {
    const { fake, people, alice } = await scene();
    fake.fail(fault, (_method, path) => path.endsWith('/callback'));
    expect((await people.type(alice, { command: 'latest' })).text).toBe('Jawaban');
  });

  test('stopping waits for the answers under way', async () => {
    const { fake, people, alice, platform } = await scene();
    const asked = Array.from({ length: 5 }, () => people.type(alice, { command: 'latest' }));
    await expect.poll(() => fake.calls.some((call) => call.path.endsWith('/callback'))).toBe(true);
    await platform.stop();
    const answered = await Promise.allSettled(asked);
    const taken = fake.calls.filter((call) => call.path.endsWith('/callback')).length;
    expect(answered.filter((one) => one.status === 'fulfilled')).toHaveLength(taken);
  });
});
