import { type Selectable, sql, type Transaction } from 'kysely';
import type { ReadArticle } from '#core/news.ts';
import { wordsOf } from '#text/minhash.ts';
import { insertRows, insertTogether, OR_NOTHING } from './insert.ts';
import type { Schema } from './schema.ts';

/** A person of an article as the store knows them. */
export interface KnownPerson {
  id: number;
  name: string;
  role: string | undefined;
  /** Every name of theirs in the article, in words. */
  names: string[][];
}

interface Met {
  name: string;
  aliases: string[];
  role: string | undefined;
  quotes: number;
  words: string[];
}

const keyOf = (text: string): string => wordsOf(text).join(' ');
/** Aliases kept of one article: more is a list, not a name. */
const ALIASES_MOST = 8;

/** Offices that have a word of weight in common may be one: "mantan presiden" and "presiden RI". */
const OFFICE_WORD_LETTERS = 4;
function mayBeOne(one: string, other: string): boolean {
  const words = new Set(wordsOf(one).filter((word) => word.length >= OFFICE_WORD_LETTERS));
  return wordsOf(other).some((word) => words.has(word));
}

/**
 * Which key each person goes by. A full name is a key of its own. A single name is its own key too, but joins the
 * one full name that has the same office, and stays apart from a namesake of another office (DESIGN §6).
 */
async function keysOf(tx: Transaction<Schema>, met: Met[]): Promise<Map<Met, string>> {
  const keys = new Map(met.map((one) => [one, one.words.join(' ')]));
  const single = met.filter((one) => one.words.length === 1 && one.role !== undefined);
  if (single.length === 0) return keys;
  const rows = await tx
    .selectFrom('person_names')
    .innerJoin('person_roles', 'person_roles.person_id', 'person_names.person_id')
    .innerJoin('people', 'people.id', 'person_names.person_id')
    .select(['token', 'people.key', 'person_roles.key as office'])
    .where(
      'token',
      'in',
      single.map((one) => one.words[0]!),
    )
    .where((eb) =>
      eb.or([
        eb(
          'person_roles.key',
          'in',
          single.map((one) => keyOf(one.role!)),
        ),
        eb(
          'people.key',
          'in',
          single.map((one) => one.words[0]!),
        ),
      ]),
    )
    .execute();
  for (const one of single) {
    const office = keyOf(one.role!);
    const full = new Set(
      rows
        .filter((row) => row.token === one.words[0] && row.office === office && row.key.includes(' '))
        .map((row) => row.key),
    );
    const namesake = rows.filter((row) => row.key === one.words[0]);
    if (full.size === 1) keys.set(one, [...full][0]!);
    else if (namesake.length > 0 && !namesake.some((row) => mayBeOne(row.office, office))) {
      keys.set(one, `${one.words[0]}|${office}`);
    }
  }
  return keys;
}

/** A single name that the store met first takes on the full name that now comes with the same office. Says whether one did. */
async function fillNames(
  tx: Transaction<Schema>,
  met: Met[],
  keys: Map<Met, string>,
  known: ReadonlyMap<string, unknown>,
): Promise<boolean> {
  const full = met.filter((one) => one.words.length > 1 && one.role !== undefined);
  let isFilled = false;
  for (const one of full) {
    if (known.has(keys.get(one)!)) continue;
    const office = keyOf(one.role!);
    const short = await tx
      .selectFrom('people')
      .innerJoin('person_roles', 'person_roles.person_id', 'people.id')
      .select('people.id')
      .where(
        'people.key',
        'in',
        one.words.flatMap((word) => [word, `${word}|${office}`]),
      )
      .where('person_roles.key', '=', office)
      .execute();
    if (short.length !== 1) continue;
    await tx
      .updateTable('people')
      .set({ key: keys.get(one)!, name: one.name })
      .where('id', '=', short[0]!.id)
      .execute();
    isFilled = true;
  }
  return isFilled;
}

/** What is kept of an office that is met again, and of a person. */
const OR_LATER_ROLE = `ON CONFLICT (person_id, key) DO UPDATE SET
  role = CASE WHEN excluded.last_at > person_roles.last_at THEN excluded.role ELSE person_roles.role END,
  first_at = CASE WHEN excluded.first_at < person_roles.first_at THEN excluded.first_at ELSE person_roles.first_at END,
  last_at = CASE WHEN excluded.last_at > person_roles.last_at THEN excluded.last_at ELSE person_roles.last_at END,
  articles = person_roles.articles + 1`;
const orMetAgain = (by: 'id' | 'key'): string => `ON CONFLICT (${by}) DO UPDATE SET
  quotes = people.quotes + excluded.quotes,
  role = CASE WHEN excluded.role IS NOT NULL AND (people.role IS NULL OR excluded.last_at >= people.last_at) THEN excluded.role ELSE people.role END,
  first_at = CASE WHEN excluded.first_at < people.first_at THEN excluded.first_at ELSE people.first_at END,
  last_at = CASE WHEN excluded.last_at > people.last_at THEN excluded.last_at ELSE people.last_at END
  RETURNING id, key, name, role`;

/** Every name, word of a name and office of the people, for looking them up. */
async function writeNames(tx: Transaction<Schema>, people: Map<Met, number>, at: number): Promise<void> {
  const all = [...people];
  const tokens = all.flatMap(([one, person_id]) => {
    const words = new Set([one.name, ...one.aliases].flatMap((name) => wordsOf(name)));
    return [...words].map((token) => ({ person_id, token }));
  });
  const aliases = all.flatMap(([one, person_id]) =>
    one.aliases.slice(0, ALIASES_MOST).map((alias) => ({ person_id, alias })),
  );
  const roles = all.flatMap(([{ role }, person_id]) =>
    role === undefined ? [] : [{ person_id, key: keyOf(role), role, first_at: at, last_at: at, articles: 1 }],
  );
  const roleWords = all.flatMap(([{ role }, person_id]) =>
    [...new Set(wordsOf(role ?? ''))].map((token) => ({ person_id, token })),
  );
  await insertTogether(tx, [
    { table: 'person_names', rows: tokens, end: OR_NOTHING },
    { table: 'person_aliases', rows: aliases, end: OR_NOTHING },
    { table: 'person_roles', rows: roles, end: OR_LATER_ROLE },
    { table: 'role_words', rows: roleWords, end: OR_NOTHING },
  ]);
}

type Row = Pick<Selectable<Schema['people']>, 'id' | 'key' | 'name' | 'role'>;

async function knownOf(tx: Transaction<Schema>, now: readonly { key: string }[]) {
  const rows = await tx
    .selectFrom('people')
    .select(['id', 'key', 'name', 'role', 'last_at'])
    .where(
      'key',
      'in',
      now.map((one) => one.key),
    )
    .execute();
  return new Map(rows.map((row) => [row.key, row]));
}

export interface MetPeople {
  /** By the name the article uses. */
  people: Map<string, KnownPerson>;
  /**
   * Counts what was said by those who were known before, the repetitions left out; last of all. Their rows are the
   * ones that many articles want: whoever has counted there holds up the others until it is committed.
   */
  count(repeated: ReadonlyMap<number, number>): Promise<void>;
}

/** Writes the people of an article, merged with those known. */
export async function writePeople(tx: Transaction<Schema>, article: ReadArticle): Promise<MetPeople> {
  const { quotes } = article.analysis;
  const at = article.publishedAt.getTime();
  const met = article.analysis.people
    .map(({ name, aliases, role }): Met => ({
      name,
      aliases,
      role,
      quotes: quotes.filter((quote) => quote.speaker === name).length,
      words: wordsOf(name),
    }))
    .filter(({ words }) => words.length > 0);
  if (met.length === 0) return { people: new Map(), count: async () => undefined };
  const keys = await keysOf(tx, met);
  // In the order of their keys, so that two commits at once never wait for each other in a circle.
  const byKey = [...Map.groupBy(met, (one) => keys.get(one)!)].sort(([a], [b]) => (a < b ? -1 : 1));
  const now = byKey.map(([key, same]) => ({
    key,
    name: same[0]!.name,
    role: same.find((one) => one.role !== undefined)?.role ?? null,
    quotes: same.reduce((sum, one) => sum + one.quotes, 0),
    first_at: at,
    last_at: at,
  }));
  let known = await knownOf(tx, now);
  if (await fillNames(tx, met, keys, known)) known = await knownOf(tx, now);
  const { rows: added } = await insertRows<'people', Row>(
    tx,
    'people',
    now.filter((one) => !known.has(one.key)),
    orMetAgain('key'),
  );
  const again = now.filter((one) => known.has(one.key));
  const rows: Row[] = [
    ...added,
    ...again.map((one) => {
      const { id, key, name, role, last_at } = known.get(one.key)!;
      const isNewer = one.role !== null && (role === null || at >= last_at);
      return { id, key, name, role: isNewer ? one.role : role };
    }),
  ];
  const found = new Map(rows.map((row) => [row.key, row]));
  const ids = new Map<Met, number>();
  for (const one of met) ids.set(one, found.get(keys.get(one)!)!.id);
  await writeNames(tx, ids, at);
  const people = new Map(
    met.map((one) => {
      const { id, name, role } = found.get(keys.get(one)!)!;
      const names = [one.name, ...one.aliases].map(wordsOf).filter((words) => words.length > 0);
      return [one.name, { id, name, role: role ?? undefined, names }] as const;
    }),
  );
  return {
    people,
    async count(repeated) {
      const less = (key: string): number => repeated.get(found.get(key)!.id) ?? 0;
      await insertRows(
        tx,
        'people',
        again.map((one) => ({ ...one, id: known.get(one.key)!.id, quotes: one.quotes - less(one.key) })),
        orMetAgain('id'),
      );
      // One who was new a moment ago may have been met by another article since.
      for (const { key, id } of added) {
        if (less(key) === 0) continue;
        await tx
          .updateTable('people')
          .set({ quotes: sql`quotes - ${less(key)}` })
          .where('id', '=', id)
          .execute();
      }
    },
  };
}
