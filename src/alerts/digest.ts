import type { Say } from '#core/messages.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { Reply, Span } from '#core/reply.ts';
import { showMoment } from '#text/show-date.ts';

/** Stories that one message names; the rest is a button away. */
export const STORIES_MOST = 15;
/** Further headlines of one story: with the first as many as one message takes together, so that none of those is left out. */
const OTHERS_MOST = 9;

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

const linked = ({ title, url }: ArticleHead, style?: 'strong'): Span => ({
  text: title,
  ...(url ? { url } : {}),
  ...(style ? { style } : {}),
});

/** One entry: the headline with its link, who tells it and when, and the story's other headlines behind it. */
export function tellStory({ lead, others }: ToldStory, channel: Pick<Channel, 'zone' | 'locale'>, say: Say): Span[] {
  const when = showMoment(lead.publishedAt, channel.zone, channel.locale);
  const same = others.filter((one) => one.title === lead.title && one.outlet !== lead.outlet);
  const further = others.filter((one, at) => {
    return one.title !== lead.title && others.findIndex((other) => other.title === one.title) === at;
  });
  const left = further.length - OTHERS_MOST;
  return [
    linked(lead, 'strong'),
    ` · ${lead.outlet} · ${when}`,
    ...(same.length > 0 ? [` · ${say('post.also', { outlets: [...new Set(same.map((one) => one.outlet))] })}`] : []),
    // What was told further is named, never held back for its story (CONTRACT §6).
    ...further.slice(0, OTHERS_MOST).flatMap((one): Span[] => ['\n↳ ', linked(one), ` (${one.outlet})`]),
    ...(left > 0 ? [` ${say('digest.more-told', { articles: left })}`] : []),
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
