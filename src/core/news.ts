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
  /** Failures in a row. */
  failures: number;
  fault?: FeedFault | undefined;
  status?: number | undefined;
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
}

export interface PersonHit {
  id: number;
  name: string;
  /** Newest office known. */
  role?: string | undefined;
  /** Quotes on record. */
  quotes: number;
}

export type QuoteRecord = Quote & { id: number; article: ArticleHead };
export type EventRecord = Event & { id: number; article: ArticleHead };

export interface StoryHit {
  id: number;
  title: string;
  articles: number;
  outlets: number;
  firstAt: Date;
  lastAt: Date;
}

/** A slice of a longer list, and how long the whole is. */
export interface Slice<T> {
  items: T[];
  total: number;
}

export interface Span {
  limit: number;
  offset: number;
}
