import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import { emptyScore, type Gold, scoreArticle, type Tally } from './score.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/analysis');
const seed = path.resolve(import.meta.dirname, '../../../shared/eval/seed.json');
const read = (file: string): Gold => JSON.parse(readFileSync(file, 'utf8')) as Gold;
const f1 = ({ gold, found, right }: Tally): number => (2 * right) / (gold + found);

describe('the analysis does not get worse', () => {
  const score = emptyScore();
  for (const file of readdirSync(fixtures).filter((name) => name.endsWith('.json'))) {
    const gold = read(path.join(fixtures, file));
    scoreArticle(score, gold, analyze(gold));
  }

  test.each([
    ['direct', 0.98],
    ['directAttributed', 0.94],
    ['indirect', 0.95],
    ['indirectAttributed', 0.93],
    ['events', 0.96],
  ] as const)('F1 of %s is at least %d', (measure, floor) => {
    expect(f1(score[measure])).toBeGreaterThanOrEqual(floor);
  });

  test('a wrong speaker is rare', () => {
    expect(score.wrongSpeakers).toBeLessThanOrEqual(4);
  });
});

test.skipIf(!existsSync(seed))('the first article comes out whole', () => {
  const score = emptyScore();
  const gold = read(seed);
  scoreArticle(score, gold, analyze(gold));
  expect(score.faults).toEqual([]);
});
