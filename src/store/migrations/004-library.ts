import type { Engine } from '../schema.ts';

/**
 * One quote or event of several outlets is one head with its repetitions behind it; every list is in order of
 * `place`, a moment made unique (see place.ts), which is also the number of a row in the full-text indexes.
 */
export function library(engine: Engine): string[] {
  const sqlite = engine === 'sqlite';
  const whole = 'BIGINT';
  const sorted = sqlite ? 'TEXT' : 'TEXT COLLATE "C"';
  const keyOnly = sqlite ? ' WITHOUT ROWID' : '';
  const add = (table: string, ...columns: string[]): string[] =>
    columns.map((column) => `ALTER TABLE ${table} ADD COLUMN ${column}`);
  /** The words of a table again, numbered by place and without a copy of themselves. */
  const renumber = (table: string, of: string, extra: string): string[] =>
    sqlite
      ? [
          `CREATE VIRTUAL TABLE ${table}_new USING fts5(words, content = '', contentless_delete = 1, detail = none)`,
          `INSERT INTO ${table}_new (rowid, words) SELECT o.place, w.words${extra} FROM ${table} w JOIN ${of} o ON o.id = w.rowid ORDER BY o.place`,
          `DROP TABLE ${table}`,
          `ALTER TABLE ${table}_new RENAME TO ${table}`,
        ]
      : [
          `ALTER TABLE ${table} RENAME TO ${table}_old`,
          `CREATE TABLE ${table} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)`,
          `INSERT INTO ${table} (rowid, words) SELECT o.place, w.words${extra && ` || to_tsvector('simple', 'person' || COALESCE(o.person_id, 0))`} FROM ${table}_old w JOIN ${of} o ON o.id = w.rowid`,
          `DROP TABLE ${table}_old`,
          `CREATE INDEX ${table}_at ON ${table} USING GIN (words) WITH (fastupdate = off)`,
        ];
  return [
    ...add('articles', `place ${whole} NOT NULL DEFAULT 0`, `copy_of ${whole}`),
    'UPDATE articles SET place = (published_at / 1000) * 4096 + id % 4096',
    'CREATE UNIQUE INDEX articles_place ON articles (place)',
    'DROP INDEX articles_published',
    'CREATE INDEX articles_published ON articles (published_at, story_id, outlet)',
    'DROP INDEX articles_story',
    'CREATE INDEX articles_story ON articles (story_id, place)',

    ...add(
      'quotes',
      `place ${whole} NOT NULL DEFAULT 0`,
      `same_as ${whole}`,
      'outlets INTEGER NOT NULL DEFAULT 1',
      'wordings INTEGER NOT NULL DEFAULT 1',
    ),
    'UPDATE quotes SET place = (SELECT a.place FROM articles a WHERE a.id = article_id) * 512 + 511 - id % 512',
    'DROP INDEX quotes_person',
    'DROP INDEX quotes_published',
    'CREATE INDEX quotes_person ON quotes (person_id, place) WHERE same_as IS NULL',
    'CREATE INDEX quotes_place ON quotes (place, same_as, person_id)',
    'CREATE INDEX quotes_same ON quotes (same_as) WHERE same_as IS NOT NULL',
    'CREATE INDEX quotes_article ON quotes (article_id)',
    `CREATE TABLE quote_keys (key ${whole} NOT NULL, quote_id ${whole} NOT NULL, PRIMARY KEY (key, quote_id))${keyOnly}`,

    ...add('events', `same_as ${whole}`, 'outlets INTEGER NOT NULL DEFAULT 1', `dispute_id ${whole}`),
    'DROP INDEX events_story',
    'CREATE INDEX events_story ON events (story_id, date) WHERE same_as IS NULL',
    'CREATE INDEX events_same ON events (same_as) WHERE same_as IS NOT NULL',
    'CREATE INDEX events_dispute ON events (dispute_id) WHERE dispute_id IS NOT NULL',
    `CREATE TABLE event_people (person_id ${whole} NOT NULL, date ${sorted} NOT NULL, event_id ${whole} NOT NULL REFERENCES events (id) ON DELETE CASCADE, PRIMARY KEY (person_id, date, event_id))${keyOnly}`,
    'CREATE INDEX event_people_event ON event_people (event_id)',

    ...add(
      'people',
      `first_at ${whole} NOT NULL DEFAULT 0`,
      `last_at ${whole} NOT NULL DEFAULT 0`,
      'uses INTEGER NOT NULL DEFAULT 0',
      `used_at ${whole} NOT NULL DEFAULT 0`,
    ),
    'UPDATE people SET first_at = COALESCE((SELECT MIN(q.published_at) FROM quotes q WHERE q.person_id = people.id), 0), last_at = COALESCE((SELECT MAX(q.published_at) FROM quotes q WHERE q.person_id = people.id), 0)',
    `CREATE TABLE person_roles (person_id ${whole} NOT NULL REFERENCES people (id) ON DELETE CASCADE, key ${sorted} NOT NULL, role TEXT NOT NULL, first_at ${whole} NOT NULL, last_at ${whole} NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (person_id, key))`,
    `CREATE TABLE role_words (token ${sorted} NOT NULL, person_id ${whole} NOT NULL REFERENCES people (id) ON DELETE CASCADE, PRIMARY KEY (token, person_id))${keyOnly}`,
    `CREATE TABLE person_aliases (person_id ${whole} NOT NULL REFERENCES people (id) ON DELETE CASCADE, alias TEXT NOT NULL, PRIMARY KEY (person_id, alias))`,

    ...add(
      'stories',
      'articles INTEGER NOT NULL DEFAULT 0',
      `outlets TEXT NOT NULL DEFAULT '[]'`,
      `merged_into ${whole}`,
      `title_key ${sorted} NOT NULL DEFAULT ''`,
      'uses INTEGER NOT NULL DEFAULT 0',
      `used_at ${whole} NOT NULL DEFAULT 0`,
    ),
    `UPDATE stories SET title_key = lower(title), articles = (SELECT COUNT(*) FROM articles a WHERE a.story_id = stories.id), outlets = ${
      sqlite
        ? '(SELECT json_group_array(DISTINCT a.outlet) FROM articles a WHERE a.story_id = stories.id)'
        : `COALESCE((SELECT json_agg(DISTINCT a.outlet)::text FROM articles a WHERE a.story_id = stories.id), '[]')`
    }`,
    'CREATE INDEX stories_title ON stories (title_key)',
    'CREATE INDEX stories_last ON stories (last_at)',
    'DROP TABLE story_terms',
    `CREATE TABLE article_marks (article_id ${whole} PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, at ${whole} NOT NULL, marks TEXT NOT NULL)`,
    'CREATE INDEX article_marks_at ON article_marks (at)',

    ...renumber('article_words', 'articles', ''),
    ...renumber('quote_words', 'quotes', ` || ' person' || COALESCE(o.person_id, 0)`),
  ];
}
