import type { ChannelSettings } from './alerts.ts';
import type { Analysis, Event, Quote } from './analysis.ts';
import type { FeedFault } from './errors.ts';
import type { Locale } from './locale.ts';

/** A feed that is known, whoever follows it. */
export interface Feed {
  id: number;
  url: string;
  title: string;
  language?: string | undefined;
  topics: string[];
  siteUrl?: string | undefined;
}

/** How a feed is doing: what a moderator is shown and what decides the next poll. */
export interface FeedHealth {
  dueAt: Date;
  polledAt?: Date | undefined;
  /** When a poll last brought a new article. */
  changedAt?: Date | undefined;
  /** When the feed was first read to its end; until then nothing but a preview is posted. */
  firstReadAt?: Date | undefined;
  /** Its first read shows nothing: it came with many others. */
  isQuiet?: boolean | undefined;
  /** Failures in a row. */
  failures: number;
  fault?: FeedFault | undefined;
  status?: number | undefined;
}

/** What a feed asks of those who poll it; it counts for answers without a body too. */
export interface PollWishes {
  ttlMinutes?: number | undefined;
  /** Hours of the day (0 to 23, GMT) in which it wishes not to be asked. */
  skipHours?: number[] | undefined;
  /** WebSub hub, and the feed's own address there. */
  hub?: string | undefined;
  self?: string | undefined;
}

/** Validators of a conditional GET, kept byte for byte. */
export interface Validators {
  etag?: string | undefined;
  lastModified?: string | undefined;
}

/** An entry as the feed said it (CONTRACT §5). */
export interface Item {
  id?: string | undefined;
  title?: string | undefined;
  link?: string | undefined;
  publishedAt?: Date | undefined;
  summary?: string | undefined;
  contentHtml?: string | undefined;
  author?: string | undefined;
}

/** A destination's settings: a Discord channel or thread, a Telegram chat or topic, a web channel. */
export interface Channel {
  id: number;
  platform: string;
  address: string;
  title?: string | undefined;
  locale: Locale;
  zone: string;
  /** What holds it: a Discord server, a Telegram chat; see `Place`. */
  server?: string | undefined;
  isPrivate: boolean;
  settings: ChannelSettings;
}

/** An article read and understood, ready to be committed. */
export interface ReadArticle {
  feedId: number;
  /** What makes it the same article wherever it is met (DESIGN §4.2). */
  identity: string;
  /** Other names it is known by: its guid in that feed, its page's own address. */
  aliases?: string[] | undefined;
  url?: string | undefined;
  title: string;
  outlet: string;
  author?: string | undefined;
  publishedAt: Date;
  fetchedAt: Date;
  image?: string | undefined;
  /** Where the text came from: the page, or the feed when the page could not be had. */
  source: 'page' | 'feed';
  text: string;
  analysis: Analysis;
}

/** An article as lists show it. */
export interface ArticleHead {
  id: number;
  url?: string | undefined;
  title: string;
  outlet: string;
  language: string;
  author?: string | undefined;
  image?: string | undefined;
  publishedAt: Date;
  summary: string[];
  storyId: number;
  /** The article that it repeats nearly word for word (an agency's report). */
  copyOf?: number | undefined;
}

export interface PersonHit {
  id: number;
  name: string;
  /** Newest office known. */
  role?: string | undefined;
  /** Quotes on record. */
  quotes: number;
}

/** What is known of a person over time. */
export interface PersonProfile extends PersonHit {
  /** Names used for the person, the fullest first. */
  names: string[];
  /** Offices as printed, the newest first. */
  roles: { role: string; firstAt: Date; lastAt: Date; articles: number }[];
  firstAt: Date;
  lastAt: Date;
}

/** One thing somebody said, however many outlets printed it. The words and the article are the first to print it. */
export type QuoteRecord = Quote & {
  id: number;
  article: ArticleHead;
  personId?: number | undefined;
  /** Outlets that printed it, and in how many wordings. */
  outlets: number;
  wordings: number;
  /** Other articles that printed it, oldest first, a few of them. */
  others: ArticleHead[];
};

/** One printing of a quote with what stands around it. */
export interface QuoteInContext {
  quote: QuoteRecord;
  /** The text before and after the sentence; undefined when the article's text is no longer kept. */
  before?: string | undefined;
  after?: string | undefined;
}

/** One dated statement, however many outlets made it. */
export type EventRecord = Event & {
  id: number;
  article: ArticleHead;
  outlets: number;
  others: ArticleHead[];
  /** What other outlets say of the same with another date or other figures. */
  rivals: (Event & { article: ArticleHead })[];
};

export interface StoryHit {
  id: number;
  title: string;
  articles: number;
  outlets: number;
  firstAt: Date;
  lastAt: Date;
}

/** What autocomplete offers. */
export interface Offer {
  kind: 'person' | 'story' | 'topic';
  name: string;
  /** A person's office, or undefined. */
  note?: string | undefined;
}

/** A slice of a longer list, and how long the whole is. */
export interface Slice<T> {
  items: T[];
  total: number;
  /** There are more than `total`: counting stopped there. */
  isMore?: boolean | undefined;
}

export interface Span {
  limit: number;
  offset: number;
}
