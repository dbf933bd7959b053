const US_PER_MS = 1000;

/** Milliseconds of CPU of this thread so far: other programs on the machine don't count, other threads neither. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / US_PER_MS;
}

/** Milliseconds of CPU of the whole process so far, on all its threads. */
export function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / US_PER_MS;
}

/** The value below which that share of them lies. `share`: 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export interface Spread {
  median: number;
  low: number;
  high: number;
  rounds: number;
}

/** Median and quartiles. */
export const spread = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
  rounds: values.length,
});

/** The same with every value turned into another, such as a time into a rate. */
export const spreadOf = <T>(values: readonly T[], turn: (value: T) => number): Spread => spread(values.map(turn));

export interface Effort {
  /** Rounds are added until so much time has passed … */
  forMs: number;
  /** … but never fewer than this. */
  atLeast: number;
  warmUp: number;
}

export interface Rounds {
  /** For each contestant, CPU milliseconds of this thread in each round. */
  cpuMs: number[][];
  /** The same on the clock, for work that waits or uses other threads. */
  wallMs: number[][];
}

/**
 * Runs the contestants in turn, round after round, so that whatever else happens on the machine happens to all of them.
 */
export async function compete(contestants: readonly (() => unknown)[], effort: Effort): Promise<Rounds> {
  const cpuMs: number[][] = contestants.map(() => []);
  const wallMs: number[][] = contestants.map(() => []);
  for (let round = 0; round < effort.warmUp; round++) for (const run of contestants) await run();
  const until = performance.now() + effort.forMs;
  for (let round = 0; round < effort.atLeast || performance.now() < until; round++) {
    for (const [at, run] of contestants.entries()) {
      globalThis.gc?.({ type: 'minor' });
      const [cpu, wall] = [threadMs(), performance.now()];
      await run();
      cpuMs[at]!.push(threadMs() - cpu);
      wallMs[at]!.push(performance.now() - wall);
    }
  }
  return { cpuMs, wallMs };
}

/** The cost of one in terms of another, round by round: a slow minute of the machine cancels out. */
export function ratioTo(to: string, ours: readonly number[], theirs: readonly number[]) {
  const { median, low, high } = spread(ours.map((one, at) => one / theirs[at]!));
  return { to, value: median, low, high };
}

/** One number that was counted once: its spread is itself. */
export const exactly = (value: number): Spread => ({ median: value, low: value, high: value, rounds: 1 });

/** Resident memory of this process after the garbage is gone, in megabytes. */
export function settledMb(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage.rss() / (1024 * 1024);
}

/** What JavaScript itself holds after the garbage is gone, in megabytes: objects and the arrays beside them. */
export function heldMb(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / (1024 * 1024);
}
