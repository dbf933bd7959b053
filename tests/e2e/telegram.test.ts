import { afterEach, describe, expect, test } from 'vitest';
import { feedOf, item, type Kabar, startKabar, wordsOf } from '#tests/support/telegram/kabar.ts';
import { createFastClock } from '#tests/support/fast-clock.ts';
import { ME } from '#tests/support/telegram/server.ts';
import type { FakeUser } from '#tests/support/telegram/world.ts';

const TYPE = { 'content-type': 'application/rss+xml' };
const FEED = '/feed.xml';
const GROUP = -501;
const SUPERGROUP = -1000000000501;
const FORUM = -1000000000601;
const CHANNEL = -1000000000701;
const TOPIC = 77;
/** Wide: the clock runs fast here, so what is a second apart is not quite; limits are proved elsewhere. */
const WIDE = { perSecond: 100, perChat: 100, perGroupMinute: 1000 };

let kabar: Kabar;
afterEach(async () => {
  const { breaches } = kabar.fake;
  await kabar.close();
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
});

async function start() {
  kabar = await startKabar({ limits: WIDE, clock: createFastClock(20) });
  const { fake, feeds } = kabar;
  const items = [item('jembatan', 3), item('pasar', 4), item('sekolah', 5)];
  const serve = (): void => feeds.on(FEED, feedOf('Kanal Uji', items), TYPE);
  serve();
  const siti = fake.addUser({ id: 501, first_name: 'Siti', language_code: 'id' });
  const budi = fake.addUser({ id: 502, first_name: 'Budi', language_code: 'en' });
  for (const user of [siti, budi]) fake.addChat({ id: user.id, type: 'private' });
  return {
    ...kabar,
    siti,
    budi,
    url: `${feeds.origin}${FEED}`,
    publish(title: string, day: number) {
      items.unshift(item(title, day));
      serve();
    },
  };
}

/** The three items at the start and these many published since have been read, so that no page changes any more. */
async function untilRead(user: FakeUser, published: number): Promise<void> {
  const total = new RegExp(`· ${3 + published} `, 'u');
  const latest = async () => wordsOf(await kabar.ask({ chat: user.id, from: user, text: '/latest' }));
  await expect.poll(latest, { timeout: 15_000, interval: 200 }).toMatch(total);
}

const posts = (chat: number, thread?: number): string[] =>
  kabar.fake.messages
    .filter((message) => message.chat.id === chat && message.thread === thread && message.replyTo === undefined)
    .map((message) => wordsOf(message).split('\n')[0]!);

describe('a private chat', () => {
  test('from /start to news, quotes and a timeline', async () => {
    const { ask, shown, siti, budi, url, publish, fake } = await start();
    const help = await ask({ chat: siti.id, from: siti, text: '/start' });
    expect(wordsOf(help)).toContain('Untuk semua orang');
    expect(wordsOf(await ask({ chat: budi.id, from: budi, text: '/start' }))).toContain('For everyone');

    const added = await ask({ chat: siti.id, from: siti, text: `/feed add ${url}` });
    expect(wordsOf(added)).toMatch(/Kanal Uji sekarang diikuti/u);
    await shown((message) => message.chat.id === siti.id && wordsOf(message).startsWith('sekolah'), 0);
    publish('pelabuhan', 6);
    const post = await shown((message) => wordsOf(message).startsWith('pelabuhan'), 0);
    expect(post.entities).toContainEqual({
      type: 'text_link',
      offset: 0,
      length: 9,
      url: 'http://127.0.0.1:9/a/pelabuhan',
    });
    expect(fake.messages.filter((message) => wordsOf(message).startsWith('jembatan'))).toEqual([]);

    const quotes = await ask({ chat: siti.id, from: siti, text: '/quote arga' });
    expect(wordsOf(quotes)).toContain('Arga Wirasena');
    expect(quotes.entities.some((entity) => entity.type === 'blockquote')).toBe(true);
    const timeline = await ask({ chat: siti.id, from: siti, text: '/timeline arga' });
    expect(wordsOf(timeline)).toContain('3 November 2025');
    expect(wordsOf(await ask({ chat: siti.id, from: siti, text: 'pelabuhan' }))).toContain('Hasil pencarian');
    expect(wordsOf(await ask({ chat: siti.id, from: siti, text: '/qoute arga' }))).toContain('/quote');
  });

  test('what is missing is asked for, answered by a reply, a press or the next words', async () => {
    const { ask, press, shown, siti, url, fake } = await start();
    const menu = await ask({ chat: siti.id, from: siti, text: '/feed' });
    expect(menu.buttons.map((button) => button.text)).toEqual(
      expect.arrayContaining(['add', 'list', 'remove', 'Untuk kanal atau grup lain …']),
    );
    const question = await press(menu, 'add', siti);
    expect(question.markup).toMatchObject({ force_reply: true });
    expect(wordsOf(question)).toContain('/feed add …');
    const added = await ask({ chat: siti.id, from: siti, text: url, replyTo: question });
    expect(wordsOf(added)).toContain('Kanal Uji sekarang diikuti');
    await shown((message) => wordsOf(message).startsWith('sekolah'), 0);

    const which = await ask({ chat: siti.id, from: siti, text: '/feed pause' });
    expect(which.buttons.map((button) => button.text)).toEqual(['Kanal Uji']);
    expect(wordsOf(await press(which, 'Kanal Uji', siti))).toContain('dijeda');

    await ask({ chat: siti.id, from: siti, text: '/search' });
    expect(wordsOf(await ask({ chat: siti.id, from: siti, text: 'sekolah' }))).toContain('Hasil pencarian “sekolah”');

    const removal = await ask({ chat: siti.id, from: siti, text: '/feed remove Kanal Uji' });
    const yes = removal.buttons[0]!.text;
    expect(wordsOf(await press(removal, yes, siti))).toContain('tidak lagi diikuti');
    expect(fake.requests.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(3);
  });

  test('a list of feeds goes in and out as a document', async () => {
    const { ask, siti, url, fake } = await start();
    const opml = `<opml version="2.0"><body><outline type="rss" text="Kanal Uji" xmlUrl="${url}"/></body></opml>`;
    const question = await ask({ chat: siti.id, from: siti, text: '/feed import' });
    const document = { name: 'feeds.opml', bytes: Buffer.from(opml) };
    const imported = await ask({ chat: siti.id, from: siti, replyTo: question, document });
    expect(wordsOf(imported)).toMatch(/1/u);
    const exported = await ask({ chat: siti.id, from: siti, text: '/feed export' });
    expect(exported.document?.name).toMatch(/\.opml$/u);
    expect(await exported.document!.text()).toContain(url);
    const again = await ask({ chat: siti.id, from: siti, caption: '/feed import', document });
    expect(wordsOf(again)).not.toContain('Balas');
    expect(fake.breaches).toEqual([]);
  });
});

describe('a group', () => {
  test('its administrators set it up, checked at each action; others ask', async () => {
    const { ask, press, siti, budi, url, fake, people, shown } = await start();
    fake.addChat({ id: GROUP, type: 'group', title: 'Warga' });
    people.botBecomes(GROUP, { status: 'left' }, siti);
    people.botBecomes(GROUP, { status: 'member' }, siti);
    await shown((message) => message.chat.id === GROUP && wordsOf(message).includes('/feed add'), 0);
    fake.setMember(GROUP, siti.id, { status: 'administrator' });
    fake.setMember(GROUP, budi.id, { status: 'member' });

    const refused = await ask({ chat: GROUP, from: budi, text: `/feed add ${url}` });
    expect(wordsOf(refused)).toContain('moderators');
    expect(wordsOf(await ask({ chat: GROUP, from: siti, text: `/feed@kabar_bot add ${url}` }))).toContain('diikuti');
    await shown((message) => message.chat.id === GROUP && wordsOf(message).startsWith('sekolah'), 0);
    expect(wordsOf(await ask({ chat: GROUP, from: budi, text: '/quote arga' }))).toContain('Arga Wirasena');

    const menu = await ask({ chat: GROUP, from: siti, text: '/feed' });
    expect(menu.buttons.map((button) => button.text)).not.toContain('Untuk kanal atau grup lain …');
    // Somebody else presses: rights are those of who presses.
    people.press(menu, 'pause', budi);
    await expect
      .poll(() => fake.requests.findLast(({ method }) => method === 'answerCallbackQuery')?.payload)
      .toMatchObject({ show_alert: true, text: expect.stringContaining('moderators') });
    const question = await press(menu, 'pause', siti);
    expect(question.buttons.map((button) => button.text)).toEqual(['Kanal Uji']);
    // Rights lost between two presses are lost.
    fake.setMember(GROUP, siti.id, { status: 'member' });
    const before = fake.messages.length;
    people.press(question, 'Kanal Uji', siti);
    await expect
      .poll(() => fake.requests.filter(({ method }) => method === 'answerCallbackQuery').at(-1)?.payload['text'])
      .toMatch(/moderator/u);
    expect(fake.messages).toHaveLength(before);
  });

  test('anonymous administrators are believed, other bots and other bots’ commands are not heard', async () => {
    const { ask, siti, budi, fake, people } = await start();
    fake.addChat({ id: SUPERGROUP, type: 'supergroup', title: 'Warga' });
    const anonymous = fake.addUser({ id: 1087968824, first_name: 'Group', is_bot: true });
    const asGroup = { sender_chat: { id: SUPERGROUP, type: 'supergroup', title: 'Warga' } };
    const listed = await ask({ chat: SUPERGROUP, from: anonymous, text: '/feed list', more: asGroup });
    expect(wordsOf(listed)).toContain('Sumber di kanal ini');
    // A channel that speaks in the group is no administrator of it.
    const asChannel = { sender_chat: { id: CHANNEL, type: 'channel', title: 'Lain' } };
    const other = fake.addUser({ id: 136817688, first_name: 'Channel', is_bot: true });
    const requests = fake.requests.length;
    people.say({ chat: SUPERGROUP, from: other, text: '/feed list', more: asChannel });
    people.say({ chat: SUPERGROUP, from: siti, text: '/feed@other_bot list' });
    people.say({ chat: SUPERGROUP, from: siti, text: '/cuaca' });
    people.say({ chat: SUPERGROUP, from: siti, text: 'kata biasa' });
    people.say({ chat: SUPERGROUP, from: fake.addUser({ id: 9, is_bot: true }), text: '/latest' });
    expect(wordsOf(await ask({ chat: SUPERGROUP, from: budi, text: '/latest' }))).toContain('Latest news');
    const sends = fake.requests.slice(requests).filter(({ method }) => method.startsWith('send'));
    expect(sends).toHaveLength(1);
  });

  test('pages are turned in place; a command is always a new message', async () => {
    const { ask, siti, budi, url, fake, people, publish, shown } = await start();
    for (let day = 6; day < 12; day += 1) publish(`kabar ${day}`, day);
    fake.addChat({ id: SUPERGROUP, type: 'supergroup', title: 'Warga' });
    fake.setMember(SUPERGROUP, siti.id, { status: 'creator' });
    await ask({ chat: SUPERGROUP, from: siti, text: `/feed add ${url}` });
    await shown((message) => wordsOf(message).startsWith('kabar 11'), 0);
    await untilRead(budi, 6);
    const first = await ask({ chat: SUPERGROUP, from: budi, text: '/latest' });
    const text = wordsOf(first);
    const before = fake.messages.length;
    people.press(first, 'Next', budi);
    await expect.poll(() => first.edits).toBe(1);
    expect(wordsOf(first)).not.toBe(text);
    people.press(first, 'Previous', budi);
    await expect.poll(() => wordsOf(first)).toBe(text);
    expect(fake.messages).toHaveLength(before);
    const again = await ask({ chat: SUPERGROUP, from: budi, text: '/latest' });
    expect(again.message_id).not.toBe(first.message_id);
  });
});

describe('a topic', () => {
  test('news goes to the topic where it was asked for; closed parks, reopened goes on', async () => {
    const { ask, shown, siti, url, publish, fake, people } = await start();
    const chat = fake.addChat({ id: FORUM, type: 'supergroup', title: 'Forum', is_forum: true });
    chat.topics.set(TOPIC, { closed: false });
    fake.setMember(FORUM, siti.id, { status: 'administrator' });
    const added = await ask({ chat: FORUM, from: siti, thread: TOPIC, text: `/feed add ${url}` });
    expect(added.thread).toBe(TOPIC);
    await shown((message) => message.thread === TOPIC && wordsOf(message).startsWith('sekolah'), 0);
    expect(posts(FORUM)).toEqual([]);

    people.say({ chat: FORUM, from: siti, thread: TOPIC, more: { forum_topic_closed: {} } });
    chat.topics.get(TOPIC)!.closed = true;
    people.say({ chat: FORUM, from: siti, thread: TOPIC, more: { forum_topic_reopened: {} } });
    chat.topics.get(TOPIC)!.closed = false;
    publish('pelabuhan', 6);
    await shown((message) => message.thread === TOPIC && wordsOf(message).startsWith('pelabuhan'), 0);

    chat.topics.delete(TOPIC);
    publish('terminal', 7);
    const told = await shown((message) => message.chat.id === FORUM && message.thread === undefined, 0);
    expect(wordsOf(told)).toContain('dihapus');
    publish('stasiun', 8);
    expect(wordsOf(await ask({ chat: FORUM, from: siti, text: '/feed list' }))).toContain('Sumber');
    expect(posts(FORUM)).toHaveLength(1);
  });
});

describe('a channel', () => {
  test('is set up from a private chat: picked, rights named, commands for it there, posts in it', async () => {
    const { ask, press, shown, siti, url, fake, people } = await start();
    fake.addChat({ id: CHANNEL, type: 'channel', title: 'Kanal Warga' });
    fake.setMember(CHANNEL, ME.id, { status: 'left' });
    fake.setMember(CHANNEL, siti.id, { status: 'creator' });
    const menu = await ask({ chat: siti.id, from: siti, text: '/feed' });
    const offer = await press(menu, 'Untuk kanal', siti);
    const keyboard = offer.markup as { keyboard: { request_chat: { request_id: number } }[][] };
    expect(keyboard.keyboard[0]![0]!.request_chat).toMatchObject({ chat_is_channel: true });
    const pick = async () => {
      const from = fake.messages.length;
      const shared = { chat_shared: { request_id: 1, chat_id: CHANNEL, title: 'Kanal Warga' } };
      people.say({ chat: siti.id, from: siti, more: shared });
      return shown((message) => wordsOf(message).startsWith('Kanal Warga'), from);
    };
    expect(wordsOf(await pick())).toContain('menjadi anggota');
    fake.setMember(CHANNEL, ME.id, { status: 'administrator', can_post_messages: false });
    expect(wordsOf(await pick())).toContain('Posting Pesan');
    fake.setMember(CHANNEL, ME.id, { status: 'administrator', can_post_messages: true });
    const picked = await pick();
    const feed = await press(picked, '/feed', siti);
    expect(wordsOf(feed)).toContain('Kanal Warga ›');
    const question = await press(feed, 'add', siti);
    const added = await ask({ chat: siti.id, from: siti, text: url, replyTo: question });
    expect(wordsOf(added)).toContain('Kanal Warga › Kanal Uji sekarang diikuti');
    await shown((message) => message.chat.id === CHANNEL && wordsOf(message).startsWith('sekolah'), 0);

    // Whoever is no administrator of the channel gets nowhere with its buttons.
    fake.setMember(CHANNEL, siti.id, { status: 'member' });
    expect(wordsOf(await press(feed, 'list', siti))).toContain('moderator');
    expect(posts(siti.id).some((title) => title.startsWith('sekolah'))).toBe(false);
  });

  test('commands in the channel itself work too; buttons lead readers into the private chat', async () => {
    const { ask, siti, url, fake, shown, publish } = await start();
    fake.addChat({ id: CHANNEL, type: 'channel', title: 'Kanal Warga' });
    for (let day = 6; day < 12; day += 1) publish(`kabar ${day}`, day);
    expect(wordsOf(await ask({ chat: CHANNEL, text: `/feed add ${url}` }))).toContain('diikuti');
    await shown((message) => message.chat.id === CHANNEL && wordsOf(message).startsWith('kabar 11'), 0);
    await untilRead(siti, 6);
    const latest = await ask({ chat: CHANNEL, text: '/latest' });
    const link = latest.buttons.find((button) => button.url?.startsWith('https://t.me/kabar_bot?start='));
    expect(latest.buttons.every((button) => button.callback_data === undefined)).toBe(true);
    const payload = new URL(link!.url!).searchParams.get('start')!;
    expect(payload).toMatch(/^[\w-]{1,64}$/u);
    const opened = await ask({ chat: siti.id, from: siti, text: `/start ${payload}` });
    expect(wordsOf(opened)).toContain('Halaman 2');
    // Nobody makes up a payload.
    expect(wordsOf(await ask({ chat: siti.id, from: siti, text: '/start a_feedremove' }))).toContain('Kabar: siapa');
  });
});
