import { sql } from 'kysely';
import type { ArticleHead, Slice, Span } from '#core/news.ts';
import { toArticle } from '../rows.ts';
import type { Database } from '../schema.ts';
import { countRows } from '../look-up.ts';
import { findWords, type WordParts } from '../words.ts';

/** Articles by their numbers. */
export async function headsOf(db: Database, ids: Iterable<number>): Promise<Map<number, ArticleHead>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('articles').selectAll().where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, toArticle(row)]));
}

export function createArticleShelf(parts: WordParts) {
  const { db } = parts;
  const newest = (span: Span) =>
    db.selectFrom('articles').selectAll().orderBy('place', 'desc').limit(span.limit).offset(span.offset);

  async function withWords(words: string, span: Span): Promise<Slice<ArticleHead>> {
    const found = await findWords(parts, 'article_words', words);
    if (found.total === 0) return { items: [], total: 0 };
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('place', 'in', found.places(span.limit, span.offset) as never)
      .orderBy('place', 'desc')
      .execute();
    return { items: rows.map(toArticle), total: found.total, isMore: found.isMore };
  }

  return {
    async article(id: number): Promise<ArticleHead | undefined> {
      return (await headsOf(db, [id])).get(id);
    },

    async articleByIdentity(identity: string): Promise<ArticleHead | undefined> {
      const row = await db
        .selectFrom('articles')
        .innerJoin('article_names', 'article_names.article_id', 'articles.id')
        .selectAll('articles')
        .where('name', '=', identity)
        .executeTakeFirst();
      return row && toArticle(row);
    },

    async latest({ about, ...span }: Span & { about?: string | undefined }): Promise<Slice<ArticleHead>> {
      if (about !== undefined) return withWords(about, span);
      const rows = await newest(span).execute();
      return { items: rows.map(toArticle), ...(await countRows(db, sql`SELECT 1 FROM articles`)) };
    },

    search: ({ words, ...span }: Span & { words: string }): Promise<Slice<ArticleHead>> => withWords(words, span),

    async newestOf(feedId: number): Promise<ArticleHead | undefined> {
      const row = await db
        .selectFrom('articles')
        .selectAll()
        .where('feed_id', '=', feedId)
        .orderBy('published_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toArticle(row);
    },
  };
}
