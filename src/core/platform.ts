import type { Command, Suggestion } from './command.ts';
import type { Locale } from './locale.ts';
import type { Reply } from './reply.ts';

/** Where something is said: a channel, thread, topic or private chat, by the platform's own address. */
export interface Place {
  platform: string;
  address: string;
  title?: string;
  /** What holds the place: a Discord server, a Telegram chat (of a topic), the page. An alert draws on its feeds. */
  server?: string;
  /** A private chat with one person. */
  isPrivate?: boolean;
}

/** A file that came with a request; read only when a command asks for it. @throws FeedError when it can't be had or is too large. */
export interface Attachment {
  name: string;
  bytes(): Promise<Uint8Array>;
}

/** What somebody asks, as a platform hands it over. */
export interface Request {
  /** Typed text, or a command that the platform has already taken apart (or a button's action). */
  input:
    | string
    | {
        command: string;
        subcommand?: string;
        options: Record<string, string>;
        page?: number;
        /** Name of the option being typed, when suggestions are asked for. */
        typing?: string;
      };
  asker: { id: string; name?: string };
  place: Place;
  /** The asker's language, when the platform knows it. */
  locale?: Locale;
  moderator: boolean;
  attachments?: Attachment[];
}

/** What a platform calls when somebody asks. Neither ever rejects. */
export interface Answer {
  reply(request: Request): Promise<Reply>;
  suggest(request: Request): Promise<Suggestion[]>;
}

/** Why a post was not delivered. `uncertain`: the answer never came, so it may or may not be there. */
export type PostFailure = 'gone' | 'forbidden' | 'rejected' | 'throttled' | 'unavailable' | 'uncertain';

export type Posted =
  | { ok: true; messageId: string }
  | {
      ok: false;
      reason: PostFailure;
      detail?: string;
      retryAfterMs?: number;
      movedTo?: string;
      /** Whom the failure concerns: with `platform` everything to it waits (a 429 of the whole token, a 401, an outage). */
      scope?: 'platform' | 'address';
    };

/** What a platform allows; enforced by delivery's pacer, never by the client library. */
export interface SendLimits {
  /** Posts a second in all; `Infinity` where nothing limits them. */
  perSecond: number;
  /** Posts a second to one address. */
  perAddressPerSecond: number;
  /** Addresses that share an allowance of their own, such as the topics of one Telegram group. */
  group?: { perMinute: number; of(address: string): string | undefined };
  /** Posts under way at the same time: also the bound of what a hard crash leaves in doubt. */
  atOnce: number;
  /** Items that one message may hold when many wait for the same address; 1 when absent. */
  together?: number;
}

export interface PostOptions {
  /** No sound: quiet hours, or nothing urgent. */
  silent?: boolean;
  /** Whom to call, by the platform's own id of a role; only ever set by a moderator. */
  mention?: string;
  /** The story a post belongs to, where a platform keeps a thread for each. */
  story?: { id: number; title: string; topics: readonly string[] };
}

/** What a platform tells of its own accord about an address. */
export type AddressChange =
  | { kind: 'moved'; to: string }
  | { kind: 'gone' | 'forbidden'; detail?: string }
  /** Back in, or the right given again. */
  | { kind: 'open' };

export interface PlatformEvents {
  /** Never rejects. */
  changed(address: string, change: AddressChange): Promise<void>;
}

/** Whether a platform is usable, for `/readyz` and the log. */
export interface PlatformHealth {
  ok: boolean;
  reason?: string;
}

/** Discord, Telegram or the web page. Each folder in platforms/ makes one; nothing else branches on the platform. */
export interface Platform {
  readonly name: string;
  readonly limits: SendLimits;
  /** For so long the same key is posted once however often it is sent: `Infinity` on the web page, 0 where a platform has nothing of the kind. */
  readonly idempotentForMs: number;
  /**
   * Begins to take requests, and gets ready to post. With `receive: false` it only posts: another process takes the
   * requests; a later `start` without it takes them over.
   */
  start(answer: Answer, events: PlatformEvents, options?: { receive?: boolean }): Promise<void>;
  /** Stops taking requests and waits for the ones under way. */
  stop(): Promise<void>;
  /** Makes the commands known where the platform keeps a list of its own. */
  registerCommands(commands: readonly Command[]): Promise<void>;
  /** Sends a reply. `key` is stable over retries: where the platform can, the same key is posted once. */
  post(address: string, reply: Reply, key: string, options?: PostOptions): Promise<Posted>;
  /** Changes what was posted; a message that is gone is `{ ok: false, reason: 'gone' }`. */
  edit(address: string, messageId: string, reply: Reply): Promise<Posted>;
  /** The rights that are missing to post there; empty when all is well. */
  check(address: string): Promise<string[]>;
  /** Looks in the address's history for what was posted under a key, where the platform shows it. Gives the message's id. */
  find?(address: string, key: string): Promise<string | undefined>;
  /** Where a person is reached alone. */
  privateAddress(personId: string): string;
  health(): PlatformHealth;
}

/** A few durable notes of one adapter (a command list's hash, an update offset, a file's id), kept in the database. */
export interface Notes {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}
