type NoLabels = Record<string, never>;

/** What is counted, each with its labels. No id of a chat, a person or a feed is ever a label: their number has no bound. */
export interface Counts {
  /** Articles committed; `source`: the page, or the feed's own text. */
  items_ingested: { source: 'page' | 'feed' };
  /** Polls of feeds by outcome: `ok`, `not-modified` or the fault's name. */
  polls: { outcome: string };
  /** Outbox rows that ended, by how; `reason` is a word of a short list, never a platform's sentence. */
  deliveries: { platform: string; result: string; reason: string };
  /** Sends whose answer never came. */
  ambiguous: { platform: string; cause: string };
  /** Sends that the platform answered with the message of an earlier one. */
  duplicates_suppressed: { platform: string };
  /** Answers that said "too fast"; `scope`: user, shared, global, chat or edge. */
  rate_limited: { platform: string; scope: string };
  /** Requests of people; `outcome`: ok, refused or failed. */
  commands: { command: string; platform: string; outcome: string };
  /** Rows deleted because their time was over. */
  pruned: { kind: string };
}

/** What is timed, in seconds. */
export interface Timings {
  /** From an article's commit to its post. */
  delivery_latency: { platform: string };
  /** One request to a platform. */
  send_duration: { platform: string };
  /** Finding the subscribers of one article. */
  match_duration: NoLabels;
  /** One commit of an article with everything that belongs to it. */
  store_commit: NoLabels;
  /** From a request to its reply. */
  command_duration: { command: string };
}

/** What goes up and down. */
export interface Levels {
  /** Sends a second that the pacer allows now. */
  pacer_rate: { platform: string };
  /** Seconds until a paused platform goes on; 0 when it is not paused. */
  rate_limit_pause: { platform: string };
  /** Discord's invalid requests (401, 403, 429) of the last ten minutes; 10,000 is its limit. */
  discord_invalid_requests: NoLabels;
  /** Session starts that Discord still allows today. */
  discord_sessions_left: NoLabels;
  /** 1 while this process holds the lease. */
  lease_held: { lease: string };
}

/** Where the steps report what they did. Never throws, never waits. */
export interface Meter {
  count<K extends keyof Counts>(name: K, labels: Counts[K], by?: number): void;
  time<K extends keyof Timings>(name: K, labels: Timings[K], seconds: number): void;
  level<K extends keyof Levels>(name: K, labels: Levels[K], value: number): void;
}

export const silentMeter: Meter = { count() {}, time() {}, level() {} };
