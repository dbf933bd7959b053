import type { Curve, Line } from './bench.ts';
import { BENCHES } from './index.ts';

/** What a bench's process tells the runner. */
export type Told = { line: Line } | { curve: Curve } | { note: string };

/** One bench in a process of its own, started by run.ts: nobody measures another's garbage or warm code. */
const [name, mode] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);
const run = await BENCHES[name!]!();
await run({
  isQuick: mode === '--quick',
  add: (line) => tell({ line }),
  curve: (curve) => tell({ curve }),
  note: (note) => tell({ note }),
});
process.disconnect?.();
