import type { Clock } from '#core/clock.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { AddressChange, Answer, Notes, Platform } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { sayIn } from '#config/locales/index.ts';
import { createDiscordPlatform } from '#platforms/discord/adapter.ts';
import { memoryNotes } from '#tests/support/memory-notes.ts';
import type { FakeDiscord } from './fake.ts';

/** The adapter in front of the fake, not started. */
export function createPlatform(
  fake: Pick<FakeDiscord, 'root' | 'token'>,
  notes: Notes = memoryNotes(),
  clock: Clock = systemClock,
): Platform {
  return createDiscordPlatform({
    token: fake.token,
    apiRoot: fake.root,
    notes,
    say: sayIn,
    locale: 'id',
    clock,
    log: silentLog,
    meter: silentMeter,
  });
}

/** The adapter at work: what it tells is noted, and every question gets the same reply. */
export async function startPlatform(
  fake: Pick<FakeDiscord, 'root' | 'token'>,
  more: { notes?: Notes; clock?: Clock; reply?: () => Reply; receive?: boolean } = {},
) {
  const platform = createPlatform(fake, more.notes, more.clock);
  const changes: { address: string; change: AddressChange }[] = [];
  const requests: Parameters<Answer['reply']>[0][] = [];
  const answer: Answer = {
    async reply(request) {
      requests.push(request);
      return more.reply?.() ?? { title: 'Jawaban', blocks: [] };
    },
    suggest: async () => [],
  };
  await platform.start(
    answer,
    { changed: async (address, change) => void changes.push({ address, change }) },
    { receive: more.receive ?? true },
  );
  return { platform, changes, requests };
}
