import { type Selectable, sql } from 'kysely';
import type { PersonHit, PersonProfile } from '#core/news.ts';
import { wordsOf } from '#text/minhash.ts';
import type { Database, Schema } from '../schema.ts';

/** Sorts after every letter: the end of a prefix range. */
const AFTER_ALL = '\u{10FFFF}';
/** Letters from which a name may be given by its beginning. */
const BEGINNING_LETTERS = 3;
const NAMES_MOST = 20;
const ROLES_MOST = 30;

type How = 'name' | 'beginning' | 'office';

const toPerson = (row: Selectable<Schema['people']>): PersonHit => ({
  id: row.id,
  name: row.name,
  role: row.role ?? undefined,
  quotes: row.quotes,
});

export function createPeopleShelf(db: Database) {
  /** People who bear, or hold, one word of a name or office. */
  function withWord(word: string, how: How) {
    const named = sql`SELECT person_id FROM person_names WHERE token`;
    if (how === 'name') return sql`${named} = ${word}`;
    if (how === 'beginning') return sql`${named} >= ${word} AND token < ${word + AFTER_ALL}`;
    // The office may be given together with the name: "juru bicara Singh".
    return sql`SELECT person_id FROM (SELECT person_id FROM role_words WHERE token = ${word} UNION ${named} = ${word}) AS held`;
  }

  /** People of whom every word is known. A list for each word, for planning as many joins takes longer than the answer. */
  async function withWords(words: string[], how: How, limit: number): Promise<PersonHit[]> {
    const ids = sql.join(
      words.map((word) => withWord(word, how)),
      sql` INTERSECT `,
    );
    const rows = await db
      .selectFrom('people')
      .selectAll()
      .where('quotes', '>', 0)
      .where(sql<boolean>`id IN (${ids})`)
      .orderBy('quotes', 'desc')
      .orderBy('last_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toPerson);
  }

  return {
    async people({ name, limit }: { name: string; limit: number }): Promise<PersonHit[]> {
      const words = wordsOf(name);
      if (words.length === 0) return [];
      const named = await withWords(words, 'name', limit);
      if (named.length > 0) return named;
      if (words.some((word) => word.length >= BEGINNING_LETTERS)) {
        const begun = await withWords(words, 'beginning', limit);
        if (begun.length > 0) return begun;
      }
      return withWords(words, 'office', limit);
    },

    async person(id: number): Promise<PersonProfile | undefined> {
      const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return undefined;
      const [aliases, roles] = await Promise.all([
        db.selectFrom('person_aliases').select('alias').where('person_id', '=', id).limit(NAMES_MOST).execute(),
        db
          .selectFrom('person_roles')
          .selectAll()
          .where('person_id', '=', id)
          .orderBy('last_at', 'desc')
          .orderBy('articles', 'desc')
          .limit(ROLES_MOST)
          .execute(),
      ]);
      return {
        ...toPerson(row),
        names: [...new Set([row.name, ...aliases.map((one) => one.alias)])],
        roles: roles.map((one) => ({
          role: one.role,
          firstAt: new Date(one.first_at),
          lastAt: new Date(one.last_at),
          articles: one.articles,
        })),
        firstAt: new Date(row.first_at),
        lastAt: new Date(row.last_at),
      };
    },
  };
}
