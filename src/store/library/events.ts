import type { Selectable } from 'kysely';
import type { Event, Precision } from '#core/analysis.ts';
import type { EventRecord, Slice, Span } from '#core/news.ts';
import type { EventsOf } from '#core/stores.ts';
import { fold } from '#text/fold.ts';
import { wordsOf } from '#text/minhash.ts';
import type { Schema } from '../schema.ts';
import { findWords, topicOf, type WordParts } from '../words.ts';
import { headsOf } from './articles.ts';

const OTHERS_MOST = 5;
/** Newest articles about a word whose events make its timeline. */
const ARTICLES_MOST = 300;

type Row = Selectable<Schema['events']>;

const toEvent = (row: Row): Event => ({
  date: row.date,
  precision: row.precision as Precision,
  until: row.until ?? undefined,
  anchor: row.anchor,
  sentence: row.sentence,
  start: row.start_at,
  end: row.end_at,
  planned: row.planned === 1,
});

export function createEventShelf(parts: WordParts) {
  const { db, tokens } = parts;

  const byIds = async (ids: number[]): Promise<Row[]> =>
    ids.length === 0
      ? []
      : db.selectFrom('events').selectAll().where('id', 'in', ids).orderBy('date').orderBy('id').execute();

  /** Rows with the outlets that tell the same and those that contradict. */
  async function withSources(rows: Row[]): Promise<EventRecord[]> {
    const repeated = rows.filter((row) => row.outlets > 1).map((row) => row.id);
    const disputes = rows.flatMap((row) => row.dispute_id ?? []);
    const [copies, rivals] = await Promise.all([
      repeated.length === 0
        ? []
        : db
            .selectFrom('events')
            .select(['same_as', 'article_id'])
            .where('same_as', 'in', repeated)
            .orderBy('id')
            .execute(),
      disputes.length === 0
        ? []
        : db
            .selectFrom('events')
            .selectAll()
            .where('dispute_id', 'in', disputes)
            .where('same_as', 'is', null)
            .orderBy('date')
            .execute(),
    ]);
    const heads = await headsOf(
      db,
      [...rows, ...copies, ...rivals].map((row) => row.article_id),
    );
    return rows.map((row) => {
      const article = heads.get(row.article_id)!;
      const outlets = new Set([article.outlet]);
      const others = copies
        .filter((copy) => copy.same_as === row.id)
        .map((copy) => heads.get(copy.article_id)!)
        .filter((one) => !outlets.has(one.outlet) && outlets.add(one.outlet));
      return {
        ...toEvent(row),
        id: row.id,
        article,
        outlets: row.outlets,
        others: others.slice(0, OTHERS_MOST),
        rivals: rivals
          .filter((one) => one.dispute_id === row.dispute_id && one.id !== row.id)
          .map((one) => ({ ...toEvent(one), article: heads.get(one.article_id)! })),
      };
    });
  }

  async function ofStory(storyId: number, span: Span): Promise<Slice<EventRecord>> {
    const query = db.selectFrom('events').where('story_id', '=', storyId).where('same_as', 'is', null);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query.selectAll().orderBy('date').orderBy('id').limit(span.limit).offset(span.offset).execute();
    return { items: await withSources(rows), total };
  }

  async function ofPerson(personId: number, span: Span): Promise<Slice<EventRecord>> {
    const query = db.selectFrom('event_people').where('event_people.person_id', '=', personId);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const ids = await query
      .select('event_id')
      .orderBy('date')
      .orderBy('event_id')
      .limit(span.limit)
      .offset(span.offset)
      .execute();
    return { items: await withSources(await byIds(ids.map((one) => one.event_id))), total };
  }

  /** Of the newest articles about the words, the events whose sentences hold one of them. */
  async function ofWords(words: string, span: Span): Promise<Slice<EventRecord>> {
    const found = await findWords(parts, 'article_words', words);
    if (found.total === 0) return { items: [], total: 0 };
    const rows = await db
      .selectFrom('events')
      .innerJoin('articles', 'articles.id', 'events.article_id')
      .select(['events.id', 'sentence'])
      .where('articles.place', 'in', found.places(ARTICLES_MOST, 0) as never)
      .where('same_as', 'is', null)
      .orderBy('date')
      .orderBy('events.id')
      .execute();
    const wanted = (topicOf(parts.topics, words)?.words ?? [words])
      .flatMap((one) => tokens.query(one).flat())
      .filter((one) => one.length > 2);
    const told = rows.filter((row) => {
      const sentence = fold(row.sentence);
      return wanted.some((word) => sentence.includes(word));
    });
    const kept = told.length > 0 ? told : rows;
    const page = kept.slice(span.offset, span.offset + span.limit);
    return { items: await withSources(await byIds(page.map((one) => one.id))), total: kept.length };
  }

  return {
    async events({ storyId, personId, words, ...span }: Span & EventsOf): Promise<Slice<EventRecord>> {
      if (storyId !== undefined) return ofStory(storyId, span);
      if (personId !== undefined) return ofPerson(personId, span);
      return words === undefined || wordsOf(words).length === 0 ? { items: [], total: 0 } : ofWords(words, span);
    },
  };
}
