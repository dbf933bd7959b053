import { type Context, SUGGEST_MOST, type Suggestion } from '#core/command.ts';

/** Names are offered as they are written in the news; labels are cut at Discord's limit of a choice. */
const LABEL_MOST = 100;

const offer = (value: string, note?: string): Suggestion => ({
  label: (note ? `${value} · ${note}` : value).slice(0, LABEL_MOST),
  value: value.slice(0, LABEL_MOST),
});

export async function suggestPeople(typed: string, context: Context): Promise<Suggestion[]> {
  const { library } = context.desk;
  const people = await library.people({ name: typed, limit: SUGGEST_MOST });
  const found = people.length > 0 ? people : await library.nearestPeople(typed, SUGGEST_MOST);
  return found.map((person) => offer(person.name, person.role));
}

/** People first, then stories: what `/timeline` and `/latest` can be about. */
export async function suggestTopics(typed: string, context: Context): Promise<Suggestion[]> {
  const { library } = context.desk;
  const [people, stories] = await Promise.all([
    library.people({ name: typed, limit: 10 }),
    library.stories({ about: typed, limit: 10 }),
  ]);
  return [...people.map((person) => offer(person.name, person.role)), ...stories.map((story) => offer(story.title))];
}

export async function suggestFeeds(typed: string, context: Context): Promise<Suggestion[]> {
  const channel = await context.desk.channelOf(context.place);
  const feeds = await context.desk.feeds.followed(channel.id);
  const folded = typed.toLowerCase();
  return feeds
    .filter(({ feed }) => feed.title.toLowerCase().includes(folded) || feed.url.includes(folded))
    .map(({ feed }) => offer(feed.title));
}
