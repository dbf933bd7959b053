import type { Transaction } from 'kysely';
import type { ReadArticle } from '#core/news.ts';
import type { NewsStore } from '#core/stores.ts';
import { attachFeed, knownArticles, nameArticle } from './carriers.ts';
import type { Database, Engine, Schema } from './schema.ts';
import { indexWords, type Tokens } from './words.ts';

/** How an article finds its story; pure, handed in. */
export interface StoryMatcher {
  terms(article: ReadArticle): string[];
  choose(
    terms: readonly string[],
    candidates: readonly { storyId: number; lastAt: Date; terms: ReadonlySet<string> }[],
  ): number | undefined;
}

export interface NewsParts {
  db: Database;
  engine: Engine;
  tokens: Tokens;
  matchStory: StoryMatcher;
  fold(text: string): string;
}

/** A story is joined while it runs: this long after its last article. */
const STORY_MS = 14 * 24 * 60 * 60 * 1000;
/** Candidates are the stories that share the most terms. */
const CANDIDATES_MOST = 50;

export function createNewsStore({ db, engine, tokens, matchStory, fold }: NewsParts): NewsStore {
  async function storyOf(tx: Transaction<Schema>, article: ReadArticle): Promise<number> {
    const terms = matchStory.terms(article);
    const at = article.publishedAt.getTime();
    const near =
      terms.length === 0
        ? []
        : await tx
            .selectFrom('story_terms')
            .innerJoin('stories', 'stories.id', 'story_terms.story_id')
            .select(['stories.id', 'stories.last_at'])
            .where('term', 'in', terms)
            .where('last_at', '>=', at - STORY_MS)
            .where('first_at', '<=', at + STORY_MS)
            .groupBy(['stories.id', 'stories.last_at'])
            .orderBy((eb) => eb.fn.countAll(), 'desc')
            .orderBy('stories.id', 'desc')
            .limit(CANDIDATES_MOST)
            .execute();
    const theirs = new Map<number, Set<string>>(near.map(({ id }) => [id, new Set()]));
    if (near.length > 0) {
      const rows = await tx
        .selectFrom('story_terms')
        .selectAll()
        .where('story_id', 'in', [...theirs.keys()])
        .execute();
      for (const row of rows) theirs.get(row.story_id)!.add(row.term);
    }
    const candidates = near.map(({ id, last_at }) => ({
      storyId: id,
      lastAt: new Date(last_at),
      terms: theirs.get(id)!,
    }));
    const known = matchStory.choose(terms, candidates);
    if (known !== undefined) {
      const row = await tx.selectFrom('stories').selectAll().where('id', '=', known).executeTakeFirstOrThrow();
      await tx
        .updateTable('stories')
        .set({ first_at: Math.min(row.first_at, at), last_at: Math.max(row.last_at, at) })
        .where('id', '=', known)
        .execute();
      return known;
    }
    const { id } = await tx
      .insertInto('stories')
      .values({ title: article.title, first_at: at, last_at: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (terms.length > 0) {
      await tx
        .insertInto('story_terms')
        .values(terms.map((term) => ({ story_id: id, term })))
        .execute();
    }
    return id;
  }

  /** The people of an article by folded full name: across articles they merge on that alone. */
  async function peopleOf(tx: Transaction<Schema>, article: ReadArticle): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    for (const { name, aliases, role } of article.analysis.people) {
      const key = fold(name);
      if (key === '' || ids.has(name)) continue;
      const quotes = article.analysis.quotes.filter((quote) => quote.speaker === name).length;
      const { id } = await tx
        .insertInto('people')
        .values({ key, name, role: role ?? null, quotes })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((eb) => ({
            quotes: eb('people.quotes', '+', quotes),
            ...(role === undefined ? {} : { role }),
          })),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      ids.set(name, id);
      const words = new Set([name, ...aliases].flatMap((one) => fold(one).split(/[^\p{L}\p{N}]+/u)).filter(Boolean));
      for (const token of words) {
        await tx
          .insertInto('person_names')
          .values({ person_id: id, token })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    }
    return ids;
  }

  async function writeReading(
    tx: Transaction<Schema>,
    article: ReadArticle,
    articleId: number,
    storyId: number,
  ): Promise<void> {
    const { analysis } = article;
    const published_at = article.publishedAt.getTime();
    const people = await peopleOf(tx, article);
    for (const quote of analysis.quotes) {
      const { id } = await tx
        .insertInto('quotes')
        .values({
          article_id: articleId,
          person_id: (quote.speaker && people.get(quote.speaker)) || null,
          text: quote.text,
          segments: quote.segments ? JSON.stringify(quote.segments) : null,
          sentence: quote.sentence ?? null,
          kind: quote.kind,
          speaker: quote.speaker ?? null,
          speaker_as: quote.speakerAs ?? null,
          role: quote.role ?? null,
          date: quote.date ?? null,
          credit: quote.credit ?? null,
          start_at: quote.start,
          end_at: quote.end,
          resolution: quote.resolution,
          confidence: quote.confidence,
          published_at,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await indexWords(
        tx,
        engine,
        'quote_words',
        id,
        tokens.index(`${quote.sentence ?? quote.text} ${article.title}`, analysis.lang),
      );
    }
    if (analysis.events.length > 0) {
      await tx
        .insertInto('events')
        .values(
          analysis.events.map((event) => ({
            article_id: articleId,
            story_id: storyId,
            date: event.date,
            precision: event.precision,
            until: event.until ?? null,
            anchor: event.anchor,
            sentence: event.sentence,
            start_at: event.start,
            end_at: event.end,
            planned: event.planned ? 1 : 0,
            published_at,
          })),
        )
        .execute();
    }
    await indexWords(
      tx,
      engine,
      'article_words',
      articleId,
      tokens.index(`${article.title}\n${analysis.body || article.text}`, analysis.lang),
    );
  }

  return {
    known: (names, feedId) => knownArticles(db, names, feedId),

    async commit(article, announce) {
      return db.transaction().execute(async (tx) => {
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
        const storyId = await storyOf(tx, article);
        const { id } = await tx
          .insertInto('articles')
          .values({
            identity: article.identity,
            feed_id: article.feedId,
            story_id: storyId,
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
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await writeReading(tx, article, id, storyId);
        await nameArticle(tx, id, [article.identity, ...(article.aliases ?? [])]);
        await attachFeed(tx, id, article.feedId, announce, article.fetchedAt);
        return { articleId: id, storyId, isNew: true };
      });
    },

    carry: (articleId, feedId, { aliases, announce, at }) =>
      db.transaction().execute(async (tx) => {
        await nameArticle(tx, articleId, aliases);
        return attachFeed(tx, articleId, feedId, announce, at);
      }),

    async retitle(articleId, title) {
      await db.updateTable('articles').set({ title }).where('id', '=', articleId).execute();
    },
  };
}
