import { sql } from 'kysely';
import type { Database } from './schema.ts';

/** A permanent redirect is believed when it has said the same for so long: maintenance pages and stolen domains say it too. */
const BELIEVED_AFTER_MS = 3 * 24 * 3600_000;

/** Since when a feed says that it has moved, and where; another address starts anew, none forgets. */
export function movedRow(movedTo: string | undefined, at: number) {
  if (movedTo === undefined) return { moved_to: null, moved_since: null };
  return {
    moved_to: movedTo,
    moved_since: sql<number>`CASE WHEN moved_to = ${movedTo} THEN moved_since ELSE ${at} END`,
  };
}

/** Takes the new address over after several days; where another feed has it already, followers stay with the redirect. */
export async function believeMove(db: Database, feedId: number, movedTo: string, at: number): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ url: movedTo, moved_to: null, moved_since: null })
    .where('id', '=', feedId)
    .where('moved_to', '=', movedTo)
    .where('moved_since', '<=', at - BELIEVED_AFTER_MS)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('feeds as other').select('id').where('url', '=', movedTo))),
    )
    .execute();
}
