import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { type Curve, isFarOut, isWithin, type Line } from './bench.ts';
import { BENCHES, LONG } from './index.ts';
import type { Told } from './one.ts';
import { plot } from './plot.ts';
import { type Kept, keep } from './results.ts';
import { showTable } from './table.ts';

/**
 * `npm run bench [-- --quick] [-- NAME …] [-- --save]`: how fast, how light, how well it grows. One table, and the same as
 * JSON in `data/bench.json`. `--quick` ends in two minutes. `--save` keeps the results in `docs/` and in the README.
 * Status 1 when a bench broke or a ratio is far out of line; never because of an absolute time.
 */
const root = resolve(import.meta.dirname, '../..');
const asked = process.argv.slice(2).filter((one) => one !== '--');
const isQuick = asked.includes('--quick');
const isSaved = asked.includes('--save');
const names = asked.filter((one) => !one.startsWith('--'));
const unknown = names.filter((one) => !BENCHES[one]);
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

/** `--quick` ends in two minutes also where others are at work: what has not ended by then is left out, and said. */
const QUICK_MS = 115_000;

interface Outcome {
  lines: Line[];
  curves: Curve[];
  isBroken: boolean;
  isCut: boolean;
}

function runOne(name: string, leftMs: number): Promise<Outcome> {
  const outcome: Outcome = { lines: [], curves: [], isBroken: false, isCut: false };
  const child = fork(join(import.meta.dirname, 'one.ts'), [name, ...(isQuick ? ['--quick'] : [])], {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
  });
  child.on('message', (told: Told) => {
    if ('line' in told) outcome.lines.push(told.line);
    else if ('curve' in told) outcome.curves.push(told.curve);
    else console.error(`  ${name}: ${told.note}`);
  });
  const timer =
    leftMs === Infinity
      ? undefined
      : setTimeout(() => {
          outcome.isCut = true;
          child.kill();
        }, leftMs);
  return new Promise((done) =>
    child.on('exit', (code) => {
      clearTimeout(timer);
      const isBroken = !outcome.isCut && (code !== 0 || outcome.lines.length === 0);
      done({ ...outcome, isBroken });
    }),
  );
}

const started = performance.now();
const load = loadavg()[0]!;
const lines = new Map<string, Line[]>();
const curves: Curve[] = [];
const broken: string[] = [];
const cut: string[] = [];
const chosen = Object.keys(BENCHES).filter((one) => !isQuick || !LONG.includes(one));
for (const name of names.length > 0 ? names : chosen) {
  const since = performance.now();
  const leftMs = isQuick ? started + QUICK_MS - since : Infinity;
  if (leftMs <= 0) {
    cut.push(name);
    continue;
  }
  const outcome = await runOne(name, leftMs);
  console.error(`  ${name}: ${((performance.now() - since) / 1000).toFixed(0)} s`);
  lines.set(name, outcome.lines);
  curves.push(...outcome.curves);
  if (outcome.isBroken) broken.push(name);
  if (outcome.isCut) cut.push(name);
}

const results: Kept = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}, ${process.platform}`,
  load: [load, loadavg()[0]!],
  isQuick,
  benches: Object.fromEntries(lines),
};
mkdirSync(join(root, 'data'), { recursive: true });
writeFileSync(join(root, 'data/bench.json'), `${JSON.stringify({ ...results, curves }, undefined, 2)}\n`);
if (isSaved) {
  keep(root, results);
  for (const curve of curves) writeFileSync(join(root, `docs/bench-${curve.file}.svg`), plot(curve));
}

const all = [...lines].flatMap(([bench, some]) => some.map((line) => ({ bench, line })));
const out = all.filter(({ line }) => isFarOut(line));
const over = all.filter(({ line }) => isWithin(line) === false);
console.log(showTable(lines));
console.log(
  `\n${results.machine}; load ${results.load.map((one) => one.toFixed(1)).join(' to ')}; ${((performance.now() - started) / 1000).toFixed(0)} s; data/bench.json`,
);
if (over.length > 0) {
  console.log(
    `over budget on this machine now: ${over.map(({ bench, line }) => `${bench} · ${line.what}`).join('; ')}`,
  );
}
for (const { bench, line } of out) {
  console.log(
    `far out of line: ${bench} · ${line.what}: ${line.ratio!.value.toFixed(2)} × ${line.ratio!.to}, usual ${line.usual!}`,
  );
}
if (cut.length > 0) console.log(`left out, two minutes were over: ${cut.join(', ')}`);
if (broken.length > 0) console.log(`broken: ${broken.join(', ')}`);
process.exitCode = out.length + broken.length > 0 ? 1 : 0;
