import type { StoryIndex } from '#core/story-index.ts';
import { chooseStory, LONGEST_WINDOW_MS, windowOf } from './choose.ts';
import { createCopies, signatureOf } from './copies.ts';
import { featuresOf } from './features.ts';
import { type QuietWords, quietWords } from './quiet.ts';
import { regroup } from './regroup.ts';
import { createRunningStories } from './running.ts';

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
