import type { Library } from '#core/stores.ts';
import type { Directory } from './directory.ts';
import { createArticleShelf } from './library/articles.ts';
import { createEventShelf } from './library/events.ts';
import { createPeopleShelf } from './library/people.ts';
import { type BodyOf, createQuoteShelf } from './library/quotes.ts';
import { createStoryShelf } from './library/stories.ts';
import { createUses } from './uses.ts';
import type { WordParts } from './words.ts';

/** Counting whole tables of so many articles is done again only so often. */
const COUNTS_MS = 60_000;
const MANY_ARTICLES = 10_000;

/** Everything that commands ask of what was read: a shelf for each kind of thing. */
export function createLibrary(parts: WordParts & { directory: Directory; bodyOf: BodyOf; now(): Date }): Library {
  const { db, directory, now } = parts;
  const { countAll, ...stories } = createStoryShelf(parts);
  const uses = createUses(db, now);
  let counted: { at: number; counts: Awaited<ReturnType<Library['counts']>> } | undefined;
  return {
    ...createArticleShelf(parts),
    ...createEventShelf(parts),
    ...createQuoteShelf(parts),
    ...createPeopleShelf(db),
    ...stories,
    nearestPeople: (name, limit) => directory.nearest(name, limit),
    suggest: (query) => directory.suggest(query),
    noteUse(of) {
      directory.used(of);
      if ('personId' in of) uses.note('people', of.personId);
      else uses.note('stories', of.storyId);
    },
    async counts() {
      const at = now().getTime();
      const isFresh = counted && counted.counts.articles >= MANY_ARTICLES && at - counted.at < COUNTS_MS;
      if (!isFresh) counted = { at, counts: await countAll() };
      return counted!.counts;
    },
  };
}
