import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '#analysis/analyze.ts';
import { interval } from './bootstrap.ts';
import { measurePfsa } from './pfsa.ts';
import { rouge, type Rouge } from './rouge.ts';
import { emptyScore, type Gold, type Score, scoreArticle, type Tally } from './score.ts';
import { reportStories } from './stories.ts';

/**
 * `npm run eval -- [--data DIR] [--gold DIR] [--faults]`: how good the analysis is, in numbers. On the project's own
 * annotated articles, on the data in DIR (default: ../shared/eval beside the project) and on any folder of annotated articles.
 */
const option = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const data = option('--data') ?? path.resolve(import.meta.dirname, '../../../shared/eval');
const fixtures = path.resolve(import.meta.dirname, '../fixtures/analysis');

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : ((100 * part) / whole).toFixed(1));
const f1 = ({ gold, found, right }: Tally): number => (gold + found === 0 ? 1 : (2 * right) / (gold + found));
const inPercent = (share: number): string => (100 * share).toFixed(1);

const MEASURES = [
  ['direct', 'direct'],
  ['direct attributed', 'directAttributed'],
  ['indirect', 'indirect'],
  ['indirect attributed', 'indirectAttributed'],
  ['events', 'events'],
  ['  explicit', 'explicitEvents'],
  ['  relative', 'relativeEvents'],
] as const;

/** Each article's own score, so that articles can be drawn anew without being read anew. */
function scoreEach(articles: readonly Gold[]): Score[] {
  return articles.map((gold) => {
    const score = emptyScore();
    scoreArticle(score, gold, analyze(gold));
    return score;
  });
}

function sum(scores: readonly Score[], of: (typeof MEASURES)[number][1]): Tally {
  return scores.reduce(
    (total, score) => ({
      gold: total.gold + score[of].gold,
      found: total.found + score[of].found,
      right: total.right + score[of].right,
    }),
    { gold: 0, found: 0, right: 0 },
  );
}

const count = (scores: readonly Score[], of: 'shown' | 'wrongSpeakers' | 'unresolved'): number =>
  scores.reduce((total, score) => total + score[of], 0);

function report(name: string, articles: readonly Gold[]): void {
  if (articles.length === 0) return;
  const scores = scoreEach(articles);
  console.log(`\n${name}: ${articles.length} articles`);
  console.log('  measure               precision  recall      F1   95 % of F1     right/found/gold');
  for (const [label, of] of MEASURES) {
    const tally = sum(scores, of);
    const [low, high] = interval(scores, (drawn) => f1(sum(drawn, of)));
    const { right, found, gold } = tally;
    console.log(
      `  ${label.padEnd(20)} ${percent(right, found).padStart(10)} ${percent(right, gold).padStart(7)} ${inPercent(f1(tally)).padStart(7)}   ${`${inPercent(low)}–${inPercent(high)}`.padEnd(13)}  ${right}/${found}/${gold}`,
    );
  }
  const shown = count(scores, 'shown');
  console.log(
    `  wrong speakers ${percent(count(scores, 'wrongSpeakers'), shown)} % of ${shown} shown, unresolved ${count(scores, 'unresolved')}`,
  );
  const kinds = new Map<string, { right: number; all: number }>();
  for (const score of scores)
    for (const [kind, { right, all }] of score.byResolution) {
      const known = kinds.get(kind) ?? { right: 0, all: 0 };
      kinds.set(kind, { right: known.right + right, all: known.all + all });
    }
  console.log(
    `  right by resolution: ${[...kinds].map(([kind, { right, all }]) => `${kind} ${right}/${all}`).join(', ')}`,
  );
  if (process.argv.includes('--faults'))
    for (const score of scores) for (const fault of score.faults) console.log(`    ${fault}`);
}

const read = (file: string): Gold => JSON.parse(readFileSync(file, 'utf8')) as Gold;
const readAll = (folder: string): Gold[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => read(path.join(folder, file)));

/** Lines of `{ text, title, summary, published }`: the summary against one by hand, lead-2 as the baseline, and the speed. */
function reportSummaries(file: string): void {
  const articles = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; title: string; summary: string });
  const mean = (all: readonly Rouge[]): string =>
    (['one', 'two', 'longest'] as const)
      .map((of) => inPercent(all.reduce((total, one) => total + one[of], 0) / all.length))
      .join(' / ');
  const lead = new Intl.Segmenter('id', { granularity: 'sentence' });
  const ours: Rouge[] = [];
  const baseline: Rouge[] = [];
  let slices = 0;
  let sentences = 0;
  for (const { text, title, summary } of articles) {
    const analysis = analyze({ text, title, lang: 'id' });
    const two = [...lead.segment(analysis.body)].slice(0, 2).map((one) => one.segment);
    ours.push(rouge(analysis.summary.join(' '), summary));
    baseline.push(rouge(two.join(' '), summary));
    sentences += analysis.summary.length;
    slices += analysis.summary.filter((sentence) => text.includes(sentence)).length;
  }
  console.log(`\nsummaries: ${articles.length} articles, ROUGE-1 / 2 / L`);
  console.log(`  ours ${mean(ours)}   lead-2 ${mean(baseline)}   verbatim ${slices} of ${sentences} sentences`);
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    times.length = 0;
    for (const { text, title } of articles) {
      const start = performance.now();
      analyze({ text, title, lang: 'id', published: '2025-08-22T10:00:00+07:00' });
      times.push(performance.now() - start);
    }
  }
  const whole = times.reduce((total, one) => total + one, 0);
  times.sort((a, b) => a - b);
  console.log(
    `  speed ${Math.round((1000 * times.length) / whole)} articles/s on one thread, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms`,
  );
}

function reportPfsa(file: string): void {
  const { articles, quotes, exact, named, namedRight, namedWrong } = measurePfsa(file);
  console.log(`\nPFSA-ID: ${articles} articles, ${quotes} marked quotes`);
  console.log(
    `  exact bounds ${percent(exact, quotes)} %; named beside the quote: right ${percent(namedRight, named)} %, wrong ${percent(namedWrong, named)} % of ${named}`,
  );
}

/** Runs a report when its data is there, else says that it is not. */
function onData(name: string, run: (file: string) => void): void {
  const file = path.join(data, name);
  if (existsSync(file)) run(file);
  else console.log(`\n${name}: skipped, there is no ${path.join(path.basename(data), name)}`);
}

const own = readAll(fixtures);
report(
  'own articles, Indonesian',
  own.filter((one) => one.lang === 'id'),
);
report(
  'own articles, English',
  own.filter((one) => one.lang === 'en'),
);
const gold = option('--gold');
if (gold) report(`annotated articles in ${path.basename(gold)}`, readAll(gold));
onData('seed.json', (file) => report('the first article', [read(file)]));
onData('pfsa-dev-40.txt', reportPfsa);
onData('detik-dev.jsonl', reportSummaries);
reportStories();
