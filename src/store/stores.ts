import { type Clock, systemClock } from '#core/clock.ts';
import type { Stores } from '#core/stores.ts';
import { createChannelStore } from './channels.ts';
import { createDestinations } from './destinations.ts';
import { createDirectory } from './directory.ts';
import { createFanoutStore } from './fanouts.ts';
import { createFeedStore } from './feeds.ts';
import { createLeases, createPauses } from './leases.ts';
import { createLibrary } from './library.ts';
import type { BodyOf } from './library/quotes.ts';
import { createNewsStore, type NewsParts } from './news.ts';
import { createOutboxStore } from './outbox.ts';
import { createPersonalData } from './personal.ts';
import { createPostLog } from './posts.ts';
import { createSubscriptionStore } from './subscriptions.ts';
import type { Topic } from './words.ts';
import { createWebSubStore } from './websub.ts';

export interface StoreParts extends NewsParts {
  topics?: readonly Topic[];
  /** An article's whole text, while it is kept. */
  bodyOf?: BodyOf;
  clock?: Clock;
}

/** All of memory over one open database. */
export function createStores(parts: StoreParts): Stores {
  const { db, engine, topics = [], bodyOf = async () => undefined, clock = systemClock } = parts;
  const now = (): Date => clock.now();
  const directory = createDirectory({ db, topics, now });
  return {
    feeds: createFeedStore(db, engine),
    channels: createChannelStore(db),
    news: createNewsStore({ ...parts, directory }),
    fanouts: createFanoutStore(db, engine),
    outbox: createOutboxStore(db, engine),
    destinations: createDestinations(db, engine === 'postgres'),
    subscriptions: createSubscriptionStore(db),
    personal: createPersonalData(db),
    leases: createLeases(db, { alone: engine === 'sqlite', isShared: engine === 'postgres' }),
    pauses: createPauses(db),
    library: createLibrary({ ...parts, topics, bodyOf, directory, now }),
    posts: createPostLog(db),
    websub: createWebSubStore(db),
  };
}
