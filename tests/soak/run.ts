import { soak } from './soak.ts';

/** `npm run soak`: 500 feeds for ten minutes; `npm run soak -- FEEDS SECONDS` for another size. */
const [feeds = 500, seconds = 600] = process.argv.slice(2).map(Number);
const PUBLISH_EVERY_MS = 30_000;
const GROWTH_MOST = 1.2;

const result = await soak({ feeds, seconds, everyMs: PUBLISH_EVERY_MS });
const { missing, twice, memoryMb, growth } = result;
process.stdout
  .write(`${result.feeds} feeds for ${seconds} s: ${result.polls} polls, ${result.bad} of them met a newsroom that misbehaved
posted          ${result.posted} of ${result.expected}; missing ${missing.length}, twice ${twice.length} ${[...missing, ...twice].slice(0, 5).join(' · ')}
memory          ${memoryMb
  .filter((_, at) => at % 4 === 3)
  .map((mb) => mb.toFixed(0))
  .join(' ')} MB; last quarter over second: ${growth.toFixed(2)}
longest stall   ${result.longestStallMs.toFixed(1)} ms of this thread's CPU
open handles    ${result.openBefore} before the start, ${result.openAfter} after the stop
`);
process.exitCode =
  missing.length + twice.length === 0 && growth <= GROWTH_MOST && result.openAfter <= result.openBefore ? 0 : 1;
