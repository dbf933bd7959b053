import type { Desk } from './desk.ts';
import type { Locale } from './locale.ts';
import type { PlainKey, Say } from './messages.ts';
import type { Attachment, Place } from './platform.ts';
import type { Reply } from './reply.ts';

export interface Suggestion {
  label: string;
  value: string;
}

export interface Option {
  description: PlainKey;
  /** `role`: whom a platform can call together; `file`: it comes as an attachment and has no value. */
  kind: 'text' | 'url' | 'choice' | 'role' | 'file';
  required?: boolean;
  choices?: readonly string[];
  /** Quotation marks mean a phrase and are kept when the words are typed. */
  phrases?: boolean;
  /** What to offer while the option is being typed; answered from at least `SUGGEST_FROM` letters. */
  suggest?: (typed: string, context: Context) => Promise<Suggestion[]>;
}

export type Options = Record<string, Option>;

/** The options as read: a required one is there, another may be missing. */
export type Values<O extends Options> = {
  [K in keyof O]: O[K] extends { required: true } ? string : string | undefined;
};

export type Permission = 'everyone' | 'moderator';

/** What a command gets: who asks, where, in which language, and the desk to ask. */
export interface Context {
  asker: { id: string; name?: string | undefined };
  place: Place;
  locale: Locale;
  /** IANA zone that dates are shown in. */
  zone: string;
  moderator: boolean;
  /** Page asked for, from 1. */
  page: number;
  now: Date;
  attachments: readonly Attachment[];
  say: Say;
  desk: Desk;
}

export interface Subcommand<O extends Options = Options> {
  name: string;
  description: PlainKey;
  options: O;
  /** Of a person's budget; 1 unless it asks the web. */
  cost?: number;
  run(context: Context, values: Values<O>): Promise<Reply>;
}

/** What people can ask: one file each in commands/, knowing no platform. */
export type Command = {
  permission: Permission;
  /** Its replies concern the asker alone: a platform that can shows them to nobody else. Moderators' commands are so by themselves. */
  personal?: boolean;
} & (
  | (Subcommand & { subcommands?: undefined })
  | { name: string; description: PlainKey; subcommands: readonly Subcommand[] }
);

/** Lets the compiler infer the values of `run` from the declared options. */
export function defineCommand<const O extends Options>(
  command: { permission: Permission; personal?: boolean } & Subcommand<O>,
): Command {
  return command;
}

export function defineSubcommand<const O extends Options>(subcommand: Subcommand<O>): Subcommand {
  return subcommand;
}

/** Letters typed before suggestions start (CONTRACT §6). */
export const SUGGEST_FROM = 2;
/** Suggestions offered at most: Discord's limit (developers/interactions/application-commands). */
export const SUGGEST_MOST = 25;
/** Entries on a page of any list. */
export const PAGE_SIZE = 5;
