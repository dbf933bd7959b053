import { ANSWERS } from './answers.ts';
import { DOCUMENTS } from './documents.ts';
import { PAGES } from './pages.ts';
import { startHarness, type Outcome } from './harness.ts';

/** `npm run hostile`: every case through the real fetch and parse, as a table; status 1 when one came out otherwise. */
const LONGEST_STALL_MS = 50;

const harness = await startHarness();
const outcomes: Outcome[] = [];
// The first run loads code; it is nobody's stall.
await harness.run({ kind: 'answer', index: 0 });
for (const index of DOCUMENTS.keys()) outcomes.push(await harness.run({ kind: 'document', index }));
for (const index of PAGES.keys()) outcomes.push(await harness.run({ kind: 'page', index }));
for (const index of ANSWERS.keys()) outcomes.push(await harness.run({ kind: 'answer', index }));
await harness.close();

const width = Math.max(...outcomes.map(({ name }) => name.length));
const cells = (one: Outcome): string =>
  [
    one.isAsExpected ? '  ' : 'X ',
    one.group.padEnd(10),
    one.name.padEnd(width),
    one.outcome.padEnd(16),
    `${one.tookMs.toFixed(0)} ms`.padStart(9),
    `${one.longestMs.toFixed(1)} ms`.padStart(10),
    `${one.longestOnTheClockMs.toFixed(1)} ms`.padStart(11),
    `${one.peakMb.toFixed(0)} MB`.padStart(9),
  ].join(' ');
const lines = outcomes.map(cells);
const longest = (value: (one: Outcome) => number): Outcome => outcomes.reduce((a, b) => (value(b) > value(a) ? b : a));
const stall = longest((one) => one.longestMs);
const slowest = longest((one) => one.tookMs);
const memory = longest((one) => one.peakMb);
const wrong = outcomes.filter((one) => !one.isAsExpected).length;
process.stdout.write(
  `${lines.join('\n')}

${outcomes.length} cases, ${wrong} not as expected, ${harness.wasTrapped() ? 'SOMETHING WAS LOADED' : 'nothing loaded that a document named'}
longest stall   ${stall.longestMs.toFixed(1)} ms of this thread's CPU (${stall.name}); allowed: ${LONGEST_STALL_MS} ms
longest case    ${slowest.tookMs.toFixed(0)} ms (${slowest.name})
peak memory     ${memory.peakMb.toFixed(0)} MB (${memory.name})
`,
);
process.exitCode = wrong === 0 && !harness.wasTrapped() && stall.longestMs <= LONGEST_STALL_MS ? 0 : 1;
