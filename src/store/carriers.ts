import type { Transaction } from 'kysely';
import type { Announce, KnownArticle } from '#core/stores.ts';
import { insertRows, insertTogether, OR_NOTHING } from './insert.ts';
import type { Database, Schema } from './schema.ts';

/** Names asked for in one query; engines bound the values of one. */
const NAMES_AT_ONCE = 1000;

/** Of these names, the articles that bear them, as that feed sees them. */
export async function knownArticles(db: Database, names: string[], feedId: number): Promise<Map<string, KnownArticle>> {
  const found = new Map<string, KnownArticle>();
  for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
    const rows = await db
      .selectFrom('article_names')
      .innerJoin('articles', 'articles.id', 'article_names.article_id')
      .leftJoin('article_feeds', (join) =>
        join.onRef('article_feeds.article_id', '=', 'articles.id').on('article_feeds.feed_id', '=', feedId),
      )
      .select(['name', 'articles.id', 'title', 'published_at', 'articles.feed_id', 'article_feeds.feed_id as carrier'])
      .where('name', 'in', names.slice(at, at + NAMES_AT_ONCE))
      .execute();
    for (const row of rows) {
      found.set(row.name, {
        articleId: row.id,
        title: row.title,
        publishedAt: new Date(row.published_at),
        isOwn: row.feed_id === feedId,
        isCarried: row.carrier !== null,
      });
    }
  }
  return found;
}

/** Of these names, those of articles that are no longer kept. */
export async function forgottenNames(db: Database, names: string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
    const some = names.slice(at, at + NAMES_AT_ONCE);
    const rows = await db.selectFrom('forgotten').select('name').where('name', 'in', some).execute();
    for (const row of rows) found.add(row.name);
  }
  return found;
}

/** A name that is taken stays with the article that has it. */
export async function nameArticle(tx: Transaction<Schema>, articleId: number, names: string[]): Promise<void> {
  await insertRows(tx, 'article_names', namesOf(articleId, names), OR_NOTHING);
}

const namesOf = (articleId: number, names: string[]) =>
  [...new Set(names)].map((name) => ({ name, article_id: articleId }));

const fanoutOf = (carrier: { article_id: number; feed_id: number }, kind: Exclude<Announce, 'none'>, at: Date) => ({
  key: `article:${carrier.article_id}:${carrier.feed_id}`,
  ...carrier,
  kind,
  created_at: at.getTime(),
});

/** A new article under its names, and the feed that brings it; whoever follows that is told. */
export async function introduce(
  tx: Transaction<Schema>,
  articleId: number,
  { names, feedId, announce, at }: { names: string[]; feedId: number; announce: Announce; at: Date },
): Promise<void> {
  const carrier = { article_id: articleId, feed_id: feedId };
  await insertTogether(tx, [
    { table: 'article_names', rows: namesOf(articleId, names), end: OR_NOTHING },
    { table: 'article_feeds', rows: [carrier], end: OR_NOTHING },
    { table: 'fanouts', rows: announce === 'none' ? [] : [fanoutOf(carrier, announce, at)], end: OR_NOTHING },
  ]);
}

/** The feed carries the article from now on; whoever follows it is told once. */
export async function attachFeed(
  tx: Transaction<Schema>,
  articleId: number,
  feedId: number,
  announce: Announce,
  at: Date,
): Promise<boolean> {
  const carrier = { article_id: articleId, feed_id: feedId };
  const { numAffectedRows: added } = await insertRows(tx, 'article_feeds', [carrier], OR_NOTHING);
  if (!added || announce === 'none') return false;
  await insertRows(tx, 'fanouts', [fanoutOf(carrier, announce, at)], OR_NOTHING);
  return true;
}
