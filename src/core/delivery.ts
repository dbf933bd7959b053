import type { ArticleHead, Channel, Feed } from './news.ts';

/**
 * `post`: an article in a channel that follows its feed; `alert`: an article that somebody asked to hear of;
 * `notice`: about a feed or a destination; `edit`: a change of what was posted.
 */
export type MessageKind = 'post' | 'alert' | 'notice' | 'edit';

/** Who goes first. A small share of every claim goes to the oldest whatever their rank, so that none starves. */
export const PRIORITY = { urgent: 0, alert: 1, post: 2, digest: 3, edit: 4 } as const;

/** `new`, `preview`: an article to be posted; `retitled`: its headline changed; `broken`, `recovered`: its feed. */
export type FanoutKind = 'new' | 'preview' | 'retitled' | 'broken' | 'recovered';

/** News on its way to many destinations: worked off in small steps, and resumed where it was after a crash. */
export interface Fanout {
  id: number;
  kind: FanoutKind;
  articleId?: number | undefined;
  feedId: number;
  createdAt: Date;
  /** Which destinations are being gone through, and the last one that is done. */
  stage: 'followers' | 'subscribers';
  cursor: number;
}

/** An article as fan-out needs it. */
export interface FanoutSubject {
  article: ArticleHead;
  identity: string;
  feed: Feed;
  /** Its story, and those that were merged into it. */
  storyIds: number[];
  /** Earlier articles with much of the same text, newest first: candidates for being held back. */
  copies: { articleId: number; identity: string; title: string }[];
  /** Outlets that reported its story within the time asked for. */
  outlets: number;
}

/** A row to be added; `subject` is what it is about, and each subject goes to a destination once. */
export interface NewRow {
  channelId: number;
  kind: MessageKind;
  subject: string;
  articleId?: number | undefined;
  payload?: string | undefined;
  priority: number;
  /** Held until then; undefined: to be sent at once. */
  heldUntil?: Date | undefined;
  /** Rows of one batch are one message. */
  batch?: string | undefined;
  expiresAt: Date;
}

export interface FanoutStore {
  /** Of each feed the oldest fan-out that is not worked off, oldest first. */
  open(limit: number): Promise<Fanout[]>;
  /** The oldest open one whose story so many outlets told since then. */
  urgent(outlets: number, since: Date): Promise<Fanout | undefined>;
  /** Undefined when the article was removed. */
  subject(articleId: number, since: Date): Promise<FanoutSubject | undefined>;
  /** A feed and what is wrong with it. */
  feed(feedId: number): Promise<{ feed: Feed; fault?: string | undefined; status?: number | undefined } | undefined>;
  /** Active destinations that follow a feed, in order of their ids after `after`. */
  followers(feedId: number, after: number, limit: number): Promise<Channel[]>;
  /** Of these channels, those that have or will get one of the articles. */
  holders(channelIds: readonly number[], articleIds: readonly number[]): Promise<Set<number>>;
  /** For each channel the row of the story's first post there since then by another outlet, when there is one. */
  firstPosts(
    channelIds: readonly number[],
    article: Pick<ArticleHead, 'storyId' | 'outlet'>,
    since: Date,
  ): Promise<Map<number, number>>;
  /** Rows that showed an article, in order of their channels after `after`. */
  shown(articleId: number, after: number, limit: number): Promise<{ channelId: number; rowId: number }[]>;
  /** Posts that a channel got or will get since then: what `max_per_hour` counts. */
  recent(channelId: number, since: Date): Promise<Date[]>;
  /** Adds rows and moves the fan-out on, in one transaction; what is there already is left as it is. Returns how many are new. */
  enqueue(
    rows: readonly NewRow[],
    now: Date,
    progress?: { id: number; stage: Fanout['stage']; cursor: number; done: boolean },
  ): Promise<number>;
  /** What became of an article: other outlets that a channel follows and that told its story later, and its first headline if it was changed. */
  since(articleId: number, channelId: number): Promise<{ outlets: string[]; firstTitle?: string | undefined }>;
  /** Starts the notice that a feed broke or is well again; true once for each change. */
  tellHealth(feedId: number, kind: 'broken' | 'recovered', now: Date): Promise<boolean>;
  /** Deletes the fan-outs of before then that are worked off. */
  prune(before: Date): Promise<void>;
}

export interface OutboxRow {
  id: number;
  kind: MessageKind;
  subject: string;
  articleId?: number | undefined;
  payload?: string | undefined;
  attempts: number;
  createdAt: Date;
  expiresAt: Date;
}

/** What is claimed, sent and settled as one: a row, or the rows of one batch. */
export interface Outgoing {
  channel: Channel;
  /** Stable over retries and restarts, unique over all destinations. */
  key: string;
  kind: MessageKind;
  priority: number;
  rows: OutboxRow[];
  attempts: number;
  /** Since when it may already be there: an earlier try whose answer never came. */
  doubtSince?: Date | undefined;
  /** Held for a digest or over quiet hours, and now sent together. */
  isDigest: boolean;
}

export type Settlement = { message: Outgoing } & (
  | { state: 'sent'; messageId: string; at: Date }
  /** To be tried again. `doubt`: it may be there already. `spare`: nothing was tried, so no try is counted. */
  | { state: 'ready'; notBefore: Date; reason: string; doubt?: boolean; spare?: boolean }
  | { state: 'held'; until: Date; batch: string }
  | { state: 'uncertain' | 'expired' | 'dead'; reason: string; at: Date }
);

export interface OutboxCount {
  platform: string;
  state: string;
  rows: number;
  oldestAt?: Date | undefined;
}

/** A row that did not simply arrive: what moderators and operators are shown. */
export interface Trouble {
  state: 'uncertain' | 'expired' | 'dead';
  kind: MessageKind;
  reason: string;
  at: Date;
  title?: string | undefined;
}

export interface ClaimOptions {
  limit: number;
  epoch: number;
  now: Date;
  /** Rows of one destination that may become one message. */
  together: number;
  /** Of the limit, how many go to the longest waiting whatever their rank. */
  oldest: number;
  /** Milliseconds until an address may be posted to; a destination that must wait is passed over until then. */
  wait(address: string): number;
}

export interface OutboxStore {
  /**
   * Takes what is about to be sent, one message for each destination, in its order. The claim is the write-ahead
   * intent. `passed` counts the destinations that were passed over; `nextMs` is when the next turn comes, if none was there. Undefined when another process has taken over
   * the platform (its epoch is newer).
   */
  claim(
    platform: string,
    options: ClaimOptions,
  ): Promise<{ messages: Outgoing[]; passed: number; nextMs?: number } | undefined>;
  /** Ends or returns claimed messages in one transaction; rows claimed by another epoch are left alone. Gives how many rows it changed. */
  settle(settlements: readonly Settlement[], epoch: number): Promise<number>;
  /** After a crash: rows claimed by earlier epochs are to be sent again, or `uncertain` where they are of a kind to hold. Gives how many. */
  recover(
    platform: string,
    hold: readonly MessageKind[],
    epoch: number,
    now: Date,
  ): Promise<{ ready: number; held: number }>;
  /** The wall clock jumped by so much: what waits there waits as long as it was meant to. */
  shift(platform: string, byMs: number, now: Date): Promise<void>;
  /** Lets go what was held until now, at most `limit` destinations. */
  release(now: Date, limit: number): Promise<number>;
  /** Holds a destination's held rows until another time, after its settings changed; undefined lets them go. */
  rehold(
    channelId: number,
    plan: (row: { kind: MessageKind; createdAt: Date }) => { until: Date; batch: string } | undefined,
    now: Date,
  ): Promise<void>;
  /** Destinations that wait for their turn on a platform, of breaking news alone if told so, counted up to `most`. */
  waiting(platform: string, most: number, urgentOnly: boolean): Promise<number>;
  /** Articles of one message, for a digest's further pages. */
  articlesOf(channelId: number, batch: string): Promise<number[]>;
  /** What the edit of a row changes: the message and the articles it shows. */
  shownBy(
    rowId: number,
  ): Promise<{ messageId: string; articleIds: number[]; key: string; isDigest: boolean } | undefined>;
  counts(): Promise<OutboxCount[]>;
  troubles(where: { channelId?: number; since: Date; limit: number }): Promise<Trouble[]>;
  /** Deletes what ended before then, so that the table stays small. */
  prune(before: Date, limit: number): Promise<number>;
}

/** Where messages go, and whether they may. */
export interface DestinationStore {
  /**
   * Stops posting to a destination. `park`: its waiting rows stay for when it opens again, else they end as `dead`
   * with the reason. True when it was open before.
   */
  suspend(channelId: number, reason: string, park: boolean, now: Date): Promise<boolean>;
  /** Posts to a destination again. True when it was suspended. */
  resume(channelId: number, now: Date): Promise<boolean>;
  /** A chat that got another address: it, all places in it, their rows and subscriptions move in one transaction. */
  move(platform: string, from: string, to: string): Promise<void>;
  /** The destination of an address, and those inside it (a chat's topics). */
  within(platform: string, address: string): Promise<Channel[]>;
  /** Another active public place of the same server, to tell of one that can't be reached. */
  sibling(channelId: number): Promise<Channel | undefined>;
}

/** One holder at a time; each new holder gets a higher epoch, which fences off the one before. */
export interface LeaseStore {
  /** Takes or renews; undefined while another holds it. */
  take(name: string, holder: string, ttlMs: number, now: Date): Promise<{ epoch: number } | undefined>;
  /** Lets go, so that another need not wait. */
  release(name: string, holder: string): Promise<void>;
}

/** Pauses of a whole platform, which outlive a restart. */
export interface PauseStore {
  until(platform: string): Promise<Date | undefined>;
  pause(platform: string, until: Date, reason: string): Promise<void>;
}
