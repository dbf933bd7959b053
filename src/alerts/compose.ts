import type { Subscription, SubscriptionStore } from '#core/alerts.ts';
import type { FanoutStore, Outgoing, OutboxStore } from '#core/delivery.ts';
import type { FeedFault } from '#core/errors.ts';
import type { Locale } from '#core/locale.ts';
import type { Say } from '#core/messages.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { PostOptions } from '#core/platform.ts';
import type { Button, Reply } from '#core/reply.ts';
import type { Library } from '#core/stores.ts';
import { composeDigest } from './digest.ts';
import type { Reader, Reading, TopicWords } from './reading.ts';

/** Labels and buttons of one alert: a keyboard has little room. */
const REASONS_MOST = 4;

/** A message in words, or why there is nothing to say any more. */
export type Composed =
  | { kind: 'post'; reply: Reply; options?: PostOptions }
  | { kind: 'edit'; messageId: string; reply: Reply }
  | { kind: 'drop'; reason: string };

export interface ComposeParts {
  library: Pick<Library, 'article'>;
  subscriptions: Pick<SubscriptionStore, 'to'>;
  outbox: Pick<OutboxStore, 'shownBy'>;
  fanouts: Pick<FanoutStore, 'since'>;
  topics: readonly Pick<TopicWords, 'key' | 'names'>[];
  readingOf(articleId: number): Promise<Reading | undefined>;
  holds: Reader['holds'];
  /** An article as its channel wants to see it. */
  post(article: ArticleHead, channel: Channel): Reply;
  say(locale: Locale): Say;
}

interface Notice {
  about: 'feed-broken' | 'feed-recovered' | 'place-lost' | 'place-back';
  feed?: { title: string };
  fault?: FeedFault;
  status?: number;
  place?: string;
  reason?: 'gone' | 'forbidden';
}

/** Puts what is about to be sent into the words of its destination. */
export function createComposer(parts: ComposeParts): (message: Outgoing) => Promise<Composed> {
  /** The subscriptions of that destination that an article answers, oldest first. */
  async function reasonsFor(channel: Channel, articleIds: readonly number[]): Promise<Subscription[]> {
    const all = await parts.subscriptions.to(channel.id);
    if (all.length === 0) return [];
    const readings = (await Promise.all(articleIds.map(parts.readingOf))).filter((one) => one !== undefined);
    return all.filter((one) => readings.some((reading) => parts.holds(one, reading)));
  }

  /** Why it came, and the way to end it with one touch. */
  function explain(reply: Reply, reasons: readonly Subscription[], say: Say): Reply {
    if (reasons.length === 0) return reply;
    const labels = [...new Set(reasons.map((one) => one.label))];
    const stop = reasons.slice(0, REASONS_MOST).map((one): Button => ({
      label: say('alert.stop', { label: one.label }),
      action: { command: 'unsubscribe', options: { what: `#${one.id}` } },
    }));
    const shown = labels.slice(0, REASONS_MOST);
    const why = say('alert.why', { labels: shown, more: labels.length - shown.length });
    return {
      ...reply,
      blocks: [...reply.blocks, { kind: 'text', spans: [{ text: why, style: 'emphasis' }] }],
      buttons: [...(reply.buttons ?? []), ...stop],
    };
  }

  async function articlesOf(ids: readonly number[]): Promise<ArticleHead[]> {
    const found = await Promise.all(ids.map((id) => parts.library.article(id)));
    return found.filter((one) => one !== undefined);
  }

  /** One article: what became of it since (its headline, other outlets) is told with it. */
  async function single(article: ArticleHead, channel: Channel): Promise<Reply> {
    const say = parts.say(channel.locale);
    const reply = parts.post(article, channel);
    const { outlets, firstTitle } = await parts.fanouts.since(article.id, channel.id);
    const lines = [
      ...(outlets.length > 0 ? [say('post.also', { outlets })] : []),
      ...(firstTitle !== undefined && firstTitle !== article.title
        ? [say('post.retitled', { before: firstTitle })]
        : []),
    ];
    return { ...reply, blocks: [...reply.blocks, ...lines.map((line) => ({ kind: 'text' as const, spans: [line] }))] };
  }

  async function many(channel: Channel, articles: ArticleHead[], key: string, isDigest: boolean): Promise<Reply> {
    return composeDigest(articles, { channel, say: parts.say(channel.locale), key, isDigest });
  }

  /** What an article's topics are called, in every language and by their keys: tags of a forum may be any of these. */
  async function topicsOf(articleId: number): Promise<string[]> {
    const reading = await parts.readingOf(articleId);
    const found = parts.topics.filter(({ key }) => reading?.topics.has(key));
    return [...new Set([...found.flatMap(({ key, names }) => [key, ...names]), ...(reading?.topics ?? [])])];
  }

  async function optionsOf(channel: Channel, articles: readonly ArticleHead[], isAlert: boolean): Promise<PostOptions> {
    const [first] = articles;
    const isOneStory = articles.every((one) => one.storyId === first?.storyId);
    return {
      ...(channel.settings.mention !== undefined && !isAlert ? { mention: channel.settings.mention } : {}),
      ...(first && isOneStory
        ? { story: { id: first.storyId, title: first.title, topics: await topicsOf(first.id) } }
        : {}),
    };
  }

  async function news(message: Outgoing): Promise<Composed> {
    const { channel, rows, isDigest } = message;
    const articles = await articlesOf(rows.flatMap((row) => row.articleId ?? []));
    if (articles.length === 0) return { kind: 'drop', reason: 'the article was removed' };
    const reasons = await reasonsFor(
      channel,
      articles.map((one) => one.id),
    );
    const isAlert = rows.every((row) => row.kind === 'alert');
    if (isAlert && reasons.length === 0) return { kind: 'drop', reason: 'nobody is subscribed any more' };
    const reply =
      articles.length === 1
        ? await single(articles[0]!, channel)
        : await many(channel, articles, message.key, isDigest);
    const options = await optionsOf(channel, articles, isAlert);
    return { kind: 'post', reply: explain(reply, reasons, parts.say(channel.locale)), options };
  }

  async function edit(message: Outgoing): Promise<Composed> {
    const { channel, rows } = message;
    const { rowId } = JSON.parse(rows[0]!.payload ?? '{}') as { rowId: number };
    const shown = await parts.outbox.shownBy(rowId);
    if (!shown) return { kind: 'drop', reason: 'what it changes was not sent' };
    const articles = await articlesOf(shown.articleIds);
    if (articles.length === 0) return { kind: 'drop', reason: 'the article was removed' };
    const reply =
      articles.length === 1
        ? await single(articles[0]!, channel)
        : await many(channel, articles, shown.key, shown.isDigest);
    const reasons = await reasonsFor(channel, shown.articleIds);
    return { kind: 'edit', messageId: shown.messageId, reply: explain(reply, reasons, parts.say(channel.locale)) };
  }

  function notice(message: Outgoing): Composed {
    const say = parts.say(message.channel.locale);
    const { about, feed, fault, status, place = '', reason } = JSON.parse(message.rows[0]!.payload ?? '{}') as Notice;
    const title = feed?.title ?? '';
    const why = fault ? say(`fault.${fault}`, { status }) : '';
    const words: Record<Notice['about'], [string, string]> = {
      'feed-broken': [say('notice.feed-broken', { title }), say('notice.feed-broken.how', { why, title })],
      'feed-recovered': [say('notice.feed-recovered', { title }), say('notice.feed-recovered.how')],
      'place-lost': [say('notice.place-lost', { place }), say('notice.place-lost.how', { isGone: reason === 'gone' })],
      'place-back': [say('notice.place-back'), say('notice.place-back.how')],
    };
    const [heading, text] = words[about];
    const pause: Button[] =
      about === 'feed-broken'
        ? [
            { label: say('notice.pause'), action: { command: 'feed', subcommand: 'pause', options: { feed: title } } },
            { label: say('notice.list'), action: { command: 'feed', subcommand: 'list', options: {} } },
          ]
        : [];
    return { kind: 'post', reply: { title: heading, blocks: [{ kind: 'text', spans: [text] }], buttons: pause } };
  }

  return async (message) => {
    if (message.kind === 'edit') return edit(message);
    if (message.kind === 'notice') return notice(message);
    return news(message);
  };
}
