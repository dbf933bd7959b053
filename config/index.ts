import { existsSync, readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { SetupError } from '#core/errors.ts';
import { LOCALES, type Locale } from '#core/locale.ts';

export type Role = 'poll' | 'serve' | 'deliver';

/** Everything a deployer may set, read and checked. Durations in milliseconds. */
export interface Config {
  discordToken?: string | undefined;
  telegramToken?: string | undefined;
  discordApiRoot?: string | undefined;
  discordShards?: { ids: number[]; count: number } | undefined;
  telegramApiRoot?: string | undefined;
  telegramWebhook?: { url: string; secret: string } | undefined;
  web: boolean;
  host: string;
  port: number;
  databaseUrl: string;
  feedsFile?: string | undefined;
  demo: boolean;
  pollIntervalMs?: number | undefined;
  /** Where the world reaches the HTTP server, without a slash at the end. */
  publicUrl?: string | undefined;
  fetchAllow: string[];
  /** Feeds that one channel may follow. */
  feedsMost: number;
  zone: string;
  locale: Locale;
  roles: Role[];
  telegramUncertain?: 'hold' | 'resend' | undefined;
  retentionMs: number;
  logLevel: string;
  /** Values that no log line may hold. */
  secrets: string[];
}

const SECRETS = ['DISCORD_TOKEN', 'TELEGRAM_TOKEN', 'TELEGRAM_WEBHOOK_SECRET', 'DATABASE_URL'] as const;
const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** The smallest POLL_INTERVAL (CONTRACT §2). */
const POLL_LEAST_MS = 1000;

const duration = (leastMs: number, example: string) =>
  z.string().transform((text, context) => {
    const [, amount, unit] = /^(\d+)(ms|s|m|h|d)$/u.exec(text) ?? [];
    const ms = Number(amount) * UNIT_MS[(unit ?? 's') as keyof typeof UNIT_MS];
    if (Number.isFinite(ms) && ms >= leastMs) return ms;
    context.addIssue({ code: 'custom', message: `write a number and a unit (s, m, h, d), such as ${example}` });
    return z.NEVER;
  });

const url = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `write a whole address, such as ${example}`,
  });

/** `0-3/8` or `0,1/4`: the shards of this process, of how many. */
function readShards(text: string, context: z.RefinementCtx): { ids: number[]; count: number } {
  const [, list = '', total = ''] = /^(\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)\/(\d+)$/u.exec(text) ?? [];
  const ids = list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  });
  const count = Number(total);
  if (list !== '' && ids.length > 0 && ids.every((id) => id < count)) return { ids: [...new Set(ids)], count };
  context.addIssue({ code: 'custom', message: "write this process's shards and how many there are, such as 0-3/8" });
  return z.NEVER;
}

const onOff = z.enum(['on', 'off'], { error: 'write on or off' }).transform((value) => value === 'on');

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const isCidr = (text: string): boolean => {
  try {
    ipaddr.parseCIDR(text);
    return true;
  } catch {
    return false;
  }
};

const Environment = z.object({
  DISCORD_TOKEN: z.string().optional(),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/u, { error: 'a bot token looks like 123456789:AA… ; @BotFather shows it with /token' })
    .optional(),
  DISCORD_API_ROOT: url(['http:', 'https:'], 'http://127.0.0.1:8081/api').optional(),
  DISCORD_SHARDS: z.string().transform(readShards).optional(),
  TELEGRAM_API_ROOT: url(['http:', 'https:'], 'http://127.0.0.1:8082').optional(),
  PUBLIC_URL: url(['https:', 'http:'], 'https://news.example.org').optional(),
  TELEGRAM_WEBHOOK_URL: url(['https:', 'http:'], 'https://news.example.org/telegram/webhook').optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/u, { error: 'use 1 to 256 letters, digits, _ or -' })
    .optional(),
  WEB: onOff.optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'write a number from 0 to 65535' }).int().min(0).max(65_535).default(3000),
  DATABASE_URL: z.string().default('./data/kabar.db'),
  FEEDS_FILE: z.string().optional(),
  DEMO: onOff.optional(),
  POLL_INTERVAL: duration(POLL_LEAST_MS, '5m').optional(),
  FETCH_ALLOW: z
    .string()
    .default('')
    .transform(list)
    .refine((all) => all.every(isCidr), { error: 'write networks such as 127.0.0.0/8,::1/128' }),
  FEEDS_MOST: z.coerce.number({ error: 'write a number from 1 to 100000' }).int().min(1).max(100_000).default(5000),
  TIMEZONE: z.string().default('Asia/Jakarta').refine(isZone, { error: 'write an IANA zone such as Asia/Makassar' }),
  LOCALE: z.enum(LOCALES, { error: `write one of: ${LOCALES.join(', ')}` }).default('id'),
  ROLES: z
    .string()
    .default('poll,serve,deliver')
    .transform(list)
    .pipe(z.array(z.enum(['poll', 'serve', 'deliver'], { error: 'write some of: poll,serve,deliver' })).min(1)),
  TELEGRAM_UNCERTAIN: z.enum(['hold', 'resend'], { error: 'write hold or resend' }).optional(),
  RETENTION: duration(UNIT_MS.d, '180d').default(180 * UNIT_MS.d),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'write one of: trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

/** Names of all settings, in the order of the table; `.env.example` is held against it by a test. */
export const SETTINGS = Object.keys(Environment.shape);

/** Settings may also stand in `.env` in the folder that Kabar is started from; what is set already wins. */
const ENV_FILE = '.env';
function ownEnvironment(): Record<string, string | undefined> {
  if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
  return process.env;
}

/** The files that secrets are read from. */
export function secretFiles(env = ownEnvironment()): { name: string; path: string }[] {
  const own = existsSync(ENV_FILE) ? [{ name: ENV_FILE, path: ENV_FILE }] : [];
  const named = SECRETS.flatMap((secret) => {
    const name = `${secret}_FILE`;
    const path = env[name]?.trim();
    return path ? [{ name, path }] : [];
  });
  return [...own, ...named];
}

/** Empty values count as unset; a secret may be in the file that `NAME_FILE` names. */
function gather(env: Record<string, string | undefined>, faults: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of SETTINGS) {
    const value = env[name]?.trim();
    if (value) found[name] = value;
  }
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`]?.trim();
    if (!file) continue;
    if (found[name]) {
      faults.push(`${name} and ${name}_FILE are both set: keep one of them.`);
      continue;
    }
    try {
      found[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      faults.push(
        `${name}_FILE: ${file} can't be read (${(error as NodeJS.ErrnoException).code}). Check path and permissions.`,
      );
    }
  }
  return found;
}

/**
 * The only reader of the environment. In: the environment; out: the checked settings.
 * @throws SetupError naming every fault together with how to mend it.
 */
export function loadConfig(env = ownEnvironment()): Config {
  const faults: string[] = [];
  const found = gather(env, faults);
  const read = Environment.safeParse(found);
  if (!read.success) {
    for (const issue of read.error.issues) {
      const name = String(issue.path[0]);
      const shown = (SECRETS as readonly string[]).includes(name) ? '' : ` (it is "${found[name]}")`;
      faults.push(`${name}${shown}: ${issue.message}.`);
    }
  }
  if (Boolean(found['TELEGRAM_WEBHOOK_URL']) !== Boolean(found['TELEGRAM_WEBHOOK_SECRET'])) {
    faults.push('TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET go together: set both or neither.');
  }
  if (!read.success || faults.length > 0) throw new SetupError(faults);
  const value = read.data;
  const hasToken = Boolean(value.DISCORD_TOKEN ?? value.TELEGRAM_TOKEN);
  return {
    discordToken: value.DISCORD_TOKEN,
    telegramToken: value.TELEGRAM_TOKEN,
    discordApiRoot: value.DISCORD_API_ROOT,
    discordShards: value.DISCORD_SHARDS,
    telegramApiRoot: value.TELEGRAM_API_ROOT,
    telegramWebhook:
      value.TELEGRAM_WEBHOOK_URL && value.TELEGRAM_WEBHOOK_SECRET
        ? { url: value.TELEGRAM_WEBHOOK_URL, secret: value.TELEGRAM_WEBHOOK_SECRET }
        : undefined,
    web: value.WEB ?? !hasToken,
    host: value.HOST,
    port: value.PORT,
    databaseUrl: value.DATABASE_URL,
    feedsFile: value.FEEDS_FILE,
    demo: value.DEMO ?? !(hasToken || value.FEEDS_FILE),
    pollIntervalMs: value.POLL_INTERVAL,
    publicUrl: value.PUBLIC_URL?.replace(/\/+$/u, ''),
    fetchAllow: value.FETCH_ALLOW,
    feedsMost: value.FEEDS_MOST,
    zone: value.TIMEZONE,
    locale: value.LOCALE,
    roles: value.ROLES,
    telegramUncertain: value.TELEGRAM_UNCERTAIN,
    retentionMs: value.RETENTION,
    logLevel: value.LOG_LEVEL,
    secrets: [value.DISCORD_TOKEN, value.TELEGRAM_TOKEN, value.TELEGRAM_WEBHOOK_SECRET].filter(
      (one) => one !== undefined,
    ),
  };
}
