import type { Engine } from '../schema.ts';

/** An article may be carried by several feeds and known by several names; each feed's channels get it once. */
export function carriers(engine: Engine): string[] {
  const id = engine === 'sqlite' ? 'id INTEGER PRIMARY KEY AUTOINCREMENT' : 'id BIGSERIAL PRIMARY KEY';
  const whole = 'BIGINT';
  return [
    `CREATE TABLE article_names (name TEXT PRIMARY KEY, article_id ${whole} NOT NULL REFERENCES articles (id) ON DELETE CASCADE)`,
    'CREATE INDEX article_names_article ON article_names (article_id)',
    'INSERT INTO article_names (name, article_id) SELECT identity, id FROM articles',
    `CREATE TABLE article_feeds (article_id ${whole} NOT NULL REFERENCES articles (id) ON DELETE CASCADE, feed_id ${whole} NOT NULL REFERENCES feeds (id) ON DELETE CASCADE, PRIMARY KEY (article_id, feed_id))`,
    'CREATE INDEX article_feeds_feed ON article_feeds (feed_id)',
    'INSERT INTO article_feeds (article_id, feed_id) SELECT id, feed_id FROM articles',
    `CREATE TABLE fanouts_by_feed (${id}, article_id ${whole} NOT NULL REFERENCES articles (id) ON DELETE CASCADE, feed_id ${whole} NOT NULL, kind TEXT NOT NULL, created_at ${whole} NOT NULL, done INTEGER NOT NULL, UNIQUE (article_id, feed_id))`,
    'INSERT INTO fanouts_by_feed (article_id, feed_id, kind, created_at, done) SELECT article_id, feed_id, kind, created_at, done FROM fanouts ORDER BY id',
    'DROP TABLE fanouts',
    'ALTER TABLE fanouts_by_feed RENAME TO fanouts',
    'CREATE INDEX fanouts_open ON fanouts (done, id)',
  ];
}
