import type { ChannelSettings, PersonalData, SubscriptionStore } from './alerts.ts';
import type { DestinationStore, FanoutStore, LeaseStore, OutboxStore, PauseStore } from './delivery.ts';
import type { FeedFault } from './errors.ts';
import type { Locale } from './locale.ts';
import type {
  ArticleHead,
  Channel,
  EventRecord,
  Feed,
  FeedHealth,
  Offer,
  PersonHit,
  PollWishes,
  PersonProfile,
  QuoteInContext,
  QuoteRecord,
  ReadArticle,
  Slice,
  Span,
  StoryHit,
  Validators,
} from './news.ts';
import type { Place } from './platform.ts';
import type { Reply } from './reply.ts';
import type { WebSubStore } from './websub.ts';

/** What memory offers; one implementation over SQL, run on SQLite and PostgreSQL. */
export interface Stores {
  feeds: FeedStore;
  channels: ChannelStore;
  news: NewsStore;
  fanouts: FanoutStore;
  outbox: OutboxStore;
  destinations: DestinationStore;
  subscriptions: SubscriptionStore;
  personal: PersonalData;
  leases: LeaseStore;
  pauses: PauseStore;
  library: Library;
  posts: PostLog;
  websub: WebSubStore;
}

export interface PollJob {
  feed: Feed;
  validators: Validators;
  health: FeedHealth;
  wishes: PollWishes;
}

export type PollOutcome = { feedId: number; polledAt: Date; dueAt: Date } & (
  | {
      ok: true;
      validators: Validators;
      found: number;
      siteUrl?: string | undefined;
      /** Undefined: the answer had no body, so what was wished before still counts. */
      wishes?: PollWishes | undefined;
      /** Where nothing but permanent redirects led; believed after several days. */
      movedTo?: string | undefined;
    }
  | { ok: false; fault: FeedFault; status?: number | undefined }
);

export interface FollowedFeed {
  feed: Feed;
  health: FeedHealth;
  paused: boolean;
}

export interface FeedStore {
  /** Adds a feed, or gives the known one of the same URL. Due at once. */
  add(feed: Omit<Feed, 'id'>): Promise<Feed>;
  get(id: number): Promise<Feed | undefined>;
  findByUrl(url: string): Promise<Feed | undefined>;
  /**
   * Takes feeds that are due and followed somewhere, most overdue first, and pushes their due time
   * `leaseMs` ahead, so that nobody else takes them and a crash only delays them.
   */
  claimDue(now: Date, limit: number, leaseMs: number): Promise<PollJob[]>;
  /** Saves what a poll found. Validators are saved here alone, after all items were committed. */
  settle(outcome: PollOutcome): Promise<void>;
  /** Gives a claimed feed back unread, due then. */
  postpone(feedId: number, until: Date): Promise<void>;
  /** Moves the due time on if it is still `from`: a lease that is kept. False when something else has set it. */
  extend(feedId: number, from: Date, until: Date): Promise<boolean>;
  /** Makes a feed due now (a new follower, `/feed resume`). */
  hasten(feedId: number, now: Date): Promise<void>;
  follow(channelId: number, feedId: number, by: string, at: Date): Promise<{ added: boolean }>;
  /**
   * Follows many feeds in one transaction: all of them or none. Of more than `previews` new feeds the rest shows no preview at its first read.
   */
  followAll(
    channelId: number,
    feeds: readonly Omit<Feed, 'id'>[],
    more: { by: string; at: Date; previews: number },
  ): Promise<{ added: number; known: number }>;
  unfollow(channelId: number, feedId: number): Promise<boolean>;
  pause(channelId: number, feedId: number, paused: boolean): Promise<boolean>;
  /** Feeds of a channel, by title. */
  followed(channelId: number): Promise<FollowedFeed[]>;
  /** Publication times of a feed's newest articles, newest first: how often it really publishes. */
  recentTimes(feedId: number, limit: number): Promise<Date[]>;
}

export interface ChannelStore {
  /** Finds the channel of a place, or makes it with the defaults; new facts about a known place are kept. */
  ensure(place: Place, defaults: { locale: Locale; zone: string; at: Date }): Promise<Channel>;
  find(place: Place): Promise<Channel | undefined>;
  get(id: number): Promise<Channel | undefined>;
  /** Changes what is given; a setting given as undefined is taken back. */
  set(
    channelId: number,
    change: { locale?: Locale; zone?: string; settings?: Partial<ChannelSettings> },
  ): Promise<Channel>;
}

/** `none`: remembered only; `preview`: the one item shown at a feed's first read; `new`: news. */
export type Announce = 'none' | 'preview' | 'new';

/** An article that is known already, as one of its feeds asks for it. */
export interface KnownArticle {
  articleId: number;
  title: string;
  publishedAt: Date;
  /** That feed brought it first: its headline is the article's. */
  isOwn: boolean;
  /** That feed is known to carry it. */
  isCarried: boolean;
}

export interface NewsStore {
  /** Of these names, those of articles that are no longer kept. */
  forgotten(names: string[]): Promise<Set<string>>;
  /** Of these names (identities and aliases), the articles already known, as that feed sees them. */
  known(names: string[], feedId: number): Promise<Map<string, KnownArticle>>;
  /**
   * The COMMIT of DESIGN §4: article, quotes, events, people, story, search row and fan-out row in one
   * transaction. Of an identity that is already there nothing is written and `isNew` is false.
   */
  commit(
    article: ReadArticle,
    announce: Announce,
  ): Promise<{ articleId: number; storyId: number; isNew: boolean; copyOf?: number }>;
  /**
   * Another feed carries a known article, or it is met under another name. Its channels get it as `announce` says, once;
   * gives whether they will.
   */
  carry(articleId: number, feedId: number, more: { aliases: string[]; announce: Announce; at: Date }): Promise<boolean>;
  /** A changed headline is an edit, not a new article: what was posted is corrected. */
  retitle(articleId: number, title: string, at: Date): Promise<void>;
}

/** Whose events a timeline shows: exactly one of these. */
export interface EventsOf {
  storyId?: number;
  personId?: number;
  words?: string;
}

/** Everything that commands ask of what was read. Lists are newest first unless said otherwise. */
export interface Library {
  article(id: number): Promise<ArticleHead | undefined>;
  articleByIdentity(identity: string): Promise<ArticleHead | undefined>;
  latest(query: Span & { about?: string | undefined }): Promise<Slice<ArticleHead>>;
  /** Articles that hold every word, in any inflection that the language packs know. */
  search(query: Span & { words: string }): Promise<Slice<ArticleHead>>;
  /**
   * People who are meant by a name: those who bear every word of it, else those whose names begin so, else those
   * who hold the office; most quoted first.
   */
  people(query: { name: string; limit: number }): Promise<PersonHit[]>;
  /** People whose names are nearest to a name that nobody bears, the nearest first; `edits` is how far. */
  nearestPeople(name: string, limit: number): Promise<(PersonHit & { edits: number })[]>;
  person(id: number): Promise<PersonProfile | undefined>;
  /** The stories somebody speaks in, newest first. */
  personStories(personId: number, limit: number): Promise<StoryHit[]>;
  quotes(
    query: Span & { personId?: number | undefined; storyId?: number | undefined; about?: string | undefined },
  ): Promise<Slice<QuoteRecord>>;
  /** Every printing of a quote, oldest first, each with what stands around it. */
  inContext(quoteId: number): Promise<QuoteInContext[]>;
  /** Events in order of their dates, oldest first. */
  events(query: Span & EventsOf): Promise<Slice<EventRecord>>;
  /** Stories, most reported since `since` first. */
  stories(query: { about?: string | undefined; since?: Date | undefined; limit: number }): Promise<StoryHit[]>;
  /** The story of that number, or the one it was merged into. */
  story(id: number): Promise<StoryHit | undefined>;
  storyArticles(storyId: number, span: Span): Promise<Slice<ArticleHead>>;
  /** What a person may be typing, from memory: by use and recency, forgiving case, accents and one typing error. */
  suggest(query: { typed: string; kinds: readonly Offer['kind'][]; limit: number }): Promise<Offer[]>;
  /** Remembers that somebody asked for it, so that it is offered sooner. */
  noteUse(of: { personId: number } | { storyId: number }): void;
  /** The newest article of a feed. */
  newestOf(feedId: number): Promise<ArticleHead | undefined>;
  counts(): Promise<{
    articles: number;
    quotes: number;
    events: number;
    people: number;
    stories: number;
    feeds: number;
  }>;
}

/** The web platform's own memory of what was posted. */
export interface PostLog {
  /** Appends unless the key is there already; gives the id either way. */
  append(post: { key: string; address: string; reply: Reply; at: Date }): Promise<{ id: number; isNew: boolean }>;
  replace(id: number, reply: Reply): Promise<boolean>;
  /** Oldest first, after the id; without an id the newest `limit`, oldest first. */
  after(address: string, id: number | undefined, limit: number): Promise<{ id: number; at: Date; reply: Reply }[]>;
}
