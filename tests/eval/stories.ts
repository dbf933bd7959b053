import { readFileSync } from 'node:fs';
import { analyze } from '#analysis/analyze.ts';
import type { ReadArticle } from '#core/news.ts';
import { packs } from '#language/packs.ts';
import { createStoryIndex } from '#stories/index.ts';

interface Labelled {
  id: string;
  story: string;
  outlet: string;
  lang: string;
  published: string;
  title: string;
  text: string;
}

export interface StoryScore {
  articles: number;
  precision: number;
  recall: number;
  f1: number;
  /** Articles found to repeat another one's text, and of whom. */
  copies: [string, string][];
  /** Which labels stand together in each found story. */
  found: string[][];
}

const read = (): Labelled[] =>
  JSON.parse(readFileSync(new URL('../fixtures/stories.json', import.meta.url), 'utf8')) as Labelled[];

function asRead({ lang, outlet, published, title, text }: Labelled): ReadArticle {
  const publishedAt = new Date(published);
  const analysis = analyze({ text, title, lang, published });
  return {
    feedId: 1,
    identity: title,
    title,
    outlet,
    publishedAt,
    fetchedAt: publishedAt,
    source: 'feed',
    text,
    analysis,
  };
}

/** B-cubed precision, recall and F1 (Bagga & Baldwin 1998) of the labelled articles, taken as they were published. */
export function scoreStories(): StoryScore {
  const index = createStoryIndex({ packs });
  const articles = read().sort((a, b) => Date.parse(a.published) - Date.parse(b.published));
  const storyOf: number[] = [];
  const copies: [string, string][] = [];
  let last = 0;
  for (const [at, article] of articles.entries()) {
    const all = asRead(article);
    const marks = index.marksOf(all);
    const { storyId = ++last, merge, copyOf } = index.choose(marks, all.publishedAt);
    for (const [other, id] of storyOf.entries()) if (merge.includes(id)) storyOf[other] = storyId;
    storyOf.push(storyId);
    if (copyOf !== undefined) copies.push([article.id, articles[copyOf]!.id]);
    index.add(at, storyId, all.publishedAt, marks);
  }
  let [precision, recall] = [0, 0];
  for (const [at, article] of articles.entries()) {
    const together = articles.filter((_, other) => storyOf[other] === storyOf[at]);
    const right = together.filter((one) => one.story === article.story).length;
    precision += right / together.length / articles.length;
    recall += right / articles.filter((one) => one.story === article.story).length / articles.length;
  }
  const found = [...Map.groupBy(articles, (_, at) => storyOf[at]).values()].map((group) => group.map((one) => one.id));
  return {
    articles: articles.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    copies,
    found,
  };
}

export function reportStories(): void {
  const { articles, precision, recall, f1, copies } = scoreStories();
  const percent = (share: number): string => (100 * share).toFixed(1);
  console.log(
    `stories: ${articles} articles\n  B-cubed              P ${percent(precision)}  R ${percent(recall)}  F1 ${percent(f1)}\n  copies               ${copies.map((pair) => pair.join(' = ')).join(', ') || 'none'}`,
  );
}
