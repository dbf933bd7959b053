import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** On a busy machine a start takes its time. */
const READY_MS = 40_000;

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  scripts: { start: string };
};
/** What `npm start` tells Node: how much memory it may keep. */
export const START_FLAGS: readonly string[] = scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** And what the C library is told: one arena keeps what the threads let go of together. */
export const START_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  scripts.start.split(' ').flatMap((word) => (/^[A-Z_]+=/u.test(word) ? [word.split('=') as [string, string]] : [])),
);

const path = (file: string): string => new URL(`../../src/${file}`, import.meta.url).pathname;
export const folder = (): string => mkdtempSync(join(tmpdir(), 'kabar-'));

const environment = (env: Record<string, string>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  ...START_ENV,
  DATABASE_URL: join(folder(), 'k.db'),
  PORT: '0',
  ...env,
});

/** A start that is expected to end by itself. */
export function runMain(env: Record<string, string>, options: { uid?: number } = {}) {
  return spawnSync(process.execPath, [path('main.ts')], {
    env: environment({ LOG_LEVEL: 'silent', ...env }),
    // Away from the project, whose `.env` is not the tests' business.
    cwd: tmpdir(),
    encoding: 'utf8',
    timeout: 20_000,
    ...options,
  });
}

/** `kabar …` as a person types it. */
export function runCli(args: string[], options: { env?: Record<string, string>; input?: string; cwd?: string } = {}) {
  return spawnSync(process.execPath, [path('cli.ts'), ...args], {
    env: environment({ LOG_LEVEL: 'silent', ...options.env }),
    input: options.input ?? '',
    cwd: options.cwd ?? tmpdir(),
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Running {
  base: string;
  child: ChildProcess;
  /** Milliseconds from spawn to the first 200 of `/readyz`. */
  readyMs: number;
  /** All that was written on standard output and error so far. */
  output(): string;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Spawns Kabar as its own process and waits for `/readyz`. `command` is what `npm start` runs unless told otherwise. */
export async function startMain(env: Record<string, string>, command?: [string, string[]]): Promise<Running> {
  const port = env['PORT'] ?? String(await freePort());
  const [program, args] = command ?? [process.execPath, [...START_FLAGS, path('main.ts')]];
  const since = performance.now();
  const child = spawn(program, args, {
    env: environment({ ...env, PORT: port }),
    ...(command ? {} : { cwd: tmpdir() }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += String(chunk)));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  let ended = false;
  void exited.then(() => (ended = true));
  const base = `http://127.0.0.1:${port}`;
  let state = '';
  while (!ended && performance.now() - since < READY_MS) {
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    state = (await answer?.text()) ?? state;
    if (answer?.status === 200) return { base, child, readyMs: performance.now() - since, output: () => text, exited };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`Kabar did not get ready (${state}):\n${text}`);
}
