import { expect } from 'vitest';
import { commands } from '#commands/index.ts';
import { sayIn } from '#config/locales/index.ts';
import type { Desk } from '#core/desk.ts';
import type { Locale } from '#core/locale.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Place } from '#core/platform.ts';
import type { Action, Reply } from '#core/reply.ts';
import type { Stores } from '#core/stores.ts';
import { createDispatch } from '#dispatch/dispatch.ts';
import { usageOf } from '#dispatch/usage.ts';
import { renderText } from '#platforms/web/render.ts';
import { NOW } from './library.ts';

/** Asks as a platform does; every reply is rendered, so that nothing unfinished hides in it. */
export async function askOver(
  stores: Stores,
  asked: string | Action,
  options: { locale: Locale; png?: Uint8Array | undefined },
): Promise<Reply & { text: string }> {
  const { locale } = options;
  const desk = {
    library: stores.library,
    feeds: stores.feeds,
    channelOf: (place: Place) => stores.channels.ensure(place, { locale, zone: 'Asia/Jakarta', at: NOW }),
    draw: async () => options.png,
    commands: () => usageOf(commands),
  } as unknown as Desk;
  const clock = { now: () => NOW, sleep: async () => {} };
  const defaults = { locale, zone: 'Asia/Jakarta' };
  const answer = createDispatch({ commands, desk, say: sayIn, defaults, clock, log: silentLog, meter: silentMeter });
  const place = { platform: 'web', address: 'news' };
  const reply = await answer.reply({ input: asked, asker: { id: 'a' }, place, locale, moderator: false });
  const text = renderText(reply);
  expect(text).not.toMatch(/undefined|null|NaN|\[object/u);
  return { ...reply, text };
}
