import { type Insertable, type Selectable, sql, type Transaction } from 'kysely';
import type { Event } from '#core/analysis.ts';
import type { ReadArticle } from '#core/news.ts';
import { figuresAgree, sharedWords, wordsOf } from '#text/minhash.ts';
import { insertRows, OR_NOTHING } from './insert.ts';
import type { KnownPerson } from './people.ts';
import { recountOutlets } from './recount.ts';
import type { Schema } from './schema.ts';
import type { Told } from './stories.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Words that two accounts of one happening share: of both together, or of the shorter one. */
const SAME_OF_BOTH = 0.5;
const SAME_OF_SHORTER = 0.7;
/** More is demanded when the day is another: then they contradict each other. */
const RIVAL_OF_BOTH = 0.6;
const RIVAL_DAYS = 3;
/** A sentence with fewer words tells too little to be compared. */
const WORDS_LEAST = 4;
/** Accounts of a story compared at most. */
const NEAR_MOST = 300;
const MERGED_MOST = 5000;

/** What is compared of an event. */
interface Account {
  date: string;
  precision: string;
  anchor: string;
  sentence: string;
}

/**
 * `same`: two accounts of one happening on one day. `rival`: the same happening with another day or other
 * figures, which is shown side by side and never decided. The expression that gave the date is left out.
 */
export function compareAccounts(one: Account, other: Account): 'same' | 'rival' | 'other' {
  if (one.precision !== other.precision) return 'other';
  const [a, b] = [one, other].map((each) => {
    const all = wordsOf(each.sentence.replace(each.anchor, ' '));
    return new Set(all);
  }) as [Set<string>, Set<string>];
  if (Math.min(a.size, b.size) < WORDS_LEAST)
    return one.date === other.date && one.sentence === other.sentence ? 'same' : 'other';
  const { ofBoth, ofSmaller } = sharedWords(a, b);
  const agree = figuresAgree(a, b);
  if (one.date === other.date) {
    if (ofBoth < SAME_OF_BOTH && ofSmaller < SAME_OF_SHORTER) return 'other';
    return agree ? 'same' : 'rival';
  }
  return one.precision === 'day' && agree && ofBoth >= RIVAL_OF_BOTH ? 'rival' : 'other';
}

/** The days around a date on which a rival would lie, itself among them; other precisions have only themselves. */
function daysAround({ date, precision }: Account): string[] {
  if (precision !== 'day') return [date];
  const middle = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(middle)) return [date];
  return Array.from({ length: 2 * RIVAL_DAYS + 1 }, (_, at) =>
    new Date(middle + (at - RIVAL_DAYS) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** People whose name, as the article uses it, stands in the sentence. */
function namedIn(sentence: string, people: Iterable<KnownPerson>): number[] {
  const words = ` ${wordsOf(sentence).join(' ')} `;
  return [...people]
    .filter(({ names }) => names.some((one) => words.includes(` ${one.join(' ')} `)))
    .map(({ id }) => id);
}

async function setDispute(tx: Transaction<Schema>, ids: number[], dispute: number): Promise<void> {
  await tx.updateTable('events').set({ dispute_id: dispute }).where('id', 'in', ids).execute();
}

/** What a story has on record around the days of these events. */
const eventsNear = (tx: Transaction<Schema>, storyId: number, events: readonly Event[]) =>
  tx
    .selectFrom('events')
    .select(['id', 'date', 'precision', 'anchor', 'sentence', 'article_id', 'dispute_id'])
    .where('story_id', '=', storyId)
    .where('same_as', 'is', null)
    .where('date', 'in', [...new Set(events.flatMap(daysAround))])
    .limit(NEAR_MOST)
    .execute();

/** Writes the events of an article; one that other outlets tell already goes behind theirs, a contradiction beside it. */
export async function writeEvents(
  tx: Transaction<Schema>,
  article: ReadArticle,
  { articleId, told, people }: { articleId: number; told: Told; people: Map<string, KnownPerson> },
): Promise<void> {
  const { events } = article.analysis;
  if (events.length === 0) return;
  const { storyId } = told;
  // Of a story that has just begun, nothing has been told before.
  const near = told.isNew ? [] : await eventsNear(tx, storyId, events);
  const at = article.publishedAt.getTime();
  const decided = events.map((event) => {
    const same = near.find((one) => compareAccounts(event, one) === 'same');
    const rival = same ? undefined : near.find((one) => compareAccounts(event, one) === 'rival');
    return { event, same, rival };
  });
  const { rows } = await insertRows<'events', { id: number; start_at: number; date: string; anchor: string }>(
    tx,
    'events',
    decided.map(({ event, same }) => toRow(event, { articleId, storyId, at, sameAs: same?.id ?? null })),
    'RETURNING id, start_at, date, anchor',
  );
  const keyOf = (one: { date: string; anchor: string }, start: number): string => `${start} ${one.date} ${one.anchor}`;
  const ids = new Map(rows.map((row) => [keyOf(row, row.start_at), row.id]));

  const named = decided.flatMap(({ event, same }) =>
    namedIn(event.sentence, people.values()).map((person_id) => ({
      person_id,
      date: same?.date ?? event.date,
      event_id: same?.id ?? ids.get(keyOf(event, event.start))!,
    })),
  );
  await insertRows(tx, 'event_people', named, OR_NOTHING);
  await recountOutlets(
    tx,
    decided.flatMap(({ same }) => (same ? [same.id] : [])),
  );
  for (const { event, rival } of decided) {
    if (!rival || rival.article_id === articleId) continue;
    await setDispute(tx, [rival.id, ids.get(keyOf(event, event.start))!], rival.dispute_id ?? rival.id);
  }
}

function toRow(
  event: Event,
  of: { articleId: number; storyId: number; at: number; sameAs: number | null },
): Insertable<Schema['events']> {
  return {
    article_id: of.articleId,
    story_id: of.storyId,
    date: event.date,
    precision: event.precision,
    until: event.until ?? null,
    anchor: event.anchor,
    sentence: event.sentence,
    start_at: event.start,
    end_at: event.end,
    planned: event.planned ? 1 : 0,
    published_at: of.at,
    same_as: of.sameAs,
  };
}

/** Compares the events of a story anew, after stories were merged or split. */
export async function mergeEvents(tx: Transaction<Schema>, storyId: number): Promise<void> {
  const heads = await tx
    .selectFrom('events')
    .select(['id', 'date', 'precision', 'anchor', 'sentence'])
    .where('story_id', '=', storyId)
    .where('same_as', 'is', null)
    .orderBy('id')
    .limit(MERGED_MOST)
    .execute();
  const changed: number[] = [];
  for (const same of Map.groupBy(heads, (one) => one.date).values()) {
    const kept: typeof same = [];
    for (const one of same) {
      const head = kept.find((other) => compareAccounts(one, other) === 'same');
      if (!head) {
        kept.push(one);
        continue;
      }
      await tx
        .updateTable('events')
        .set({ same_as: head.id })
        .where((eb) => eb.or([eb('id', '=', one.id), eb('same_as', '=', one.id)]))
        .execute();
      await sql`INSERT INTO event_people (person_id, date, event_id) SELECT person_id, date, CAST(${head.id} AS BIGINT) FROM event_people WHERE event_id = ${one.id} ON CONFLICT DO NOTHING`.execute(
        tx,
      );
      await tx.deleteFrom('event_people').where('event_id', '=', one.id).execute();
      changed.push(head.id);
    }
  }
  await recountOutlets(tx, changed);
}

/** Takes the events of articles out of the groups they were in, before the articles move to another story. */
export async function detachEvents(tx: Transaction<Schema>, articleIds: number[]): Promise<void> {
  const moved: Pick<Selectable<Schema['events']>, 'id' | 'same_as'>[] = await tx
    .selectFrom('events')
    .select(['id', 'same_as'])
    .where('article_id', 'in', articleIds)
    .execute();
  if (moved.length === 0) return;
  const ids = moved.map((one) => one.id);
  await tx
    .updateTable('events')
    .set({ same_as: null, outlets: 1, dispute_id: null })
    .where((eb) => eb.or([eb('id', 'in', ids), eb('same_as', 'in', ids)]))
    .execute();
  await recountOutlets(
    tx,
    moved.flatMap((one) => (one.same_as === null ? [] : [one.same_as])),
  );
}
