import type { Likeness } from './running.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How much each side of the likeness counts, and what each doubling of the days between costs. Fitted on `tests/fixtures/stories.json` and the demo newsroom. */
const NAMES_WEIGHT = 0.5;
const WORDS_WEIGHT = 2;
const GAP_COST = 0.09;
/** From this score an article joins a story. */
const JOIN_LEAST = 0.15;
/** What shares hardly a name joins only by its words, and by many: everyday words gather in a long story. */
const NAMES_LEAST = 0.05;
const WORDS_LEAST = 0.1;
/** From this score with both, two stories are one. High: a wrong merge misleads, a missing one only repeats. */
const MERGE_LEAST = 0.6;
/** How long a story of one article and a story of many can be joined after their last article. */
const ONE_MS = 14 * DAY_MS;
const MANY_MS = 60 * DAY_MS;
/** Articles from which a story runs long. */
const MANY = 3;

export const windowOf = (articles: number): number => (articles >= MANY ? MANY_MS : ONE_MS);
/** Articles older than this can't be part of a running story. */
export const LONGEST_WINDOW_MS = MANY_MS;

/** One number out of names, words and the time between. */
export const scoreOf = (one: Likeness): number =>
  NAMES_WEIGHT * one.names + WORDS_WEIGHT * one.words - GAP_COST * Math.log2(1 + one.gapMs / DAY_MS);

/**
 * The story that an article belongs to, or undefined for a new one; and the others that it shows to be the
 * same story. In: the stories that are like it.
 */
export function chooseStory(candidates: readonly Likeness[]): { storyId?: number; merge: number[] } {
  const near = candidates
    .filter((one) => one.gapMs <= windowOf(one.articles))
    .filter((one) => one.names >= NAMES_LEAST || one.words >= WORDS_LEAST)
    .map((one) => ({ storyId: one.storyId, score: scoreOf(one) }))
    .filter(({ score }) => score >= JOIN_LEAST)
    .sort((a, b) => b.score - a.score || a.storyId - b.storyId);
  const [best, ...others] = near;
  if (!best) return { merge: [] };
  const isSure = best.score >= MERGE_LEAST;
  const merge = isSure ? others.filter(({ score }) => score >= MERGE_LEAST).map(({ storyId }) => storyId) : [];
  return { storyId: best.storyId, merge };
}
