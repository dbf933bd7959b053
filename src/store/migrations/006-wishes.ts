import type { Engine } from '../schema.ts';

/** What a feed asks of those who poll it, where it says it has moved, and its WebSub hub. */
export function wishes(_engine: Engine): string[] {
  return [
    'ALTER TABLE feeds ADD COLUMN ttl_minutes INTEGER',
    'ALTER TABLE feeds ADD COLUMN skip_hours TEXT',
    'ALTER TABLE feeds ADD COLUMN moved_to TEXT',
    'ALTER TABLE feeds ADD COLUMN moved_since BIGINT',
    'ALTER TABLE feeds ADD COLUMN hub TEXT',
    'ALTER TABLE feeds ADD COLUMN topic TEXT',
  ];
}
