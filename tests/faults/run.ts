import { brokenPromises, buildShadow, runScenario, type Scenario } from './rounds.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm run faults -- --rounds 30 --seed 7 [--only kill]`: every scenario, a line each, and a failing end when a promise broke. */
const flag = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const rounds = Number(flag('rounds', '30'));
const seed = Number(flag('seed', String(Date.now() % 1_000_000)));
const only = flag('only', '');

const scenarios: Scenario[] = [
  { name: 'kill -9, resend', end: 'kill', policy: 'resend', faults: false },
  { name: 'kill -9, hold', end: 'kill', policy: 'hold', faults: false },
  { name: 'kill -9 + faults, resend', end: 'kill', policy: 'resend', faults: true },
  { name: 'kill -9 + faults, hold', end: 'kill', policy: 'hold', faults: true },
  { name: 'SIGTERM', end: 'stop', policy: 'resend', faults: false },
  { name: 'SIGSTOP, SIGCONT', end: 'sleep', policy: 'resend', faults: false },
  { name: 'power loss, resend', end: 'power', policy: 'resend', faults: false },
  { name: 'power loss, hold', end: 'power', policy: 'hold', faults: false },
];

const probe = mkdtempSync(join(tmpdir(), 'kabar-probe-'));
const hasCompiler = buildShadow(probe) !== undefined;
rmSync(probe, { recursive: true });

console.log(`rounds ${rounds}, seed ${seed}`);
console.log(
  'scenario                  | platform | expected | lost | uncertain | twice | unexpected | order | repeated keys | breaches',
);
let isBroken = false;
for (const scenario of scenarios.filter((one) => one.name.includes(only))) {
  if (scenario.end === 'power' && !hasCompiler) {
    console.log(`${scenario.name}: skipped, there is no gcc`);
    continue;
  }
  const size = { channels: 40, articles: Math.max(12, Math.ceil(rounds * 2.4)) };
  const outcome = await runScenario(scenario, { rounds, seed, size });
  for (const [platform, one] of Object.entries(outcome.verdicts)) {
    const cells = [
      scenario.name.padEnd(25),
      platform.padEnd(8),
      one.expected,
      one.lost,
      one.uncertain,
      one.duplicates,
      one.unexpected,
      one.disordered,
      platform === 'discord' ? outcome.suppressed : '-',
      outcome.breaches.length,
    ];
    console.log(cells.join(' | '));
  }
  const broken = brokenPromises(outcome, rounds);
  console.log(
    `  ${outcome.listed} rows listed as uncertain, ${outcome.seconds} s${broken.length > 0 ? ` BROKEN: ${broken.join(', ')}` : ''}`,
  );
  isBroken ||= broken.length > 0;
}
process.exitCode = isBroken ? 1 : 0;
