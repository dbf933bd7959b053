import type { Stores } from '#core/stores.ts';
import { createChannelStore, createFeedStore } from './feeds.ts';
import { createLibrary } from './library.ts';
import { createNewsStore, type NewsParts } from './news.ts';
import { createOutboxStore } from './outbox.ts';
import { createPostLog } from './posts.ts';

/** All of memory over one open database. */
export function createStores(parts: NewsParts): Stores {
  const { db, engine } = parts;
  return {
    feeds: createFeedStore(db, engine),
    channels: createChannelStore(db),
    news: createNewsStore(parts),
    outbox: createOutboxStore(db, engine),
    library: createLibrary(parts),
    posts: createPostLog(db),
  };
}
