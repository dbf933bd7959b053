import type { ReadArticle } from '#core/news.ts';

/** What an article is recognised by. */
export interface Marks {
  features: ReadonlyMap<string, number>;
  signature: readonly number[];
}

/** Which articles tell the same story; pure work in memory, handed in (src/stories). */
export interface StoryIndex {
  marksOf(article: ReadArticle): Marks;
  choose(marks: Marks, at: Date): { storyId?: number; merge: number[]; copyOf?: number };
  add(articleId: number, storyId: number, at: Date, marks: Marks): void;
  remove(storyId: number): void;
  parts(articles: readonly { articleId: number; features: ReadonlyMap<string, number> }[]): number[][];
  forget(now: Date): void;
  reach(now: Date): Date;
}

/** As they are kept. The object is spelt out, for one of eighty changing keys is slow to build. */
export function writeMarks({ features, signature }: Marks): string {
  const terms = Array.from(features, ([term, weight]) => `${JSON.stringify(term)}:${weight}`);
  return `[{${terms.join(',')}},[${signature.join(',')}]]`;
}
export function readMarks(text: string): Marks {
  const [features, signature] = JSON.parse(text) as [Record<string, number>, number[]];
  return { features: new Map(Object.entries(features)), signature };
}
