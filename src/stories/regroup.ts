import type { Features } from '#core/story-index.ts';

/** Alike from here on, two articles of a story are held together; below it, only others between them can do so. */
const TIED_LEAST = 0.08;
/** A part that is split off has at least so many articles and outlets worth of its own: less is a stray, not a story. */
const PART_LEAST = 3;

/**
 * Whether a story is really several: its articles in groups that hold together, the largest first; articles
 * that belong nowhere stay with it. One group means that the story is one.
 */
export function regroup(
  articles: readonly { articleId: number; features: Features }[],
  rarity: (term: string) => number,
): number[][] {
  const norms = articles.map(({ features }) =>
    Math.sqrt([...features].reduce((sum, [term, weight]) => sum + (weight * rarity(term)) ** 2, 0)),
  );
  const group = articles.map((_, at) => at);
  const root = (at: number): number => (group[at] === at ? at : (group[at] = root(group[at]!)));
  for (let one = 0; one < articles.length; one++) {
    for (let other = one + 1; other < articles.length; other++) {
      let dot = 0;
      for (const [term, weight] of articles[one]!.features) {
        const theirs = articles[other]!.features.get(term);
        if (theirs !== undefined) dot += weight * theirs * rarity(term) ** 2;
      }
      if (dot / (norms[one]! * norms[other]! || 1) >= TIED_LEAST) group[root(other)] = root(one);
    }
  }
  const parts = [...Map.groupBy(articles, (_, at) => root(at)).values()]
    .map((part) => part.map(({ articleId }) => articleId))
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  const [largest = [], ...others] = parts;
  const split = others.filter((part) => part.length >= PART_LEAST);
  return [[...largest, ...others.filter((part) => part.length < PART_LEAST).flat()], ...split];
}
