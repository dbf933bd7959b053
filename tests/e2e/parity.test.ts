import { afterEach, describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { systemClock } from '#core/clock.ts';
import type { Option } from '#core/command.ts';
import type { Block, Reply, Span } from '#core/reply.ts';
import { silentLog } from '#core/log.ts';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { startKabar, startOutlet } from '#tests/support/discord/kabar.ts';
import { createFastClock } from '#tests/support/fast-clock.ts';
import { createPeople } from '#tests/support/telegram/people.ts';
import { startTelegram, TOKEN } from '#tests/support/telegram/server.ts';

const GROUP = -1000000000501;
const UNLIMITED = { perSecond: 1e6, perChat: 1e6, perGroupMinute: 1e6 };
const WAIT = { timeout: 30_000, interval: 50 };
/** Some hundred questions: seconds on an idle machine, more on a busy one. */
const SLOWEST_MS = 120_000;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Moments are each reader's own time on Discord; all else is said in the same words. */
const spans = (all: readonly Span[]): string[] =>
  all.flatMap((span) => (typeof span === 'string' ? [span] : span.style === 'time' ? [] : [span.text]));

function factsOf(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return spans(block.spans);
    case 'quote':
      return [block.text, ...spans(block.cite)];
    case 'list':
      return block.items.flatMap(spans);
    case 'fields':
      return block.fields.flatMap(({ name, value }) => [name, ...spans(value)]);
    case 'timeline':
      return block.entries.flatMap(({ when, text, cite }) => [when, text, ...spans(cite)]);
    default:
      return block satisfies never;
  }
}

const plain = (text: string): string =>
  text
    .replaceAll(/[\u200B-\u200F\u2060-\u2069]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** The facts that a text does not hold where they should stand: each after the one before. */
function missing(facts: readonly string[], text: string): string[] {
  const whole = plain(text);
  let at = 0;
  return facts.map(plain).filter((fact) => {
    const found = whole.indexOf(fact, at);
    if (found < 0) return true;
    at = found + fact.length;
    return false;
  });
}

/** What is typed for an option; everything that is asked of all three alike. */
function valueOf(name: string, option: Option, url: string): string | undefined {
  if (option.choices) return option.choices[0];
  if (option.kind === 'url') return url;
  if (option.kind !== 'text') return undefined;
  const known: Record<string, string> = { person: 'Arga Wirasena', feed: 'Kanal Uji', what: 'Arga Wirasena' };
  return (
    known[name] ??
    { quiet: '22:00-06:00', zone: 'Asia/Makassar', digest: '07:00', digest_at: '07:00', max_per_hour: '5' }[name] ??
    'jembatan'
  );
}

interface Question {
  command: string;
  subcommand?: string;
  options: Record<string, string>;
}

function* questions(url: string): Generator<Question> {
  for (const command of commands) {
    for (const part of command.subcommands ?? [command]) {
      const base = { command: command.name, ...(command.subcommands ? { subcommand: part.name } : {}) };
      const entries = Object.entries(part.options).filter(([name]) => name !== 'sure');
      const needed = entries.filter(([, option]) => option.required);
      const filled = (all: typeof entries): Record<string, string> =>
        Object.fromEntries(
          all.flatMap(([name, option]) => {
            const value = valueOf(name, option, url);
            return value === undefined ? [] : [[name, value]];
          }),
        );
      // Where nothing but a file is missing, Telegram asks for it: there is no field to attach it to.
      const isFile = entries.some(([, option]) => option.kind === 'file');
      if (!isFile) yield { ...base, options: filled(needed) };
      for (const entry of entries.filter(([, option]) => !option.required && option.kind !== 'file')) {
        yield { ...base, options: filled([...needed, entry]) };
      }
    }
  }
}

describe('each command', () => {
  test.each(['id', 'en'] as const)(
    'says the same facts in the same order on Discord, Telegram and the page (%s)',
    async (locale) => {
      const outlet = await startOutlet();
      closers.push(() => outlet.close());
      const discord = await startFakeDiscord({ enforceRates: false });
      closers.push(() => discord.close());
      const telegram = await startTelegram({ clock: systemClock, limits: UNLIMITED });
      closers.push(() => telegram.close());
      const both = { TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, WEB: 'on' };
      const kabar = await startKabar(discord, both, silentLog, createFastClock(20));
      closers.push(() => kabar.stop());

      const channel = discord.world.addChannel(discord.world.addGuild());
      const mira = {
        user: discord.world.addUser('mira'),
        channel,
        moderator: true,
        locale: locale === 'en' ? 'en-US' : 'id',
      };
      const people = createPeople(telegram);
      const siti = telegram.addUser({ id: 501, first_name: 'Siti', language_code: locale });

      const onDiscord = async (asked: Question): Promise<string> => (await discord.people.type(mira, asked)).text;
      /** An answer may be several messages, of which only the first names the question: it is whole when the next one is answered. */
      async function onTelegram(text: string): Promise<string> {
        const id = people.say({ chat: group, from: siti, text });
        const end = people.say({ chat: group, from: siti, text: '/subscriptions' });
        const here = () => telegram.messages.filter(({ chat }) => chat.id === group);
        const indexOf = (asked: number): number => here().findIndex(({ replyTo }) => replyTo === asked);
        await expect.poll(() => indexOf(end), WAIT).toBeGreaterThan(0);
        const answers = here().slice(indexOf(id), indexOf(end));
        return answers.map((message) => message.text ?? message.caption ?? '').join('\n');
      }
      async function onWeb(asked: Question): Promise<Reply> {
        const answer = await fetch(`${kabar.base}/api/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ action: asked, locale }),
        });
        return ((await answer.json()) as { reply: Reply }).reply;
      }

      let group = GROUP;
      let others = 0;
      telegram.addChat({ id: GROUP, type: 'supergroup', title: 'Warga' });
      telegram.setMember(GROUP, siti.id, { status: 'creator' });
      outlet.publish(
        ...Array.from({ length: 8 }, (_, n) => ({
          title: `Jembatan ${n + 1} diperiksa`,
          day: n + 1,
          text: `Petugas datang. "Kami memeriksa jembatan ${n + 1} dengan teliti sekali," kata Kepala Dinas Arga Wirasena, Senin (${n + 1}/11/2025). Peresmian jembatan ${n + 1} berlangsung pada ${n + 1} November 2025.`,
        })),
      );
      const add = { command: 'feed', subcommand: 'add', options: { url: `${outlet.origin}/feed.xml` } };
      await onDiscord(add);
      await onTelegram(`/feed add ${add.options.url}`);
      await onWeb(add);
      const newest = { command: 'quote', options: { about: 'jembatan' } };
      await expect.poll(async () => (await onWeb(newest)).page?.last, WAIT).toBe(2);

      /** What the others don't say as the page does; asked of all at the same moment, for what is read goes on. */
      async function differences(asked: Question): Promise<unknown[]> {
        const typed = [
          `/${asked.command}`,
          ...(asked.subcommand ? [asked.subcommand] : []),
          ...Object.entries(asked.options).map(([name, value]) => `${name}:"${value}"`),
        ].join(' ');
        // A group is answered twenty times a minute, so what needs no feeds of its own is asked in another each time.
        const isModerators = commands.find(({ name }) => name === asked.command)?.permission === 'moderator';
        group = isModerators ? GROUP : GROUP - ++others;
        if (!isModerators) {
          telegram.addChat({ id: group, type: 'supergroup', title: 'Warga' });
          telegram.setMember(group, siti.id, { status: 'creator' });
        }
        const [reply, ...texts] = await Promise.all([onWeb(asked), onDiscord(asked), onTelegram(typed)]);
        const facts = [reply.title, ...reply.blocks.flatMap(factsOf)].filter((fact) => plain(fact) !== '');
        return texts.flatMap((text, index) => {
          const lost = missing(facts, text);
          return lost.length > 0 ? [{ platform: ['discord', 'telegram'][index], typed, lost, text }] : [];
        });
      }

      const differing: unknown[] = [];
      for (const asked of questions(`${outlet.origin}/berita/1`)) {
        let found = await differences(asked);
        // Between two of them a poll may have ended: then it is the same the next time.
        for (let again = 0; found.length > 0 && again < 3; again += 1) found = await differences(asked);
        differing.push(...found);
      }
      expect(differing).toEqual([]);
      expect(telegram.breaches).toEqual([]);
    },
    SLOWEST_MS,
  );
});
