import type { RunBench } from './bench.ts';

/** Every bench by its name; a new one is a file and a line. Loaded only when it runs: each has a process of its own. */
export const BENCHES: Record<string, () => Promise<RunBench>> = {
  parse: async () => (await import('./parse.ts')).default,
  analysis: async () => (await import('./analysis.ts')).default,
  ingest: async () => (await import('./ingest.ts')).default,
  storing: async () => (await import('./storing.ts')).storingIn('sqlite'),
  questions: async () => (await import('./questions.ts')).questionsOn('sqlite'),
  matching: async () => (await import('./matching.ts')).default,
  delivery: async () => (await import('./delivery.ts')).default,
  polling: async () => (await import('./polling.ts')).default,
  start: async () => (await import('./start.ts')).default,
  day: async () => (await import('./day.ts')).default,
  rendering: async () => (await import('./rendering.ts')).default,
  'storing-postgres': async () => (await import('./storing.ts')).storingIn('postgres'),
  growing: async () => (await import('./growing.ts')).default,
  'questions-postgres': async () => (await import('./questions.ts')).questionsOn('postgres'),
};

/** Left out of `--quick`: they take minutes, or a PostgreSQL of their own. */
export const LONG = ['day', 'storing-postgres', 'questions-postgres', 'growing'];
