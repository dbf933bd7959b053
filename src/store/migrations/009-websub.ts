import type { Engine } from '../schema.ts';

/** Leases of WebSub: which hub was asked to tell of a feed's news, and until when it will. */
export function websub(_engine: Engine): string[] {
  return [
    'CREATE TABLE websub (feed_id BIGINT PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE, hub TEXT NOT NULL, topic TEXT NOT NULL, token TEXT NOT NULL, secret TEXT NOT NULL, asked_at BIGINT NOT NULL, until_at BIGINT)',
  ];
}
