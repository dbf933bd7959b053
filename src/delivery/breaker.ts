const SECOND_MS = 1000;
/** Failures in a row, to whatever addresses, that mean the platform itself is out. */
const FAILURES = 5;
const PAUSES_MS = [1, 5, 15, 60].map((seconds) => seconds * SECOND_MS);

/** Rests a platform that fails whatever is sent; after each rest one message is tried. */
export interface Breaker {
  /** Milliseconds to rest now; 0 when the failure is not yet one of many. */
  failed(): number;
  worked(): void;
  /** While true only one message may be under way. */
  isTrying(): boolean;
}

export function createBreaker(): Breaker {
  let failures = 0;
  return {
    failed() {
      failures += 1;
      if (failures < FAILURES) return 0;
      return PAUSES_MS[Math.min(failures - FAILURES, PAUSES_MS.length - 1)]!;
    },
    worked() {
      failures = 0;
    },
    isTrying: () => failures >= FAILURES,
  };
}
