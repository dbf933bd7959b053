import { createHash } from 'node:crypto';
import type { Command } from '#core/command.ts';
import { type Locale, LOCALES } from '#core/locale.ts';
import type { Say } from '#core/messages.ts';
import type { Notes } from '#core/platform.ts';
import { truncate } from '#text/truncate.ts';
import type { Api, Payload } from './api.ts';

/** Bot API: setMyCommands, setMyDescription, setMyShortDescription. */
const DESCRIPTION_MOST = 256;
const ABOUT_MOST = 512;
const SHORT_MOST = 120;
const NOTE = 'commands';

/** Who sees which list: in groups members see what everyone may ask, administrators everything. Display only: rights are checked at each command. */
const SCOPES = [
  { type: 'all_private_chats', all: true },
  { type: 'all_group_chats', all: false },
  { type: 'all_chat_administrators', all: true },
] as const;

interface Parts {
  api: Api;
  notes: Notes;
  say(locale: Locale): Say;
  /** Language of those whose own Kabar does not speak. */
  fallback: Locale;
}

function callsFor(commands: readonly Command[], { say, fallback }: Omit<Parts, 'api' | 'notes'>): [string, Payload][] {
  const languages = [
    { locale: fallback, code: {} },
    ...LOCALES.map((locale) => ({ locale, code: { language_code: locale } })),
  ];
  return languages.flatMap(({ locale, code }): [string, Payload][] => {
    const words = say(locale);
    return [
      ...SCOPES.map(({ type, all }): [string, Payload] => [
        'setMyCommands',
        {
          scope: { type },
          ...code,
          commands: commands
            .filter((command) => all || command.permission === 'everyone')
            .map(({ name, description }) => ({
              command: name,
              description: truncate(words(description), DESCRIPTION_MOST),
            })),
        },
      ]),
      ['setMyDescription', { description: truncate(words('telegram.description'), ABOUT_MOST), ...code }],
      ['setMyShortDescription', { short_description: truncate(words('telegram.short'), SHORT_MOST), ...code }],
    ];
  });
}

/** Tells Telegram the commands and what the bot is, in each language, when they changed since the last time. @throws TelegramFailure */
export async function publishCommands(commands: readonly Command[], parts: Parts): Promise<void> {
  const calls = callsFor(commands, parts);
  const hash = createHash('sha256').update(JSON.stringify(calls)).digest('base64url');
  if ((await parts.notes.get(NOTE)) === hash) return;
  for (const [method, payload] of calls) await parts.api.call(method, payload);
  await parts.notes.set(NOTE, hash);
}
