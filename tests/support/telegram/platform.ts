import { commands } from '#commands/index.ts';
import { sayIn } from '#config/locales/index.ts';
import type { Command } from '#core/command.ts';
import { silentLog } from '#core/log.ts';
import type { AddressChange, Request } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { readWords } from '#dispatch/words.ts';
import { createTelegramPlatform } from '#platforms/telegram/adapter.ts';
import { type AutoClock, createAutoClock } from '#tests/support/auto-clock.ts';
import { memoryNotes } from '#tests/support/memory-notes.ts';
import { createPeople } from './people.ts';
import { startTelegram, TOKEN } from './server.ts';

/** The adapter alone in front of the fake server: what it answers is the test's, time jumps, limits are strict. */
export async function startPlatform(
  options: {
    reply?: (request: Request) => Reply | Promise<Reply>;
    suggest?: (request: Request) => { label: string; value: string }[];
    commands?: readonly Command[];
    notes?: Map<string, string>;
    fake?: Awaited<ReturnType<typeof startTelegram>>;
    clock?: AutoClock;
    start?: boolean;
  } = {},
) {
  const clock = options.clock ?? createAutoClock();
  const fake = options.fake ?? (await startTelegram({ clock }));
  clock.waitFor(fake.busy);
  const notes = options.notes ?? new Map<string, string>();
  const requests: Request[] = [];
  const changes: { address: string; change: AddressChange }[] = [];
  const { platform } = createTelegramPlatform({
    token: TOKEN,
    apiRoot: fake.origin,
    notes: memoryNotes(notes),
    clock,
    log: silentLog,
    say: sayIn,
    locale: 'id',
    read: (text) => readWords(text, options.commands ?? commands),
  });
  await platform.registerCommands(options.commands ?? commands);
  const start = (): Promise<void> =>
    platform.start(
      {
        async reply(request) {
          requests.push(request);
          return (await options.reply?.(request)) ?? { title: 'Jawaban', blocks: [] };
        },
        suggest: async (request) => options.suggest?.(request) ?? [],
      },
      {
        async changed(address, change) {
          changes.push({ address, change });
        },
      },
    );
  if (options.start !== false) await start();
  return {
    clock,
    fake,
    notes,
    platform,
    requests,
    changes,
    start,
    people: createPeople(fake),
    calls: (method: string) =>
      fake.requests.filter((request) => request.method === method).map(({ payload }) => payload),
    async close() {
      await platform.stop();
      await fake.close();
    },
  };
}
