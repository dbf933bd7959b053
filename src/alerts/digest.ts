import type { Say } from '#core/messages.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { Reply, Span } from '#core/reply.ts';
import { showMoment } from '#text/show-date.ts';

/** Stories that one message names; the rest is a button away. */
export const STORIES_MOST = 15;

/** Articles of one story, the first told of them leading. */
export interface ToldStory {
  lead: ArticleHead;
  others: ArticleHead[];
}

/** Groups articles by their story; what most outlets tell goes first, then what came first. */
export function groupByStory(articles: readonly ArticleHead[]): ToldStory[] {
  const byStory = Map.groupBy(articles, (one) => (one.storyId === 0 ? -one.id : one.storyId));
  const outletsOf = ({ lead, others }: ToldStory): number => new Set([lead, ...others].map((one) => one.outlet)).size;
  return [...byStory.values()]
    .map(([lead, ...others]) => ({ lead: lead!, others }))
    .sort((one, other) => outletsOf(other) - outletsOf(one));
}

/** One line of a digest: the headline with its link, who tells it, and when. */
export function tellStory({ lead, others }: ToldStory, channel: Pick<Channel, 'zone' | 'locale'>, say: Say): Span[] {
  const outlets = [...new Set(others.map((one) => one.outlet))].filter((one) => one !== lead.outlet);
  const when = showMoment(lead.publishedAt, channel.zone, channel.locale);
  const further = others.filter((one) => one.outlet === lead.outlet && one.title !== lead.title);
  return [
    lead.url ? { text: lead.title, url: lead.url, style: 'strong' } : { text: lead.title, style: 'strong' },
    ` · ${lead.outlet} · ${when}`,
    ...(outlets.length > 0 ? [` · ${say('post.also', { outlets })}`] : []),
    // What the same outlet told further is news of its own: it is named, never held back for its story (CONTRACT §6).
    ...further.flatMap((one): Span[] => ['\n↳ ', one.url ? { text: one.title, url: one.url } : one.title]),
  ];
}

/** Many articles as one message, grouped by story and capped; the rest is read with the button. */
export function composeDigest(
  articles: readonly ArticleHead[],
  { channel, say, key, isDigest }: { channel: Channel; say: Say; key: string; isDigest: boolean },
): Reply {
  const stories = groupByStory(articles);
  const shown = stories.slice(0, STORIES_MOST);
  const left = stories.length - shown.length;
  return {
    title: isDigest
      ? say('digest.title', { articles: articles.length })
      : say('digest.many', { articles: articles.length }),
    blocks: [{ kind: 'list', items: shown.map((story) => tellStory(story, channel, say)) }],
    ...(left > 0
      ? {
          footer: say('digest.left', { stories: left }),
          buttons: [{ label: say('digest.more'), action: { command: 'digest', options: { of: key }, page: 2 } }],
        }
      : {}),
  };
}
