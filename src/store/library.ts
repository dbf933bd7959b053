import type { Selectable } from 'kysely';
import type { Event, Quote } from '#core/analysis.ts';
import type { ArticleHead, PersonHit } from '#core/news.ts';
import type { Library } from '#core/stores.ts';
import type { NewsParts } from './news.ts';
import { toArticle } from './rows.ts';
import type { Schema } from './schema.ts';
import { matchingIds } from './words.ts';

/** Most quoted people that a misspelt name is compared with. */
const NEAREST_AMONG = 5000;
/** A misspelling differs in at most this share of the longer name's letters. */
const NEAREST_SHARE = 0.4;

/** Letters to insert, delete or replace to make one word of the other (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[right.length]!;
}

const toPerson = (row: Selectable<Schema['people']>): PersonHit => ({
  id: row.id,
  name: row.name,
  role: row.role ?? undefined,
  quotes: row.quotes,
});

function toQuote(row: Selectable<Schema['quotes']>): Quote {
  return {
    text: row.text,
    segments: row.segments === null ? undefined : (JSON.parse(row.segments) as string[]),
    sentence: row.sentence ?? undefined,
    kind: row.kind as Quote['kind'],
    speaker: row.speaker ?? undefined,
    speakerAs: row.speaker_as ?? undefined,
    role: row.role ?? undefined,
    date: row.date ?? undefined,
    credit: row.credit ?? undefined,
    start: row.start_at,
    end: row.end_at,
    resolution: row.resolution as Quote['resolution'],
    confidence: row.confidence,
  };
}

function toEvent(row: Selectable<Schema['events']>): Event {
  return {
    date: row.date,
    precision: row.precision as Event['precision'],
    until: row.until ?? undefined,
    anchor: row.anchor,
    sentence: row.sentence,
    start: row.start_at,
    end: row.end_at,
    planned: row.planned === 1,
  };
}

export function createLibrary({ db, engine, tokens, fold }: NewsParts): Library {
  const matching = (table: 'article_words' | 'quote_words', words: string) => matchingIds(engine, table, tokens.query(words));

  async function heads(ids: number[]): Promise<Map<number, ArticleHead>> {
    if (ids.length === 0) return new Map();
    const rows = await db.selectFrom('articles').selectAll().where('id', 'in', [...new Set(ids)]).execute();
    return new Map(rows.map((row) => [row.id, toArticle(row)]));
  }

  async function articles(words: string | undefined, span: { limit: number; offset: number }, storyId?: number) {
    let query = db.selectFrom('articles');
    if (words !== undefined) query = query.where('id', 'in', matching('article_words', words) as never);
    if (storyId !== undefined) query = query.where('story_id', '=', storyId);
    const rows = await query
      .selectAll()
      .orderBy('published_at', 'desc')
      .orderBy('id', 'desc')
      .limit(span.limit)
      .offset(span.offset)
      .execute();
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { items: rows.map(toArticle), total: Number(total) };
  }

  const words = (name: string): string[] => fold(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  return {
    async article(id) {
      return (await heads([id])).get(id);
    },
    async articleByIdentity(identity) {
      const row = await db.selectFrom('articles').selectAll().where('identity', '=', identity).executeTakeFirst();
      return row && toArticle(row);
    },
    latest: ({ about, ...span }) => articles(about, span),
    search: ({ words: asked, ...span }) => articles(asked, span),
    storyArticles: (storyId, span) => articles(undefined, span, storyId),

    async people({ name, limit }) {
      const asked = words(name);
      if (asked.length === 0) return [];
      let query = db.selectFrom('people').selectAll();
      for (const token of asked) {
        query = query.where('id', 'in', (eb) =>
          eb.selectFrom('person_names').select('person_id').where('token', '>=', token).where('token', '<', `${token}\u{10ffff}`),
        );
      }
      const rows = await query.orderBy('quotes', 'desc').orderBy('id').limit(limit).execute();
      return rows.map(toPerson);
    },

    async nearestPeople(name, limit) {
      const asked = words(name);
      if (asked.length === 0) return [];
      const rows = await db.selectFrom('people').selectAll().orderBy('quotes', 'desc').limit(NEAREST_AMONG).execute();
      return rows
        .map((row) => {
          const theirs = words(row.name);
          const shares = asked.map((one) => Math.min(1, ...theirs.map((other) => distance(one, other) / Math.max(one.length, other.length))));
          return { row, share: shares.reduce((sum, share) => sum + share, 0) / shares.length };
        })
        .filter(({ share }) => share <= NEAREST_SHARE)
        .toSorted((one, other) => one.share - other.share || other.row.quotes - one.row.quotes)
        .slice(0, limit)
        .map(({ row }) => toPerson(row));
    },

    async quotes({ personId, about, limit, offset }) {
      let query = db.selectFrom('quotes');
      if (personId !== undefined) query = query.where('person_id', '=', personId);
      if (about !== undefined) query = query.where('id', 'in', matching('quote_words', about) as never);
      const rows = await query
        .selectAll()
        .orderBy('published_at', 'desc')
        .orderBy('article_id', 'desc')
        .orderBy('start_at')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const from = await heads(rows.map((row) => row.article_id));
      return { items: rows.map((row) => ({ ...toQuote(row), id: row.id, article: from.get(row.article_id)! })), total: Number(total) };
    },

    async events({ storyId, personId, words: asked, limit, offset }) {
      let query = db.selectFrom('events');
      if (storyId !== undefined) query = query.where('story_id', '=', storyId);
      if (personId !== undefined) {
        query = query.where('article_id', 'in', (eb) => eb.selectFrom('quotes').select('article_id').where('person_id', '=', personId));
      }
      if (asked !== undefined) query = query.where('article_id', 'in', matching('article_words', asked) as never);
      const rows = await query.selectAll().orderBy('date').orderBy('published_at').orderBy('id').limit(limit).offset(offset).execute();
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const from = await heads(rows.map((row) => row.article_id));
      return { items: rows.map((row) => ({ ...toEvent(row), id: row.id, article: from.get(row.article_id)! })), total: Number(total) };
    },

    async stories({ about, since, limit }) {
      let query = db.selectFrom('articles').innerJoin('stories', 'stories.id', 'articles.story_id');
      if (since) query = query.where('articles.published_at', '>=', since.getTime());
      if (about !== undefined) query = query.where('articles.id', 'in', matching('article_words', about) as never);
      const rows = await query
        .select((eb) => [
          'stories.id',
          'stories.title',
          'stories.first_at',
          'stories.last_at',
          eb.fn.count<number>('articles.id').as('articles'),
          eb.fn.count<number>('articles.outlet').distinct().as('outlets'),
        ])
        .groupBy(['stories.id', 'stories.title', 'stories.first_at', 'stories.last_at'])
        .orderBy('articles', 'desc')
        .orderBy('stories.last_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        title: row.title,
        articles: Number(row.articles),
        outlets: Number(row.outlets),
        firstAt: new Date(row.first_at),
        lastAt: new Date(row.last_at),
      }));
    },

    async newestOf(feedId) {
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

    async counts() {
      const count = async (table: 'articles' | 'quotes' | 'events' | 'people' | 'stories' | 'feeds'): Promise<number> => {
        const row = await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow();
        return Number(row.rows);
      };
      return {
        articles: await count('articles'),
        quotes: await count('quotes'),
        events: await count('events'),
        people: await count('people'),
        stories: await count('stories'),
        feeds: await count('feeds'),
      };
    },
  };
}
