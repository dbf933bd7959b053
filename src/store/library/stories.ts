import { type Selectable, sql } from 'kysely';
import type { ArticleHead, Slice, Span, StoryHit } from '#core/news.ts';
import { toArticle } from '../rows.ts';
import type { Schema } from '../schema.ts';
import { titleKey } from '../story-moves.ts';
import { findWords, type WordParts } from '../words.ts';

/** Sorts after every letter: the end of a prefix range. */
const AFTER_ALL = '\u{10FFFF}';
/** A title cut short (a choice on Discord has 100 characters) still names its story, if it is at least so long. */
const TITLE_LEAST = 20;
/** Newest articles about a word whose stories are ranked. */
const ARTICLES_MOST = 400;
/** Articles since a moment that are looked at: more than any three days bring. */
const RECENT_MOST = 50_000;
/** Newest quotes of a person whose stories are listed. */
const QUOTES_MOST = 300;

const toStory = (row: Selectable<Schema['stories']>): StoryHit => ({
  id: row.id,
  title: row.title,
  articles: row.articles,
  outlets: (JSON.parse(row.outlets) as string[]).length,
  firstAt: new Date(row.first_at),
  lastAt: new Date(row.last_at),
});

export function createStoryShelf(parts: WordParts) {
  const { db } = parts;

  /** Stories in the order of these numbers. */
  async function byIds(ids: number[]): Promise<StoryHit[]> {
    if (ids.length === 0) return [];
    const rows = await db.selectFrom('stories').selectAll().where('id', 'in', ids).execute();
    const found = new Map(rows.map((row) => [row.id, toStory(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async function titled(about: string, limit: number): Promise<StoryHit[]> {
    const key = titleKey(about);
    if (key === '') return [];
    const query = db.selectFrom('stories').selectAll().where('merged_into', 'is', null).orderBy('last_at', 'desc');
    const exact = await query.where('title_key', '=', key).limit(limit).execute();
    if (exact.length > 0 || key.length < TITLE_LEAST) return exact.map(toStory);
    const begun = await query
      .where('title_key', '>=', key)
      .where('title_key', '<', key + AFTER_ALL)
      .limit(limit)
      .execute();
    return begun.map(toStory);
  }

  /** Stories of some articles, told by most outlets first. */
  async function mostReported(
    where: { since?: Date | undefined; about?: string | undefined },
    limit: number,
  ): Promise<StoryHit[]> {
    let newest = db.selectFrom('articles').select(['story_id', 'outlet', 'published_at']);
    if (where.about === undefined) newest = newest.orderBy('published_at', 'desc').limit(RECENT_MOST);
    else {
      const found = await findWords(parts, 'article_words', where.about);
      if (found.total === 0) return [];
      newest = newest.where('place', 'in', found.places(ARTICLES_MOST, 0) as never).limit(ARTICLES_MOST);
    }
    if (where.since) newest = newest.where('published_at', '>=', where.since.getTime());
    // The limit keeps an engine from grouping all articles to spare itself a sort.
    const rows = await db
      .selectFrom(newest.as('newest'))
      .select((eb) => [
        'story_id',
        eb.fn.count<number>('outlet').distinct().as('outlets'),
        eb.fn.countAll<number>().as('articles'),
        eb.fn.max('published_at').as('last'),
      ])
      .groupBy('story_id')
      .orderBy('outlets', 'desc')
      .orderBy('articles', 'desc')
      .orderBy('last', 'desc')
      .orderBy('story_id')
      .limit(limit)
      .execute();
    return byIds(rows.map((row) => row.story_id));
  }

  return {
    async stories({
      about,
      since,
      limit,
    }: {
      about?: string | undefined;
      since?: Date | undefined;
      limit: number;
    }): Promise<StoryHit[]> {
      if (about === undefined) {
        if (since) return mostReported({ since }, limit);
        const rows = await db
          .selectFrom('stories')
          .selectAll()
          .where('merged_into', 'is', null)
          .orderBy('last_at', 'desc')
          .limit(ARTICLES_MOST)
          .execute();
        const reported = rows.map(toStory).sort((a, b) => b.outlets - a.outlets || b.articles - a.articles);
        return reported.slice(0, limit);
      }
      const named = await titled(about, limit);
      if (named.length >= limit) return named;
      const told = await mostReported({ about, since }, limit);
      const ids = new Set(named.map((one) => one.id));
      return [...named, ...told.filter((one) => !ids.has(one.id))].slice(0, limit);
    },

    async story(id: number): Promise<StoryHit | undefined> {
      let row = await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst();
      while (row?.merged_into) {
        row = await db.selectFrom('stories').selectAll().where('id', '=', row.merged_into).executeTakeFirst();
      }
      return row && toStory(row);
    },

    async storyArticles(storyId: number, span: Span): Promise<Slice<ArticleHead>> {
      const query = db.selectFrom('articles').where('story_id', '=', storyId);
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const rows = await query.selectAll().orderBy('place', 'desc').limit(span.limit).offset(span.offset).execute();
      return { items: rows.map(toArticle), total };
    },

    async personStories(personId: number, limit: number): Promise<StoryHit[]> {
      const newest = db
        .selectFrom('quotes')
        .select(['article_id', 'place'])
        .where('person_id', '=', personId)
        .where('same_as', 'is', null)
        .orderBy('place', 'desc')
        .limit(QUOTES_MOST);
      const rows = await db
        .selectFrom(newest.as('newest'))
        .innerJoin('articles', 'articles.id', 'newest.article_id')
        .select((eb) => ['story_id', eb.fn.max('newest.place').as('last')])
        .groupBy('story_id')
        .orderBy('last', 'desc')
        .limit(limit)
        .execute();
      return byIds(rows.map((row) => row.story_id));
    },

    async countAll() {
      const tables = ['articles', 'quotes', 'events', 'people', 'stories', 'feeds'] as const;
      const counts: Partial<Record<(typeof tables)[number], number>> = {};
      for (const table of tables) {
        const found = await sql<{ rows: number }>`SELECT COUNT(*) AS rows FROM ${sql.table(table)}`.execute(db);
        counts[table] = found.rows[0]!.rows;
      }
      return counts as Record<(typeof tables)[number], number>;
    },
  };
}
