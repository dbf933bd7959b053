import { type Kysely, sql, type Transaction } from 'kysely';
import { SetupError } from '#core/errors.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Database, Engine, Schema } from './schema.ts';

/** Any number that no other program uses: the advisory lock under which migrations run. */
const LOCK = 5_224_817;

async function versionOf(db: Kysely<Schema>): Promise<number> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', 'schema').executeTakeFirst();
  return row?.value ?? 0;
}

/**
 * Brings the schema up to this program's version, in one transaction that two starts at once take in turn.
 * @throws SetupError when the database was written by a newer program.
 */
export async function migrate(db: Database, engine: Engine): Promise<number> {
  return db.transaction().execute(async (tx: Transaction<Schema>) => {
    if (engine === 'postgres') await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx);
    await sql`CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)`.execute(tx);
    const before = await versionOf(tx);
    if (before > MIGRATIONS.length) {
      throw new SetupError([
        `DATABASE_URL: the database has schema version ${before}, this program knows ${MIGRATIONS.length}. Start the newer version of Kabar that wrote it, or name another database.`,
      ]);
    }
    for (const statements of MIGRATIONS.slice(before)) {
      for (const statement of statements(engine)) {
        await sql.raw(statement.replace('CREATE TABLE counters', 'CREATE TABLE IF NOT EXISTS counters')).execute(tx);
      }
    }
    await tx
      .insertInto('counters')
      .values({ name: 'schema', value: MIGRATIONS.length })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: MIGRATIONS.length }))
      .execute();
    return MIGRATIONS.length;
  });
}
