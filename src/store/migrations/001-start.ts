import type { Engine } from '../schema.ts';

export function start(engine: Engine): string[] {
  const sqlite = engine === 'sqlite';
  const id = sqlite ? 'id INTEGER PRIMARY KEY AUTOINCREMENT' : 'id BIGSERIAL PRIMARY KEY';
  const whole = 'BIGINT';
  const sorted = sqlite ? 'TEXT' : 'TEXT COLLATE "C"';
  const words = (table: string): string[] =>
    sqlite
      ? [`CREATE VIRTUAL TABLE ${table} USING fts5(words)`]
      : [
          `CREATE TABLE ${table} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)`,
          `CREATE INDEX ${table}_at ON ${table} USING GIN (words)`,
        ];
  return [
    `CREATE TABLE feeds (${id}, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT, topics TEXT NOT NULL, site_url TEXT, etag TEXT, last_modified TEXT, due_at ${whole} NOT NULL, polled_at ${whole}, changed_at ${whole}, first_read_at ${whole}, failures INTEGER NOT NULL DEFAULT 0, fault TEXT, status INTEGER)`,
    'CREATE INDEX feeds_due ON feeds (due_at)',
    `CREATE TABLE channels (${id}, platform TEXT NOT NULL, address TEXT NOT NULL, title TEXT, locale TEXT NOT NULL, zone TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'active', reason TEXT, created_at ${whole} NOT NULL, UNIQUE (platform, address))`,
    `CREATE TABLE channel_feeds (channel_id ${whole} NOT NULL REFERENCES channels (id) ON DELETE CASCADE, feed_id ${whole} NOT NULL REFERENCES feeds (id) ON DELETE CASCADE, paused INTEGER NOT NULL, added_by TEXT NOT NULL, added_at ${whole} NOT NULL, PRIMARY KEY (channel_id, feed_id))`,
    'CREATE INDEX channel_feeds_feed ON channel_feeds (feed_id)',
    `CREATE TABLE stories (${id}, title TEXT NOT NULL, first_at ${whole} NOT NULL, last_at ${whole} NOT NULL)`,
    `CREATE TABLE story_terms (story_id ${whole} NOT NULL REFERENCES stories (id) ON DELETE CASCADE, term ${sorted} NOT NULL, PRIMARY KEY (story_id, term))`,
    'CREATE INDEX story_terms_term ON story_terms (term, story_id)',
    `CREATE TABLE articles (${id}, identity TEXT NOT NULL UNIQUE, feed_id ${whole} NOT NULL REFERENCES feeds (id), story_id ${whole} NOT NULL REFERENCES stories (id), url TEXT, title TEXT NOT NULL, outlet TEXT NOT NULL, language TEXT NOT NULL, author TEXT, image TEXT, published_at ${whole} NOT NULL, fetched_at ${whole} NOT NULL, source TEXT NOT NULL, summary TEXT NOT NULL)`,
    'CREATE INDEX articles_published ON articles (published_at, id)',
    'CREATE INDEX articles_feed ON articles (feed_id, published_at)',
    'CREATE INDEX articles_story ON articles (story_id, published_at)',
    `CREATE TABLE people (${id}, key ${sorted} NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT, quotes INTEGER NOT NULL DEFAULT 0)`,
    `CREATE TABLE person_names (person_id ${whole} NOT NULL REFERENCES people (id) ON DELETE CASCADE, token ${sorted} NOT NULL, PRIMARY KEY (token, person_id))`,
    `CREATE TABLE quotes (${id}, article_id ${whole} NOT NULL REFERENCES articles (id) ON DELETE CASCADE, person_id ${whole} REFERENCES people (id), text TEXT NOT NULL, segments TEXT, sentence TEXT, kind TEXT NOT NULL, speaker TEXT, speaker_as TEXT, role TEXT, date TEXT, credit TEXT, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, resolution TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, published_at ${whole} NOT NULL)`,
    'CREATE INDEX quotes_person ON quotes (person_id, published_at, id)',
    'CREATE INDEX quotes_published ON quotes (published_at, id)',
    `CREATE TABLE events (${id}, article_id ${whole} NOT NULL REFERENCES articles (id) ON DELETE CASCADE, story_id ${whole} NOT NULL, date ${sorted} NOT NULL, precision TEXT NOT NULL, until TEXT, anchor TEXT NOT NULL, sentence TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, planned INTEGER NOT NULL, published_at ${whole} NOT NULL)`,
    'CREATE INDEX events_story ON events (story_id, date)',
    'CREATE INDEX events_article ON events (article_id)',
    `CREATE TABLE fanouts (${id}, article_id ${whole} NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE, feed_id ${whole} NOT NULL, kind TEXT NOT NULL, created_at ${whole} NOT NULL, done INTEGER NOT NULL)`,
    'CREATE INDEX fanouts_open ON fanouts (done, id)',
    `CREATE TABLE outbox (${id}, channel_id ${whole} NOT NULL REFERENCES channels (id) ON DELETE CASCADE, article_id ${whole} NOT NULL, part INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, state TEXT NOT NULL, not_before ${whole} NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, epoch ${whole}, claimed_at ${whole}, message_id TEXT, reason TEXT, created_at ${whole} NOT NULL, settled_at ${whole}, UNIQUE (channel_id, article_id, part))`,
    'CREATE INDEX outbox_state ON outbox (state, not_before, id)',
    'CREATE INDEX outbox_order ON outbox (channel_id, state, id)',
    `CREATE TABLE counters (name TEXT PRIMARY KEY, value ${whole} NOT NULL)`,
    `CREATE TABLE web_posts (${id}, key TEXT NOT NULL UNIQUE, address TEXT NOT NULL, at ${whole} NOT NULL, reply TEXT NOT NULL)`,
    'CREATE INDEX web_posts_address ON web_posts (address, id)',
    `CREATE TABLE keyv (namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires_at ${whole}, PRIMARY KEY (namespace, key))`,
    'CREATE INDEX keyv_expires ON keyv (expires_at)',
    ...words('article_words'),
    ...words('quote_words'),
  ];
}
