import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin, type Line } from './bench.ts';
import { showBudget, showRatio, showSpread } from './table.ts';

export interface Kept {
  date: string;
  machine: string;
  /** Of the last minute, before and after: above the number of processors others were at work too. */
  load: number[];
  isQuick: boolean;
  benches: Record<string, Line[]>;
}

const START = '<!-- bench: written by `npm run bench -- --save` -->';
const END = '<!-- /bench -->';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** What the README shows: everything with a budget, and the ratios. */
function rows(benches: Record<string, Line[]>): string[] {
  return Object.entries(benches).flatMap(([bench, lines]) =>
    lines
      .filter(({ budget, usual }) => budget !== undefined || usual !== undefined)
      .map((line) => {
        const verdict = isWithin(line) === false ? ' **over**' : '';
        const what = line.how ? `${line.what} (${line.how})` : line.what;
        return `| ${bench} | ${[what, showBudget(line), `${showSpread(line)} ${line.unit}${verdict}`, showRatio(line)].map(cell).join(' | ')} |`;
      }),
  );
}

/** The results beside what earlier runs of other benches kept: in `docs/bench.json`, and as the README's table. */
export function keep(root: string, results: Kept): void {
  const file = join(root, 'docs/bench.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined;
  const kept: Kept = { ...results, benches: { ...before?.benches, ...results.benches } };
  writeFileSync(file, `${JSON.stringify(kept, undefined, 2)}\n`);
  const readme = join(root, 'README.md');
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(START), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('README.md has no place for the table of the benches');
  const table = [
    START,
    '',
    `${kept.machine}; ${kept.date}. Median (quartiles); a cost of 0.5 × is half the time of the baseline.`,
    '',
    '| bench | what | budget | measured | cost against |',
    '| --- | --- | --- | --- | --- |',
    ...rows(kept.benches),
    '',
  ].join('\n');
  writeFileSync(readme, text.slice(0, from) + table + text.slice(to));
}
