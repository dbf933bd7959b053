import { DatabaseSync } from 'node:sqlite';

/** Every row of every table that any of these words stands in, as `table: row`. */
export function tracesOf(file: string, words: readonly string[]): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
    return tables.flatMap(({ name }) =>
      database
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) => `${name}: ${JSON.stringify(row)}`)
        .filter((row) => words.some((word) => row.includes(word))),
    );
  } finally {
    database.close();
  }
}
