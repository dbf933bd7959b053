import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '#core/locale.ts';
import { withTables } from './tables.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const READERS = ['member', 'moderator', 'operator'];

describe.each(LOCALES.flatMap((locale) => READERS.map((reader) => [locale, reader] as const)))(
  'docs/%s/%s.md',
  (locale, reader) => {
    const path = `docs/${locale}/${reader}.md`;

    test('its command tables are as the commands are (npm run docs)', () => {
      expect(withTables(read(path), locale)).toBe(read(path));
      if (reader !== 'operator') expect(read(path)).toMatch(/<!-- commands:\w+ -->\n\|/u);
    });

    test('tells as much as in the other language', () => {
      const heads = (text: string): number => text.match(/^#+ /gmu)?.length ?? 0;
      const other = LOCALES.find((one) => one !== locale)!;
      expect(heads(read(path))).toBe(heads(read(`docs/${other}/${reader}.md`)));
    });
  },
);

test('what a document links to is there', () => {
  const documents = [...globSync('docs/**/*.md', { cwd: root }), 'README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'];
  const missing = documents.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/gu)]
      .map(([, target]) => join(dirname(path), target!))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${path} → ${target}`),
  );
  expect(missing).toEqual([]);
});

test('the metrics, files and commands that the operator is told of are there', () => {
  const text = LOCALES.map((locale) => read(`docs/${locale}/operator.md`)).join('\n');
  const metrics = read('src/ops/metrics.ts');
  const named = new Set(text.match(/\bkabar_[a-z_]+/gu));
  const isThere = (name: string): boolean =>
    metrics.includes(name.replace(/^kabar_/u, '').replace(/_(?:total|seconds)$/u, ''));
  expect([...named].filter((name) => !isThere(name))).toEqual([]);
  const commands = [...text.matchAll(/kabar (?:-- )?(\w+)/gu)].map(([, name]) => name!);
  const cli = read('src/cli.ts');
  const known = /^(?:analyze|parse|doctor|import|export|backup|restore|copy|migrate)$/u;
  expect(commands.filter((name) => known.test(name) && !cli.includes(`  ${name}: {`))).toEqual([]);
});
