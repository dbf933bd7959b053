import { sql, type Transaction } from 'kysely';
import type { ReadArticle } from '#core/news.ts';
import type { Marks, StoryIndex } from '#core/story-index.ts';
import { insertRows } from './insert.ts';
import { readMarks, writeMarks } from './marks.ts';
import type { Database, Engine, Schema } from './schema.ts';
import { createStoryMoves } from './story-moves.ts';

/** The story of an article that is being committed. */
export interface Told {
  storyId: number;
  isNew: boolean;
  copyOf: number | undefined;
}

export interface StoryKeeper {
  /** Reads what still runs into memory; once. */
  ready(now: Date): Promise<void>;
  /** Finds or makes the story, writes the article with it, and lets it count from then on. */
  join(
    tx: Transaction<Schema>,
    article: ReadArticle,
    marks: Marks,
    write: (told: Told) => Promise<number>,
  ): Promise<{ told: Told; articleId: number }>;
  /** All of the article is written: keeps its marks and looks whether the story is several. Gives the article's story. */
  keep(tx: Transaction<Schema>, article: ReadArticle, articleId: number, told: Told, marks: Marks): Promise<number>;
  /** The transaction has ended. */
  ended(told: Told, isKept: boolean): void;
}

/** Articles read at once while the index is filled. */
const READ_AT_ONCE = 500;
/** A story is looked over for being several when it has so many articles, and each time that doubles. */
const LOOK_OVER_FROM = 8;
/** Forgetting is done once in so many articles. */
const FORGET_EVERY = 500;

export function createStoryKeeper(parts: { db: Database; engine: Engine; index: StoryIndex }): StoryKeeper {
  const { db, engine, index } = parts;
  const { create, merge, split } = createStoryMoves(index);
  let loading: Promise<void> | undefined;
  let added = 0;

  async function load(now: Date): Promise<void> {
    for (let after = 0; ;) {
      const rows = await db
        .selectFrom('article_marks')
        .innerJoin('articles', 'articles.id', 'article_marks.article_id')
        .select(['article_id', 'story_id', 'at', 'marks'])
        .where('article_id', '>', after)
        .where('at', '>=', index.reach(now).getTime())
        .orderBy('article_id')
        .limit(READ_AT_ONCE)
        .execute();
      for (const row of rows) index.add(row.article_id, row.story_id, new Date(row.at), readMarks(row.marks));
      if (rows.length < READ_AT_ONCE) break;
      after = rows.at(-1)!.article_id;
      // The event loop is not held while a large index fills.
      await new Promise((resolve) => setImmediate(resolve));
    }
    index.forget(now);
  }

  /** Stories made by transactions that are still open: on PostgreSQL nobody else sees them yet. */
  const open = new Map<number, { done: Promise<void>; end(): void }>();

  /** One article at a time finds its story, or two at once would both make it. SQLite's one writer sees to that itself. */
  let last = Promise.resolve();
  async function enter(): Promise<() => void> {
    if (engine === 'sqlite') return () => undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = last;
    last = promise;
    await before;
    return resolve;
  }

  const openStory = (marks: Marks, article: ReadArticle): Promise<void> | undefined => {
    if (engine === 'sqlite') return undefined;
    const { storyId } = index.choose(marks, article.publishedAt);
    return storyId === undefined ? undefined : open.get(storyId)?.done;
  };

  async function tell(tx: Transaction<Schema>, article: ReadArticle, marks: Marks): Promise<Told> {
    const at = article.publishedAt.getTime();
    const { storyId: chosen, merge: alike, copyOf } = index.choose(marks, article.publishedAt);
    const ids = chosen === undefined ? [] : [chosen, ...alike];
    const read = (wanted: number[]) =>
      tx
        .selectFrom('stories')
        .select(['id', 'outlets'])
        .where('id', 'in', wanted)
        .where('merged_into', 'is', null)
        .orderBy('id')
        .$if(engine === 'postgres', (query) => query.forUpdate())
        .execute();
    const rows = ids.length === 0 ? [] : await read(ids);
    let story = rows.find((row) => row.id === chosen) ?? rows[0];
    if (!story) {
      const storyId = await create(tx, article.title, at, article.outlet);
      const { promise: done, resolve: end } = Promise.withResolvers<void>();
      open.set(storyId, { done, end });
      return { storyId, isNew: true, copyOf };
    }
    const { id } = story;
    const others = rows.filter((row) => row.id !== id).map((row) => row.id);
    if (others.length > 0) {
      await merge(tx, id, others);
      [story = story] = await read([id]);
    }
    const outlets = new Set(JSON.parse(story.outlets) as string[]).add(article.outlet);
    await tx
      .updateTable('stories')
      .set({
        articles: sql`articles + 1`,
        outlets: JSON.stringify([...outlets]),
        first_at: sql`CASE WHEN first_at > ${at} THEN ${at} ELSE first_at END`,
        last_at: sql`CASE WHEN last_at < ${at} THEN ${at} ELSE last_at END`,
      })
      .where('id', '=', id)
      .execute();
    return { storyId: id, isNew: false, copyOf };
  }

  return {
    ready: (now) => (loading ??= load(now)),

    async join(tx, article, marks, write) {
      const leave = await enter();
      try {
        // On PostgreSQL a story made by a transaction that is still open can't be seen before that ends.
        for (let making = openStory(marks, article); making; making = openStory(marks, article)) await making;
        const told = await tell(tx, article, marks);
        const articleId = await write(told);
        index.add(articleId, told.storyId, article.publishedAt, marks);
        return { told, articleId };
      } finally {
        leave();
      }
    },

    async keep(tx, article, articleId, told, marks) {
      const row = { article_id: articleId, at: article.publishedAt.getTime(), marks: writeMarks(marks) };
      await insertRows(tx, 'article_marks', [row]);
      added += 1;
      if (added % FORGET_EVERY === 0) index.forget(article.fetchedAt);
      if (told.isNew) return told.storyId;
      const { articles } = await tx
        .selectFrom('stories')
        .select('articles')
        .where('id', '=', told.storyId)
        .executeTakeFirstOrThrow();
      if (articles < LOOK_OVER_FROM || !Number.isInteger(Math.log2(articles))) return told.storyId;
      await split(tx, told.storyId);
      const moved = await tx
        .selectFrom('articles')
        .select('story_id')
        .where('id', '=', articleId)
        .executeTakeFirstOrThrow();
      return moved.story_id;
    },

    ended(told, isKept) {
      if (!told.isNew) return;
      if (!isKept) index.remove(told.storyId);
      open.get(told.storyId)?.end();
      open.delete(told.storyId);
    },
  };
}
