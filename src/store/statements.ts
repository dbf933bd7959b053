import { type Insertable, sql, type Transaction } from 'kysely';
import type { Quote } from '#core/analysis.ts';
import type { ReadArticle } from '#core/news.ts';
import { figuresAgree, minimaOf, mix, sharedWords, wordsOf } from '#text/minhash.ts';
import { insertRows, OR_NOTHING } from './insert.ts';
import { indexWords, personWord } from './index-words.ts';
import type { KnownPerson } from './people.ts';
import { QUOTES_MOST, quotePlace } from './place.ts';
import { recountPrintings } from './recount.ts';
import type { Engine, Schema } from './schema.ts';
import type { Tokens } from './words.ts';

/** A saying is repeated within days; later it has been said again. */
const REPEATED_WITHIN_MS = 10 * 24 * 60 * 60 * 1000;
/** Words that must be common: of both wordings together, or nearly all of the shorter one when that is long enough to tell. */
const SAME_OF_BOTH = 0.6;
const SAME_OF_SHORTER = 0.85;
const SHORTER_WORDS_LEAST = 6;
/** Hashes by which a repetition finds its first printing: with half of the word pairs shared, one agrees 7 times in 8. */
const KEYS = 3;
const CANDIDATES_MOST = 300;

/** Direct words are never the same as a reporter's rendering of them. */
const isVerbatim = (kind: string): boolean => kind !== 'indirect';

/** Whether two wordings are one saying of one person. */
export function isSameSaying(one: string, other: string): boolean {
  const [a, b] = [new Set(wordsOf(one)), new Set(wordsOf(other))];
  if (!figuresAgree(a, b)) return false;
  const { ofBoth, ofSmaller } = sharedWords(a, b);
  return ofBoth >= SAME_OF_BOTH || (ofSmaller >= SAME_OF_SHORTER && Math.min(a.size, b.size) >= SHORTER_WORDS_LEAST);
}

/** The hashes of one saying of one person. */
function hashesOf(text: string, personId: number): number[] {
  const words = wordsOf(text);
  const minima = minimaOf(words, words.length > KEYS ? 2 : 1, KEYS);
  return minima.map((one, at) => mix(one, personId) * KEYS + at);
}

/** A key begins with its week: new ones stand together, where a write is cheap, and old ones can be dropped together. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const HASHES = 2 ** 34;
const keyIn = (week: number, hash: number): number => Math.max(0, week) * HASHES + hash;
const weekOf = (at: number): number => Math.floor(at / WEEK_MS);

/** The keys under which a repetition may have been written: of its own week and those around it. */
function keysAround(hashes: readonly number[], at: number): number[] {
  const weeks: number[] = [];
  for (let week = weekOf(at - REPEATED_WITHIN_MS); week <= weekOf(at + REPEATED_WITHIN_MS); week++) weeks.push(week);
  return weeks.flatMap((week) => hashes.map((hash) => keyIn(week, hash)));
}

/** Numbers handed over as one value: the statement is the same however many there are. */
const isAmong = (engine: Engine, column: string, numbers: readonly number[]) =>
  engine === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`
    : sql<boolean>`${sql.ref(column)} = ANY(${numbers}::bigint[])`;

interface Writing {
  quote: Quote;
  place: number;
  personId: number | null;
  hashes: number[];
  sameAs: number | null;
}

/** Says of each quote whether it repeats one that is on record. */
async function findRepeated(tx: Transaction<Schema>, engine: Engine, writings: Writing[], at: number): Promise<void> {
  const keys = keysAround(
    writings.flatMap((one) => one.hashes),
    at,
  );
  if (keys.length === 0) return;
  const rows = await tx
    .selectFrom('quote_keys')
    .innerJoin('quotes', 'quotes.id', 'quote_keys.quote_id')
    .select(['quotes.id', 'person_id', 'text', 'kind'])
    .where(isAmong(engine, 'quote_keys.key', keys))
    .where('published_at', '>=', at - REPEATED_WITHIN_MS)
    .where('published_at', '<=', at + REPEATED_WITHIN_MS)
    .limit(CANDIDATES_MOST)
    .execute();
  for (const one of writings) {
    const same = rows.find(
      (row) =>
        row.person_id === one.personId &&
        isVerbatim(row.kind) === isVerbatim(one.quote.kind) &&
        isSameSaying(row.text, one.quote.text),
    );
    if (same) one.sameAs = same.id;
  }
}

/** Writes the quotes of an article; one that other outlets have printed already goes behind theirs. Gives how many of each person's did. */
export async function writeQuotes(
  tx: Transaction<Schema>,
  parts: { engine: Engine; tokens: Tokens },
  article: ReadArticle,
  { articleId, place, people }: { articleId: number; place: number; people: Map<string, KnownPerson> },
): Promise<Map<number, number>> {
  const at = article.publishedAt.getTime();
  const writings = article.analysis.quotes.slice(0, QUOTES_MOST).map((quote, number): Writing => {
    const personId = (quote.speaker && people.get(quote.speaker)?.id) || null;
    const hashes = personId === null ? [] : hashesOf(quote.text, personId);
    // The office stands where the article first names the person, not beside every quote.
    const role = quote.role ?? article.analysis.people.find((one) => one.name === quote.speaker)?.role;
    return { quote: { ...quote, role }, place: quotePlace(place, number), personId, hashes, sameAs: null };
  });
  if (writings.length === 0) return new Map();
  await findRepeated(tx, parts.engine, writings, at);
  const { rows } = await insertRows<'quotes', { id: number; place: number }>(
    tx,
    'quotes',
    writings.map((one) => toRow(one, articleId, at)),
    'RETURNING id, place',
  );
  const ids = new Map(rows.map((row) => [row.place, row.id]));

  const heads = writings.filter((one) => one.sameAs === null);
  const keys = heads.flatMap((one) =>
    one.hashes.map((hash) => ({ key: keyIn(weekOf(at), hash), quote_id: ids.get(one.place)! })),
  );
  await insertRows(tx, 'quote_keys', keys, OR_NOTHING);
  await indexWords(
    tx,
    parts.engine,
    'quote_words',
    heads.map(({ quote, place: number, personId }) => ({
      place: number,
      words: [
        ...parts.tokens.index(`${quote.sentence ?? quote.text} ${article.title}`, article.analysis.lang),
        ...(personId === null ? [] : [personWord(personId)]),
      ],
    })),
  );

  const repeated = writings.filter((one) => one.sameAs !== null);
  await recountPrintings(
    tx,
    repeated.map((one) => one.sameAs!),
  );
  return new Map([...Map.groupBy(repeated, (one) => one.personId!)].map(([personId, same]) => [personId, same.length]));
}

function toRow(
  { quote, place, personId, sameAs }: Writing,
  articleId: number,
  at: number,
): Insertable<Schema['quotes']> {
  return {
    article_id: articleId,
    person_id: personId,
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
    published_at: at,
    place,
    same_as: sameAs,
  };
}
