import { type Selectable, sql } from 'kysely';
import type { QuoteKind, Resolution } from '#core/analysis.ts';
import type { ArticleHead, QuoteInContext, QuoteRecord, Slice, Span } from '#core/news.ts';
import type { Schema } from '../schema.ts';
import { countRows } from '../look-up.ts';
import { findWords, type WordParts } from '../words.ts';
import { headsOf } from './articles.ts';

/** Other outlets named beside a quote. */
const OTHERS_MOST = 5;
/** Newest articles of a story in which its latest quotes are looked for. */
const STORY_ARTICLES_MOST = 60;
/** Printings shown of one quote. */
const PRINTINGS_MOST = 20;
/** Characters shown around a sentence. */
const AROUND = 400;

type Row = Selectable<Schema['quotes']>;

function toQuote(row: Row, article: ArticleHead, others: ArticleHead[]): QuoteRecord {
  return {
    id: row.id,
    text: row.text,
    segments: row.segments === null ? undefined : (JSON.parse(row.segments) as string[]),
    sentence: row.sentence ?? undefined,
    kind: row.kind as QuoteKind,
    speaker: row.speaker ?? undefined,
    speakerAs: row.speaker_as ?? undefined,
    role: row.role ?? undefined,
    date: row.date ?? undefined,
    credit: row.credit ?? undefined,
    start: row.start_at,
    end: row.end_at,
    resolution: row.resolution as Resolution,
    confidence: row.confidence,
    personId: row.person_id ?? undefined,
    article,
    outlets: row.outlets,
    wordings: row.wordings,
    others,
  };
}

/** Gives an article's whole text while it is kept. */
export type BodyOf = (identity: string) => Promise<string | undefined>;

export function createQuoteShelf(parts: WordParts & { bodyOf: BodyOf }) {
  const { db } = parts;

  async function withSources(rows: Row[]): Promise<QuoteRecord[]> {
    const repeated = rows.filter((row) => row.outlets > 1).map((row) => row.id);
    const copies =
      repeated.length === 0
        ? []
        : await db
            .selectFrom('quotes')
            .select(['same_as', 'article_id'])
            .where('same_as', 'in', repeated)
            .orderBy('id')
            .execute();
    const heads = await headsOf(
      db,
      [...rows, ...copies].map((row) => row.article_id),
    );
    return rows.map((row) => {
      const outlets = new Set([heads.get(row.article_id)!.outlet]);
      const others = copies
        .filter((copy) => copy.same_as === row.id)
        .map((copy) => heads.get(copy.article_id)!)
        .filter((article) => !outlets.has(article.outlet) && outlets.add(article.outlet));
      return toQuote(row, heads.get(row.article_id)!, others.slice(0, OTHERS_MOST));
    });
  }

  async function withWords(about: string, span: Span, personId?: number): Promise<Slice<QuoteRecord>> {
    const found = await findWords(parts, 'quote_words', about, personId);
    if (found.total === 0) return { items: [], total: 0 };
    const rows = await db
      .selectFrom('quotes')
      .selectAll()
      .where('place', 'in', found.places(span.limit, span.offset) as never)
      .orderBy('place', 'desc')
      .execute();
    return { items: await withSources(rows), total: found.total, isMore: found.isMore };
  }

  async function ofStory(storyId: number, span: Span): Promise<Slice<QuoteRecord>> {
    const articles = db
      .selectFrom('articles')
      .select('id')
      .where('story_id', '=', storyId)
      .orderBy('place', 'desc')
      .limit(STORY_ARTICLES_MOST);
    const query = db
      .selectFrom('quotes')
      .where('article_id', 'in', db.selectFrom(articles.as('newest')).select('id'))
      .where('same_as', 'is', null)
      .where('person_id', 'is not', null);
    const rows = await query.selectAll().orderBy('place', 'desc').limit(span.limit).offset(span.offset).execute();
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { items: await withSources(rows), total };
  }

  async function newest(span: Span, personId?: number): Promise<Slice<QuoteRecord>> {
    let query = db.selectFrom('quotes').where('same_as', 'is', null);
    query = personId === undefined ? query.where('person_id', 'is not', null) : query.where('person_id', '=', personId);
    const rows = await query.selectAll().orderBy('place', 'desc').limit(span.limit).offset(span.offset).execute();
    const who = personId === undefined ? sql`IS NOT NULL` : sql`= ${personId}`;
    const counted = await countRows(db, sql`SELECT 1 FROM quotes WHERE same_as IS NULL AND person_id ${who}`);
    return { items: await withSources(rows), ...counted };
  }

  return {
    quotes({
      personId,
      storyId,
      about,
      ...span
    }: Span & { personId?: number | undefined; storyId?: number | undefined; about?: string | undefined }): Promise<
      Slice<QuoteRecord>
    > {
      if (about !== undefined) return withWords(about, span, personId);
      return storyId === undefined ? newest(span, personId) : ofStory(storyId, span);
    },

    async inContext(quoteId: number): Promise<QuoteInContext[]> {
      const asked = await db
        .selectFrom('quotes')
        .select(['id', 'same_as'])
        .where('id', '=', quoteId)
        .executeTakeFirst();
      if (!asked) return [];
      const head = asked.same_as ?? asked.id;
      const rows = await db
        .selectFrom('quotes')
        .innerJoin('articles', 'articles.id', 'quotes.article_id')
        .selectAll('quotes')
        .select('identity')
        .where((eb) => eb.or([eb('quotes.id', '=', head), eb('same_as', '=', head)]))
        .orderBy('quotes.place')
        .limit(PRINTINGS_MOST)
        .execute();
      const heads = await headsOf(
        db,
        rows.map((row) => row.article_id),
      );
      return Promise.all(
        rows.map(async (row) => {
          const quote = toQuote(row, heads.get(row.article_id)!, []);
          const text = await parts.bodyOf(row.identity);
          return { quote, ...(text === undefined ? {} : around(text, quote.sentence ?? quote.text)) };
        }),
      );
    },
  };
}

/** What stands before and after a sentence, from the beginning of a paragraph or word. */
export function around(text: string, sentence: string): { before?: string; after?: string } {
  const at = text.indexOf(sentence);
  if (at < 0) return {};
  const end = at + sentence.length;
  const before = text.slice(Math.max(0, at - AROUND), at);
  const after = text.slice(end, end + AROUND);
  const isCut = { before: at > AROUND, after: end + AROUND < text.length };
  return {
    before: (isCut.before ? before.replace(/^\S*\s*/u, '… ') : before).trim(),
    after: (isCut.after ? after.replace(/\s*\S*$/u, ' …') : after).trim(),
  };
}
