import { sql } from 'kysely';
import type { Database } from './schema.ts';

/** Uses are written together, at most so often: no question waits for the disk. A crash forgets the last minute's. */
const WRITE_MS = 60_000;

type Table = 'people' | 'stories';

/** Counts what people ask for, so that it is offered sooner. */
export function createUses(db: Database, now: () => Date): { note(table: Table, id: number): void } {
  let uses = new Map<string, { table: Table; id: number; times: number }>();
  let writtenAt = now().getTime();

  async function write(noted: typeof uses, at: number): Promise<void> {
    await db.transaction().execute(async (tx) => {
      for (const { table, id, times } of noted.values()) {
        await tx
          .updateTable(table)
          .set({ uses: sql`uses + ${times}`, used_at: at })
          .where('id', '=', id)
          .execute();
      }
    });
  }

  return {
    note(table, id) {
      const key = `${table} ${id}`;
      uses.set(key, { table, id, times: (uses.get(key)?.times ?? 0) + 1 });
      const at = now().getTime();
      if (at - writtenAt < WRITE_MS) return;
      const noted = uses;
      [uses, writtenAt] = [new Map(), at];
      // A use that is not remembered harms nobody.
      write(noted, at).catch(() => undefined);
    },
  };
}
