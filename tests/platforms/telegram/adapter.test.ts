import { afterEach, describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import type { Reply } from '#core/reply.ts';
import { startPlatform } from '#tests/support/telegram/platform.ts';
import { wordsOf } from '#tests/support/telegram/kabar.ts';

const PERSON = 501;
const GROUP = -1000000000501;
const CHANNEL = -1000000000701;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WAIT = { timeout: 10_000, interval: 5 };

type Under = Awaited<ReturnType<typeof startPlatform>>;
let under: Under;
afterEach(async () => {
  const { breaches } = under.fake;
  await under.close();
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
});

async function start(options: Parameters<typeof startPlatform>[0] = {}) {
  under = await startPlatform(options);
  const user = under.fake.addUser({ id: PERSON, first_name: 'Mira', language_code: 'id' });
  under.fake.addChat({ id: PERSON, type: 'private' });
  under.fake.addChat({ id: GROUP, type: 'supergroup', title: 'Warga' });
  under.fake.addChat({ id: CHANNEL, type: 'channel', title: 'Kanal' });
  return { ...under, user };
}

const plain = (title: string, more: Partial<Reply> = {}): Reply => ({ title, blocks: [], ...more });
const long = (title: string, letters: number): Reply =>
  plain(title, { blocks: [{ kind: 'text', spans: ['Kalimat tentang kota. '.repeat(letters / 22)] }] });

describe('pictures', () => {
  test('our own is uploaded once; then Telegram’s id of it goes to every chat', async () => {
    const { platform, calls } = await start();
    const picture = plain('Linimasa', { image: { png: PNG, name: 'timeline.png', alt: 'Linimasa' } });
    for (const [key, address] of [
      ['k1', PERSON],
      ['k2', GROUP],
      ['k3', CHANNEL],
    ] as const) {
      expect(await platform.post(String(address), picture, key)).toMatchObject({ ok: true });
    }
    const [first, ...others] = calls('sendPhoto').map((payload) => payload['photo']);
    expect(first).toBeInstanceOf(File);
    expect(new Set(others)).toEqual(new Set([expect.stringMatching(/^photo-/u)]));
  });

  test('an outlet’s goes by address with its words as the caption, and by id from then on', async () => {
    const { platform, calls, fake } = await start();
    const picture = plain('Jembatan', { image: { url: 'https://kanal.test/a.jpg', alt: 'x' } });
    await platform.post(String(PERSON), picture, 'k1');
    await platform.post(String(GROUP), picture, 'k2');
    expect(calls('sendPhoto').map((payload) => payload['photo'])).toEqual([
      'https://kanal.test/a.jpg',
      expect.stringMatching(/^photo-/u),
    ]);
    expect(fake.messages.map((message) => message.caption)).toEqual(['Jembatan', 'Jembatan']);
  });

  test('one that can’t be had never blocks the text, and is not tried for every chat', async () => {
    const { platform, calls, fake } = await start();
    fake.badPictures.add('https://kanal.test/a.jpg');
    const picture = plain('Jembatan', { image: { url: 'https://kanal.test/a.jpg', alt: 'x' } });
    expect(await platform.post(String(PERSON), picture, 'k1')).toMatchObject({ ok: true });
    expect(await platform.post(String(GROUP), picture, 'k2')).toMatchObject({ ok: true });
    expect(calls('sendPhoto')).toHaveLength(1);
    expect(fake.messages.map(wordsOf)).toEqual(['Jembatan', 'Jembatan']);
  });

  test('with more words than a caption holds: an outlet’s is the preview above them, our own goes first', async () => {
    const { platform, calls, fake } = await start();
    await platform.post(
      String(PERSON),
      { ...long('Jembatan', 2200), image: { url: 'https://kanal.test/a.jpg', alt: 'x' } },
      'k1',
    );
    expect(calls('sendPhoto')).toEqual([]);
    expect(calls('sendMessage')[0]!['link_preview_options']).toMatchObject({
      url: 'https://kanal.test/a.jpg',
      show_above_text: true,
    });
    const posted = await platform.post(
      String(GROUP),
      { ...long('Linimasa', 2200), image: { png: PNG, name: 't.png', alt: 'x' } },
      'k2',
    );
    expect(posted.ok && posted.messageId.split(',')).toHaveLength(2);
    const [photo, text] = fake.messages.filter((message) => message.chat.id === GROUP);
    expect(photo).toMatchObject({ photo: expect.any(String), caption: '' });
    expect(wordsOf(text!)).toContain('Linimasa');
  });

  test('the caption of one can be changed', async () => {
    const { platform, fake } = await start();
    const image = { url: 'https://kanal.test/a.jpg', alt: 'x' };
    const posted = await platform.post(String(PERSON), plain('lama', { image }), 'k1');
    const id = posted.ok ? posted.messageId : '';
    expect(await platform.edit(String(PERSON), id, { ...long('baru', 4400), image })).toMatchObject({ ok: true });
    expect(fake.messages[0]!.caption).toMatch(/^baru[\s\S]*…$/u);
  });
});

describe('posts in several messages', () => {
  test('the part that failed is sent again, and no other', async () => {
    const { platform, fake, notes } = await start();
    const reply = long('Panjang', 11_000);
    const wait = {
      kind: 'answer',
      code: 429,
      description: 'Too Many Requests: retry after 5',
      parameters: { retry_after: 5 },
    } as const;
    fake.fail('sendMessage', wait, 1);
    expect(await platform.post(String(PERSON), reply, 'k1')).toMatchObject({
      ok: false,
      reason: 'throttled',
      retryAfterMs: 5000,
    });
    expect(fake.messages).toHaveLength(1);
    expect(await platform.post(String(PERSON), reply, 'k1')).toMatchObject({
      ok: true,
      messageId: expect.stringMatching(/^\d+,\d+,\d+$/u),
    });
    expect(fake.messages).toHaveLength(3);
    expect([...notes.keys()].filter((key) => key.startsWith('parts:'))).toEqual([]);
  });

  test('a crash between two of them repeats none', async () => {
    const { platform, fake, notes, clock } = await start();
    const reply = long('Panjang', 11_000);
    fake.fail('sendMessage', { kind: 'answer', code: 502, description: 'Bad Gateway' }, 1);
    expect(await platform.post(String(PERSON), reply, 'k1')).toMatchObject({ ok: false, reason: 'uncertain' });
    const [first] = fake.messages;
    await platform.stop();
    // What the process had in mind is gone; its notes are there.
    const again = await startPlatform({ fake, notes, clock });
    clock.advance(2000);
    expect(await again.platform.post(String(PERSON), reply, 'k1')).toMatchObject({ ok: true });
    expect(fake.messages).toHaveLength(3);
    expect(fake.messages[0]).toBe(first);
    await again.platform.stop();
  });

  test('buttons stand under the last; an edit stays within the messages that are there', async () => {
    const { platform, fake } = await start();
    const buttons = [{ label: 'Baca', url: 'https://kanal.test/a' }];
    const posted = await platform.post(String(PERSON), { ...long('Panjang', 11_000), buttons }, 'k1');
    expect(fake.messages.map((message) => message.buttons.length)).toEqual([0, 0, 1]);
    const id = posted.ok ? posted.messageId : '';
    expect(await platform.edit(String(PERSON), id, { ...long('Baru', 20_000), buttons })).toMatchObject({ ok: true });
    expect(fake.messages).toHaveLength(3);
    expect(wordsOf(fake.messages[0]!)).toMatch(/^Baru/u);
  });
});

describe('posts', () => {
  test('in quiet hours make no sound', async () => {
    const { platform, fake } = await start();
    await platform.post(String(PERSON), plain('pelan'), 'k1', { silent: true });
    await platform.post(String(GROUP), plain('keras'), 'k2');
    expect(fake.messages.map(({ silent }) => silent)).toEqual([true, false]);
  });

  test('go to the topic that the address names', async () => {
    const { platform, fake } = await start();
    fake.chats.get(GROUP)!.topics.set(7, { closed: false });
    await platform.post(`${GROUP}:7`, plain('topik'), 'k1');
    expect(fake.messages[0]!.thread).toBe(7);
    expect(await platform.post(`${GROUP}:8`, plain('x'), 'k2')).toMatchObject({ ok: false, reason: 'gone' });
    // The group is told once, in General.
    expect(fake.messages.filter((message) => message.thread === undefined)).toHaveLength(1);
    await platform.post(`${GROUP}:8`, plain('x'), 'k3');
    expect(fake.messages.filter((message) => message.thread === undefined)).toHaveLength(1);
  });

  test('a chat that moved names the new address, with the topic', async () => {
    const { platform, people } = await start();
    people.migrate(GROUP, -1000000000999);
    expect(await platform.post(String(GROUP), plain('x'), 'k1')).toMatchObject({
      ok: false,
      reason: 'unavailable',
      movedTo: '-1000000000999',
    });
    expect(await platform.post(`${GROUP}:7`, plain('x'), 'k1')).toMatchObject({ movedTo: '-1000000000999:7' });
  });

  test('a refused token is found out by one request', async () => {
    const { platform, fake, calls } = await start();
    fake.fail('sendMessage', { kind: 'answer', code: 401, description: 'Unauthorized' });
    for (const key of ['k1', 'k2', 'k3']) {
      expect(await platform.post(String(PERSON), plain('x'), key)).toMatchObject({ ok: false, reason: 'unavailable' });
    }
    expect(calls('sendMessage')).toHaveLength(1);
    expect(platform.health()).toMatchObject({ ok: false, reason: 'unauthorised' });
  });
});

describe('inline', () => {
  const quotes = (names: string[], page?: Reply['page']): Reply => ({
    title: 'Pernyataan',
    blocks: names.map((name) => ({
      kind: 'quote',
      text: `Kata ${name} <b>`,
      cite: [{ text: name, style: 'strong' }, ' · Kanal Uji'],
    })),
    ...(page ? { page } : {}),
  });
  const ask = async (query: string, options: Parameters<typeof start>[0], offset?: string) => {
    const { people, user, calls } = await start(options);
    people.inline(query, user, offset);
    await expect.poll(() => calls('answerInlineQuery').length, WAIT).toBe(1);
    return calls('answerInlineQuery')[0] as {
      results: { id: string; title: string; description: string; input_message_content: { message_text: string } }[];
      next_offset: string;
      button?: object;
    };
  };

  test('a name gives quotes to share, each whole and with its source', async () => {
    const answer = await ask('arga', { reply: () => quotes(['Arga', 'Arga'], { current: 1, last: 3 }) });
    expect(answer.results).toHaveLength(2);
    expect(answer.results[0]).toMatchObject({ title: 'Arga · Kanal Uji', description: 'Kata Arga <b>' });
    expect(answer.results[0]!.input_message_content.message_text).toBe(
      '<blockquote>“Kata Arga &lt;b&gt;”</blockquote>\n— <b>Arga</b> · Kanal Uji',
    );
    expect(answer.next_offset).toBe('2');
    expect(under.requests[0]).toMatchObject({
      input: { command: 'quote', options: { person: 'arga' }, page: 1 },
      moderator: false,
    });
  });

  test('the next page follows the offset, and the last one ends it', async () => {
    const answer = await ask('arga', { reply: () => quotes(['Arga'], { current: 3, last: 3 }) }, '3');
    expect(under.requests[0]).toMatchObject({ input: { page: 3 } });
    expect(answer.next_offset).toBe('');
  });

  test('a name that several bear gives some of each', async () => {
    const answer = await ask('singh', {
      reply: ({ input }) =>
        typeof input !== 'string' && input.options['person'] === 'singh'
          ? plain('Yang mana?')
          : quotes([(input as { options: Record<string, string> }).options['person']!]),
      suggest: () => [
        { label: 'Sabrina Singh', value: 'Sabrina Singh' },
        { label: 'Raj Singh', value: 'Raj Singh' },
      ],
    });
    expect(answer.results.map(({ title }) => title)).toEqual(['Sabrina Singh · Kanal Uji', 'Raj Singh · Kanal Uji']);
  });

  test('nothing found leads into the private chat', async () => {
    const answer = await ask('zzz', { reply: () => plain('Tidak ada') });
    expect(answer).toMatchObject({ results: [], button: { start_parameter: 'help' } });
  });
});

describe('commands made known', () => {
  test('in each scope and language, once, and again only when they changed', async () => {
    const { calls, notes, fake } = await start();
    const lists = calls('setMyCommands');
    expect(lists).toHaveLength(9);
    expect(calls('setMyDescription')).toHaveLength(3);
    const names = (list: Record<string, unknown>): string[] =>
      (list['commands'] as { command: string }[]).map(({ command }) => command);
    expect(names(lists.find((list) => (list['scope'] as { type: string }).type === 'all_group_chats')!)).not.toContain(
      'feed',
    );
    expect(
      names(lists.find((list) => (list['scope'] as { type: string }).type === 'all_chat_administrators')!),
    ).toContain('feed');
    await under.platform.stop();
    const again = await startPlatform({ fake, notes });
    expect(again.calls('setMyCommands')).toHaveLength(9);
    await again.platform.stop();
    const fewer = await startPlatform({ fake, notes, commands: commands.slice(1) });
    expect(fewer.calls('setMyCommands')).toHaveLength(18);
    await fewer.platform.stop();
  });
});

describe('the connection', () => {
  test('Telegram that can’t be reached at the start is waited for, and commands come through then', async () => {
    const { fake, platform, people, user, calls, start: begin } = await start({ start: false });
    for (let n = 0; n < 3; n += 1) fake.fail('getMe', { kind: 'bad-gateway' });
    await begin();
    expect(platform.health()).toMatchObject({ ok: false, reason: 'unavailable' });
    expect(await platform.post(String(PERSON), plain('x'), 'k1')).toMatchObject({ ok: false, reason: 'unavailable' });
    await expect.poll(() => platform.health().ok, WAIT).toBe(true);
    people.say({ chat: PERSON, from: user, text: '/help' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(1);
    expect(calls('setMyCommands')).toHaveLength(9);
  });

  test.each([
    ['a refused token', { kind: 'answer', code: 401, description: 'Unauthorized' }, 'unauthorised'],
    [
      'another poller',
      { kind: 'answer', code: 409, description: 'Conflict: terminated by other getUpdates request' },
      'conflict',
    ],
    ['a server that is down', { kind: 'bad-gateway' }, 'unavailable'],
  ] as const)('%s is said in its health, and got over', async (_reason, trouble, reason) => {
    const { fake, platform, people, user } = await start();
    const reasons: (string | undefined)[] = [];
    fake.fail('getUpdates', trouble);
    fake.fail('getUpdates', trouble);
    people.say({ chat: PERSON, from: user, text: '/help' });
    await expect
      .poll(() => reasons.push(platform.health().reason) && reasons.includes(reason), { ...WAIT, interval: 0 })
      .toBe(true);
    people.say({ chat: PERSON, from: user, text: '/help' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(2);
    expect(platform.health()).toEqual({ ok: true });
  });

  test('what was handled is acknowledged at the stop', async () => {
    const { fake, people, user, platform, calls } = await start();
    people.say({ chat: PERSON, from: user, text: '/help' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(1);
    await platform.stop();
    expect(calls('getUpdates').at(-1)).toMatchObject({ timeout: 0, limit: 1, offset: expect.any(Number) });
    expect(platform.health()).toMatchObject({ ok: false, reason: 'stopped' });
  });

  test('a command under way is answered before the stop is over', async () => {
    let finish: () => void = () => {};
    const slow = new Promise<void>((resolve) => (finish = resolve));
    const { fake, people, user, platform, requests } = await start({
      async reply() {
        await slow;
        return plain('Akhirnya');
      },
    });
    people.say({ chat: PERSON, from: user, text: '/latest' });
    await expect.poll(() => requests.length, WAIT).toBe(1);
    const stopped = platform.stop();
    finish();
    await stopped;
    expect(fake.messages.map(wordsOf)).toEqual(['Akhirnya']);
  });
});

describe('presses', () => {
  const page = (number: number): Reply => ({
    ...plain(`Halaman ${number}`),
    page: { current: number, last: 9 },
    buttons: [{ label: 'Berikutnya', action: { command: 'latest', options: {}, page: number + 1 } }],
  });

  test('an old button says so, and every press is answered', async () => {
    const { people, user, fake, calls, platform } = await start();
    await platform.post(String(GROUP), page(1), 'k1');
    fake.push({
      callback_query: {
        id: 'q1',
        from: user,
        chat_instance: '1',
        data: '#unknownunknownunknown0',
        message: { message_id: 1, date: 0, chat: { id: GROUP, type: 'supergroup' } },
      },
    });
    fake.push({
      callback_query: {
        id: 'q2',
        from: user,
        chat_instance: '1',
        data: '!!',
        message: { message_id: 1, date: 0, chat: { id: GROUP, type: 'supergroup' } },
      },
    });
    fake.push({ callback_query: { id: 'q3', from: user, chat_instance: '1' } });
    people.press(fake.messages[0]!, 'Berikutnya', user);
    await expect.poll(() => calls('answerCallbackQuery').length, WAIT).toBe(4);
    expect(calls('answerCallbackQuery').filter((call) => String(call['text']).includes('tidak berlaku'))).toHaveLength(
      2,
    );
  });

  test('a page under a message that is too old to change comes as a new one', async () => {
    const { user, fake, platform, calls } = await start({ reply: () => page(2) });
    await platform.post(String(GROUP), page(1), 'k1');
    const data = fake.messages[0]!.buttons[0]!.callback_data;
    fake.push({
      callback_query: {
        id: 'q1',
        from: user,
        chat_instance: '1',
        data,
        message: { message_id: fake.messages[0]!.message_id, date: 0, chat: { id: GROUP, type: 'supergroup' } },
      },
    });
    await expect.poll(() => fake.messages.length, WAIT).toBe(2);
    expect(calls('editMessageText')).toEqual([]);
  });

  test('a page under a picture, or under a message that is gone, comes as a new one', async () => {
    const { user, fake, platform, people } = await start({ reply: () => page(2) });
    const posted = await platform.post(
      String(GROUP),
      { ...page(1), image: { url: 'https://kanal.test/a.jpg', alt: 'x' } },
      'k1',
    );
    expect(posted).toMatchObject({ ok: true });
    people.press(fake.messages[0]!, 'Berikutnya', user);
    await expect.poll(() => fake.messages.length, WAIT).toBe(2);
    const deleted = fake.messages.pop()!;
    people.press(deleted, 'Berikutnya', user);
    await expect.poll(() => fake.messages.length, WAIT).toBe(2);
  });

  test('a page that is too long for one message, or the end of one that was, comes as a new one', async () => {
    const text = { kind: 'text' as const, spans: ['Kalimat tentang kota. '.repeat(300)] };
    const { user, fake, platform, people, calls } = await start({
      reply: () => ({ ...page(2), title: 'Halaman', blocks: [text] }),
    });
    await platform.post(String(GROUP), { ...page(1), title: 'Halaman' }, 'k1');
    people.press(fake.messages[0]!, 'Berikutnya', user);
    await expect.poll(() => fake.messages.length, WAIT).toBe(3);
    expect(calls('editMessageText')).toEqual([]);
    people.press(fake.messages[2]!, 'Berikutnya', user);
    await expect.poll(() => fake.messages.length, WAIT).toBe(5);
  });

  test('an answer that Telegram asks to wait for comes then', async () => {
    const { user, fake, people } = await start();
    const wait = {
      kind: 'answer',
      code: 429,
      description: 'Too Many Requests: retry after 30',
      parameters: { retry_after: 30 },
    } as const;
    fake.fail('sendMessage', wait);
    fake.fail('sendMessage', wait);
    people.say({ chat: GROUP, from: user, text: '/latest' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(1);
  });

  test('a reader of a channel is not answered in front of everybody', async () => {
    const { user, fake, calls } = await start({ reply: () => plain('Hanya untukmu') });
    const message = { message_id: 5, date: 1, chat: { id: CHANNEL, type: 'channel' }, text: 'x' };
    fake.push({ callback_query: { id: 'q1', from: user, chat_instance: '1', data: 'quote|person=Arga', message } });
    await expect.poll(() => calls('answerCallbackQuery').length, WAIT).toBe(1);
    expect(calls('answerCallbackQuery')[0]).toMatchObject({ text: 'Hanya untukmu', show_alert: true });
    expect(fake.messages).toEqual([]);
  });
});

describe('words that are no command', () => {
  test('in answer to a message take what it offers', async () => {
    const { people, user, fake, requests } = await start();
    const answering = {
      message_id: 9,
      date: 1,
      chat: { id: GROUP, type: 'supergroup' },
      text: 'Lihat https://kanal.test/b ini',
      entities: [{ type: 'url', offset: 6, length: 20 }],
    };
    people.say({ chat: GROUP, from: user, text: '/summary', answering });
    await expect.poll(() => requests.length, WAIT).toBe(1);
    expect(requests[0]).toMatchObject({ input: { command: 'summary', options: { url: 'https://kanal.test/b' } } });
    people.say({ chat: GROUP, from: user, text: '/search', answering, more: { quote: { text: 'kanal' } } });
    await expect.poll(() => requests.length, WAIT).toBe(2);
    expect(requests[1]).toMatchObject({ input: { command: 'search', options: { words: 'kanal' } } });
    await expect.poll(() => fake.messages.length, WAIT).toBe(2);
  });

  test('a question of one person is not answered by another, and once', async () => {
    const { people, user, fake, requests } = await start();
    const other = fake.addUser({ id: 777 });
    people.say({ chat: GROUP, from: user, text: '/search' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(1);
    const question = fake.messages[0]!;
    people.say({ chat: GROUP, from: other, text: 'kata orang lain', replyTo: question });
    people.say({ chat: GROUP, from: user, text: 'kata saya', replyTo: question });
    people.say({ chat: GROUP, from: user, text: 'kata lagi', replyTo: question });
    people.say({ chat: GROUP, from: other, text: '/latest' });
    await expect.poll(() => requests.length, WAIT).toBe(2);
    expect(requests.map(({ input }) => input)).toEqual([
      { command: 'search', options: { words: 'kata saya' } },
      { command: 'latest', options: {} },
    ]);
  });
});

describe('limits', () => {
  test('200 questions from 200 chats at once are answered within Telegram’s own limits', async () => {
    const { fake, people } = await start();
    for (let id = 1001; id <= 1200; id += 1) {
      fake.addChat({ id, type: 'private' });
      people.say({ chat: id, from: fake.addUser({ id }), text: '/help' });
    }
    await expect.poll(() => fake.messages.length, WAIT).toBe(200);
    expect(new Set(fake.messages.map((message) => message.chat.id)).size).toBe(200);
    expect(fake.refused).toEqual([]);
  });

  test('a post to a group that is busy with answers waits in the outbox, another chat’s does not', async () => {
    const posted: unknown[] = [];
    const { fake, people, platform } = await start({
      async reply() {
        // In the middle of a rush, when others wait for their answers already.
        if (under.requests.length === 40) {
          posted.push(await platform.post(String(GROUP), plain('x'), 'k1'));
          posted.push(await platform.post(String(PERSON), plain('x'), 'k2'));
        }
        return plain('Jawaban');
      },
    });
    for (let n = 0; n < 80; n += 1) people.say({ chat: GROUP, from: fake.addUser({ id: 2000 + n }), text: '/latest' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(81);
    expect(posted).toMatchObject([{ reason: 'throttled', scope: 'address' }, { ok: true }]);
    expect(fake.refused).toEqual([]);
  });

  test('one chat that is told to wait is one chat, two are the whole bot', async () => {
    const { fake, platform } = await start();
    const wait = {
      kind: 'answer',
      code: 429,
      description: 'Too Many Requests: retry after 9',
      parameters: { retry_after: 9 },
    } as const;
    fake.fail('sendMessage', wait);
    fake.fail('sendMessage', wait);
    expect(await platform.post(String(PERSON), plain('x'), 'k1')).toMatchObject({
      reason: 'throttled',
      scope: 'address',
    });
    expect(await platform.post(String(GROUP), plain('x'), 'k2')).toMatchObject({
      reason: 'throttled',
      scope: 'platform',
      retryAfterMs: 9000,
    });
  });
});

describe('settings', () => {
  const reply = () => plain('Pengaturan', { visibility: 'asker' });

  test('asked for without a change can be changed by buttons; a choice is offered, a text asked for', async () => {
    const { people, user, fake, requests } = await start({ reply });
    people.say({ chat: PERSON, from: user, text: '/channel set' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(1);
    const labels = fake.messages[0]!.buttons.map(({ text }) => text);
    expect(labels.length).toBeGreaterThan(6);
    const mode = fake.messages[0]!.buttons.find(({ callback_data: data }) => data === 'channel set|mode')!;
    people.press(fake.messages[0]!, mode.text, user);
    await expect.poll(() => fake.messages.length, WAIT).toBe(2);
    people.press(fake.messages[1]!, 'digest', user);
    await expect.poll(() => requests.length, WAIT).toBe(2);
    expect(requests[1]).toMatchObject({
      input: { command: 'channel', subcommand: 'set', options: { mode: 'digest' } },
    });
    const quiet = fake.messages[0]!.buttons.find(({ callback_data: data }) => data === 'channel set|quiet')!;
    people.press(fake.messages[0]!, quiet.text, user);
    await expect.poll(() => fake.messages.length, WAIT).toBe(4);
    people.say({ chat: PERSON, from: user, text: '22:00-06:00', replyTo: fake.messages[3]! });
    await expect.poll(() => requests.at(-1)?.input, WAIT).toMatchObject({ options: { quiet: '22:00-06:00' } });
  });

  test('what everyone asks has no such buttons', async () => {
    const { people, user, fake } = await start();
    people.say({ chat: PERSON, from: user, text: '/quote' });
    await expect.poll(() => fake.messages.length, WAIT).toBe(1);
    expect(fake.messages[0]!.buttons).toEqual([]);
  });
});

describe('what is for one person among many', () => {
  const buttons = [{ label: 'Berhenti', action: { command: 'unsubscribe', options: { what: '#1' } } }];

  test('comes with its buttons in their private chat, and as a window where they pressed', async () => {
    const { people, user, fake, platform, calls } = await start({
      reply: () => plain('Diikuti', { visibility: 'asker', buttons }),
    });
    const follow = [{ label: 'Ikuti', action: { command: 'subscribe', options: { what: '#s1' } } }];
    await platform.post(String(GROUP), plain('Berita', { buttons: follow }), 'k1');
    people.press(fake.messages[0]!, 'Ikuti', user);
    await expect.poll(() => calls('answerCallbackQuery').length, WAIT).toBe(1);
    expect(calls('answerCallbackQuery')[0]).toMatchObject({ text: 'Diikuti', show_alert: true });
    expect(fake.messages.at(-1)).toMatchObject({ chat: { id: PERSON }, buttons: [{ text: 'Berhenti' }] });
  });

  test('is said in the group when they never wrote to the bot', async () => {
    const { people, fake, platform } = await start({ reply: () => plain('Diikuti', { visibility: 'asker', buttons }) });
    const follow = [{ label: 'Ikuti', action: { command: 'subscribe', options: { what: '#s1' } } }];
    await platform.post(String(GROUP), plain('Berita', { buttons: follow }), 'k1');
    people.press(fake.messages[0]!, 'Ikuti', fake.addUser({ id: 888 }));
    await expect.poll(() => fake.messages.length, WAIT).toBe(2);
    expect(fake.messages[1]!.chat.id).toBe(GROUP);
  });
});
