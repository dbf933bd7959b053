import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { systemClock } from '#core/clock.ts';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { type Running, startMain } from '#tests/support/kabar.ts';
import { startTelegram, TOKEN } from '#tests/support/telegram/server.ts';
import type { Bench } from './bench.ts';
import { exactly, ratioTo, spread } from './measure.ts';
import { cpuMsOf, pause, residentMbOf } from './processes.ts';

/** What every server in Node costs at least: a process that listens. */
const BARE = `require('node:http').createServer((q, a) => a.end()).listen(0, '127.0.0.1', () => console.log('ready'))`;

async function startBare(): Promise<{ cpuMs: number; mb: number }> {
  const child = spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const _ of createInterface(child.stdout)) break;
  const [mb, cpuMs] = [residentMbOf(child.pid!), cpuMsOf(child.pid!)];
  child.kill();
  return { cpuMs, mb };
}

async function stop({ child, exited }: Running): Promise<void> {
  child.kill('SIGTERM');
  await exited;
}

/** From spawn to ready, and memory once nothing happens any more. */
export default async function start({ isQuick, add }: Bench): Promise<void> {
  const rounds = isQuick ? 3 : 9;
  // Threads that read feeds and pages go after half a minute without work.
  const idleMs = isQuick ? 2000 : 45_000;
  const [ready, cpu, bareCpu, idle]: [number[], number[], number[], number[]] = [[], [], [], []];
  let bareMb = 0;
  for (let round = 0; round < rounds; round++) {
    const bare = await startBare();
    bareCpu.push(bare.cpuMs);
    bareMb = bare.mb;
    const running = await startMain({ LOG_LEVEL: 'silent' });
    ready.push(running.readyMs);
    cpu.push(cpuMsOf(running.child.pid!));
    if (round < 2) {
      await pause(idleMs);
      idle.push(residentMbOf(running.child.pid!));
    }
    await stop(running);
  }
  add({
    what: 'start to ready, demo',
    unit: 'ms',
    ...spread(ready),
    budget: { atMost: 2000 },
  });
  add({
    what: 'CPU from start to ready, demo',
    unit: 'ms',
    ...spread(cpu),
    ratio: ratioTo('a bare Node server', cpu, bareCpu),
    // A bare one takes two or three of the system's ticks of 10 ms.
    usual: 45,
    how: 'all threads; what other programs leave to it is not in it',
  });
  const value = spread(idle).median / bareMb;
  const ratio = { to: 'a bare Node server', value, low: value, high: value };
  add({ what: 'idle memory, demo', unit: 'MB', ...spread(idle), ratio, usual: 6 });

  const discord = await startFakeDiscord();
  const telegram = await startTelegram({ clock: systemClock });
  const both = await startMain({
    LOG_LEVEL: 'silent',
    DISCORD_TOKEN: discord.token,
    DISCORD_API_ROOT: discord.root,
    TELEGRAM_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.origin,
  });
  await pause(idleMs);
  add({ what: 'start to ready, both platforms', unit: 'ms', ...exactly(both.readyMs) });
  add({
    what: 'idle memory, both platforms',
    unit: 'MB',
    ...exactly(residentMbOf(both.child.pid!)),
    budget: { atMost: 180 },
    how: 'resident, against servers on loopback',
  });
  await stop(both);
  await discord.close();
  await telegram.close();
}
