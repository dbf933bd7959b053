const SECOND_MS = 1000;
/** Waits between tries of a send that surely did not arrive (facts: 1, 5, 15, 60, 300, 900 s). */
const RETRY_MS = [1, 5, 15, 60, 300, 900].map((seconds) => seconds * SECOND_MS);
/** Share by which a wait is spread, so that rows that failed together don't return together. */
const JITTER = 0.2;

/** Milliseconds until the next try after `attempts` tries; a `Retry-After` of any length is obeyed. */
export function retryDelay(attempts: number, retryAfterMs: number | undefined, random: () => number): number {
  const base = RETRY_MS[Math.min(Math.max(attempts, 1), RETRY_MS.length) - 1]!;
  const spread = base * (1 + JITTER * (2 * random() - 1));
  return Math.round(Math.max(spread, retryAfterMs ?? 0));
}
