import { afterEach, describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import type { Option } from '#core/command.ts';
import { HOSTILE } from '#tests/contracts/platform.ts';
import { startOutlet, type Story } from '#tests/support/discord/kabar.ts';
import { startKabar, wordsOf } from '#tests/support/telegram/kabar.ts';
import { createFastClock } from '#tests/support/fast-clock.ts';
import type { Stored } from '#tests/support/telegram/world.ts';

const GROUP = -1000000000501;
/** Not what is measured here. */
const UNLIMITED = { perSecond: 1e6, perChat: 1e6, perGroupMinute: 1e6 };
const WAIT = { timeout: 60_000, interval: 20 };
/** Some hundred questions: seconds on an idle machine, more on a busy one. */
const SLOWEST_MS = 120_000;
/** Telegram's own limit of a message, so of what can be typed. */
const TYPED_MOST = 4096;
const ENTITIES = ['bold', 'italic', 'text_link', 'blockquote', 'expandable_blockquote'];

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const long = (text: string, letters: number): string =>
  `${text} `.repeat(Math.ceil(letters / (text.length + 1))).slice(0, letters);

/** News as nobody should write it: every hostile text as headline, name and quote, some of 10,000 letters. */
const hostile: Story[] = [...HOSTILE.map(([, text]) => text), 'emoji 👨‍👩‍👧‍👦 \uD83D separuh', '</b></blockquote>&lt;'].map(
  (text, index) => ({
    title: index % 3 === 0 ? long(text, 10_000) : `${text} jembatan`,
    day: index + 1,
    text:
      `Jembatan ${text} diperiksa petugas. "${index % 4 === 0 ? long(`Kami memeriksa ${text}`, 2500) : `Kami memeriksa ${text}`}," kata Kepala Dinas Arga Wirasena, ` +
      `Senin (${index + 1}/11/2025). Peresmian ${text} berlangsung pada ${index + 1} November 2025.`,
  }),
);

function values(name: string, option: Option, url: string): string[] {
  if (option.choices) return [...option.choices];
  if (option.kind === 'url') return [url, 'javascript:alert(1)', `http://127.0.0.1:1/${'a'.repeat(3000)}`];
  const known = { person: 'Arga Wirasena', feed: 'Kanal Uji' }[name] ?? 'jembatan';
  return [known, '@everyone <b>x</b> & `||', long('panjang sekali', 2000)];
}

/** Each command without options, with each value of each option, and with everything at once, as it is typed. */
function* questions(url: string): Generator<string> {
  yield '/start';
  yield '/settings@kabar_bot';
  for (const command of commands) {
    yield `/${command.name}`;
    for (const part of command.subcommands ?? [command]) {
      const head = `/${command.name}${command.subcommands ? ` ${part.name}` : ''}`;
      // What takes the news away is asked for by a button, and left unanswered.
      const options = Object.entries(part.options).filter(([name, { kind }]) => kind !== 'file' && name !== 'sure');
      yield head;
      const typed = (name: string, value: string): string => ` ${name}:"${value}"`;
      for (const [name, option] of options) {
        for (const value of values(name, option, url)) yield head + typed(name, value);
      }
      if (options.length > 1) {
        const all = options.map(([name, option]) => typed(name, values(name, option, url).at(-1)!));
        yield (head + all.join('')).slice(0, TYPED_MOST);
      }
    }
  }
}

function check(what: string, message: Stored): void {
  expect({
    what,
    // A picture of a timeline may come without words, which follow it.
    isEmpty: wordsOf(message).trim() === '' && message.photo === undefined,
    entities: message.entities.filter(({ type }) => !ENTITIES.includes(type)),
    links: message.entities.filter(({ url }) => url !== undefined && !/^https?:\/\//u.test(url)),
    mentions: (message.text ?? message.caption ?? '').match(/(?<![\w./@])@\w{3,}/gu),
  }).toEqual({ what, isEmpty: false, entities: [], links: [], mentions: null });
}

describe('every reply of every command', () => {
  test.each(['emptiest', 'longest'])(
    'at its %s, in both languages, is valid',
    async (size) => {
      const outlet = await startOutlet();
      closers.push(() => outlet.close());
      const kabar = await startKabar({ limits: UNLIMITED, clock: createFastClock(50) });
      closers.push(() => kabar.close());
      const { fake, people, ask } = kabar;
      const mira = fake.addUser({ id: 501, first_name: 'Mira' });
      fake.addChat({ id: mira.id, type: 'private' });
      fake.addChat({ id: GROUP, type: 'supergroup', title: 'Warga' });
      fake.setMember(GROUP, mira.id, { status: 'creator' });
      if (size === 'longest') {
        outlet.publish(...hostile);
        await ask({ chat: GROUP, from: mira, text: `/feed add ${outlet.origin}/feed.xml` });
        const isRead = async (): Promise<string> =>
          wordsOf(await ask({ chat: GROUP, from: mira, text: '/quote Arga Wirasena' }));
        await expect.poll(isRead, WAIT).toContain('“Kami');
      }
      for (const language_code of ['id', 'en', 'fr']) {
        const asked = new Map<number, string>();
        // All of them at once, each in a group of its own, so that none waits for another.
        let person = 1000;
        for (const text of questions(`${outlet.origin}/berita/1`)) {
          const from = fake.addUser({ id: ++person, language_code });
          const chat = GROUP - person;
          fake.addChat({ id: chat, type: 'supergroup', title: 'Warga' });
          fake.setMember(chat, from.id, { status: 'administrator' });
          fake.setMember(chat, mira.id, { status: 'administrator' });
          asked.set(people.say({ chat, from, text }), text);
        }
        expect(asked.size).toBeGreaterThan(60);
        const unanswered = (): string[] => {
          const answered = new Set(fake.messages.map((message) => message.replyTo));
          return [...asked].filter(([id]) => !answered.has(id)).map(([, text]) => text);
        };
        await expect.poll(unanswered, WAIT).toEqual([]);
        for (const message of fake.messages) check(asked.get(message.replyTo ?? 0) ?? 'a further part', message);
        // The buttons of all of them, but those that destroy.
        const pressed = fake.messages.filter(({ replyTo }) => asked.has(replyTo ?? 0)).slice(0, 60);
        const before = fake.requests.filter(({ method }) => method === 'answerCallbackQuery').length;
        const buttons = pressed.flatMap((message) =>
          message.buttons
            .filter((one) => one.callback_data && !('style' in one))
            .slice(0, 2)
            .map(({ text }) => ({ message, text })),
        );
        for (const { message, text } of buttons) people.press(message, text, mira);
        await expect
          .poll(() => fake.requests.filter(({ method }) => method === 'answerCallbackQuery').length - before, WAIT)
          .toBe(buttons.length);
      }
      expect(fake.breaches).toEqual([]);
      expect(fake.refused).toEqual([]);
    },
    SLOWEST_MS,
  );
});
