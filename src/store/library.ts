import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Precision, QuoteKind, Resolution } from '#core/analysis.ts';
import type { ArticleHead, EventRecord, PersonHit, QuoteRecord } from '#core/news.ts';
import type { Library } from '#core/stores.ts';
import { editDistance } from '#text/nearest.ts';
import { toArticle } from './rows.ts';
import type { Database, Engine, Schema } from './schema.ts';
import { matchingIds, type Tokens } from './words.ts';

/** Edits forgiven in a name that nobody bears, and names compared at most. */
const EDITS_MOST = 2;
const NAMES_COMPARED = 20_000;
/** Sorts after every letter: the end of a prefix range. */
const AFTER_ALL = '\u{10FFFF}';

function toQuote(row: Selectable<Schema['quotes']>, article: ArticleHead): QuoteRecord {
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
    article,
  };
}

function toEvent(row: Selectable<Schema['events']>, article: ArticleHead): EventRecord {
  return {
    id: row.id,
    date: row.date,
    precision: row.precision as Precision,
    until: row.until ?? undefined,
    anchor: row.anchor,
    sentence: row.sentence,
    start: row.start_at,
    end: row.end_at,
    planned: row.planned === 1,
    article,
  };
}

/** Everything that commands ask of what was read. */
export function createLibrary(parts: {
  db: Database;
  engine: Engine;
  tokens: Tokens;
  fold(text: string): string;
}): Library {
  const { db, engine, tokens, fold } = parts;

  const namesOf = (text: string): string[] =>
    fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const articlesWith = (words: string) => matchingIds(engine, 'article_words', tokens.query(words)) as never;
  const toPerson = (row: Selectable<Schema['people']>): PersonHit => ({
    id: row.id,
    name: row.name,
    role: row.role ?? undefined,
    quotes: row.quotes,
  });

  async function heads(ids: number[]): Promise<Map<number, ArticleHead>> {
    if (ids.length === 0) return new Map();
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('id', 'in', [...new Set(ids)])
      .execute();
    return new Map(rows.map((row) => [row.id, toArticle(row)]));
  }

  async function articles(where: { words?: string | undefined; storyId?: number }, limit: number, offset: number) {
    let query = db.selectFrom('articles');
    if (where.words !== undefined) query = query.where('id', 'in', articlesWith(where.words));
    if (where.storyId !== undefined) query = query.where('story_id', '=', where.storyId);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll()
      .orderBy('published_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute();
    return { items: rows.map(toArticle), total };
  }

  const named = (name: string) => (eb: ExpressionBuilder<Schema, 'people'>) =>
    eb.and(
      namesOf(name).map((token) =>
        eb.exists(
          eb
            .selectFrom('person_names')
            .select('person_id')
            .whereRef('person_names.person_id', '=', 'people.id')
            .where('token', '>=', token)
            .where('token', '<', token + AFTER_ALL),
        ),
      ),
    );

  return {
    async article(id) {
      return (await heads([id])).get(id);
    },
    async articleByIdentity(identity) {
      const row = await db.selectFrom('articles').selectAll().where('identity', '=', identity).executeTakeFirst();
      return row && toArticle(row);
    },
    latest: ({ about, limit, offset }) => articles({ words: about }, limit, offset),
    search: ({ words, limit, offset }) => articles({ words }, limit, offset),
    storyArticles: (storyId, { limit, offset }) => articles({ storyId }, limit, offset),

    async people({ name, limit }) {
      if (namesOf(name).length === 0) return [];
      const rows = await db
        .selectFrom('people')
        .selectAll()
        .where(named(name))
        .where('quotes', '>', 0)
        .orderBy('quotes', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toPerson);
    },

    async nearestPeople(name, limit) {
      const wanted = namesOf(name);
      if (wanted.length === 0) return [];
      const rows = await db
        .selectFrom('person_names')
        .innerJoin('people', 'people.id', 'person_names.person_id')
        .selectAll('people')
        .select('person_names.token')
        .where('people.quotes', '>', 0)
        .orderBy('people.quotes', 'desc')
        .limit(NAMES_COMPARED)
        .execute();
      const best = new Map<number, { person: PersonHit; edits: number }>();
      for (const row of rows) {
        const edits = Math.min(
          ...wanted.map((word) => editDistance(word, row.token, word.length < 4 ? 1 : EDITS_MOST)),
        );
        const known = best.get(row.id);
        if (edits <= EDITS_MOST && (!known || edits < known.edits)) best.set(row.id, { person: toPerson(row), edits });
      }
      return [...best.values()]
        .filter(({ edits }) => edits > 0 || wanted.length > 1)
        .sort((a, b) => a.edits - b.edits || b.person.quotes - a.person.quotes)
        .slice(0, limit)
        .map(({ person }) => person);
    },

    async quotes({ personId, about, limit, offset }) {
      let query = db.selectFrom('quotes');
      query =
        personId === undefined ? query.where('person_id', 'is not', null) : query.where('person_id', '=', personId);
      if (about !== undefined)
        query = query.where('id', 'in', matchingIds(engine, 'quote_words', tokens.query(about)) as never);
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('published_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      const byId = await heads(rows.map((row) => row.article_id));
      return { items: rows.map((row) => toQuote(row, byId.get(row.article_id)!)), total };
    },

    async events({ storyId, personId, words, limit, offset }) {
      let query = db.selectFrom('events');
      if (storyId !== undefined) query = query.where('story_id', '=', storyId);
      if (words !== undefined) query = query.where('article_id', 'in', articlesWith(words));
      if (personId !== undefined) {
        query = query.where('article_id', 'in', (eb) =>
          eb.selectFrom('quotes').select('quotes.article_id').where('person_id', '=', personId),
        );
      }
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('date')
        .orderBy('published_at')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .execute();
      const byId = await heads(rows.map((row) => row.article_id));
      return { items: rows.map((row) => toEvent(row, byId.get(row.article_id)!)), total };
    },

    async stories({ about, since, limit }) {
      let query = db
        .selectFrom('stories')
        .innerJoin('articles', 'articles.story_id', 'stories.id')
        .groupBy(['stories.id', 'stories.title', 'stories.first_at', 'stories.last_at'])
        .select((eb) => [
          'stories.id',
          'stories.title',
          'stories.first_at',
          'stories.last_at',
          eb.fn.countAll<number>().as('articles'),
          eb.fn.count<number>('articles.outlet').distinct().as('outlets'),
        ]);
      if (since) query = query.where('articles.published_at', '>=', since.getTime());
      if (about !== undefined) {
        query = query.where((eb) =>
          eb.or([eb('stories.title', '=', about), eb('articles.id', 'in', articlesWith(about))]),
        );
      }
      const rows = await query
        .orderBy(sql`CASE WHEN stories.title = ${about ?? ''} THEN 0 ELSE 1 END`)
        .orderBy('outlets', 'desc')
        .orderBy('articles', 'desc')
        .orderBy('stories.last_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        title: row.title,
        articles: row.articles,
        outlets: row.outlets,
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
      const count = async (
        table: 'articles' | 'quotes' | 'events' | 'people' | 'stories' | 'feeds',
      ): Promise<number> => {
        const row = await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('rows'))
          .executeTakeFirstOrThrow();
        return row.rows;
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
