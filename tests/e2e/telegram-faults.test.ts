import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import { createFastClock } from '#tests/support/fast-clock.ts';
import { feedOf, type Kabar, startKabar, wordsOf } from '#tests/support/telegram/kabar.ts';
import { ME, startTelegram, TOKEN } from '#tests/support/telegram/server.ts';

const TYPE = { 'content-type': 'application/rss+xml' };
const FEED = '/feed.xml';
const GROUP = -501;
const SUPERGROUP = -1000000000501;
const WIDE = { perSecond: 100, perChat: 100, perGroupMinute: 1000 };
const WAIT = { timeout: 20_000, interval: 10 };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(options: Parameters<typeof startKabar>[0] = {}): Promise<Kabar> {
  const kabar = await startKabar({ limits: WIDE, clock: createFastClock(20), ...options });
  closers.push(() => kabar.close());
  return kabar;
}

/** Happenings that have nothing in common, so that none is taken for another telling of one before. */
const HAPPENINGS = [
  'Panen raya bawang merah di lereng gunung memuaskan para petani tahun ini.',
  'Kereta cepat antarkota melintasi terowongan baru tanpa hambatan semalam.',
  'Festival wayang kulit menutup pekan kebudayaan dengan pertunjukan dalang muda.',
  'Gempa ringan menggetarkan pesisir selatan, warga pulau berlarian ke lapangan.',
  'Rumah sakit provinsi membuka layanan operasi jantung bagi pasien kurang mampu.',
  'Nelayan menemukan bangkai kapal kuno bermuatan keramik dekat karang.',
  'Sekolah terapung menerima murid angkatan pertama dari kampung rawa.',
  'Pabrik sepeda listrik mengekspor ribuan unit menuju pasar benua tetangga.',
];
const titleOf = (name: number): string => HAPPENINGS[name]!.split(' ', 3).join(' ');
const happening = (name: number): string =>
  `<item><title>${titleOf(name)}</title><link>http://127.0.0.1:9/b/${name}</link><guid isPermaLink="false">b${name}</guid>` +
  `<pubDate>Mon, ${4 + name} Nov 2025 08:00:00 GMT</pubDate><description>${HAPPENINGS[name]}</description></item>`;

/** Which happenings stand in a chat, in order: a post each, or lines of one message when many waited. */
const told = (kabar: Kabar, chat: number): number[] =>
  kabar.fake.messages
    .filter((message) => message.chat.id === chat && message.replyTo === undefined)
    .flatMap((message) => wordsOf(message).split('\n'))
    .flatMap((line) => {
      const found = HAPPENINGS.findIndex((_, name) => line.replace(/^• /u, '').startsWith(titleOf(name)));
      return found < 0 || line === HAPPENINGS[found] ? [] : [found];
    });

/** A group that follows a feed whose items the test publishes. */
async function groupWithFeed(kabar: Kabar) {
  const { fake, feeds, ask, shown } = kabar;
  const items = [happening(0)];
  feeds.on(FEED, feedOf('Kanal Uji', items), TYPE);
  const mira = fake.addUser({ id: 501, first_name: 'Mira', language_code: 'id' });
  fake.addChat({ id: mira.id, type: 'private' });
  fake.addChat({ id: GROUP, type: 'group', title: 'Warga' });
  fake.setMember(GROUP, mira.id, { status: 'creator' });
  await ask({ chat: GROUP, from: mira, text: `/feed add ${feeds.origin}${FEED}` });
  await shown((message) => wordsOf(message).startsWith(titleOf(0)), 0);
  return {
    mira,
    publish(...names: number[]) {
      items.unshift(...names.toReversed().map(happening));
      feeds.on(FEED, feedOf('Kanal Uji', items), TYPE);
    },
  };
}

describe('what becomes of a chat', () => {
  test.each(['the post finds out', 'the service message comes first'])(
    'a group becomes a supergroup in the middle of a backlog: order kept, nothing lost (%s)',
    async (how) => {
      const kabar = await start();
      const { fake, people, ask } = kabar;
      const { mira, publish } = await groupWithFeed(kabar);
      publish(1, 2, 3, 4, 5, 6);
      await expect.poll(() => told(kabar, GROUP).length, WAIT).toBeGreaterThanOrEqual(3);
      people.migrate(GROUP, SUPERGROUP);
      if (how !== 'the post finds out') people.sayMigrated(GROUP, SUPERGROUP, mira);
      await expect.poll(() => told(kabar, SUPERGROUP).length + told(kabar, GROUP).length, WAIT).toBe(7);
      expect([...told(kabar, GROUP), ...told(kabar, SUPERGROUP)]).toEqual([0, 1, 2, 3, 4, 5, 6]);
      if (how === 'the post finds out') people.sayMigrated(GROUP, SUPERGROUP, mira);
      publish(7);
      await expect.poll(() => told(kabar, SUPERGROUP).at(-1), WAIT).toBe(7);
      fake.setMember(SUPERGROUP, mira.id, { status: 'creator' });
      expect(wordsOf(await ask({ chat: SUPERGROUP, from: mira, text: '/feed list' }))).toContain('Kanal Uji');
    },
  );

  test('kicked, nothing more is tried; let in again, news come again', async () => {
    const kabar = await start();
    const { fake, people, shown } = kabar;
    const { mira, publish } = await groupWithFeed(kabar);
    people.botBecomes(GROUP, { status: 'kicked' }, mira);
    publish(1);
    await expect.poll(() => kabar.feeds.asked.length, WAIT).toBeGreaterThan(3);
    const tries = (): number => fake.requests.filter(({ payload }) => payload['chat_id'] === GROUP).length;
    const before = tries();
    const polls = kabar.feeds.asked.length;
    await expect.poll(() => kabar.feeds.asked.length, WAIT).toBeGreaterThan(polls + 3);
    expect(tries()).toBe(before);
    people.botBecomes(GROUP, { status: 'member' }, mira);
    await shown((message) => wordsOf(message).includes('/help'), 0);
    publish(2);
    await expect.poll(() => told(kabar, GROUP), WAIT).toContain(2);
  });

  test('thrown out of a group is thrown out of its topics, and they come back with it', async () => {
    const kabar = await start();
    const { fake, people, ask, feeds, shown } = kabar;
    const items = [happening(0)];
    const publish = (): void => feeds.on(FEED, feedOf('Kanal Uji', items), TYPE);
    publish();
    const mira = fake.addUser({ id: 501, language_code: 'id' });
    const chat = fake.addChat({ id: SUPERGROUP, type: 'supergroup', title: 'Forum', is_forum: true });
    chat.topics.set(7, { closed: false });
    fake.setMember(SUPERGROUP, mira.id, { status: 'creator' });
    await ask({ chat: SUPERGROUP, from: mira, thread: 7, text: `/feed add ${feeds.origin}${FEED}` });
    await shown((message) => wordsOf(message).startsWith(titleOf(0)), 0);
    people.botBecomes(SUPERGROUP, { status: 'kicked' }, mira);
    const polls = feeds.asked.length;
    items.unshift(happening(1));
    publish();
    await expect.poll(() => feeds.asked.length, WAIT).toBeGreaterThan(polls + 3);
    expect(fake.refused).toEqual([]);
    people.botBecomes(SUPERGROUP, { status: 'member' }, mira);
    items.unshift(happening(2));
    publish();
    await expect.poll(() => told(kabar, SUPERGROUP), WAIT).toContain(2);
    expect(fake.messages.findLast((message) => wordsOf(message).includes(titleOf(2)))!.thread).toBe(7);
  });

  test('kicked without a word, the first refusal is the last', async () => {
    const kabar = await start();
    const { fake } = kabar;
    const { publish } = await groupWithFeed(kabar);
    fake.setMember(GROUP, ME.id, { status: 'kicked' });
    publish(1, 2, 3);
    await expect.poll(() => fake.refused.length, WAIT).toBeGreaterThan(0);
    const polls = kabar.feeds.asked.length;
    await expect.poll(() => kabar.feeds.asked.length, WAIT).toBeGreaterThan(polls + 3);
    expect(fake.refused).toHaveLength(1);
  });

  test('a wait of any length is obeyed, and the post is not lost', async () => {
    const kabar = await start();
    const { fake } = kabar;
    const { publish } = await groupWithFeed(kabar);
    const parameters = { retry_after: 40 };
    const description = 'Too Many Requests: retry after 40';
    for (const method of ['sendMessage', 'sendPhoto'])
      fake.fail(method, { kind: 'answer', code: 429, description, parameters });
    const since = performance.now();
    publish(1);
    await expect.poll(() => told(kabar, GROUP), WAIT).toContain(1);
    // Forty seconds of a clock that runs twenty times as fast.
    expect(performance.now() - since).toBeGreaterThan(1900);
  });

  test('HTML that Telegram can’t read goes once more as plain text', async () => {
    const kabar = await start();
    const { publish } = await groupWithFeed(kabar);
    kabar.fake.fail('sendMessage', {
      kind: 'answer',
      code: 400,
      description: "Bad Request: can't parse entities: Unsupported start tag",
    });
    publish(1);
    await expect.poll(() => told(kabar, GROUP), WAIT).toContain(1);
    const post = kabar.fake.messages.findLast((message) => wordsOf(message).startsWith(titleOf(1)))!;
    expect(post.entities).toEqual([]);
  });
});

describe('updates', () => {
  test('200 at once are all answered', async () => {
    const kabar = await start();
    const { fake, people } = kabar;
    for (let id = 1; id <= 200; id += 1) {
      const user = fake.addUser({ id });
      fake.addChat({ id, type: 'private' });
      people.say({ chat: id, from: user, text: '/help' });
    }
    const answered = () => new Set(fake.messages.map((message) => message.chat.id));
    await expect.poll(() => answered().size, WAIT).toBe(200);
    expect(fake.messages).toHaveLength(200);
    expect(fake.refused).toEqual([]);
  });

  test('handled once, however often they come, also over a restart', async () => {
    const kabar = await start();
    const { fake, people, ask } = kabar;
    const mira = fake.addUser({ id: 501 });
    fake.addChat({ id: 501, type: 'private' });
    await ask({ chat: 501, from: mira, text: '/latest' });
    await kabar.stop();
    // What was handled was acknowledged: nothing comes again.
    const again = await start({ fake, feeds: kabar.feeds, folder: kabar.folder });
    await again.ask({ chat: 501, from: mira, text: '/help' });
    expect(fake.messages).toHaveLength(2);
    people.say({ chat: 501, from: mira, text: '/latest' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(3);
  });

  test('a second poller is waited for, not fought', async () => {
    const kabar = await start();
    const { fake } = kabar;
    const mira = fake.addUser({ id: 501 });
    fake.addChat({ id: 501, type: 'private' });
    fake.fail('getUpdates', {
      kind: 'answer',
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    await kabar.ask({ chat: 501, from: mira, text: '/help' });
    await kabar.ask({ chat: 501, from: mira, text: '/latest' });
    expect((await fetch(`${kabar.base}/readyz`)).status).toBe(200);
  });
});

describe('the webhook', () => {
  const secret = 'canary-webhook-secret_1';
  const env = { TELEGRAM_WEBHOOK_URL: 'https://kabar.test/telegram/webhook', TELEGRAM_WEBHOOK_SECRET: secret };
  const update = (update_id: number, text: string, chat = 501) => ({
    update_id,
    message: {
      message_id: update_id,
      date: 1,
      chat: { id: chat, type: 'private' },
      from: { id: chat, first_name: 'Mira' },
      text,
    },
  });

  async function startWithWebhook() {
    const kabar = await start({ env });
    for (let id = 501; id < 530; id += 1) kabar.fake.addChat({ id, type: 'private' });
    const send = (body: unknown, given: string | undefined = secret, host = 'kabar.test') =>
      fetch(`${kabar.base}/telegram/webhook`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-host': host,
          ...(given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given }),
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    return { ...kabar, send };
  }

  test('is told to Telegram with its secret; nothing is polled', async () => {
    const { fake } = await startWithWebhook();
    expect(fake.webhook).toEqual({ url: env.TELEGRAM_WEBHOOK_URL, secret });
    expect(fake.requests.filter(({ method }) => method === 'getUpdates')).toEqual([]);
  });

  test('a wrong secret is refused, and so is what is no update', async () => {
    const { fake, send } = await startWithWebhook();
    expect((await send(update(1, '/help'), 'wrong')).status).toBe(401);
    expect((await send(update(1, '/help'), '')).status).toBe(401);
    expect((await send(update(1, '/help'), `${secret}x`)).status).toBe(401);
    expect((await send('not json')).status).toBe(400);
    expect((await send([])).status).toBe(400);
    expect((await send('x'.repeat(2_000_000))).status).toBe(400);
    expect((await send({ update_id: 'one', message: 7 })).status).toBe(200);
    expect(fake.messages).toEqual([]);
  });

  test('the same update many times at once, and again later, is answered once', async () => {
    const { fake, send } = await startWithWebhook();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(update(7, '/help'))));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await send(update(7, '/help'))).status).toBe(200);
    expect(fake.messages).toHaveLength(1);
    expect((await send(update(6, '/latest'))).status).toBe(200);
    expect(fake.messages).toHaveLength(2);
  });

  test('many at once are all answered', async () => {
    const { fake, send } = await startWithWebhook();
    const sent = Array.from({ length: 60 }, (_, n) => send(update(100 + n, '/help', 501 + (n % 20))));
    expect((await Promise.all(sent)).every(({ status }) => status === 200)).toBe(true);
    await expect.poll(() => fake.messages.length, WAIT).toBe(60);
  });
});

describe('the token', () => {
  test('never appears in a line of the log, whatever goes wrong', async () => {
    const lines: string[] = [];
    const spell = (value: unknown): string =>
      value instanceof Error
        ? `${value.message} ${value.stack} ${JSON.stringify(value)} ${spell(value.cause)}`
        : (JSON.stringify(value) ?? '');
    const write = (event: string, fields: Record<string, unknown> = {}): void => {
      lines.push(`${event} ${Object.values(fields).map(spell).join(' ')}`);
    };
    const log: Log = { debug: write, info: write, warn: write, error: write };
    const kabar = await start({ log });
    const { fake, people } = kabar;
    const { mira, publish } = await groupWithFeed(kabar);
    const { mira: user } = { mira };
    for (const kind of ['page', 'bad-gateway', 'cut-before', 'cut-after'] as const) {
      for (const method of ['getUpdates', 'getChatMember', 'answerCallbackQuery', 'sendMessage'])
        fake.fail(method, { kind });
      people.say({ chat: GROUP, from: user, text: '/help' });
      people.say({ chat: user.id, from: user, text: '/latest' });
    }
    fake.fail('getFile', { kind: 'page' });
    const document = { name: 'feeds.opml', bytes: Buffer.from('<opml/>') };
    people.say({ chat: user.id, from: user, caption: '/feed import', document });
    publish(1, 2);
    await expect.poll(() => told(kabar, GROUP), WAIT).toContain(2);
    fake.fail('sendMessage', { kind: 'answer', code: 401, description: 'Unauthorized' });
    publish(3);
    await expect.poll(() => lines.length, WAIT).toBeGreaterThan(8);
    await kabar.stop();
    expect(lines.filter((line) => line.includes('canary') || line.includes(TOKEN.slice(0, 10)))).toEqual([]);
  });

  test('that is refused stops the start with a sentence and without itself', async () => {
    const fake = await startTelegram({ clock: systemClock, token: '1:other-token-other-token-other' });
    closers.push(() => fake.close());
    const failed = startKabar({ fake }).then(
      () => undefined,
      (error: Error) => error,
    );
    const error = await failed;
    expect(error?.name).toBe('SetupError');
    expect(error?.message).toMatch(/TELEGRAM_TOKEN: .*@BotFather/u);
    expect(`${error?.message} ${error?.stack}`).not.toContain('canary');
  });
});
