import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const STANDARD_ERROR = 2;
const { beats, checkMs, checks } = workerData as { beats: Int32Array; checkMs: number; checks: number };
let last = Atomics.load(beats, 0);
let still = 0;

// Checks are counted, not time: a process that was stopped and goes on is not stuck.
setInterval(() => {
  const now = Atomics.load(beats, 0);
  still = now === last ? still + 1 : 0;
  last = now;
  if (still < checks) return;
  const line = { level: 60, time: Date.now(), event: 'process.stuck', seconds: (checks * checkMs) / 1000 };
  writeSync(STANDARD_ERROR, `${JSON.stringify(line)}\n`);
  process.kill(process.pid, 'SIGKILL');
}, checkMs);
