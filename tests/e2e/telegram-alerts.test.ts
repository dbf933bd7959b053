import { afterEach, describe, expect, test } from 'vitest';
import { createFastClock } from '#tests/support/fast-clock.ts';
import { feedOf, item, type Kabar, startKabar, wordsOf } from '#tests/support/telegram/kabar.ts';

const TYPE = { 'content-type': 'application/rss+xml' };
const FEED = '/feed.xml';
const GROUP = -1000000000501;
const CHANNEL = -1000000000701;
const WIDE = { perSecond: 100, perChat: 100, perGroupMinute: 1000 };
const WAIT = { timeout: 20_000, interval: 10 };

let kabar: Kabar;
afterEach(async () => {
  const { breaches } = kabar.fake;
  await kabar.close();
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
});

async function start(chat: number, type: 'supergroup' | 'channel') {
  kabar = await startKabar({ limits: WIDE, clock: createFastClock(20) });
  const { fake, feeds, ask, shown } = kabar;
  const items = [item('jembatan', 3)];
  const serve = (): void => feeds.on(FEED, feedOf('Kanal Uji', items), TYPE);
  serve();
  const siti = fake.addUser({ id: 501, first_name: 'Siti', language_code: 'id' });
  fake.addChat({ id: siti.id, type: 'private' });
  fake.addChat({ id: chat, type, title: 'Warga' });
  fake.setMember(chat, siti.id, { status: 'creator' });
  await ask({ chat, ...(type === 'channel' ? {} : { from: siti }), text: `/feed add ${feeds.origin}${FEED}` });
  const post = await shown((message) => message.chat.id === chat && wordsOf(message).startsWith('jembatan'), 0);
  const mine = (): string[] => fake.messages.filter((message) => message.chat.id === siti.id).map(wordsOf);
  return {
    ...kabar,
    siti,
    post,
    mine,
    items,
    serve,
    publish(title: string, day: number) {
      items.unshift(item(title, day));
      serve();
    },
  };
}

describe('alerts', () => {
  test('a story is followed from a group’s post: said aside, told in private, ended with one touch', async () => {
    const { fake, people, post, siti, mine, publish, press } = await start(GROUP, 'supergroup');
    expect(post.buttons.map(({ text }) => text)).toEqual(['Baca artikel', 'Ikuti', 'Pernyataan', 'Linimasa']);
    const quotes = await press(post, 'Pernyataan', siti);
    expect(wordsOf(quotes)).toContain('Arga Wirasena');
    const timeline = await press(post, 'Linimasa', siti);
    expect(wordsOf(timeline)).toContain('3 November 2025');

    const inGroup = fake.messages.filter((message) => message.chat.id === GROUP).length;
    people.press(post, 'Ikuti', siti);
    await expect.poll(mine, WAIT).toHaveLength(1);
    expect(fake.messages.filter((message) => message.chat.id === GROUP)).toHaveLength(inGroup);
    await expect
      .poll(() => fake.requests.findLast(({ method }) => method === 'answerCallbackQuery')?.payload, WAIT)
      .toMatchObject({ show_alert: true });

    const person = await kabar.ask({ chat: siti.id, from: siti, text: '/subscribe Arga Wirasena' });
    expect(wordsOf(person)).toContain('Arga Wirasena');
    publish('pelabuhan', 6);
    await expect.poll(() => mine().some((text) => text.startsWith('pelabuhan')), WAIT).toBe(true);
    const alert = fake.messages.findLast(
      (message) => message.chat.id === siti.id && wordsOf(message).startsWith('pelabuhan'),
    )!;
    const stop = alert.buttons.find(({ text }) => text.includes('Arga'))!;
    const ended = await press(alert, stop.text, siti);
    expect(ended.chat.id).toBe(siti.id);
    expect(wordsOf(await kabar.ask({ chat: siti.id, from: siti, text: '/subscriptions' }))).not.toContain('Arga');
  });

  test('a story is followed from a channel’s post by a link into the private chat', async () => {
    const { ask, post, siti, mine, publish } = await start(CHANNEL, 'channel');
    const follow = post.buttons.find(({ text }) => text.includes('Ikuti'))!;
    const payload = new URL(follow.url!).searchParams.get('start')!;
    expect(post.buttons.every(({ callback_data: data }) => data === undefined)).toBe(true);
    await ask({ chat: siti.id, from: siti, text: `/start ${payload}` });
    expect(wordsOf(await ask({ chat: siti.id, from: siti, text: '/subscriptions' }))).toContain('jembatan');
    await ask({ chat: siti.id, from: siti, text: '/subscribe Arga Wirasena' });
    publish('pelabuhan', 6);
    await expect.poll(() => mine().some((text) => text.startsWith('pelabuhan')), WAIT).toBe(true);
  });

  test('a changed headline changes the post in place', async () => {
    const { fake, post, items, serve } = await start(GROUP, 'supergroup');
    items[0] = items[0]!.replace('<title>jembatan</title>', '<title>jembatan baru</title>');
    serve();
    await expect.poll(() => post.edits, WAIT).toBeGreaterThan(0);
    expect(wordsOf(post)).toMatch(/^jembatan baru/u);
    expect(fake.messages.filter((message) => wordsOf(message).startsWith('jembatan'))).toHaveLength(1);
  });

  test('who was never written to gets the alerts once they open the bot', async () => {
    const { fake, people, siti, publish, shown } = await start(GROUP, 'supergroup');
    const budi = fake.addUser({ id: 777, first_name: 'Budi', language_code: 'id' });
    const from = fake.messages.length;
    people.say({ chat: GROUP, from: budi, text: '/subscribe Arga Wirasena' });
    await shown((message) => message.chat.id === GROUP && message.replyTo !== undefined, from);
    publish('pelabuhan', 6);
    await expect.poll(() => fake.refused.some(({ method }) => method === 'sendMessage'), WAIT).toBe(true);
    fake.addChat({ id: budi.id, type: 'private' });
    await kabar.ask({ chat: budi.id, from: budi, text: '/start' });
    publish('terminal', 7);
    await expect
      .poll(
        () => fake.messages.some((message) => message.chat.id === budi.id && wordsOf(message).startsWith('terminal')),
        WAIT,
      )
      .toBe(true);
    expect(siti.id).not.toBe(budi.id);
  });
});
