import type { Context } from '#core/command.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { Block, Span } from '#core/reply.ts';

/** Sources whose newest article a filter is tried on, and headlines shown of each sort. */
const SOURCES_MOST = 20;
const SHOWN_MOST = 5;

const headline = ({ title, url }: ArticleHead): Span => (url ? { text: title, url, style: 'strong' } : title);

async function newestOf({ desk }: Context, channel: Channel): Promise<ArticleHead[]> {
  const followed = await desk.feeds.followed(channel.id);
  const found = await Promise.all(followed.slice(0, SOURCES_MOST).map(({ feed }) => desk.library.newestOf(feed.id)));
  return found.filter((one) => one !== undefined).sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
}

/**
 * What the settings make of the newest article of each source: which of them the filter lets through and which it
 * stops, and how the first one that passes would look.
 */
export async function channelSample(context: Context, channel: Channel): Promise<Block[]> {
  const { desk, say } = context;
  const newest = await newestOf(context, channel);
  if (newest.length === 0) return [];
  const allowed = await Promise.all(newest.map((article) => desk.allows(channel, article)));
  const passing = newest.filter((_, at) => allowed[at]);
  const stopped = newest.filter((_, at) => !allowed[at]);
  const list = (articles: ArticleHead[]): Block => ({
    kind: 'list',
    items: articles.slice(0, SHOWN_MOST).map((article) => [headline(article), ` · ${article.outlet}`]),
  });
  const { only, except } = channel.settings;
  const filter: Block[] =
    only === undefined && except === undefined
      ? []
      : [
          { kind: 'text', spans: [say('channel.sample.passing', { passing: passing.length, of: newest.length })] },
          ...(passing.length > 0 ? [list(passing)] : []),
          ...(stopped.length > 0
            ? [{ kind: 'text' as const, spans: [say('channel.sample.stopped')] }, list(stopped)]
            : []),
        ];
  const [first] = passing;
  if (!first) return filter;
  const sample = desk.compose(first, channel);
  return [
    ...filter,
    { kind: 'text', spans: [say('channel.sample')] },
    { kind: 'text', spans: [headline(first)] },
    ...sample.blocks,
    ...(sample.footer === undefined ? [] : [{ kind: 'text' as const, spans: [sample.footer] }]),
  ];
}
