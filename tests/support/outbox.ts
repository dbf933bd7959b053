import { createAlerts } from '#alerts/alerts.ts';
import { sayIn } from '#config/locales/index.ts';
import { topics } from '#config/topics.ts';
import type { Outgoing } from '#core/delivery.ts';
import { silentLog } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import type { Stores } from '#core/stores.ts';
import { createCompose } from '#delivery/compose.ts';
import { queryTokens } from '#language/search-tokens.ts';

/** The real fan-out over these stores, at a time the test decides; texts are the articles' summaries. */
export function alertsOver(stores: Stores, now: () => Date) {
  return createAlerts({
    stores,
    forms: queryTokens,
    topics: topics.map(({ key, name, words }) => ({
      ...{ key, names: Object.values(name) },
      words: Object.values(words).flat(),
    })),
    bodyOf: async () => undefined,
    post: createCompose(sayIn),
    say: sayIn,
    clock: { now, sleep: async () => {} },
    log: silentLog,
    meter: silentMeter,
  });
}

/** Turns all waiting news into rows; gives the steps it took. */
export async function expandAll(stores: Stores, now: Date): Promise<number> {
  const alerts = alertsOver(stores, () => now);
  let steps = 0;
  while (await alerts.expand(false)) steps += 1;
  return steps;
}

export async function leadOf(stores: Stores, platform: string, holder: string, now: Date): Promise<number> {
  return (await stores.leases.take(`deliver:${platform}`, holder, 1000, now))!.epoch;
}

/** Claims as a worker does that knows no limits. */
export async function claim(
  stores: Stores,
  platform: string,
  epoch: number,
  now: Date,
  more: { limit?: number; together?: number; oldest?: number; wait?(address: string): number } = {},
): Promise<Outgoing[] | undefined> {
  const { limit = 10, together = 1, oldest = 0, wait = () => 0 } = more;
  return (await stores.outbox.claim(platform, { limit, epoch, now, together, oldest, wait }))?.messages;
}
