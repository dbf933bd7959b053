import type { SubscriptionKind, Wish } from '#core/alerts.ts';
import { type Context, SUGGEST_MOST, type Suggestion } from '#core/command.ts';
import { UserError } from '#core/errors.ts';
import type { Feed } from '#core/news.ts';
import { readRef } from './refs.ts';

/** Words of one subscription; longer ones are an accident. UTF-16 units. */
const WISH_MOST = 200;
const CHOICES_MOST = 5;
const LABEL_MOST = 100;

/** What was asked for: one wish, or several to choose from. `person`: who may have been meant by a name that is no full one. */
export type Meant =
  | { kind: 'one'; wish: Wish; person?: string | undefined }
  | { kind: 'several'; choices: { label: string; what: string }[] };

const same = (one: string, other: string): boolean =>
  one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0;
const one = (kind: SubscriptionKind, target: string, label: string): Meant => ({
  kind: 'one',
  wish: { kind, target, label },
});

/** Feeds that can be followed from here: those of this channel. */
async function feedNamed({ desk, place }: Context, what: string): Promise<Feed[]> {
  const channel = await desk.channelOf(place);
  const followed = await desk.feeds.followed(channel.id);
  const fitting = followed.map(({ feed }) => feed).filter((feed) => feed.url === what || same(feed.title, what));
  if (fitting.length > 0 || !/^https?:/iu.test(what)) return fitting;
  const known = await desk.feeds.findByUrl(what);
  return known ? [known] : [];
}

function wordsOf({ desk }: Context, what: string): Meant {
  if (!desk.canMatch(what)) throw new UserError('subscribe.nothing', { what });
  return one('words', what, what);
}

/**
 * What somebody wants to hear of: a reference of one of our buttons, a topic, a feed, a person or a story by its whole
 * name, else the words themselves. Only persons and feeds of which there are several are asked back (CONTRACT §6).
 * @throws UserError when nothing could ever match.
 */
export async function readWish(context: Context, given: string): Promise<Meant> {
  const { desk } = context;
  const what = given.trim();
  if (what.length > WISH_MOST) throw new UserError('subscribe.too-long', { most: WISH_MOST });
  const plain = /^words:(.+)$/su.exec(what)?.[1];
  if (plain !== undefined) return wordsOf(context, plain.trim());
  const personId = readRef('p', what);
  if (personId !== undefined) {
    const person = await desk.library.person(personId);
    if (person) return one('person', person.name, person.name);
  }
  const feedId = /^#f(\d{1,15})$/u.exec(what)?.[1];
  const feed = feedId === undefined ? undefined : await desk.feeds.get(Number(feedId));
  if (feed) return one('feed', String(feed.id), feed.title);
  const storyId = readRef('s', what);
  const story = storyId === undefined ? undefined : await desk.library.story(storyId);
  if (story) return one('story', String(story.id), story.title);

  const topic = desk.topics.find(({ key, names }) => same(key, what) || names.some((name) => same(name, what)));
  if (topic) return one('topic', topic.key, topic.names.find((name) => same(name, what)) ?? what);
  const feeds = await feedNamed(context, what);
  if (feeds.length === 1) return one('feed', String(feeds[0]!.id), feeds[0]!.title);
  if (feeds.length > 1) {
    return {
      kind: 'several',
      choices: feeds.map(({ id, title, url }) => ({ label: `${title} · ${url}`, what: `#f${id}` })),
    };
  }
  // Quotation marks and minus signs are the grammar of words.
  if (/["“”]|(?:^|\s)-\S/u.test(what)) return wordsOf(context, what);
  const people = await desk.library.people({ name: what, limit: CHOICES_MOST });
  const named = people.filter((person) => same(person.name, what));
  if (named.length === 1) return one('person', named[0]!.name, named[0]!.name);
  const stories = await desk.library.stories({ about: what, limit: 1 });
  if (stories[0] && same(stories[0].title, what)) return one('story', String(stories[0].id), stories[0].title);
  const bearers = people.filter((person) => person.name.split(/\s+/u).some((part) => same(part, what)));
  if (bearers.length > 1) {
    return {
      kind: 'several',
      choices: [
        ...bearers.map(({ id, name, role }) => ({ label: role ? `${name} · ${role}` : name, what: `#p${id}` })),
        { label: context.say('subscribe.only-words', { what }), what: `words:${what}` },
      ],
    };
  }
  const words = wordsOf(context, what);
  return words.kind === 'one' ? { ...words, person: bearers[0]?.name } : words;
}

/** People, topics, stories and this channel's feeds by what is typed. */
export async function suggestWishes(typed: string, context: Context): Promise<Suggestion[]> {
  const { desk, place } = context;
  const channel = await desk.channelOf(place);
  const folded = typed.toLowerCase();
  const [offers, feeds] = await Promise.all([
    desk.library.suggest({ typed, kinds: ['person', 'topic', 'story'], limit: SUGGEST_MOST }),
    desk.feeds.followed(channel.id),
  ]);
  const label = (kind: SubscriptionKind, name: string, note?: string): string =>
    [name, note ?? context.say('subscribe.kind', { kind })].join(' · ').slice(0, LABEL_MOST);
  return [
    ...offers.map(({ kind, name, note }) => ({ label: label(kind, name, note), value: name.slice(0, LABEL_MOST) })),
    ...feeds
      .filter(({ feed }) => feed.title.toLowerCase().includes(folded))
      .map(({ feed }) => ({ label: label('feed', feed.title), value: feed.title.slice(0, LABEL_MOST) })),
  ];
}
