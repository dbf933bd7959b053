import { createHash } from 'node:crypto';
import type { Notes } from '#core/platform.ts';
import type { Action } from '#core/reply.ts';

/** Bytes of `callback_data` (Bot API, InlineKeyboardButton). */
const DATA_MOST = 64;
/** Letters of a short name: 132 bits, so that nobody finds another text of the same name. */
const HASH_LETTERS = 22;
const HASHED = '#';
const LINK = 'a_';

/** What a press, a link or an answered question runs. */
export interface Ask {
  action: Action;
  /** Address that it is about, when that is not the chat it is asked in: a channel that is set up from a private chat. */
  at?: string | undefined;
  /** Option whose value is still to be asked for. */
  asks?: string | undefined;
}

export interface Asks {
  /** At most 64 bytes: the ask itself, or the name under which it is kept. */
  toData(ask: Ask): Promise<string>;
  fromData(data: string): Promise<Ask | undefined>;
  /** A payload for `?start=`: only what was written here is ever read, so nobody can make up a link that does harm. */
  toLink(ask: Ask): Promise<string>;
  fromLink(payload: string): Promise<Ask | undefined>;
}

const seal = (value: string): string => value.replaceAll('%', '%25').replaceAll('|', '%7C');
const unseal = (value: string): string => value.replaceAll('%7C', '|').replaceAll('%25', '%');

/** `>-1001234|feed list 2|feed=Kanal|url`: the place, command and page, options, and the one asked for. */
export function writeAsk({ action, at, asks }: Ask): string {
  const { command, subcommand, page, options } = action;
  const head = [command, subcommand, page].filter((part) => part !== undefined).join(' ');
  const named = Object.entries(options).map(([name, value]) => `${name}=${seal(value)}`);
  return [...(at ? [`>${at}`] : []), head, ...named, ...(asks ? [asks] : [])].join('|');
}

export function readAsk(text: string): Ask | undefined {
  const [first = '', ...others] = text.split('|');
  const at = /^>(-?\d+(?::\d+)?)$/u.exec(first)?.[1];
  const [head = '', ...parts] = at === undefined ? [first, ...others] : others;
  const [, command, subcommand, page] = /^([a-z_]+)(?: ([a-z_]+))?(?: (\d{1,6}))?$/u.exec(head) ?? [];
  if (command === undefined) return undefined;
  const named = parts.filter((part) => part.includes('='));
  const options = Object.fromEntries(
    named.map((part) => [part.slice(0, part.indexOf('=')), unseal(part.slice(part.indexOf('=') + 1))]),
  );
  const asks = parts.find((part) => part !== '' && !part.includes('='));
  return {
    action: { command, options, ...(subcommand ? { subcommand } : {}), ...(page ? { page: Number(page) } : {}) },
    at,
    ...(asks ? { asks } : {}),
  };
}

/** Asks as text that fits where Telegram keeps them; long ones are kept in the notes and survive restarts. */
export function createAsks(notes: Notes): Asks {
  async function keep(kind: 'ask' | 'link', text: string): Promise<string> {
    const name = createHash('sha256').update(text).digest('base64url').slice(0, HASH_LETTERS);
    if ((await notes.get(`${kind}:${name}`)) !== text) await notes.set(`${kind}:${name}`, text);
    return name;
  }

  async function kept(kind: 'ask' | 'link', name: string): Promise<Ask | undefined> {
    const text = await notes.get(`${kind}:${name}`);
    return text === undefined ? undefined : readAsk(text);
  }

  return {
    async toData(ask) {
      const text = writeAsk(ask);
      return Buffer.byteLength(text) <= DATA_MOST ? text : `${HASHED}${await keep('ask', text)}`;
    },
    fromData: async (data) => (data.startsWith(HASHED) ? kept('ask', data.slice(1)) : readAsk(data)),
    toLink: async (ask) => `${LINK}${await keep('link', writeAsk(ask))}`,
    fromLink: async (payload) => (payload.startsWith(LINK) ? kept('link', payload.slice(LINK.length)) : undefined),
  };
}
