import type { Clock } from '#core/clock.ts';
import type { MessageKind, Outgoing } from '#core/delivery.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Say } from '#core/messages.ts';
import type { Meter } from '#core/meter.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { Reply } from '#core/reply.ts';
import type { Stores } from '#core/stores.ts';
import { type Composed, createComposer } from './compose.ts';
import { createFanOut } from './fan-out.ts';
import { createLocalTime } from './local-time.ts';
import { createMatcher } from './matcher.ts';
import { isNearDuplicate } from './near-duplicate.ts';
import { createPlan, type Held } from './plan.ts';
import { type Clause, type Forms, holdsAny, readFilter, readQuery } from './query.ts';
import { createReader, type Reading, type TopicWords } from './reading.ts';

/** Readings and filters kept: the articles that are being fanned out, and the filters of busy channels. */
const READINGS_KEPT = 64;
const FILTERS_KEPT = 1000;
/** Outlets are only counted for fan-out; a reading needs none. */
const NO_TIME = new Date(0);
const SECOND_MS = 1000;

export interface AlertsParts {
  stores: Pick<Stores, 'fanouts' | 'subscriptions' | 'library' | 'outbox'>;
  forms: Forms;
  topics: readonly TopicWords[];
  /** An article's whole text, while it is kept. */
  bodyOf(identity: string): Promise<string | undefined>;
  post(article: ArticleHead, channel: Channel): Reply;
  say(locale: Locale): Say;
  clock: Clock;
  log: Log;
  meter: Meter;
}

export interface Alerts {
  /** One small step from news to rows of the outbox; false when nothing is left. */
  expand(urgentOnly: boolean): Promise<boolean>;
  compose(message: Outgoing): Promise<Composed>;
  canMatch(words: string): boolean;
  allowsArticle(channel: Channel, article: ArticleHead): Promise<boolean>;
  /** When what is held for a channel may go, under the settings it has now. */
  replan(channel: Channel): (row: { kind: MessageKind }) => Held | undefined;
}

/** Keeps the last `most` values of a slow function by key; a promise that failed is not kept. */
function remember<K, V>(most: number, make: (key: K) => V): (key: K) => V {
  const kept = new Map<K, V>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    if (made instanceof Promise) made.catch(() => kept.delete(key));
    if (kept.size >= most) kept.delete(kept.keys().next().value!);
    kept.set(key, made);
    return made;
  };
}

/** Who should hear of what, when, and in which words: the parts of this folder put together. */
export function createAlerts(parts: AlertsParts): Alerts {
  const { stores, forms, clock, log, meter } = parts;
  const reader = createReader({ forms, topics: parts.topics });
  const matcher = createMatcher(stores.subscriptions, reader);
  const plan = createPlan(createLocalTime());
  const filterOf = remember<string, Clause[]>(FILTERS_KEPT, (text) => readFilter(text, forms));

  const textOf = async (article: { identity: string; summary?: readonly string[] }): Promise<string> =>
    (await parts.bodyOf(article.identity)) ?? article.summary?.join('\n') ?? '';

  const load = async (articleId: number): Promise<Reading | undefined> => {
    const subject = await stores.fanouts.subject(articleId, NO_TIME);
    if (!subject) return undefined;
    const { article, identity, feed, storyIds } = subject;
    const text = await textOf({ identity, summary: article.summary });
    return reader.read({ title: article.title, text, storyIds, feedId: feed.id, feedTopics: feed.topics });
  };
  const readingOf = remember<number, Promise<Reading | undefined>>(READINGS_KEPT, load);

  function allows({ settings: { only, except } }: Channel, reading: Reading): boolean {
    if (only !== undefined && !holdsAny(filterOf(only), reading)) return false;
    return except === undefined || !holdsAny(filterOf(except), reading);
  }

  const fanOut = createFanOut({
    fanouts: stores.fanouts,
    subscriptions: stores.subscriptions,
    matcher: {
      refresh: matcher.refresh,
      match(reading) {
        const since = performance.now();
        const matched = matcher.match(reading);
        meter.time('match_duration', {}, (performance.now() - since) / SECOND_MS);
        return matched;
      },
    },
    async readingOf({ article, identity, feed, storyIds, copies }) {
      const text = await textOf({ identity, summary: article.summary });
      const reading = reader.read({ title: article.title, text, storyIds, feedId: feed.id, feedTopics: feed.topics });
      const own = { title: reader.nameOf(article.title), words: reader.nameOf(text) };
      const twins: number[] = [];
      for (const copy of copies) {
        const body = await parts.bodyOf(copy.identity);
        if (body === undefined) continue;
        const other = { title: reader.nameOf(copy.title), words: reader.nameOf(body) };
        if (isNearDuplicate(own, other)) twins.push(copy.articleId);
      }
      return { reading, twins };
    },
    allows,
    plan,
    clock,
    log,
  });

  return {
    expand: fanOut.step,
    compose: createComposer({
      ...stores,
      topics: parts.topics,
      readingOf,
      holds: reader.holds,
      post: parts.post,
      say: parts.say,
    }),
    canMatch: (words) => readQuery(words, forms).length > 0,
    async allowsArticle(channel, article) {
      const reading = await load(article.id);
      return reading === undefined || allows(channel, reading);
    },
    replan: (channel) => (row) => plan(channel, { kind: row.kind, isBreaking: false }, clock.now()),
  };
}
