import { sayIn } from '#config/locales/index.ts';
import { commands } from '#commands/index.ts';
import { silentLog } from '#core/log.ts';
import { readWords } from '#dispatch/words.ts';
import { createTelegramPlatform } from '#platforms/telegram/adapter.ts';
import { REFUSED_TOKEN_MS } from '#platforms/telegram/errors.ts';
import { createAutoClock } from '#tests/support/auto-clock.ts';
import { memoryNotes } from '#tests/support/memory-notes.ts';
import { createPeople } from '#tests/support/telegram/people.ts';
import { ME, startTelegram, TOKEN } from '#tests/support/telegram/server.ts';
import type { FakeUser, Stored } from '#tests/support/telegram/world.ts';
import { expect } from 'vitest';
import { type PlatformUnderTest, platformContract } from '#tests/contracts/platform.ts';

const GROUP = -1001234567890;
const GONE = -1001234567891;
const FORBIDDEN = -1001234567892;

async function open(): Promise<PlatformUnderTest> {
  const clock = createAutoClock();
  const fake = await startTelegram({ clock });
  clock.waitFor(fake.busy);
  const people = createPeople(fake);
  const member: FakeUser = fake.addUser({ id: 501, first_name: 'Warga' });
  fake.addChat({ id: member.id, type: 'private' });
  fake.addChat({ id: GROUP, type: 'supergroup', title: 'Grup Uji' });
  fake.addChat({ id: GONE, type: 'supergroup', title: 'Lama' });
  fake.setMember(GONE, ME.id, { status: 'kicked' });
  fake.addChat({ id: FORBIDDEN, type: 'supergroup', title: 'Bisu' });
  fake.setMember(FORBIDDEN, ME.id, { status: 'restricted', can_send_messages: false, is_member: true });
  const { platform } = createTelegramPlatform({
    token: TOKEN,
    apiRoot: fake.origin,
    notes: memoryNotes(),
    clock,
    log: silentLog,
    say: sayIn,
    locale: 'id',
    read: (text) => readWords(text, commands),
  });
  await platform.registerCommands(commands);
  const wordsOf = (message: Stored): string => message.text ?? message.caption ?? '';
  const answerTo = async (isIt: (message: Stored) => boolean): Promise<string> => {
    await expect.poll(() => fake.messages.some(isIt), { timeout: 25_000, interval: 10 }).toBe(true);
    return wordsOf(fake.messages.find(isIt)!);
  };

  return {
    platform: {
      ...platform,
      async post(address, reply, key, options) {
        // Nothing is sent while the token is refused: so long the time goes by.
        if (!platform.health().ok) clock.advance(REFUSED_TOKEN_MS);
        return platform.post(address, reply, key, options);
      },
    },
    address: String(GROUP),
    personId: String(member.id),
    refusing: { gone: String(GONE), forbidden: String(FORBIDDEN) },
    shown: async (address) =>
      fake.messages
        .filter((message) => String(message.chat.id) === address)
        .map((message) => ({ id: String(message.message_id), text: wordsOf(message) })),
    async ask(words, as = {}) {
      fake.setMember(GROUP, member.id, { status: as.moderator ? 'administrator' : 'member' });
      const from = { ...member, ...(as.locale ? { language_code: as.locale } : {}) };
      const before = fake.messages.length;
      const id = people.say({ chat: as.alone ? member.id : GROUP, from, text: words });
      return answerTo((message) =>
        as.alone ? fake.messages.indexOf(message) >= before && message.chat.id === member.id : message.replyTo === id,
      );
    },
    async press(label) {
      const before = fake.messages.length;
      people.press(
        fake.messages.findLast((message) => message.chat.id === GROUP)!,
        label,
        member,
      );
      return answerTo((message) => fake.messages.indexOf(message) >= before || message.edits > 0);
    },
    failNext(how) {
      if (how === 'uncertain') return fake.fail('sendMessage', { kind: 'cut-after' });
      if (how === 'throttled') {
        const parameters = { retry_after: 7 };
        return fake.fail('sendMessage', {
          kind: 'answer',
          code: 429,
          description: 'Too Many Requests: retry after 7',
          parameters,
        });
      }
      fake.fail('sendMessage', { kind: 'answer', code: 401, description: 'Unauthorized' });
    },
    tell: {
      async lose() {
        people.botBecomes(GROUP, { status: 'kicked' }, member);
      },
      async regain() {
        people.botBecomes(GROUP, { status: 'member' }, member);
      },
    },
    registrations: () => fake.requests.filter(({ method }) => method === 'setMyCommands').length,
    breaches: () => fake.breaches,
    close: () => fake.close(),
  };
}

platformContract('Telegram', open, { find: 'the Bot API shows no history' });
