import type { PersonalData, Style, SubscriptionStore } from './alerts.ts';
import type { OutboxStore } from './delivery.ts';
import type { ArticleHead, Channel, Feed, Item } from './news.ts';
import type { FeedFault } from './errors.ts';
import type { PlainKey } from './messages.ts';
import type { TimelinePicture } from './picture.ts';
import type { Place } from './platform.ts';
import type { Reply } from './reply.ts';
import type { ChannelStore, FeedStore, Library } from './stores.ts';

/** A feed found at an address a person gave. */
export interface FoundFeed {
  url: string;
  title: string;
  siteUrl?: string | undefined;
  language?: string | undefined;
  newest?: Item | undefined;
}

/** What discovery found: the address is a feed itself, or a site that names some, or neither. */
export type Discovery =
  | { kind: 'feed'; feed: FoundFeed }
  | { kind: 'several'; feeds: FoundFeed[] }
  | { kind: 'nothing'; fault: FeedFault };

/** All that a command may ask for. */
export interface Desk {
  library: Library;
  feeds: FeedStore;
  channels: ChannelStore;
  /** The settings of the place asked from, made on first use. */
  channelOf(place: Place): Promise<Channel>;
  discover(url: string): Promise<Discovery>;
  /** Reads a page or finds the article of that address; @throws FeedError when it can't be had. */
  read(url: string): Promise<ArticleHead>;
  /** Rights that are missing to post at a place. */
  missingRights(place: Place): Promise<string[]>;
  /** An article as it would be posted in a channel. */
  compose(article: ArticleHead, channel: Pick<Channel, 'locale' | 'zone'> & { settings?: { style: Style } }): Reply;
  /** The bytes at an address; @throws FeedError when they can't be had or are too many. */
  download(url: string): Promise<Uint8Array>;
  /** A document's bytes as text, whatever their charset; @throws FeedError. */
  decode(bytes: Uint8Array): string;
  /** Why an address would never be fetched: it is none, or leads into a private network. */
  refusal(url: string): FeedFault | undefined;
  /** Feeds that one channel may follow. */
  feedsMost: number;
  /** A timeline as PNG bytes; undefined when it can't be drawn now. Never throws. */
  draw(picture: TimelinePicture): Promise<Uint8Array | undefined>;
  /** Starts reading a feed now rather than at its time. */
  readNow(feed: Feed): void;
  /** Looks at what is due without waiting for the next second. */
  readSoon(): void;
  /** The commands as `/help` lists them. */
  commands(): { usage: string; about: PlainKey; permission: 'everyone' | 'moderator' }[];
  subscriptions: SubscriptionStore;
  personal: PersonalData;
  outbox: Pick<OutboxStore, 'troubles' | 'articlesOf'>;
  /** Subjects that people follow whatever the story. */
  topics: readonly { key: string; names: readonly string[] }[];
  /** Where somebody is reached alone on the platform of a place. */
  privatePlaceOf(place: Place, person: string): Place;
  /** Whether words hold anything to look for. */
  canMatch(words: string): boolean;
  /** Whether a channel's filter lets an article through. */
  allows(channel: Channel, article: ArticleHead): Promise<boolean>;
  /** After a destination's settings changed: what is held for it waits until another time. */
  rehold(channel: Channel): Promise<void>;
}
