import { seeded } from '#tests/support/seeded.ts';

/** Draws of articles with replacement; enough for a stable second digit. */
const ROUNDS = 500;
const SEED = 20_241_029;

/** The 95 % interval of a measure when the articles are drawn anew with replacement. */
export function interval<T>(articles: readonly T[], measure: (drawn: readonly T[]) => number): [number, number] {
  const random = seeded(SEED);
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawn = articles.map(() => articles[Math.floor(random() * articles.length)]!);
    values.push(measure(drawn));
  }
  values.sort((a, b) => a - b);
  return [values[Math.floor(ROUNDS * 0.025)]!, values[Math.floor(ROUNDS * 0.975)]!];
}
