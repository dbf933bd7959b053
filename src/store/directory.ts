import type { Offer, PersonHit, ReadArticle } from '#core/news.ts';
import { createLookup } from '#text/lookup.ts';
import { wordsOf } from '#text/minhash.ts';
import type { KnownPerson } from './people.ts';
import type { Database } from './schema.ts';
import type { Topic } from './words.ts';

/** Names held in memory: the most quoted people, and stories that are told by several or are new. */
const PEOPLE_MOST = 100_000;
const STORIES_MOST = 50_000;
const ONE_ARTICLE_MS = 14 * 24 * 60 * 60 * 1000;
const READ_AT_ONCE = 2000;
/** What other processes have added is looked for at most so often. */
const REFRESH_MS = 5000;
/** Being so much newer counts as much as being met e times as often. A story ages faster than a person. */
const PERSON_AGE_MS = 30 * 24 * 60 * 60 * 1000;
const STORY_AGE_MS = 5 * 24 * 60 * 60 * 1000;
/** Having been asked for tells more than having been in the news. */
const USE_WEIGHT = 1.5;
/** Edits forgiven in a name that nobody bears. */
const EDITS_MOST = 2;

interface PersonEntry extends PersonHit {
  lastAt: number;
  uses: number;
}
interface StoryEntry {
  id: number;
  title: string;
  articles: number;
  lastAt: number;
  uses: number;
}

/** People, stories and topics by name, in memory: what is offered while somebody types, and who may be meant by a misspelt name. */
export interface Directory {
  ready(): Promise<void>;
  /** An article was committed. */
  learn(article: ReadArticle, storyId: number, people: Map<string, KnownPerson>): void;
  suggest(query: { typed: string; kinds: readonly Offer['kind'][]; limit: number }): Promise<Offer[]>;
  nearest(name: string, limit: number): Promise<(PersonHit & { edits: number })[]>;
  used(of: { personId: number } | { storyId: number }): void;
}

export function createDirectory(parts: { db: Database; topics: readonly Topic[]; now(): Date }): Directory {
  const { db } = parts;
  const people = createLookup<PersonEntry>();
  const stories = createLookup<StoryEntry>();
  const topics = createLookup<string>();
  for (const { names } of parts.topics) {
    for (const name of names) topics.set(name, { value: name, words: wordsOf(name), score: -name.length });
  }
  let loading: Promise<void> | undefined;
  let refreshedAt = 0;
  let [lastPerson, lastStory] = [0, 0];

  function setPerson(entry: PersonEntry, words: Iterable<string>): void {
    const key = String(entry.id);
    const known = people.get(key)?.words ?? [];
    const score = Math.log1p(entry.quotes) + USE_WEIGHT * Math.log1p(entry.uses) + entry.lastAt / PERSON_AGE_MS;
    people.set(key, { value: entry, words: [...new Set([...known, ...words])], score });
  }
  function setStory(entry: StoryEntry): void {
    const score = Math.log1p(entry.articles) + USE_WEIGHT * Math.log1p(entry.uses) + entry.lastAt / STORY_AGE_MS;
    stories.set(String(entry.id), { value: entry, words: wordsOf(entry.title), score });
  }

  async function readPeople(after: number): Promise<void> {
    for (let last = after; people.size < PEOPLE_MOST;) {
      const rows = await db
        .selectFrom('people')
        .select(['id', 'name', 'role', 'quotes', 'last_at', 'uses'])
        .where('id', '>', last)
        .orderBy('id')
        .limit(READ_AT_ONCE)
        .execute();
      if (rows.length === 0) return;
      last = rows.at(-1)!.id;
      const aliases = await db
        .selectFrom('person_aliases')
        .selectAll()
        .where('person_id', '>=', rows[0]!.id)
        .where('person_id', '<=', last)
        .execute();
      const byId = Map.groupBy(aliases, (one) => one.person_id);
      for (const { id, name, role, quotes, uses, last_at } of rows) {
        const words = [name, ...(byId.get(id) ?? []).map((one) => one.alias)].flatMap((one) => wordsOf(one));
        setPerson({ id, name, role: role ?? undefined, quotes, uses, lastAt: last_at }, words);
      }
      lastPerson = Math.max(lastPerson, last);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function readStories(after: number): Promise<void> {
    const since = parts.now().getTime() - ONE_ARTICLE_MS;
    for (let last = after; stories.size < STORIES_MOST;) {
      const rows = await db
        .selectFrom('stories')
        .select(['id', 'title', 'articles', 'last_at', 'uses'])
        .where('id', '>', last)
        .where('merged_into', 'is', null)
        .where((eb) => eb.or([eb('articles', '>', 1), eb('last_at', '>=', since)]))
        .orderBy('id')
        .limit(READ_AT_ONCE)
        .execute();
      if (rows.length === 0) return;
      last = rows.at(-1)!.id;
      for (const { id, title, articles, uses, last_at } of rows)
        setStory({ id, title, articles, uses, lastAt: last_at });
      lastStory = Math.max(lastStory, last);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function read(): Promise<void> {
    refreshedAt = parts.now().getTime();
    await readPeople(lastPerson);
    await readStories(lastStory);
  }

  async function ready(): Promise<void> {
    await (loading ??= read());
    if (parts.now().getTime() - refreshedAt < REFRESH_MS) return;
    // Not waited for: what is offered now is answered from memory.
    read().catch(() => undefined);
  }

  return {
    ready,

    learn(article, storyId, met) {
      const at = article.publishedAt.getTime();
      for (const [name, { id, name: full, role, names }] of met) {
        const known = people.get(String(id))?.value;
        const said = article.analysis.quotes.filter((quote) => quote.speaker === name).length;
        setPerson(
          {
            id,
            name: full,
            role,
            quotes: (known?.quotes ?? 0) + said,
            uses: known?.uses ?? 0,
            lastAt: Math.max(known?.lastAt ?? 0, at),
          },
          [...wordsOf(full), ...names.flat()],
        );
      }
      const known = stories.get(String(storyId))?.value;
      setStory({
        id: storyId,
        title: known?.title ?? article.title,
        articles: (known?.articles ?? 0) + 1,
        uses: known?.uses ?? 0,
        lastAt: Math.max(known?.lastAt ?? 0, at),
      });
    },

    async suggest({ typed, kinds, limit }) {
      await ready();
      const found: Offer[] = [];
      if (kinds.includes('topic')) {
        found.push(...topics.find(typed, limit).map((name): Offer => ({ kind: 'topic', name })));
      }
      const met = kinds.includes('person') ? people.find(typed, limit, (one) => one.quotes > 0) : [];
      const told = kinds.includes('story') ? stories.find(typed, limit) : [];
      // Both kinds get their share of the list; what one does not use goes to the other.
      const share = Math.max(Math.ceil((limit - found.length) / 2), limit - found.length - told.length);
      found.push(...met.slice(0, share).map(({ name, role }): Offer => ({ kind: 'person', name, note: role })));
      found.push(...told.slice(0, limit - found.length).map(({ title }): Offer => ({ kind: 'story', name: title })));
      return found;
    },

    async nearest(name, limit) {
      await ready();
      return people
        .near(name, EDITS_MOST, limit * 2)
        .filter(({ name: { value } }) => value.quotes > 0)
        .slice(0, limit)
        .map(({ name: { value }, edits }) => {
          const { id, name: full, role, quotes } = value;
          return { id, name: full, role, quotes, edits };
        });
    },

    used(of) {
      if ('personId' in of) {
        const known = people.get(String(of.personId));
        if (known) setPerson({ ...known.value, uses: known.value.uses + 1 }, []);
      } else {
        const known = stories.get(String(of.storyId))?.value;
        if (known) setStory({ ...known, uses: known.uses + 1 });
      }
    },
  };
}
