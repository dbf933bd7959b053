import type { Engine } from '../schema.ts';
import { places } from './002-places.ts';
import { carriers } from './003-carriers.ts';
import { library } from './004-library.ts';
import { quietFeeds } from './005-quiet-feeds.ts';
import { wishes } from './006-wishes.ts';
import { alerts } from './007-alerts.ts';
import { retention } from './008-retention.ts';
import { websub } from './009-websub.ts';
import { followers } from './010-followers.ts';
import { findWords } from './011-find-words.ts';
import { start } from './001-start.ts';

/** The statements of each version, in order. Forward only: a released one is never changed; a new one is a file and a line. */
export const MIGRATIONS: readonly ((engine: Engine) => string[])[] = [
  start,
  places,
  carriers,
  library,
  quietFeeds,
  wishes,
  alerts,
  retention,
  websub,
  followers,
  findWords,
];
