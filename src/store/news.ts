import type { Transaction } from 'kysely';
import type { ReadArticle } from '#core/news.ts';
import type { Announce, NewsStore } from '#core/stores.ts';
import type { Marks, StoryIndex } from '#core/story-index.ts';
import { attachFeed, forgottenNames, introduce, knownArticles, nameArticle } from './carriers.ts';
import type { Directory } from './directory.ts';
import { writeEvents } from './happenings.ts';
import { insertRows } from './insert.ts';
import { indexWords } from './index-words.ts';
import { writePeople } from './people.ts';
import { placeOf } from './place.ts';
import type { Database, Engine, Schema } from './schema.ts';
import { writeQuotes } from './statements.ts';
import { createStoryKeeper, type Told } from './stories.ts';
import type { Tokens } from './words.ts';

export interface NewsParts {
  db: Database;
  engine: Engine;
  tokens: Tokens;
  stories: StoryIndex;
}

/** PostgreSQL's codes for a transaction that may simply be tried again: deadlock, serialisation, a place or key taken meanwhile. */
const TRY_AGAIN = new Set(['40P01', '40001', '23505']);
const TRIES = 5;

type Kept = Awaited<ReturnType<NewsStore['commit']>>;

export function createNewsStore(parts: NewsParts & { directory: Directory }): NewsStore {
  const { db, engine, tokens, directory } = parts;
  const stories = createStoryKeeper({ db, engine, index: parts.stories });

  async function insertArticle(
    tx: Transaction<Schema>,
    article: ReadArticle,
    told: Told,
    place: number,
  ): Promise<number> {
    const { rows } = await insertRows<'articles', { id: number }>(
      tx,
      'articles',
      [
        {
          identity: article.identity,
          feed_id: article.feedId,
          story_id: told.storyId,
          url: article.url ?? null,
          title: article.title,
          outlet: article.outlet,
          language: article.analysis.lang,
          author: article.author ?? null,
          image: article.image ?? null,
          published_at: article.publishedAt.getTime(),
          fetched_at: article.fetchedAt.getTime(),
          source: article.source,
          summary: JSON.stringify(article.analysis.summary),
          place,
          copy_of: told.copyOf ?? null,
        },
      ],
      'RETURNING id',
    );
    return rows[0]!.id;
  }

  /** One try of the commit; what memory must learn of it is told afterwards. */
  async function commitOnce(article: ReadArticle, announce: Announce, marks: Marks): Promise<Kept> {
    let told: Told | undefined;
    let learn: (() => void) | undefined;
    try {
      const kept = await db.transaction().execute(async (tx): Promise<Kept> => {
        const before = await tx
          .selectFrom('articles')
          .innerJoin('article_names', 'article_names.article_id', 'articles.id')
          .select(['articles.id', 'story_id'])
          .where('name', '=', article.identity)
          .executeTakeFirst();
        if (before) {
          // Two feeds may bring it at the same moment; the channels of the second must not miss it.
          await attachFeed(tx, before.id, article.feedId, announce, article.fetchedAt);
          return { articleId: before.id, storyId: before.story_id, isNew: false };
        }
        const place = await placeOf(tx, article.publishedAt, article.identity);
        const joined = await stories.join(tx, article, marks, (of) => {
          told = of;
          return insertArticle(tx, article, of, place);
        });
        const { articleId } = joined;
        const { people, count } = await writePeople(tx, article);
        const repeated = await writeQuotes(tx, { engine, tokens }, article, { articleId, place, people });
        await writeEvents(tx, article, { articleId, told: joined.told, people });
        const words = tokens.index(`${article.title}\n${article.analysis.body || article.text}`, article.analysis.lang);
        await indexWords(tx, engine, 'article_words', [{ place, words }]);
        await introduce(tx, articleId, {
          names: [article.identity, ...(article.aliases ?? [])],
          feedId: article.feedId,
          announce,
          at: article.fetchedAt,
        });
        const storyId = await stories.keep(tx, article, articleId, joined.told, marks);
        await count(repeated);
        const { copyOf } = joined.told;
        learn = () => directory.learn(article, storyId, people);
        return { articleId, storyId, isNew: true, ...(copyOf === undefined ? {} : { copyOf }) };
      });
      if (told) stories.ended(told, true);
      learn?.();
      return kept;
    } catch (error) {
      if (told) stories.ended(told, false);
      throw error;
    }
  }

  return {
    known: (names, feedId) => knownArticles(db, names, feedId),
    forgotten: (names) => forgottenNames(db, names),

    async commit(article, announce) {
      await stories.ready(article.fetchedAt);
      const marks = parts.stories.marksOf(article);
      for (let tries = 1; ; tries++) {
        try {
          return await commitOnce(article, announce, marks);
        } catch (error) {
          if (tries >= TRIES || !TRY_AGAIN.has((error as { code?: string }).code ?? '')) throw error;
        }
      }
    },

    carry: (articleId, feedId, { aliases, announce, at }) =>
      db.transaction().execute(async (tx) => {
        await nameArticle(tx, articleId, aliases);
        return attachFeed(tx, articleId, feedId, announce, at);
      }),

    async retitle(articleId, title, at) {
      await db.transaction().execute(async (tx) => {
        const row = await tx
          .selectFrom('articles')
          .select(['feed_id', 'title'])
          .where('id', '=', articleId)
          .executeTakeFirst();
        if (!row || row.title === title) return;
        await tx
          .updateTable('articles')
          .set((eb) => ({ title, first_title: eb.fn.coalesce('first_title', eb.val(row.title)) }))
          .where('id', '=', articleId)
          .execute();
        const created_at = at.getTime();
        await tx
          .insertInto('fanouts')
          .values({
            key: `retitled:${articleId}:${created_at}`,
            kind: 'retitled',
            article_id: articleId,
            feed_id: row.feed_id,
            created_at,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
    },
  };
}
