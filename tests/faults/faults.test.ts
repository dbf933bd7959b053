import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenPromises, buildShadow, runScenario, type Scenario } from './rounds.ts';

/** The short form of `npm run faults`; the seed is fixed, so that a failure can be repeated. */
const SEED = 20_261_124;
const ROUNDS = 2;
const SIZE = { channels: 12, articles: 16 };

const scenarios: Scenario[] = [
  { name: 'kill -9 with faults of the platforms, held', end: 'kill', policy: 'hold', faults: true },
  { name: 'stopped in peace', end: 'stop', policy: 'resend', faults: false },
  { name: 'put to sleep past its lease', end: 'sleep', policy: 'resend', faults: false },
];

const probe = mkdtempSync(join(tmpdir(), 'kabar-probe-'));
const hasCompiler = buildShadow(probe) !== undefined;
rmSync(probe, { recursive: true });

describe('delivery that loses nothing and repeats nothing', () => {
  test.each(scenarios)('$name', { timeout: 60_000 }, async (scenario) => {
    const outcome = await runScenario(scenario, { rounds: ROUNDS, seed: SEED, size: SIZE });
    expect(brokenPromises(outcome, ROUNDS)).toEqual([]);
    expect(outcome.verdicts.discord.expected).toBeGreaterThan(100);
  });

  describe.skipIf(!hasCompiler)('when the power fails', () => {
    const power: Scenario = { name: 'power loss, held', end: 'power', policy: 'hold', faults: false };

    test('what was synced is enough', { timeout: 60_000 }, async () => {
      const outcome = await runScenario(power, { rounds: ROUNDS, seed: SEED, size: SIZE });
      expect(brokenPromises(outcome, ROUNDS)).toEqual([]);
    });

    test('a disk that lies about it is found out: the checker can fail', { timeout: 60_000 }, async () => {
      const outcome = await runScenario({ ...power, lies: true }, { rounds: ROUNDS, seed: SEED, size: SIZE });
      expect(brokenPromises(outcome, ROUNDS)).toContainEqual(
        expect.stringMatching(/telegram: \d+ twice, though held/u),
      );
    });
  });
});
