import type { RunBench } from './bench.ts';

/** Every bench by its name; a new one is a file and a line. Loaded only when it runs: each has a process of its own. */
export const BENCHES: Record<string, () => Promise<{ default: RunBench }>> = {
  parse: () => import('./parse.ts'),
  analysis: () => import('./analysis.ts'),
};
