import type { Feed, FeedHealth } from './news.ts';

/** What waits for one platform. */
export interface Queue {
  platform: string;
  /** Destinations that wait for their turn. */
  waiting: number;
  /** Since when the one that could go out now and waits longest has been due. */
  oldestDueAt?: Date | undefined;
  /** When a row of the platform last ended, in whatever way. */
  lastEndedAt?: Date | undefined;
}

/** An outbox row that ended otherwise than as sent, and why: shown to the operator, never deleted unseen. */
export interface TroubledRow {
  id: number;
  platform: string;
  /** The destination's title, or its address when it has none. */
  destination: string;
  state: 'uncertain' | 'dead' | 'expired';
  reason: string;
  at: Date;
  title: string;
}

export interface WatchedFeed {
  feed: Feed;
  health: FeedHealth;
  /** Destinations that follow it. */
  followers: number;
}

/** What the operator asks of memory; one implementation on both engines. */
export interface Operations {
  /** Writes and reads back a row; rejects when the database can't be written. */
  probe(now: Date): Promise<void>;
  queues(now: Date): Promise<Queue[]>;
  /** Newest first. */
  troubled(limit: number): Promise<TroubledRow[]>;
  /** Broken ones first, then by title; at most `limit`. */
  feeds(limit: number): Promise<{ items: WatchedFeed[]; total: number; broken: number }>;
  /** Bytes on the disk. */
  size(): Promise<{ bytes: number; freeBytes: number }>;
}

/** Forgets what is over. */
export interface Retention {
  /**
   * One small step: at most `limit` rows of each kind that are older than `keepMs`. Gives the rows by kind; empty
   * when nothing is left. What a younger row points to stays until that one is over too.
   */
  step(options: { now: Date; keepMs: number; limit: number }): Promise<Record<string, number>>;
}
