import type { Library } from '#core/stores.ts';
import type { Directory } from './directory.ts';
import { createArticleShelf } from './library/articles.ts';
import { createEventShelf } from './library/events.ts';
import { createPeopleShelf } from './library/people.ts';
import { type BodyOf, createQuoteShelf } from './library/quotes.ts';
import { createStoryShelf } from './library/stories.ts';
import type { WordParts } from './words.ts';

/** Counting whole tables of so many articles is done again only so often. */
const COUNTS_MS = 60_000;
const MANY_ARTICLES = 10_000;

/** Everything that commands ask of what was read: a shelf for each kind of thing. */
export function createLibrary(parts: WordParts & { directory: Directory; bodyOf: BodyOf; now(): Date }): Library {
  const { db, directory, now } = parts;
  const { countAll, ...stories } = createStoryShelf(parts);
  const { noteUse, ...people } = createPeopleShelf(db);
  let counted: { at: number; counts: Awaited<ReturnType<Library['counts']>> } | undefined;
  return {
    ...createArticleShelf(parts),
    ...createEventShelf(parts),
    ...createQuoteShelf(parts),
    ...people,
    ...stories,
    nearestPeople: (name, limit) => directory.nearest(name, limit),
    suggest: (query) => directory.suggest(query),
    noteUse(of) {
      directory.used(of);
      const [table, id] = 'personId' in of ? (['people', of.personId] as const) : (['stories', of.storyId] as const);
      // A use that is not remembered harms nobody; the answer doesn't wait for it.
      noteUse(table, id, now()).catch(() => undefined);
    },
    async counts() {
      const at = now().getTime();
      const isFresh = counted && counted.counts.articles >= MANY_ARTICLES && at - counted.at < COUNTS_MS;
      if (!isFresh) counted = { at, counts: await countAll() };
      return counted!.counts;
    },
  };
}
