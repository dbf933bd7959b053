import { type Context, SUGGEST_MOST, type Suggestion } from '#core/command.ts';
import type { Offer } from '#core/news.ts';

/** Names are offered as they are written in the news; labels are cut at Discord's limit of a choice. */
const LABEL_MOST = 100;

const offer = (value: string, note?: string): Suggestion => ({
  label: (note ? `${value} · ${note}` : value).slice(0, LABEL_MOST),
  value: value.slice(0, LABEL_MOST),
});

async function suggest(typed: string, context: Context, kinds: Offer['kind'][]): Promise<Suggestion[]> {
  const found = await context.desk.library.suggest({ typed, kinds, limit: SUGGEST_MOST });
  return found.map(({ name, note }) => offer(name, note));
}

export const suggestPeople = (typed: string, context: Context): Promise<Suggestion[]> =>
  suggest(typed, context, ['person']);

/** What `/timeline`, `/story` and `/latest` can be about. */
export const suggestTopics = (typed: string, context: Context): Promise<Suggestion[]> =>
  suggest(typed, context, ['topic', 'person', 'story']);

export async function suggestFeeds(typed: string, context: Context): Promise<Suggestion[]> {
  const channel = await context.desk.channelOf(context.place);
  const feeds = await context.desk.feeds.followed(channel.id);
  const folded = typed.toLowerCase();
  return feeds
    .filter(({ feed }) => feed.title.toLowerCase().includes(folded) || feed.url.includes(folded))
    .map(({ feed }) => offer(feed.title));
}
