import type { SubscriptionKind, Wish } from '#core/alerts.ts';
import { type Clause, type Forms, holdsAny, readQuery, type Words } from './query.ts';

/** A subject people follow, and the words that mark an article as being about it. */
export interface TopicWords {
  key: string;
  /** What it is called, in every language. */
  names: readonly string[];
  words: readonly string[];
}

/** An article as subscriptions see it. */
export interface Reading extends Words {
  /** The words as they are written, folded: names are compared by these. */
  exact: readonly string[];
  topics: ReadonlySet<string>;
  /** Its story, and those that were merged into it. */
  storyIds: readonly number[];
  feedId: number;
}

export interface ReadingParts {
  forms: Forms;
  topics: readonly TopicWords[];
}

export interface ArticleToRead {
  title: string;
  text: string;
  storyIds: readonly number[];
  feedId: number;
  /** Topics that its feed is known for. */
  feedTopics: readonly string[];
}

/** Words read of one article: more is no news text. */
const WORDS_MOST = 20_000;
/** Different words of a topic in the text that make an article be about it, when its headline has none. */
const TOPIC_WORDS_LEAST = 3;

export interface Reader {
  read(article: ArticleToRead): Reading;
  /** The clauses of a wish for words; undefined for other kinds. */
  clauses(wish: Pick<Wish, 'kind' | 'target'>): Clause[] | undefined;
  holds(wish: Pick<Wish, 'kind' | 'target'>, reading: Reading): boolean;
  /** A name as it is compared. */
  nameOf(target: string): string[];
}

/** Makes readings of articles, and tells whether one is what somebody wished for. */
export function createReader({ forms, topics }: ReadingParts): Reader {
  const marks = topics.map(({ key, words }) => ({
    key,
    clauses: words.map((word) => [{ all: [forms(word)], none: [] }]),
  }));
  const wordsOf = (order: string[][]): Words => ({ order, forms: new Set(order.flat()) });
  /** The first form of a word is the word itself. */
  const nameOf = (target: string): string[] => forms(target).map((word) => word[0]!);

  function topicsOf(title: Words, whole: Words, feedTopics: readonly string[]): Set<string> {
    const found = new Set(feedTopics);
    for (const { key, clauses } of marks) {
      if (found.has(key)) continue;
      const isTitled = clauses.some((clause) => holdsAny(clause, title));
      if (isTitled || clauses.filter((clause) => holdsAny(clause, whole)).length >= TOPIC_WORDS_LEAST) found.add(key);
    }
    return found;
  }

  const kinds: Record<SubscriptionKind, (target: string, reading: Reading) => boolean> = {
    topic: (target, reading) => reading.topics.has(target),
    story: (target, reading) => reading.storyIds.includes(Number(target)),
    feed: (target, reading) => Number(target) === reading.feedId,
    words: (target, reading) => holdsAny(readQuery(target, forms), reading),
    person(target, { exact }) {
      const name = nameOf(target);
      if (name.length === 0) return false;
      return exact.some((_, at) => name.every((word, step) => exact[at + step] === word));
    },
  };

  return {
    nameOf,
    read({ title, text, storyIds, feedId, feedTopics }) {
      const order = forms(`${title}\n${text}`).slice(0, WORDS_MOST);
      const whole = wordsOf(order);
      return {
        ...whole,
        exact: order.map((word) => word[0]!),
        topics: topicsOf(wordsOf(forms(title)), whole, feedTopics),
        storyIds,
        feedId,
      };
    },
    clauses: ({ kind, target }) => (kind === 'words' ? readQuery(target, forms) : undefined),
    holds: ({ kind, target }, reading) => kinds[kind](target, reading),
  };
}
