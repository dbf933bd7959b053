import type { Selectable } from 'kysely';
import type { PersonHit, PersonProfile } from '#core/news.ts';
import { wordsOf } from '#text/minhash.ts';
import type { Database, Schema } from '../schema.ts';

/** Sorts after every letter: the end of a prefix range. */
const AFTER_ALL = '\u{10FFFF}';
/** Letters from which a name may be given by its beginning. */
const BEGINNING_LETTERS = 3;
const NAMES_MOST = 20;
const ROLES_MOST = 30;

const toPerson = (row: Selectable<Schema['people']>): PersonHit => ({
  id: row.id,
  name: row.name,
  role: row.role ?? undefined,
  quotes: row.quotes,
});

export function createPeopleShelf(db: Database) {
  /** People of whom every word is known in one of the two tables. */
  async function withWords(words: string[], how: 'name' | 'beginning' | 'office', limit: number): Promise<PersonHit[]> {
    let query = db.selectFrom('people').selectAll().where('quotes', '>', 0);
    for (const word of words) {
      query = query.where((eb) => {
        const named = eb.selectFrom('person_names').select('person_id');
        const exactly = eb('people.id', 'in', named.where('token', '=', word));
        if (how === 'name') return exactly;
        if (how === 'beginning') {
          return eb('people.id', 'in', named.where('token', '>=', word).where('token', '<', word + AFTER_ALL));
        }
        // The office may be given together with the name: "juru bicara Singh".
        const holds = eb.selectFrom('role_words').select('person_id').where('token', '=', word);
        return eb.or([eb('people.id', 'in', holds), exactly]);
      });
    }
    const rows = await query.orderBy('quotes', 'desc').orderBy('last_at', 'desc').orderBy('id').limit(limit).execute();
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
