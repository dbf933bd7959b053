import { readFileSync } from 'node:fs';

/** The kernel counts a process's CPU in hundredths of a second (`USER_HZ`, proc(5)). */
const TICK_MS = 10;
const KB_PER_MB = 1024;

/** CPU of another process so far, in milliseconds, all threads. Linux. */
export function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /su, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resident memory of another process in megabytes. */
export function residentMbOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)![1]) / KB_PER_MB;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until it is so; looks ten times a second. */
export async function until(isSo: () => boolean, mostMs: number): Promise<boolean> {
  const end = performance.now() + mostMs;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await pause(100);
  }
  return true;
}
