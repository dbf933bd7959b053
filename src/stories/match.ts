import type { ReadArticle } from '#core/news.ts';

/** A story an article might belong to. */
export interface StoryCandidate {
  storyId: number;
  lastAt: Date;
  terms: ReadonlySet<string>;
}

/** Words of a headline that carry its subject. */
const TITLE_WORD_LETTERS = 4;
/** Shared terms below which nothing is the same story. */
const SHARED_LEAST = 3;
/** Share of the smaller side's terms that must be common. */
const OVERLAP_LEAST = 0.4;

/** What marks an article's story: the people who speak in it and the words of its headline. */
export function storyTerms(article: ReadArticle, fold: (text: string) => string): string[] {
  const terms = new Set<string>();
  for (const person of article.analysis.people) terms.add(`p:${fold(person.name)}`);
  for (const word of fold(article.title).split(/[^\p{L}\p{N}]+/u)) {
    if (word.length >= TITLE_WORD_LETTERS) terms.add(`w:${word}`);
  }
  return [...terms];
}

/**
 * The story that tells the same, or undefined for a new one. First form: people count double, and the
 * overlap is taken against the smaller side, so that a short note joins the long report.
 */
export function chooseStory(terms: readonly string[], candidates: readonly StoryCandidate[]): number | undefined {
  const weight = (term: string): number => (term.startsWith('p:') ? 2 : 1);
  const sum = (all: Iterable<string>): number => [...all].reduce((total, term) => total + weight(term), 0);
  const own = sum(terms);
  let best: { storyId: number; score: number } | undefined;
  for (const { storyId, terms: theirs } of candidates) {
    const shared = terms.filter((term) => theirs.has(term));
    const common = sum(shared);
    const score = common / Math.max(1, Math.min(own, sum(theirs)));
    if (common >= SHARED_LEAST && score >= OVERLAP_LEAST && (!best || score > best.score)) best = { storyId, score };
  }
  return best?.storyId;
}
