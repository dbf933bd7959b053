import { hugeFeed } from './documents.ts';
import { settledMb } from './measure.ts';
import { PARSERS } from './parsers.ts';

/** One parser, one feed of 20 MB, in a process of its own: what it takes at its peak. */
const KB_PER_MB = 1024;
const { parse } = PARSERS.find(({ name }) => name === process.argv[2])!;
const document = hugeFeed();
const restMb = settledMb();
const since = performance.now();
await parse(document);
process.send!({ restMb, peakMb: process.resourceUsage().maxRSS / KB_PER_MB, tookMs: performance.now() - since });
process.disconnect();
