import type { Channel } from './news.ts';

/** How much of an article a post shows. */
export const STYLES = ['full', 'brief', 'headline'] as const;
export type Style = (typeof STYLES)[number];

/** A stretch of the local day, in minutes after midnight; `from` later than `to` runs over midnight. */
export interface Quiet {
  from: number;
  to: number;
}

/** What a moderator (of a channel) or a reader (of a private chat) decides about one destination. */
export interface ChannelSettings {
  /** `digest`: held and sent together at `digestAt`. */
  mode: 'live' | 'digest';
  /** Minutes after local midnight. */
  digestAt: number;
  quiet?: Quiet | undefined;
  /** Entries of which an article must hold one, divided by commas. */
  only?: string | undefined;
  /** Entries of which an article may hold none. */
  except?: string | undefined;
  style: Style;
  /** A role to call with each post, by the platform's own id. */
  mention?: string | undefined;
  maxPerHour?: number | undefined;
  /** Breaking news may pass the quiet hours. */
  breaking: boolean;
}

/** A channel is live, with no quiet hours, digest, filter or cap (CONTRACT §6). */
export const DEFAULT_SETTINGS: ChannelSettings = { mode: 'live', digestAt: 7 * 60, style: 'full', breaking: false };

export const SUBSCRIPTION_KINDS = ['person', 'topic', 'story', 'feed', 'words'] as const;
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number];

/** What somebody wants to hear of. `target` is a person's name, a topic's key, a story's or feed's number, or the words. */
export interface Wish {
  kind: SubscriptionKind;
  target: string;
  /** As people see it. */
  label: string;
}

export interface Subscription extends Wish {
  id: number;
  platform: string;
  person: string;
  /** Where the alert goes. */
  channel: Channel;
  /** The server whose feeds it draws on; undefined: all feeds followed in public places. */
  server?: string | undefined;
  createdAt: Date;
}

/** A change of the subscriptions, as the matching index of every process follows it. */
export interface SubscriptionChange {
  change: number;
  subscriptionId: number;
  /** Undefined when it was removed. */
  wish?: Pick<Wish, 'kind' | 'target'> | undefined;
}

export interface SubscriptionStore {
  /** Adds, or gives the known one of the same wish and place. @throws UserError when the person has `most` already. */
  add(
    subscription: Wish & { platform: string; person: string; channelId: number; server?: string | undefined; at: Date },
    most: number,
  ): Promise<{ subscription: Subscription; added: boolean }>;
  /** Removes one that belongs to the person; false when there is none. */
  remove(owner: { platform: string; person: string }, id: number): Promise<boolean>;
  /** A person's own, newest first. */
  of(platform: string, person: string): Promise<Subscription[]>;
  /** All whose alerts go to a channel. */
  to(channelId: number): Promise<Subscription[]>;
  /** Every wish, in order of the ids after `after`: how the index is built. */
  wishes(after: number, limit: number): Promise<{ id: number; kind: SubscriptionKind; target: string }[]>;
  /** Changes after a number, oldest first. */
  changes(after: number, limit: number): Promise<SubscriptionChange[]>;
  lastChange(): Promise<number>;
  /** Of these subscriptions, the destinations that may hear of a feed's articles (CONTRACT §6). */
  destinations(ids: readonly number[], feedId: number): Promise<{ subscriptionId: number; channel: Channel }[]>;
}

/** What is kept of one person, and how all of it goes. */
export interface PersonalData {
  export(platform: string, person: string, privateAddress: string): Promise<Record<string, unknown>>;
  forget(platform: string, person: string, privateAddress: string): Promise<void>;
}
