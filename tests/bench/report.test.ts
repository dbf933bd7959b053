import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFarOut, isWithin, type Line } from './bench.ts';
import { quantile, ratioTo, spread } from './measure.ts';
import { plot } from './plot.ts';
import { keep } from './results.ts';
import { show, showTable } from './table.ts';

const line = (more: Partial<Line>): Line => ({
  what: 'x',
  unit: 'ms',
  median: 10,
  low: 9,
  high: 12,
  rounds: 5,
  ...more,
});
const ratio = (value: number) => ({ to: 'theirs', value, low: value, high: value });

test.each([
  ['no ratio, however slow', line({ median: 1e9, budget: { atMost: 1 } }), false],
  ['a ratio that nobody guards', line({ ratio: ratio(50) }), false],
  ['as usual', line({ ratio: ratio(1), usual: 1 }), false],
  ['twice the usual is still in line', line({ ratio: ratio(2), usual: 1 }), false],
  ['more than twice', line({ ratio: ratio(2.1), usual: 1 }), true],
  ['better than usual', line({ ratio: ratio(0.1), usual: 1 }), false],
])('the guard: %s', (_, given, expected) => {
  expect(isFarOut(given)).toBe(expected);
});

test('a budget is kept or not; without one nothing is said', () => {
  expect(isWithin(line({}))).toBeUndefined();
  expect(isWithin(line({ budget: { atMost: 10 } }))).toBe(true);
  expect(isWithin(line({ budget: { atMost: 9.9 } }))).toBe(false);
  expect(isWithin(line({ budget: { atLeast: 11 } }))).toBe(false);
});

test('medians and quartiles, and ratios round by round', () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4, rounds: 5 });
  expect(quantile([1], 0.99)).toBe(1);
  // A slow minute of the machine hits both, and the ratio doesn't see it.
  expect(ratioTo('them', [1, 10, 2], [2, 20, 4]).value).toBe(0.5);
});

test('numbers have three digits that count', () => {
  expect([1234.5, 12.345, 0.12345, 0].map(show)).toEqual(['1,235', '12.3', '0.123', '0']);
});

test('the table names what is over its budget and what is far out of line', () => {
  const table = showTable(new Map([['parse', [line({ budget: { atMost: 1 }, ratio: ratio(9), usual: 2 })]]]));
  expect(table).toContain('OVER');
  expect(table).toContain('FAR OUT (usual 2)');
});

test('a plot is a picture whatever its names hold', () => {
  const svg = plot({ file: 'x', title: 'a <b> & "c"', x: 'n', y: 'ms', series: [{ name: '<s>', points: [[1, 0.5]] }] });
  expect(svg).toMatch(/^<svg .*<\/svg>\n$/su);
  expect(svg).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
  expect(svg).not.toMatch(/NaN|Infinity|<s>/u);
});

test('what is kept stands in the README and beside what other benches kept', () => {
  const root = mkdtempSync(join(tmpdir(), 'kabar-bench-'));
  mkdirSync(join(root, 'docs'));
  writeFileSync(
    join(root, 'README.md'),
    'before\n<!-- bench: written by `npm run bench -- --save` -->\n<!-- /bench -->\nafter\n',
  );
  const results = { date: '2026-11-24', machine: 'm', load: [1, 1], isQuick: false };
  keep(root, { ...results, benches: { parse: [line({ budget: { atMost: 20 } })] } });
  keep(root, { ...results, benches: { start: [line({ what: 'a|b', budget: { atMost: 1 } })] } });
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(readme).toMatch(/^before\n.*\nafter\n$/su);
  expect(readme.match(/^\| (?:parse|start) /gmu)).toHaveLength(2);
  expect(readme).toContain('a\\|b');
  expect(readme).toContain('**over**');
});
