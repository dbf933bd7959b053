import { isFarOut, isWithin, type Line } from './bench.ts';

/** Three significant digits, never an exponent. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
  return value.toLocaleString('en', { minimumFractionDigits: 0, maximumFractionDigits: Math.min(digits, 4) });
}

export function showSpread({ median, low, high, rounds }: Line): string {
  return rounds > 1 && low !== high ? `${show(median)} (${show(low)}–${show(high)})` : show(median);
}

export const showRatio = ({ ratio }: Line): string => (ratio ? `${show(ratio.value)} × ${ratio.to}` : '');

export function showBudget({ budget, unit }: Line): string {
  if (!budget) return '';
  return budget.atMost === undefined ? `≥ ${show(budget.atLeast!)} ${unit}` : `≤ ${show(budget.atMost)} ${unit}`;
}

/** The table as a person reads it in the terminal. */
export function showTable(results: ReadonlyMap<string, readonly Line[]>): string {
  const rows = [...results].flatMap(([bench, lines]) =>
    lines.map((line) => {
      const verdict = isWithin(line) === false ? 'OVER' : isWithin(line) ? 'within' : '';
      return [
        bench,
        line.what,
        `${showSpread(line)} ${line.unit}`,
        showRatio(line),
        isFarOut(line) ? `FAR OUT (usual ${show(line.usual!)})` : '',
        [showBudget(line), verdict].filter(Boolean).join(' '),
      ];
    }),
  );
  const heads = ['bench', 'what', 'median (quartiles)', 'cost against', '', 'budget'];
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]!.length)));
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
