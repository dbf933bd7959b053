/** One line of the table: what was measured, how much it varied, and what it is held against. */
export interface Line {
  /** Unique within its bench; guards and the README find it by this name. */
  what: string;
  /** `ms`, `MB`, `articles/s` … */
  unit: string;
  median: number;
  /** The quartiles over the rounds, or the worst and best of the few there were. */
  low: number;
  high: number;
  rounds: number;
  /** Its cost against a baseline of the same run: 0.5 is half the time. */
  ratio?: { to: string; value: number; low: number; high: number } | undefined;
  /** The ratio that is usual. More than twice of it is far out of line, on any machine. */
  usual?: number | undefined;
  /** DESIGN §9; one of both. */
  budget?: { atMost?: number; atLeast?: number } | undefined;
  /** How it was measured, where the name doesn't say. */
  how?: string | undefined;
}

/** How something grows; drawn on logarithmic axes. */
export interface Curve {
  /** Of the picture, without ending. */
  file: string;
  title: string;
  x: string;
  y: string;
  series: { name: string; points: (readonly [x: number, y: number])[] }[];
}

/** What a bench is given. */
export interface Bench {
  /** Everything in two minutes: fewer rounds and smaller sizes, the same ratios. */
  isQuick: boolean;
  add(line: Line): void;
  curve(curve: Curve): void;
  /** Says what is under way; not part of the result. */
  note(text: string): void;
}

/** A file of this folder: measures one thing and reports lines. It has a process of its own. */
export type RunBench = (bench: Bench) => Promise<void>;

/** Of everything that is a ratio: further from the usual than this is far out of line. */
export const FAR = 2;

export const isFarOut = ({ ratio, usual }: Line): boolean =>
  ratio !== undefined && usual !== undefined && ratio.value > usual * FAR;

export function isWithin({ median, budget }: Line): boolean | undefined {
  if (!budget) return undefined;
  return median <= (budget.atMost ?? Infinity) && median >= (budget.atLeast ?? -Infinity);
}
