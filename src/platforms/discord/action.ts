import { createHash } from 'node:crypto';
import type { Notes } from '#core/platform.ts';
import type { Action } from '#core/reply.ts';

/** developers/components/reference: a custom_id has 1 to 100 characters. */
const CUSTOM_ID_MOST = 100;
/** Letters of the hash under which a long action is kept: 128 bits, so no two actions share one. */
const HASH_LETTERS = 22;
const NOTE = 'action:';

/** `a`: run the action; `f`: run it and open the form it gives; `s`: a form that was sent off. */
export type Purpose = 'a' | 'f' | 's';

/** What a custom_id stands for, and what must be kept for it where it is too long for one. */
export interface Encoded {
  customId: string;
  keep?: { key: string; value: string };
}

function write({ command, subcommand, options, page }: Action): string {
  return JSON.stringify([command, subcommand ?? '', page ?? 0, ...Object.entries(options).flat()]);
}

/** What `write` writes; anything else was not written here. */
function isWritten(parts: unknown): parts is [string, string, number, ...string[]] {
  return (
    Array.isArray(parts) &&
    parts.length >= 3 &&
    parts.every((part, at) => (at === 2 ? Number.isSafeInteger(part) : typeof part === 'string'))
  );
}

function read(text: string): Action | undefined {
  try {
    const parts: unknown = JSON.parse(text);
    if (!isWritten(parts)) return undefined;
    const [command, subcommand, page, ...rest] = parts;
    const options: Record<string, string> = {};
    for (let at = 0; at + 1 < rest.length; at += 2) options[rest[at]!] = rest[at + 1]!;
    return { command, ...(subcommand ? { subcommand } : {}), options, ...(page > 0 ? { page } : {}) };
  } catch {
    return undefined;
  }
}

/** An action as a custom_id; `place` keeps two buttons of one message apart. A long action is kept under its hash. */
export function encodeAction(purpose: Purpose, place: number, action: Action): Encoded {
  const text = write(action);
  const head = `${purpose}${place.toString(36)}`;
  if (head.length + text.length <= CUSTOM_ID_MOST) return { customId: head + text };
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, HASH_LETTERS);
  return { customId: `${head}#${hash}`, keep: { key: NOTE + hash, value: text } };
}

/** The action of a custom_id that we wrote, also before a restart; undefined when it is not ours or was forgotten. */
export async function decodeAction(
  customId: string,
  notes: Pick<Notes, 'get'>,
): Promise<{ purpose: Purpose; action: Action } | undefined> {
  const [, purpose, rest] = /^([afs])[0-9a-z]{1,2}([[#].*)$/su.exec(customId) ?? [];
  if (!purpose || !rest) return undefined;
  const text = rest.startsWith('#') ? await notes.get(NOTE + rest.slice(1)) : rest;
  const action = text === undefined ? undefined : read(text);
  return action && { purpose: purpose as Purpose, action };
}
