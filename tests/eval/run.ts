import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '#analysis/analyze.ts';
import { reportStories } from './stories.ts';
import { emptyScore, type Gold, type Score, scoreArticle, type Tally } from './score.ts';

/** `npm run eval -- [--data DIR] [--faults]`: precision, recall and F1 on the project's own articles and on DIR/seed.json. */
const option = (name: string): string | undefined => process.argv[process.argv.indexOf(name) + 1];
const data = process.argv.includes('--data')
  ? option('--data')!
  : path.resolve(import.meta.dirname, '../../../shared/eval');
const fixtures = path.resolve(import.meta.dirname, '../fixtures/analysis');

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : ((100 * part) / whole).toFixed(1));

function line(name: string, { gold, found, right }: Tally): string {
  const f1 = percent(2 * right, gold + found);
  return `  ${name.padEnd(20)} P ${percent(right, found)}  R ${percent(right, gold)}  F1 ${f1}  (${right} right, ${found} found, ${gold} gold)`;
}

function report(name: string, articles: readonly Gold[]): void {
  const score: Score = emptyScore();
  for (const gold of articles) scoreArticle(score, gold, analyze(gold));
  console.log(`${name}: ${articles.length} articles`);
  console.log(line('direct', score.direct));
  console.log(line('direct attributed', score.directAttributed));
  console.log(line('indirect', score.indirect));
  console.log(line('indirect attributed', score.indirectAttributed));
  console.log(line('events', score.events));
  console.log(`  wrong speakers       ${score.wrongSpeakers}`);
  if (process.argv.includes('--faults')) for (const fault of score.faults) console.log(`    ${fault}`);
}

const read = (file: string): Gold => JSON.parse(readFileSync(file, 'utf8')) as Gold;
if (existsSync(fixtures)) {
  const files = readdirSync(fixtures).filter((file) => file.endsWith('.json'));
  report(
    'own articles',
    files.map((file) => read(path.join(fixtures, file))),
  );
}
const seed = path.join(data, 'seed.json');
if (existsSync(seed)) report('seed', [read(seed)]);
else console.log(`seed: skipped, there is no ${seed}`);

reportStories();
