import { pino } from 'pino';
import type { Log } from '#core/log.ts';
import { scrub } from './scrub.ts';

type Fields = Record<string, unknown>;

/** Errors keep name, message and stack, all without secrets; causes are followed a few steps. */
function plain(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return scrub(value, secrets);
  if (!(value instanceof Error) || depth > 3) return value instanceof Error ? value.name : value;
  return {
    name: value.name,
    message: scrub(value.message, secrets),
    stack: scrub(value.stack ?? '', secrets),
    ...(value.cause === undefined ? {} : { cause: plain(value.cause, secrets, depth + 1) }),
  };
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
