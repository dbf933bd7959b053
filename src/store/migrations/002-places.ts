import type { Engine } from '../schema.ts';

/** Which server a place belongs to, whether it is a private chat, and the platforms' own notes. */
export function places(_engine: Engine): string[] {
  return [
    'ALTER TABLE channels ADD COLUMN server TEXT',
    'ALTER TABLE channels ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX channels_server ON channels (platform, server)',
    'CREATE TABLE notes (namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (namespace, key))',
  ];
}
