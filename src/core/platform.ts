import type { Command, Suggestion } from './command.ts';
import type { Locale } from './locale.ts';
import type { Reply } from './reply.ts';

/** Where something is said: a channel, thread, topic or private chat, by the platform's own address. */
export interface Place {
  platform: string;
  address: string;
  title?: string;
}

/** What somebody asks, as a platform hands it over. */
export interface Request {
  /** Typed text, or a command that the platform has already taken apart (or a button's action). */
  input: string | { command: string; subcommand?: string; options: Record<string, string>; page?: number };
  asker: { id: string; name?: string };
  place: Place;
  /** The asker's language, when the platform knows it. */
  locale?: Locale;
  moderator: boolean;
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
  | { ok: false; reason: PostFailure; detail?: string; retryAfterMs?: number; movedTo?: string };

/** Discord, Telegram or the web page. Each folder in platforms/ makes one; nothing else branches on the platform. */
export interface Platform {
  readonly name: string;
  start(answer: Answer): Promise<void>;
  /** Stops taking requests and waits for the ones under way. */
  stop(): Promise<void>;
  /** Makes the commands known where the platform keeps a list of its own. */
  registerCommands(commands: readonly Command[]): Promise<void>;
  /** Sends a reply. `key` is stable over retries: where the platform can, the same key is posted once. */
  post(address: string, reply: Reply, key: string): Promise<Posted>;
  /** Changes what was posted; a message that is gone is `{ ok: false, reason: 'gone' }`. */
  edit(address: string, messageId: string, reply: Reply): Promise<Posted>;
  /** The rights that are missing to post there; empty when all is well. */
  check(address: string): Promise<string[]>;
}
