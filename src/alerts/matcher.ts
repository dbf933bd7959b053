import { setImmediate as othersFirst } from 'node:timers/promises';
import type { SubscriptionStore } from '#core/alerts.ts';
import { createMatchIndex, type Matched } from './match-index.ts';
import type { Reader, Reading } from './reading.ts';

/** Rows read in one step, so that nothing else waits long. */
const STEP_ROWS = 2000;

export interface Matcher {
  /** Builds the index from the store, once; later calls follow what was changed since, in this process or another. */
  refresh(): Promise<void>;
  match(reading: Reading): Matched;
  size(): number;
}

/** The matching index over all subscriptions, kept in step with the store. */
export function createMatcher(
  subscriptions: Pick<SubscriptionStore, 'wishes' | 'changes' | 'lastChange'>,
  reader: Reader,
): Matcher {
  const index = createMatchIndex(reader);
  let last: number | undefined;
  let refreshing: Promise<void> | undefined;

  async function build(): Promise<void> {
    const before = await subscriptions.lastChange();
    for (let after = 0; ;) {
      const wishes = await subscriptions.wishes(after, STEP_ROWS);
      for (const { id, kind, target } of wishes) index.add(id, { kind, target });
      if (wishes.length < STEP_ROWS) break;
      after = wishes.at(-1)!.id;
      await othersFirst();
    }
    last = before;
  }

  async function follow(): Promise<void> {
    if (last === undefined) await build();
    for (;;) {
      const changes = await subscriptions.changes(last!, STEP_ROWS);
      for (const { subscriptionId, wish } of changes) {
        if (wish) index.add(subscriptionId, wish);
        else index.remove(subscriptionId);
      }
      const newest = changes.at(-1)?.change ?? 0;
      if (newest <= last!) return;
      last = newest;
    }
  }

  return {
    size: index.size,
    match: index.match,
    refresh() {
      refreshing ??= follow().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}
