import { afterEach, describe, expect, test, vi } from 'vitest';
import { commands } from '#commands/index.ts';
import type { Option } from '#core/command.ts';
import { HOSTILE } from '#tests/contracts/platform.ts';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { startKabar, startOutlet, type Story } from '#tests/support/discord/kabar.ts';
import type { Outcome, Typed } from '#tests/support/discord/people.ts';
import { buttonsOf, readMessage } from '#tests/support/discord/world.ts';

const WAIT = { timeout: 20_000, interval: 30 };
const LOCALES = ['id', 'en-US'];
/** Discord takes 6,000 characters in an option. */
const LONGEST = 6000;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const long = (text: string, letters: number): string =>
  `${text} `.repeat(Math.ceil(letters / (text.length + 1))).slice(0, letters);

/** News as nobody should write it: every hostile text as headline, name and quote, some of them very long. */
const hostile: Story[] = HOSTILE.map(([, text], index) => ({
  title: index % 3 === 0 ? long(text, 5000) : `${text} jembatan`,
  day: index + 1,
  text:
    `Jembatan ${text} diperiksa petugas. "${index % 4 === 0 ? long(`Kami memeriksa ${text}`, 2500) : `Kami memeriksa ${text}`}," kata Kepala Dinas Arga Wirasena, ` +
    `Senin (${index + 1}/11/2025). Peresmian ${text} berlangsung pada ${index + 1} November 2025.`,
}));

const values = (name: string, option: Option, url: string): string[] => {
  if (option.kind === 'role') return ['123456789012345678'];
  if (option.choices) return [...option.choices];
  if (option.kind === 'url') return [url, 'javascript:alert(1)', `http://127.0.0.1:1/${'a'.repeat(3000)}`];
  const known = { person: 'Arga Wirasena', feed: 'Kanal Uji' }[name] ?? 'jembatan';
  return [known, '@everyone [x](https://evil.test) `||', long('panjang sekali', LONGEST)];
};

/** Each command without options, with each value of each option, and with everything at once. */
function* questions(url: string): Generator<Typed> {
  for (const command of commands) {
    for (const part of command.subcommands ?? [command]) {
      // What takes the news away is asked for by a button below, and left unanswered.
      const typed: Typed = { command: command.name, ...(command.subcommands ? { subcommand: part.name } : {}) };
      const options = Object.entries(part.options).filter(([name, { kind }]) => kind !== 'file' && name !== 'sure');
      yield typed;
      for (const [name, option] of options) {
        for (const value of values(name, option, url)) yield { ...typed, options: { [name]: value } };
      }
      if (options.length > 1) {
        yield {
          ...typed,
          options: Object.fromEntries(options.map(([name, option]) => [name, values(name, option, url).at(-1)!])),
        };
      }
    }
  }
}

const MARKS = ['bold', 'italic', 'list', 'quote', 'time'];

function check(what: unknown, { modal, messages, text }: Outcome): void {
  if (modal) return;
  const all = messages.map((message) => readMessage(message));
  expect({
    what,
    isEmpty: text.trim() === '',
    mentions: all.flatMap((read) => read.mentions),
    marks: all.flatMap((read) => read.marks).filter((mark) => !MARKS.includes(mark)),
    links: all.flatMap((read) => read.links).filter((link) => !/^https?:\/\//u.test(link)),
  }).toEqual({ what, isEmpty: false, mentions: [], marks: [], links: [] });
}

describe('every reply of every command', () => {
  test.each(['emptiest', 'longest'])(
    'at its %s, in every language, is valid, and does nothing but say',
    async (size) => {
      const fake = await startFakeDiscord({ enforceRates: false });
      closers.push(() => fake.close());
      const outlet = await startOutlet();
      closers.push(() => outlet.close());
      const { world, people } = fake;
      const channel = world.addChannel(world.addGuild());
      const mira = { user: world.addUser('mira'), channel, moderator: true };
      const kabar = await startKabar(fake);
      closers.push(() => kabar.stop());
      if (size === 'longest') {
        outlet.publish(...hostile);
        await people.type(mira, { command: 'feed', subcommand: 'add', options: { url: `${outlet.origin}/feed.xml` } });
        const person = { command: 'quote', options: { person: 'Arga Wirasena' } };
        await vi.waitFor(async () => expect((await people.type(mira, person)).text).toContain('“Kami'), WAIT);
      }
      let asked = 0;
      const url = `${outlet.origin}/berita/1`;
      const alone = { ...mira, channel: world.privateChannel(mira.user.id), locale: 'fr' };
      const inChannel = LOCALES.flatMap((locale) =>
        [...questions(url)].map((typed) => ({ typed, actor: { ...mira, locale } })),
      );
      // In a language that we don't speak, and alone with the bot, each command once.
      const aside = [...questions(url)].filter(({ options }) => !options).map((typed) => ({ typed, actor: alone }));
      for (const { typed, actor } of [...inChannel, ...aside]) {
        const outcome = await people.force(actor, typed);
        asked += 1;
        const what = { locale: actor.locale, ...typed };
        check(what, outcome);
        const buttons = buttonsOf(outcome.message).filter((one) => one.customId && !one.danger);
        for (const button of buttons.slice(0, 2)) {
          check({ ...what, pressed: button.label }, await people.pressSeen(actor, outcome.message!, button));
        }
      }
      expect(asked).toBeGreaterThan(100);
      expect(fake.breaches).toEqual([]);
      expect(fake.rest.invalid).toBe(0);
    },
  );
});
