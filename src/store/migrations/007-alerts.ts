import type { Engine } from '../schema.ts';

/** Subscriptions, settings, and an outbox that carries more than posts. */
export function alerts(engine: Engine): string[] {
  const sqlite = engine === 'sqlite';
  const id = sqlite ? 'id INTEGER PRIMARY KEY AUTOINCREMENT' : 'id BIGSERIAL PRIMARY KEY';
  const whole = 'BIGINT';
  const day = 24 * 60 * 60 * 1000;
  return [
    "ALTER TABLE channels ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'",
    `ALTER TABLE feeds ADD COLUMN told_at ${whole}`,
    'ALTER TABLE articles ADD COLUMN first_title TEXT',
    `CREATE TABLE subscriptions (${id}, platform TEXT NOT NULL, person TEXT NOT NULL, channel_id ${whole} NOT NULL REFERENCES channels (id) ON DELETE CASCADE, kind TEXT NOT NULL, target TEXT NOT NULL, label TEXT NOT NULL, server TEXT, created_at ${whole} NOT NULL, UNIQUE (platform, person, channel_id, kind, target))`,
    'CREATE INDEX subscriptions_channel ON subscriptions (channel_id)',
    `CREATE TABLE subscription_changes (${id}, subscription_id ${whole} NOT NULL, at ${whole} NOT NULL)`,
    'DROP INDEX fanouts_open',
    'ALTER TABLE fanouts RENAME TO fanouts_before',
    `CREATE TABLE fanouts (${id}, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, article_id ${whole} REFERENCES articles (id) ON DELETE CASCADE, feed_id ${whole} NOT NULL, created_at ${whole} NOT NULL, stage TEXT NOT NULL DEFAULT 'followers', after_id ${whole} NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0)`,
    "INSERT INTO fanouts (key, kind, article_id, feed_id, created_at, done) SELECT 'article:' || CAST(article_id AS TEXT) || ':' || CAST(feed_id AS TEXT), kind, article_id, feed_id, created_at, done FROM fanouts_before ORDER BY id",
    'DROP TABLE fanouts_before',
    'CREATE INDEX fanouts_open ON fanouts (done, id)',
    'CREATE INDEX fanouts_article ON fanouts (article_id)',
    'DROP INDEX outbox_state',
    'DROP INDEX outbox_order',
    'ALTER TABLE outbox RENAME TO outbox_before',
    `CREATE TABLE outbox (${id}, channel_id ${whole} NOT NULL REFERENCES channels (id) ON DELETE CASCADE, kind TEXT NOT NULL, subject TEXT NOT NULL, article_id ${whole}, payload TEXT, key TEXT NOT NULL UNIQUE, batch TEXT, state TEXT NOT NULL, priority INTEGER NOT NULL, not_before ${whole} NOT NULL, expires_at ${whole} NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, epoch ${whole}, claimed_at ${whole}, doubt_at ${whole}, message_id TEXT, reason TEXT, created_at ${whole} NOT NULL, settled_at ${whole}, UNIQUE (channel_id, subject))`,
    `INSERT INTO outbox (channel_id, kind, subject, article_id, key, state, priority, not_before, expires_at, attempts, epoch, claimed_at, message_id, reason, created_at, settled_at) SELECT channel_id, 'post', 'article:' || CAST(article_id AS TEXT), article_id, key, state, 2, not_before, created_at + ${day}, attempts, 0, claimed_at, message_id, reason, created_at, settled_at FROM outbox_before ORDER BY id`,
    'DROP TABLE outbox_before',
    'CREATE INDEX outbox_order ON outbox (channel_id, state, priority, id)',
    'CREATE INDEX outbox_state ON outbox (state, not_before)',
    'CREATE INDEX outbox_article ON outbox (article_id, channel_id)',
    'CREATE INDEX outbox_settled ON outbox (settled_at)',
    `CREATE TABLE turns (channel_id ${whole} PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE, platform TEXT NOT NULL, priority INTEGER NOT NULL, ready_at ${whole} NOT NULL, since ${whole} NOT NULL, claimed INTEGER NOT NULL DEFAULT 0)`,
    'CREATE INDEX turns_rank ON turns (platform, claimed, priority, ready_at)',
    'CREATE INDEX turns_age ON turns (platform, claimed, since)',
    "INSERT INTO turns (channel_id, platform, priority, ready_at, since) SELECT DISTINCT c.id, c.platform, 2, 0, 0 FROM outbox o JOIN channels c ON c.id = o.channel_id WHERE o.state IN ('ready', 'claimed') AND c.state = 'active'",
    `CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, epoch ${whole} NOT NULL, until ${whole} NOT NULL)`,
    `CREATE TABLE pauses (platform TEXT PRIMARY KEY, until ${whole} NOT NULL, reason TEXT NOT NULL)`,
  ];
}
