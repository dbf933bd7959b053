/** What a hub was asked: to tell of a topic at our callback, signed with a secret. */
export interface WebSubLease {
  feedId: number;
  hub: string;
  /** The feed's own address, as it names itself. */
  topic: string;
  /** Part of the callback's address that nobody can guess. */
  token: string;
  secret: string;
}

export interface WebSubStore {
  /** Followed feeds that name a hub, whose lease is missing or ends before, and that were not asked for since. */
  wanting(query: {
    endsBefore: Date;
    askedBefore: Date;
    limit: number;
  }): Promise<{ feedId: number; hub: string; topic: string }[]>;
  get(feedId: number): Promise<WebSubLease | undefined>;
  ask(lease: WebSubLease, at: Date): Promise<void>;
  /** Until when the hub will tell; undefined: it won't. */
  grant(feedId: number, until: Date | undefined): Promise<void>;
  active(now: Date): Promise<{ feedId: number; until: Date }[]>;
}

/** What the HTTP server hands on: status and text of the answer. */
export interface WebSubCallback {
  verify(
    feedId: number,
    token: string,
    query: Record<string, string | undefined>,
  ): Promise<{ status: 200 | 404; body: string }>;
  /** `signature`: the header X-Hub-Signature. */
  receive(feedId: number, token: string, signature: string | undefined, body: Uint8Array): Promise<202 | 404>;
}
