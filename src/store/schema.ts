import type { Generated, Kysely } from 'kysely';

/** Times are milliseconds since 1970 UTC, flags 0 or 1, lists JSON text: the same on both engines. */
export interface Schema {
  feeds: {
    id: Generated<number>;
    url: string;
    title: string;
    language: string | null;
    topics: string;
    site_url: string | null;
    etag: string | null;
    last_modified: string | null;
    due_at: number;
    polled_at: number | null;
    changed_at: number | null;
    first_read_at: number | null;
    is_quiet: Generated<number>;
    ttl_minutes: number | null;
    skip_hours: string | null;
    moved_to: string | null;
    moved_since: number | null;
    hub: string | null;
    topic: string | null;
    failures: Generated<number>;
    fault: string | null;
    status: number | null;
    /** When an outage was told of; null when all is well. */
    told_at: Generated<number | null>;
  };
  channels: {
    id: Generated<number>;
    platform: string;
    address: string;
    title: string | null;
    locale: string;
    zone: string;
    state: Generated<string>;
    reason: string | null;
    created_at: number;
    server: string | null;
    is_private: Generated<number>;
    settings: Generated<string>;
  };
  channel_feeds: { channel_id: number; feed_id: number; paused: number; added_by: string; added_at: number };
  articles: {
    id: Generated<number>;
    identity: string;
    feed_id: number;
    story_id: number;
    url: string | null;
    title: string;
    outlet: string;
    language: string;
    author: string | null;
    image: string | null;
    published_at: number;
    fetched_at: number;
    source: string;
    summary: string;
    /** Publication made unique: what lists are in order of. */
    place: Generated<number>;
    copy_of: Generated<number | null>;
    /** The headline it came with, when it was changed since. */
    first_title: Generated<string | null>;
  };
  /** All names an article is known by, its identity among them. */
  article_names: { name: string; article_id: number };
  /** The feeds that carry an article. */
  article_feeds: { article_id: number; feed_id: number };
  quotes: {
    id: Generated<number>;
    article_id: number;
    person_id: number | null;
    text: string;
    segments: string | null;
    sentence: string | null;
    kind: string;
    speaker: string | null;
    speaker_as: string | null;
    role: string | null;
    date: string | null;
    credit: string | null;
    start_at: number;
    end_at: number;
    resolution: string;
    confidence: number;
    published_at: number;
    place: Generated<number>;
    /** The quote that this one repeats; null for the first printing, which stands for all. */
    same_as: Generated<number | null>;
    outlets: Generated<number>;
    wordings: Generated<number>;
  };
  /** Hashes by which a repetition finds what it repeats. */
  quote_keys: { key: number; quote_id: number };
  events: {
    id: Generated<number>;
    article_id: number;
    story_id: number;
    date: string;
    precision: string;
    until: string | null;
    anchor: string;
    sentence: string;
    start_at: number;
    end_at: number;
    planned: number;
    published_at: number;
    same_as: Generated<number | null>;
    outlets: Generated<number>;
    /** Shared by the events that contradict each other. */
    dispute_id: Generated<number | null>;
  };
  /** Who is named in the sentence of an event. */
  event_people: { person_id: number; date: string; event_id: number };
  people: {
    id: Generated<number>;
    key: string;
    name: string;
    /** Newest office. */
    role: string | null;
    /** Quotes that are no repetitions. */
    quotes: Generated<number>;
    first_at: Generated<number>;
    last_at: Generated<number>;
    uses: Generated<number>;
    used_at: Generated<number>;
  };
  person_names: { person_id: number; token: string };
  person_aliases: { person_id: number; alias: string };
  person_roles: { person_id: number; key: string; role: string; first_at: number; last_at: number; articles: number };
  role_words: { token: string; person_id: number };
  stories: {
    id: Generated<number>;
    title: string;
    title_key: Generated<string>;
    first_at: number;
    last_at: number;
    articles: Generated<number>;
    /** Names of the outlets, as JSON. */
    outlets: Generated<string>;
    merged_into: Generated<number | null>;
    uses: Generated<number>;
    used_at: Generated<number>;
  };
  /** What an article is recognised by while its story runs. */
  article_marks: { article_id: number; at: number; marks: string };
  fanouts: {
    id: Generated<number>;
    key: string;
    kind: string;
    article_id: number | null;
    feed_id: number;
    created_at: number;
    stage: Generated<string>;
    after_id: Generated<number>;
    done: Generated<number>;
  };
  outbox: {
    id: Generated<number>;
    channel_id: number;
    kind: string;
    subject: string;
    article_id: number | null;
    payload: string | null;
    key: string;
    batch: string | null;
    state: string;
    priority: number;
    not_before: number;
    expires_at: number;
    attempts: Generated<number>;
    epoch: number | null;
    claimed_at: number | null;
    /** The first of the tries whose answer never came. */
    doubt_at: number | null;
    message_id: string | null;
    reason: string | null;
    created_at: number;
    settled_at: number | null;
  };
  /** A destination that has something to be sent, and when its turn is. */
  turns: {
    channel_id: number;
    platform: string;
    priority: number;
    ready_at: number;
    since: number;
    claimed: Generated<number>;
  };
  subscriptions: {
    id: Generated<number>;
    platform: string;
    person: string;
    channel_id: number;
    kind: string;
    target: string;
    label: string;
    server: string | null;
    created_at: number;
  };
  subscription_changes: { id: Generated<number>; subscription_id: number; at: number };
  leases: { name: string; holder: string; epoch: number; until: number };
  pauses: { platform: string; until: number; reason: string };
  forgotten: { name: string; at: number };
  websub: {
    feed_id: number;
    hub: string;
    topic: string;
    token: string;
    secret: string;
    asked_at: number;
    until_at: number | null;
  };
  counters: { name: string; value: number };
  notes: { namespace: string; key: string; value: string };
  web_posts: { id: Generated<number>; key: string; address: string; at: number; reply: string };
  keyv: { namespace: string; key: string; value: string; expires_at: number | null };
  article_words: { rowid: number; words: string };
  quote_words: { rowid: number; words: string };
}

export type Engine = 'sqlite' | 'postgres';
export type Database = Kysely<Schema>;
