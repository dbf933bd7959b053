import type { ReadArticle } from './news.ts';

/** What an article is compared by: a term and how much it says; its first letter tells the kind (src/stories/features.ts). */
export type Features = ReadonlyMap<string, number>;

/** What an article is recognised by; small enough to be kept. */
export interface Marks {
  features: Features;
  signature: readonly number[];
}

/** Which articles tell the same story: what the store asks while it commits one, and keeps in step. */
export interface StoryIndex {
  marksOf(article: ReadArticle): Marks;
  /** The story it belongs to (none: a new one), stories that it shows to be the same, and the article whose copy it is. */
  choose(marks: Marks, at: Date): { storyId?: number; merge: number[]; copyOf?: number };
  add(articleId: number, storyId: number, at: Date, marks: Marks): void;
  remove(storyId: number): void;
  /** The parts of a story that has become several; one part when it has not. */
  parts(articles: readonly { articleId: number; features: Features }[]): number[][];
  /** Lets go of what no article can join any more. */
  forget(now: Date): void;
  /** Articles from before this moment need not be handed in after a start. */
  reach(now: Date): Date;
}
