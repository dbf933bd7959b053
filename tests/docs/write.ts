import { globSync, readFileSync, writeFileSync } from 'node:fs';
import type { Locale } from '#core/locale.ts';
import { withTables } from './tables.ts';

// npm run docs: writes the command tables of every document anew.
for (const path of globSync('docs/{id,en}/*.md')) {
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), path.split('/')[1] as Locale));
}
