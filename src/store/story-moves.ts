import type { StoryIndex } from '#core/story-index.ts';
import type { Transaction } from 'kysely';
import { wordsOf } from '#text/minhash.ts';
import { detachEvents, mergeEvents } from './happenings.ts';
import { insertRows } from './insert.ts';
import { readMarks } from './marks.ts';
import type { Schema } from './schema.ts';

/** Articles of a story compared with each other: its newest. */
const COMPARED_MOST = 150;

export const titleKey = (title: string): string => wordsOf(title).join(' ');

/** What moves articles between stories, with their events and counts, in the database and in memory. */
export function createStoryMoves(index: StoryIndex) {
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
    for (const row of rows) index.add(row.article_id, row.story_id, new Date(row.at), readMarks(row.marks));
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
    const story = {
      title,
      title_key: titleKey(title),
      first_at: at,
      last_at: at,
      articles: 1,
      outlets: JSON.stringify([outlet]),
    };
    const { rows } = await insertRows<'stories', { id: number }>(tx, 'stories', [story], 'RETURNING id');
    return rows[0]!.id;
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
    const [, ...away] = index.parts(rows.map((row) => ({ articleId: row.article_id, ...readMarks(row.marks) })));
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

  return { create, merge, split };
}
