import { pino } from 'pino';
import type { Log } from '#core/log.ts';
import { scrub } from './scrub.ts';

type Fields = Record<string, unknown>;

/** Steps into causes and nested fields that are followed; deeper things are named only. */
const DEPTH = 4;

/** Errors keep name, code, message and stack; every text in them and in nested fields is without secrets. */
function plain(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return scrub(value, secrets);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEPTH) return value instanceof Error ? value.name : '…';
  const inner = (one: unknown): unknown => plain(one, secrets, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Error) {
    const { name, message, stack, cause, code } = value as NodeJS.ErrnoException;
    return {
      name,
      ...(code === undefined ? {} : { code: inner(code) }),
      message: scrub(message, secrets),
      stack: scrub(stack ?? '', secrets),
      ...(cause === undefined ? {} : { cause: inner(cause) }),
    };
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [scrub(key, secrets), inner(one)]));
}

/** Structured lines on standard error: a constant event name and fields. */
export function createLog(options: { level: string; secrets: readonly string[] }): Log {
  const out = pino({ level: options.level, base: null, messageKey: 'event' }, pino.destination({ fd: 2, sync: true }));
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: Fields = {}): void => {
      const clean = Object.fromEntries(
        Object.entries(fields).map(([key, value]) => [key, plain(value, options.secrets)]),
      );
      out[level](clean, event);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
