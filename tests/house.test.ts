import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '#config/index.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const files = globSync(['src/**/*.ts', 'commands/**/*.ts', 'config/**/*.ts'], { cwd: root });

/** The table of ARCHITECTURE.md: folder or file → what it may import. */
function readTable(text: string): Map<string, string[]> {
  const rows = text.matchAll(/^\| ((?:src|commands|config)[\w./-]*) \| ([^|]+) \|$/gmu);
  return new Map([...rows].map(([, place, allowed]) => [place!, allowed!.split(',').map((one) => one.trim())]));
}

const imports: Record<string, string> = JSON.parse(read('package.json')).imports;

function placeOf(path: string, table: Map<string, string[]>): string | undefined {
  return [...table.keys()]
    .filter((place) => path === place || path.startsWith(`${place}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Where an import leads, as a path from the project's top; undefined for packages. */
function target(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier));
  const folder = /^(#[\w-]+)\/(.*)$/u.exec(specifier);
  const to = folder && imports[`${folder[1]}/*`];
  return folder && to ? normalize(to.replace('*', folder[2]!)) : undefined;
}

function violations(path: string, source: string, table: Map<string, string[]>): string[] {
  const from = placeOf(path, table);
  if (!from) return [`${path} stands in no row of the table`];
  const allowed = table.get(from)!;
  if (allowed.includes('everything')) return [];
  return [...source.matchAll(/(?:from|import)\s*\(?'([^']+)'/gu)].flatMap(([, specifier]) => {
    const to = target(path, specifier!);
    const place = to && placeOf(to, table);
    if (!to || place === from) return [];
    return place && allowed.includes(place.replace(/^src\//u, '')) ? [] : [`${path} imports ${specifier}`];
  });
}

describe('the house', () => {
  const table = readTable(read('ARCHITECTURE.md'));

  test('every file imports only what the table allows', () => {
    expect(table.size).toBeGreaterThan(15);
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((path) => violations(path, read(path), table))).toEqual([]);
  });

  test('a planted violation is found', () => {
    expect(violations('src/core/news.ts', "import { x } from '#store/feeds.ts';", table)).toHaveLength(1);
    expect(violations('commands/quote.ts', "import { x } from '../src/store/feeds.ts';", table)).toHaveLength(1);
    expect(violations('src/nowhere/new.ts', '', table)).toHaveLength(1);
    expect(violations('commands/quote.ts', "import { x } from '#core/news.ts';", table)).toEqual([]);
  });

  test('only config reads the environment', () => {
    const readers = files.filter((path) => /process\.env/u.test(read(path)));
    expect(readers).toEqual(['config/index.ts']);
  });

  test.each(SETTINGS)('%s stands in .env.example and in the README', (name) => {
    expect(read('.env.example')).toMatch(new RegExp(`^#?${name}=`, 'mu'));
    expect(read('README.md')).toContain(`\`${name}\``);
  });
});
