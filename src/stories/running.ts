import type { Features } from '#core/story-index.ts';
import { isName } from './features.ts';

/** How alike an article and a story are: in the names they hold and in what is said of them, 0..1 each. */
export interface Likeness {
  storyId: number;
  names: number;
  words: number;
  /** Time between the article and the story's nearest end; 0 inside it. */
  gapMs: number;
  articles: number;
}

/** The stories that run, in memory, found by the terms they share and never by going through them all. */
export interface RunningStories {
  add(storyId: number, at: Date, features: Features): void;
  remove(storyId: number): void;
  /** Stories that share the weightiest terms with an article, and how alike they are. */
  like(features: Features, at: Date): Likeness[];
  /** Forgets stories by when they ended and how many articles tell them. */
  forget(isOver: (lastAt: Date, articles: number) => boolean): void;
  /** How much a term tells, 0..1: the rarer, the more. */
  rarity(term: string): number;
  readonly size: number;
}

/** Terms kept of a story: its weightiest. Cut back only when there are half as many again. */
const STORY_TERMS_MOST = 100;
const STORY_TERMS_SLACK = 1.5;
/** Stories looked at closely: those that share the weightiest terms. */
const CLOSE_MOST = 12;
/** Share of the stories that a term may stand in before it says too little to look anybody up by. */
const COMMON_SHARE = 0.2;
const COMMON_LEAST = 20;
/** Stories that an empty index behaves as if it had already seen, so that its first terms are not all alike. */
const SEEN_BEFORE = 60;

interface Term {
  text: string;
  isName: boolean;
  stories: Set<number>;
}

interface Running {
  firstAt: number;
  lastAt: number;
  articles: number;
  /** Sum of its articles' terms. */
  terms: Map<Term, number>;
  /** Lengths of its two vectors, until it gets another article; how rare its terms are shifts too slowly to matter. */
  lengths?: { names: number; words: number } | undefined;
}

export function createRunningStories(): RunningStories {
  const stories = new Map<number, Running>();
  const terms = new Map<string, Term>();

  function rarityOf(term: Term | undefined): number {
    const seen = Math.log(stories.size + SEEN_BEFORE);
    return term ? Math.max(0, 1 - Math.log(term.stories.size + 1) / seen) : 1;
  }

  function termOf(text: string): Term {
    let term = terms.get(text);
    if (!term) terms.set(text, (term = { text, isName: isName(text), stories: new Set() }));
    return term;
  }

  function drop(storyId: number, dropped: Iterable<Term>): void {
    for (const term of dropped) {
      term.stories.delete(storyId);
      if (term.stories.size === 0) terms.delete(term.text);
    }
  }

  function lengthsOf(story: Running): { names: number; words: number } {
    if (story.lengths) return story.lengths;
    let [names, words] = [0, 0];
    for (const [term, weight] of story.terms) {
      const square = (weight * rarityOf(term)) ** 2;
      if (term.isName) names += square;
      else words += square;
    }
    return (story.lengths = { names: Math.sqrt(names), words: Math.sqrt(words) });
  }

  /** The terms of an article that any story has, weighed, and the lengths of its vectors over all its terms. */
  function weigh(features: Features): { known: [Term, number, number][]; names: number; words: number } {
    const known: [Term, number, number][] = [];
    let [names, words] = [0, 0];
    for (const [text, weight] of features) {
      const term = terms.get(text);
      const rarity = rarityOf(term);
      const square = (weight * rarity) ** 2;
      if (isName(text)) names += square;
      else words += square;
      if (term) known.push([term, weight, rarity]);
    }
    return { known, names: Math.sqrt(names), words: Math.sqrt(words) };
  }

  /** Cosines of the names and of the other terms, each term weighed by its rarity. */
  function compare(article: ReturnType<typeof weigh>, story: Running): { names: number; words: number } {
    let [names, words] = [0, 0];
    for (const [term, weight, rarity] of article.known) {
      const theirs = story.terms.get(term);
      if (theirs === undefined) continue;
      const product = weight * theirs * rarity * rarity;
      if (term.isName) names += product;
      else words += product;
    }
    const lengths = lengthsOf(story);
    return {
      names: names === 0 ? 0 : names / (article.names * lengths.names),
      words: words === 0 ? 0 : words / (article.words * lengths.words),
    };
  }

  return {
    add(storyId, at, features) {
      const time = at.getTime();
      let story = stories.get(storyId);
      if (!story) stories.set(storyId, (story = { firstAt: time, lastAt: time, articles: 0, terms: new Map() }));
      story.firstAt = Math.min(story.firstAt, time);
      story.lastAt = Math.max(story.lastAt, time);
      story.articles += 1;
      story.lengths = undefined;
      for (const [text, weight] of features) {
        const term = termOf(text);
        story.terms.set(term, (story.terms.get(term) ?? 0) + weight);
        term.stories.add(storyId);
      }
      if (story.terms.size <= STORY_TERMS_MOST * STORY_TERMS_SLACK) return;
      const ranked = [...story.terms].sort(([, a], [, b]) => b - a);
      story.terms = new Map(ranked.slice(0, STORY_TERMS_MOST));
      drop(
        storyId,
        ranked.slice(STORY_TERMS_MOST).map(([term]) => term),
      );
    },
    remove(storyId) {
      drop(storyId, stories.get(storyId)?.terms.keys() ?? []);
      stories.delete(storyId);
    },
    like(features, at) {
      const time = at.getTime();
      const common = Math.max(COMMON_LEAST, stories.size * COMMON_SHARE);
      const shared = new Map<number, number>();
      const article = weigh(features);
      for (const [term, weight, rarity] of article.known) {
        if (term.stories.size > common) continue;
        const worth = weight * rarity * rarity;
        for (const id of term.stories) shared.set(id, (shared.get(id) ?? 0) + worth);
      }
      return [...shared]
        .sort(([, a], [, b]) => b - a)
        .slice(0, CLOSE_MOST)
        .map(([storyId]) => {
          const story = stories.get(storyId)!;
          const gapMs = Math.max(0, story.firstAt - time, time - story.lastAt);
          return { storyId, ...compare(article, story), gapMs, articles: story.articles };
        });
    },
    forget(isOver) {
      for (const [id, story] of stories) {
        if (!isOver(new Date(story.lastAt), story.articles)) continue;
        drop(id, story.terms.keys());
        stories.delete(id);
      }
    },
    rarity: (text) => rarityOf(terms.get(text)),
    get size() {
      return stories.size;
    },
  };
}
