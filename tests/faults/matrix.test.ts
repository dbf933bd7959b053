import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const README = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const FAULTS = 36;

test('every fault has a test that shows it, and every test named there exists', () => {
  const rows = README.split('\n').filter((line) => /^\| *\d+ +\|/u.test(line));
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: FAULTS }, (_, at) => at + 1));
  const named = rows.map((row) => [...row.matchAll(/`(tests\/[^`]+)`: "([^"]+)"/gu)]);
  expect(named.every((tests) => tests.length > 0)).toBe(true);
  const missing = named
    .flat()
    .filter(([, file, title]) => !readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').includes(title!))
    .map(([whole]) => whole);
  expect(missing).toEqual([]);
});
