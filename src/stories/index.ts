import type { ReadArticle } from '#core/news.ts';
import { chooseStory, LONGEST_WINDOW_MS, windowOf } from './choose.ts';
import { createCopies, signatureOf } from './copies.ts';
import { type Features, featuresOf } from './features.ts';
import { type QuietWords, quietWords } from './quiet.ts';
import { regroup } from './regroup.ts';
import { createRunningStories } from './running.ts';

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

/** In: the language packs, whose quiet words are left out of the comparison. */
export function createStoryIndex(parts: { packs: readonly QuietWords[] }): StoryIndex {
  const stopWords = quietWords(parts.packs);
  const running = createRunningStories();
  const copies = createCopies();
  return {
    marksOf: (article) => ({
      features: featuresOf(article, stopWords),
      signature: signatureOf(article.analysis.body || article.text),
    }),
    choose(marks, at) {
      const copyOf = copies.find(at, marks.signature);
      return { ...chooseStory(running.like(marks.features, at)), ...(copyOf === undefined ? {} : { copyOf }) };
    },
    add(articleId, storyId, at, marks) {
      running.add(storyId, at, marks.features);
      copies.add(articleId, at, marks.signature);
    },
    remove: (storyId) => running.remove(storyId),
    parts: (articles) => regroup(articles, running.rarity),
    forget(now) {
      copies.forget(now);
      running.forget((lastAt, articles) => lastAt.getTime() + windowOf(articles) < now.getTime());
    },
    reach: (now) => new Date(now.getTime() - LONGEST_WINDOW_MS),
  };
}
