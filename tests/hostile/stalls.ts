export interface Stalls {
  /** Longest time the event loop was held up by this thread's own work, in milliseconds of its CPU. */
  longestMs: number;
  /** The same on the clock: on a busy machine it also holds the time that other programs had. */
  longestOnTheClockMs: number;
  peakMb: number;
}

const EVERY_MS = 2;
const SAMPLE_MEMORY_EVERY = 10;
const MB = 1024 * 1024;

/** Watches the event loop and the memory of the whole process until `stop` is called. */
export function watchStalls(): { read(): Stalls; reset(): void; stop(): void } {
  const seen: Stalls = { longestMs: 0, longestOnTheClockMs: 0, peakMb: 0 };
  const cpuMs = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let lastCpu = cpuMs();
  let last = performance.now();
  let ticks = 0;
  const timer = setInterval(() => {
    const [cpu, now] = [cpuMs(), performance.now()];
    seen.longestMs = Math.max(seen.longestMs, cpu - lastCpu);
    seen.longestOnTheClockMs = Math.max(seen.longestOnTheClockMs, now - last - EVERY_MS);
    if (ticks++ % SAMPLE_MEMORY_EVERY === 0) seen.peakMb = Math.max(seen.peakMb, process.memoryUsage.rss() / MB);
    [lastCpu, last] = [cpu, now];
  }, EVERY_MS);
  return {
    read: () => ({ ...seen }),
    reset() {
      [lastCpu, last] = [cpuMs(), performance.now()];
      seen.longestMs = seen.longestOnTheClockMs = 0;
      seen.peakMb = process.memoryUsage.rss() / MB;
    },
    stop: () => clearInterval(timer),
  };
}
