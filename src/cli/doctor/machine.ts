import { existsSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Config } from '#config/index.ts';
import { isPostgres, sqliteFile } from '#store/database.ts';
import { type Finding, fault, good, note } from './finding.ts';

const NODE_LEAST = 24;
const MEGABYTE = 1_000_000;
const DISK_LEAST_BYTES = 200 * MEGABYTE;
/** Others than the owner may read it. */
const OTHERS = 0o077;
/** File systems of networks by the number that the kernel gives them (linux/magic.h): SQLite's log must not sit there. */
const NETWORK_FILES = new Map([
  [0x69_69, 'NFS'],
  [0xff_53_4d_42, 'SMB'],
  [0xfe_53_4d_42, 'SMB'],
  [0x00_c3_64_00, 'Ceph'],
]);
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
/** A feed on the open network is polled no oftener than this. */
const POLITE_MS = 60_000;

export function checkNode(version: string): Finding {
  const major = Number(/^v(\d+)/u.exec(version)?.[1]);
  return major >= NODE_LEAST
    ? good('node', version)
    : fault('node', `${version} is too old`, `use Node ${NODE_LEAST}: npm scripts bring it along, or install it`);
}

/** Files that hold secrets are for their owner alone. */
export function checkSecretFiles(files: readonly { name: string; path: string }[]): Finding[] {
  return files.flatMap(({ name, path }) => {
    try {
      if ((statSync(path).mode & OTHERS) === 0) return [];
    } catch {
      return [];
    }
    return [note(name, `${path} can be read by others on this machine`, `chmod 600 ${path}`)];
  });
}

export function checkDisk(databaseUrl: string): Finding[] {
  if (isPostgres(databaseUrl)) return [];
  const folder = dirname(sqliteFile(databaseUrl));
  if (!existsSync(folder)) return [];
  const disk = statfsSync(folder);
  const free = disk.bavail * disk.bsize;
  const kind = NETWORK_FILES.get(disk.type);
  return [
    free < DISK_LEAST_BYTES
      ? fault('disk', `${Math.round(free / MEGABYTE)} MB are free in ${folder}`, 'free some space or lower RETENTION')
      : good('disk', `${Math.round(free / MEGABYTE)} MB free`),
    ...(kind ? [fault('disk', `${folder} is on ${kind}`, 'put the database on a local disk, or use PostgreSQL')] : []),
  ];
}

async function canListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** A port that is taken is fine when it is Kabar itself that has it. */
export async function checkPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Finding> {
  const code = await canListen(host, port);
  if (code === undefined) return good('port', `${host}:${port} is free: Kabar is not running`);
  if (code !== 'EADDRINUSE') {
    return fault(
      'port',
      `${host}:${port} can't be listened on (${code})`,
      'set HOST and PORT to an address of this machine',
    );
  }
  const state = await fetch(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/readyz`, {
    signal: AbortSignal.timeout(3000),
  })
    .then(async (answer) => ({ status: answer.status, ...((await answer.json()) as { reasons?: string[] }) }))
    .catch(() => undefined);
  if (!state?.reasons) {
    return fault('port', `${host}:${port} is taken by another program`, 'stop it, or set PORT to another number');
  }
  return state.status === 200
    ? good('port', `Kabar runs at ${host}:${port} and is ready`)
    : fault('running', `Kabar runs but is not ready: ${state.reasons.join('; ')}`, 'mend what it names');
}

/** Settings that are allowed and yet seldom meant. */
export function checkSettings(config: Config): Finding[] {
  const found: Finding[] = [];
  const hasToken = Boolean(config.discordToken ?? config.telegramToken);
  const isOpen = !LOOPBACK.has(config.host);
  if (config.web && isOpen) {
    found.push(
      note(
        'HOST',
        `the page at ${config.host} has no password and whoever reaches it is a moderator`,
        'set HOST=127.0.0.1, or WEB=off',
      ),
    );
  }
  if (!hasToken && !config.web) {
    found.push(
      fault('platforms', 'there is none: no token is set and WEB is off', 'set DISCORD_TOKEN or TELEGRAM_TOKEN'),
    );
  }
  if (config.roles.length < 3 && !isPostgres(config.databaseUrl)) {
    const missing = ['poll', 'serve', 'deliver'].filter((role) => !(config.roles as string[]).includes(role));
    found.push(
      fault(
        'ROLES',
        `nobody does ${missing.join(', ')}: several processes need PostgreSQL`,
        'unset ROLES, or set DATABASE_URL=postgres://…',
      ),
    );
  }
  if (
    config.pollIntervalMs !== undefined &&
    config.pollIntervalMs < POLITE_MS &&
    !config.demo &&
    config.fetchAllow.length === 0
  ) {
    found.push(
      note('POLL_INTERVAL', 'feeds are asked oftener than once a minute; sites block that', 'unset it, or set 5m'),
    );
  }
  const webhook = config.telegramWebhook && new URL(config.telegramWebhook.url);
  if (webhook && config.telegramApiRoot === undefined) {
    if (webhook.protocol !== 'https:' || !['', '80', '88', '443', '8443'].includes(webhook.port)) {
      found.push(
        fault('TELEGRAM_WEBHOOK_URL', 'Telegram calls https on ports 443, 80, 88 and 8443 only', 'use one of them'),
      );
    }
    if (webhook.pathname !== '/telegram/webhook') {
      found.push(
        fault(
          'TELEGRAM_WEBHOOK_URL',
          `its path is ${webhook.pathname}`,
          'let it end in /telegram/webhook, or rewrite to that',
        ),
      );
    }
  }
  if (config.discordApiRoot && /\/v\d+\/?$/u.test(config.discordApiRoot)) {
    found.push(fault('DISCORD_API_ROOT', 'it names a version', 'leave the version off: http://127.0.0.1:8081/api'));
  }
  return found;
}
