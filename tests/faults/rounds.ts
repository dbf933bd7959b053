import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '#tests/support/seeded.ts';
import { LIMITS } from './limits.ts';
import { judge, makeScene, progressOf, type Size, type Verdict } from './scene.ts';
import { type PlatformName, startFaultServer } from './server.ts';

export interface Scenario {
  name: string;
  /**
   * How each life ends: killed, stopped in peace, with the power (only what was synced is left), or put to sleep for a
   * while, woken, and then stopped in peace.
   */
  end: 'kill' | 'stop' | 'power' | 'sleep';
  policy: 'hold' | 'resend';
  faults: boolean;
  /** With `power`: a disk that says "written" before it has. No program can keep its promise on it, so the checker must see it break. */
  lies?: boolean;
}

export interface Outcome {
  scenario: Scenario;
  verdicts: Record<PlatformName, Verdict>;
  breaches: string[];
  suppressed: number;
  listed: number;
  /** Lives that ended while both platforms were being sent to. */
  cut: number;
  seconds: number;
}

/** A life is ended somewhere in this time after its first messages went. */
const LIFE_MS = 650;
/** A life that sends nothing for so long is broken. */
const SILENT_MS = 30_000;
const LOOK_MS = 10;
/** Sleeps are as long as this or shorter; the first is longer than the lease is good for. */
const SLEEP_MS = { first: 9000, most: 1500 };
const DRAIN_MS = 180_000;
const child = new URL('child.ts', import.meta.url).pathname;

const isPeaceful = ({ end }: Scenario): boolean => end === 'stop' || end === 'sleep';

/** The library that keeps only what was synced; undefined where there is no compiler. */
export function buildShadow(folder: string): string | undefined {
  const library = join(folder, 'shadow.so');
  try {
    execFileSync(
      'gcc',
      ['-shared', '-fPIC', '-O2', '-o', library, new URL('shadow.c', import.meta.url).pathname, '-ldl'],
      { stdio: 'pipe' },
    );
    return library;
  } catch {
    return undefined;
  }
}

const ended = (process: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => process.once('exit', (code) => resolve(code)));
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lives through so many ends, then drains in peace, and compares what should have come with what came. */
export async function runScenario(
  scenario: Scenario,
  { rounds, seed, size }: { rounds: number; seed: number; size: Size },
): Promise<Outcome> {
  const since = performance.now();
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'kabar-faults-'));
  const file = join(folder, 'k.db');
  const shadow = join(folder, 'shadow');
  mkdirSync(shadow);
  const library = scenario.end === 'power' ? buildShadow(folder) : undefined;
  const server = await startFaultServer();
  if (scenario.faults) server.faults = { random, tooFast: 0.02, lostAnswer: 0.03, unavailable: 0.01 };
  await makeScene(file, size);
  const preload: Record<string, string> = library
    ? { LD_PRELOAD: library, SHADOW_FROM: folder, SHADOW_TO: shadow, ...(scenario.lies ? { SHADOW_LIES: '1' } : {}) }
    : {};
  // Where every answer comes, a slow one is no lost one: a busy machine must not look like a fault.
  const timeoutMs = scenario.faults ? '1500' : '30000';
  const start = async (extra: Record<string, string> = preload): Promise<ChildProcess> => {
    const life = spawn(process.execPath, [child, file, server.url, scenario.policy, timeoutMs], {
      env: { PATH: process.env['PATH'], ...extra },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => life.stdout.once('data', resolve));
    return life;
  };
  if (library)
    for (const name of ['k.db', 'k.db-wal'])
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(shadow, name));

  /** Waits until a life has sent to both platforms; false when nothing is left to send. */
  async function hasBegun(before: Record<PlatformName, number>): Promise<boolean> {
    for (const since = performance.now(); ; await sleep(LOOK_MS)) {
      if (server.requests.discord > before.discord && server.requests.telegram > before.telegram) return true;
      if (progressOf(file).open === 0) return false;
      if (performance.now() - since > SILENT_MS) throw new Error('a life sent nothing');
    }
  }

  let cut = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const before = { ...server.requests };
      const life = await start();
      const exit = ended(life);
      if (await hasBegun(before)) cut += 1;
      await sleep(random() * LIFE_MS);
      if (scenario.end === 'sleep') {
        life.kill('SIGSTOP');
        await sleep(round === 0 ? SLEEP_MS.first : random() * SLEEP_MS.most);
        life.kill('SIGCONT');
      }
      life.kill(isPeaceful(scenario) ? 'SIGTERM' : 'SIGKILL');
      await exit;
      if (!library) continue;
      for (const name of ['k.db', 'k.db-wal', 'k.db-shm']) {
        rmSync(join(folder, name), { force: true });
        if (existsSync(join(shadow, name))) copyFileSync(join(shadow, name), join(folder, name));
      }
    }
    const last = await start({});
    const exit = ended(last);
    const deadline = performance.now() + DRAIN_MS;
    while (progressOf(file).open > 0) {
      if (performance.now() > deadline) {
        last.kill('SIGKILL');
        throw new Error(`it never drained: ${JSON.stringify(progressOf(file))}`);
      }
      await sleep(100);
    }
    last.kill('SIGTERM');
    if ((await exit) !== 0) throw new Error('it did not stop in peace');
    return {
      scenario,
      verdicts: { discord: judge(file, server.created, 'discord'), telegram: judge(file, server.created, 'telegram') },
      breaches: server.breaches,
      suppressed: server.suppressed,
      listed: progressOf(file).uncertain,
      cut,
      seconds: Math.round((performance.now() - since) / 1000),
    };
  } finally {
    await server.close();
    if (process.env['KEEP']) console.log(`kept: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

/** What a scenario breaks of the promise; empty when it is kept. */
export function brokenPromises({ scenario, verdicts, breaches, listed, cut }: Outcome, rounds: number): string[] {
  const { discord, telegram } = verdicts;
  const found: string[] = [];
  const must = (holds: boolean, what: string): void => void (holds || found.push(what));
  must(cut === rounds, `only ${cut} of ${rounds} lives ended while something was being sent`);
  for (const [name, one] of Object.entries(verdicts)) {
    must(one.lost === 0, `${name}: ${one.lost} lost`);
    must(one.unexpected === 0, `${name}: ${one.unexpected} unexpected`);
    must(one.disordered === 0, `${name}: ${one.disordered} destinations out of order`);
  }
  must(breaches.length === 0, `${breaches.length} breaches: ${breaches.slice(0, 3).join('; ')}`);
  must(
    discord.duplicates === 0 && discord.uncertain === 0,
    `discord: ${discord.duplicates} twice, ${discord.uncertain} uncertain`,
  );
  if (scenario.policy === 'hold') {
    must(telegram.duplicates === 0, `telegram: ${telegram.duplicates} twice, though held`);
    must(telegram.uncertain <= listed, `telegram: ${telegram.uncertain} missing, ${listed} listed`);
  } else if (!scenario.faults) {
    const bound = isPeaceful(scenario) ? 0 : LIMITS.telegram.atOnce * rounds;
    must(telegram.duplicates <= bound, `telegram: ${telegram.duplicates} twice, more than ${bound}`);
    // Who was cut off again and again is held in the end, and listed.
    must(telegram.uncertain <= listed, `telegram: ${telegram.uncertain} missing, ${listed} listed`);
  }
  if (isPeaceful(scenario) && !scenario.faults) must(listed === 0, `${listed} uncertain after stops in peace`);
  return found;
}
