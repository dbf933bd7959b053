import { sql, type Transaction } from 'kysely';
import type { ReadArticle } from '#core/news.ts';
import { wordsOf } from '#text/minhash.ts';
import { detachEvents, mergeEvents } from './happenings.ts';
import type { Database, Engine, Schema } from './schema.ts';

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

/** The story of an article that is being committed. */
export interface Told {
  storyId: number;
  isNew: boolean;
  copyOf: number | undefined;
}

export interface StoryKeeper {
  /** Reads what still runs into memory; once. */
  ready(now: Date): Promise<void>;
  /** Waits for commits of other articles that may be about to make the story of this one; before the transaction. */
  settled(marks: Marks, at: Date): Promise<void>;
  join(tx: Transaction<Schema>, article: ReadArticle, marks: Marks): Promise<Told>;
  /** The article is written: it counts from now on, and the story may turn out to be several. Gives the article's story. */
  add(tx: Transaction<Schema>, article: ReadArticle, articleId: number, told: Told, marks: Marks): Promise<number>;
  /** The transaction has ended. */
  ended(told: Told, isKept: boolean): void;
}

/** Articles read at once while the index is filled. */
const READ_AT_ONCE = 500;
/** A story is looked over for being several when it has so many articles, and each time that doubles. */
const LOOK_OVER_FROM = 8;
/** Articles of a story compared with each other: its newest. */
const COMPARED_MOST = 150;
/** Forgetting is done once in so many articles. */
const FORGET_EVERY = 500;

const write = ({ features, signature }: Marks): string => JSON.stringify([Object.fromEntries(features), signature]);
function read(text: string): Marks {
  const [features, signature] = JSON.parse(text) as [Record<string, number>, number[]];
  return { features: new Map(Object.entries(features)), signature };
}

export const titleKey = (title: string): string => wordsOf(title).join(' ');

export function createStoryKeeper(parts: { db: Database; engine: Engine; index: StoryIndex }): StoryKeeper {
  const { db, engine, index } = parts;
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
      for (const row of rows) index.add(row.article_id, row.story_id, new Date(row.at), read(row.marks));
      if (rows.length < READ_AT_ONCE) break;
      after = rows.at(-1)!.article_id;
      // The event loop is not held while a large index fills.
      await new Promise((resolve) => setImmediate(resolve));
    }
    index.forget(now);
  }

  /** Counts a story again from its articles. */
  async function recount(tx: Transaction<Schema>, storyId: number): Promise<void> {
    const rows = await tx
      .selectFrom('articles')
      .select((eb) => [
        'outlet',
        eb.fn.countAll<number>().as('articles'),
        eb.fn.min('published_at').as('first'),
        eb.fn.max('published_at').as('last'),
      ])
      .where('story_id', '=', storyId)
      .groupBy('outlet')
      .execute();
    await tx
      .updateTable('stories')
      .set({
        articles: rows.reduce((sum, row) => sum + row.articles, 0),
        outlets: JSON.stringify(rows.map((row) => row.outlet)),
        first_at: Math.min(...rows.map((row) => row.first)),
        last_at: Math.max(...rows.map((row) => row.last)),
      })
      .where('id', '=', storyId)
      .execute();
  }

  async function move(tx: Transaction<Schema>, to: number, of: { storyId: number } | { articleIds: number[] }) {
    for (const table of ['articles', 'events'] as const) {
      const query = tx.updateTable(table).set({ story_id: to });
      const column = table === 'articles' ? ('id' as const) : ('article_id' as const);
      await (
        'storyId' in of
          ? query.where('story_id', '=', of.storyId)
          : query.where(column as never, 'in', of.articleIds as never)
      ).execute();
    }
  }

  async function reindex(tx: Transaction<Schema>, storyIds: number[]): Promise<void> {
    for (const storyId of storyIds) index.remove(storyId);
    const rows = await tx
      .selectFrom('article_marks')
      .innerJoin('articles', 'articles.id', 'article_marks.article_id')
      .select(['article_id', 'story_id', 'at', 'marks'])
      .where('story_id', 'in', storyIds)
      .orderBy('at', 'desc')
      .limit(COMPARED_MOST)
      .execute();
    for (const row of rows) index.add(row.article_id, row.story_id, new Date(row.at), read(row.marks));
  }

  async function merge(tx: Transaction<Schema>, to: number, from: number[]): Promise<void> {
    for (const storyId of from) {
      await move(tx, to, { storyId });
      await tx
        .updateTable('stories')
        .set({ merged_into: to, articles: 0 })
        .where((eb) => eb.or([eb('id', '=', storyId), eb('merged_into', '=', storyId)]))
        .execute();
      index.remove(storyId);
    }
    await mergeEvents(tx, to);
    await recount(tx, to);
    await reindex(tx, [to]);
  }

  async function create(tx: Transaction<Schema>, title: string, at: number, outlet: string): Promise<number> {
    const { id } = await tx
      .insertInto('stories')
      .values({
        title,
        title_key: titleKey(title),
        first_at: at,
        last_at: at,
        articles: 1,
        outlets: JSON.stringify([outlet]),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async function split(tx: Transaction<Schema>, storyId: number): Promise<void> {
    const rows = await tx
      .selectFrom('article_marks')
      .innerJoin('articles', 'articles.id', 'article_marks.article_id')
      .select(['article_id', 'marks', 'title', 'outlet', 'published_at'])
      .where('story_id', '=', storyId)
      .orderBy('place', 'desc')
      .limit(COMPARED_MOST)
      .execute();
    const [, ...away] = index.parts(rows.map((row) => ({ articleId: row.article_id, ...read(row.marks) })));
    if (away.length === 0) return;
    const made: number[] = [];
    for (const articleIds of away) {
      const oldest = rows.findLast((row) => articleIds.includes(row.article_id))!;
      const to = await create(tx, oldest.title, oldest.published_at, oldest.outlet);
      await detachEvents(tx, articleIds);
      await move(tx, to, { articleIds });
      made.push(to);
    }
    for (const id of [storyId, ...made]) {
      await mergeEvents(tx, id);
      await recount(tx, id);
    }
    await reindex(tx, [storyId, ...made]);
  }

  /** Stories made by transactions that are still open: on PostgreSQL nobody else sees them yet. */
  const open = new Map<number, { done: Promise<void>; end(): void }>();

  return {
    ready: (now) => (loading ??= load(now)),

    async settled(marks, at) {
      if (engine === 'sqlite') return;
      for (let turn = 0; turn < 10; turn++) {
        const { storyId } = index.choose(marks, at);
        const making = storyId === undefined ? undefined : open.get(storyId);
        if (!making) return;
        await making.done;
      }
    },

    async join(tx, article, marks) {
      const at = article.publishedAt.getTime();
      const chosen = index.choose(marks, article.publishedAt);
      const copyOf = chosen.copyOf;
      const ids = chosen.storyId === undefined ? [] : [chosen.storyId, ...chosen.merge];
      const rows =
        ids.length === 0
          ? []
          : await tx
              .selectFrom('stories')
              .select(['id', 'outlets'])
              .where('id', 'in', ids)
              .where('merged_into', 'is', null)
              .orderBy('id')
              .$if(engine === 'postgres', (query) => query.forUpdate())
              .execute();
      const story = rows.find((row) => row.id === chosen.storyId) ?? rows[0];
      if (!story) {
        const storyId = await create(tx, article.title, at, article.outlet);
        const { promise: done, resolve: end } = Promise.withResolvers<void>();
        open.set(storyId, { done, end });
        return { storyId, isNew: true, copyOf };
      }
      const others = rows.filter((row) => row.id !== story.id).map((row) => row.id);
      if (others.length > 0) await merge(tx, story.id, others);
      const outlets = new Set(JSON.parse(story.outlets) as string[]).add(article.outlet);
      await tx
        .updateTable('stories')
        .set({
          articles: sql`articles + 1`,
          ...(others.length > 0 ? {} : { outlets: JSON.stringify([...outlets]) }),
          first_at: sql`CASE WHEN first_at > ${at} THEN ${at} ELSE first_at END`,
          last_at: sql`CASE WHEN last_at < ${at} THEN ${at} ELSE last_at END`,
        })
        .where('id', '=', story.id)
        .execute();
      return { storyId: story.id, isNew: false, copyOf };
    },

    async add(tx, article, articleId, told, marks) {
      await tx
        .insertInto('article_marks')
        .values({ article_id: articleId, at: article.publishedAt.getTime(), marks: write(marks) })
        .execute();
      index.add(articleId, told.storyId, article.publishedAt, marks);
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
      const row = await tx
        .selectFrom('articles')
        .select('story_id')
        .where('id', '=', articleId)
        .executeTakeFirstOrThrow();
      return row.story_id;
    },

    ended(told, isKept) {
      if (!told.isNew) return;
      if (!isKept) index.remove(told.storyId);
      open.get(told.storyId)?.end();
      open.delete(told.storyId);
    },
  };
}
