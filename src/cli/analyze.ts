import { readFile } from 'node:fs/promises';
import { analyze } from '#analysis/analyze.ts';
import { createReader } from '#articles/read.ts';
import { loadConfig } from '#config/index.ts';
import type { Analysis, ArticleText } from '#core/analysis.ts';
import { systemClock } from '#core/clock.ts';
import { createFetch } from '#feeds/fetch.ts';
import { htmlToText } from '#text/html.ts';
import { isUrl, print, takeFlag, takeSwitch } from './terminal.ts';

/** The outside form of an analysis (CONTRACT §4): absent values are `null`. */
function outside(analysis: Analysis): object {
  const orNull = (value: unknown): unknown => value ?? null;
  return {
    ...analysis,
    title: orNull(analysis.title),
    people: analysis.people.map((one) => ({ ...one, role: orNull(one.role) })),
    quotes: analysis.quotes.map((one) => ({
      ...one,
      speaker: orNull(one.speaker),
      speakerAs: orNull(one.speakerAs),
      role: orNull(one.role),
      date: orNull(one.date),
      credit: orNull(one.credit),
    })),
  };
}

function readable(analysis: Analysis): string {
  return [
    ...(analysis.title ? [analysis.title, ''] : []),
    ...analysis.summary,
    '',
    ...analysis.quotes.map((one) => {
      const words = one.kind === 'direct' ? `“${one.text}”` : one.text;
      return `${one.speaker ?? '—'}${one.role ? `, ${one.role}` : ''}: ${words}${one.date ? ` (${one.date})` : ''} [${one.kind}, ${one.resolution}]`;
    }),
    '',
    ...analysis.events.map((one) => `${one.date}${one.planned ? ' →' : ''}  ${one.sentence}`),
  ].join('\n');
}

/** ECMAScript's `JSON.rawJSON`, which TypeScript's library does not name yet. */
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };

/** Ids are kept as given: a number that JavaScript can't hold is written back letter by letter. */
function keepId(key: string, value: unknown, context?: { source?: string }): unknown {
  const isWide = key === 'id' && typeof value === 'number' && !Number.isSafeInteger(value);
  return isWide && context?.source !== undefined ? rawJson(context.source) : value;
}

/** One line of `--jsonl`; a bad one gives an error object and the stream goes on. */
function analyzeLine(line: string): object {
  let id: unknown = null;
  try {
    const given = JSON.parse(line, keepId) as Record<string, unknown> | null;
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return { id, error: 'the line is no JSON object' };
    id = given['id'] ?? null;
    if (typeof given['text'] !== 'string') return { id, error: '"text" is missing or no text' };
    const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
    const article: ArticleText = {
      text: given['text'],
      title: text(given['title']),
      url: text(given['url']),
      published: text(given['published']),
      lang: text(given['lang']),
    };
    return { id, ...outside(analyze(article)) };
  } catch (error) {
    return {
      id,
      error: id === null ? 'the line is no JSON' : `the article can't be read: ${(error as Error).message}`,
    };
  }
}

/** The lines of a stream, which end at `\n` only (CONTRACT): readline would also split at other line separators. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const [end, ...more] = chunk.split('\n');
    pieces.push(end!);
    if (more.length === 0) continue;
    yield pieces.join('');
    pieces = [more.pop()!];
    yield* more;
  }
  const rest = pieces.join('');
  if (rest !== '') yield rest;
}

async function analyzeStream(): Promise<void> {
  // A byte order mark may stand before the first line; no line of JSON begins with one.
  for await (const line of linesOf(process.stdin.setEncoding('utf8')))
    print(JSON.stringify(analyzeLine(line.replace(/^\uFEFF/u, ''))));
}

async function analyzeOne(args: string[]): Promise<void> {
  const published = takeFlag(args, '--published');
  const lang = takeFlag(args, '--lang');
  const isJson = takeSwitch(args, '--json');
  const source = args.find((one) => !one.startsWith('--')) ?? '-';
  let article: ArticleText;
  if (isUrl(source)) {
    const config = loadConfig();
    const fetch = createFetch({ allow: config.fetchAllow, userAgent: 'Kabar/0.1', clock: systemClock });
    const page = await createReader({ fetch, clock: systemClock }).readPage(source);
    await fetch.close();
    article = {
      text: page.text,
      title: page.title,
      published: published ?? page.publishedAt?.toISOString(),
      lang: lang ?? page.language,
    };
  } else {
    const raw =
      source === '-'
        ? (await Array.fromAsync<string>(process.stdin.setEncoding('utf8'))).join('')
        : await readFile(source, 'utf8');
    article = { text: /<(?:html|body|p)\b/iu.test(raw) ? htmlToText(raw) : raw, published, lang };
  }
  const analysis = analyze(article);
  print(isJson ? JSON.stringify(outside(analysis)) : readable(analysis));
}

/** `kabar analyze`: one article, or a stream of them. */
export async function run(args: string[]): Promise<number> {
  await (args.includes('--jsonl') ? analyzeStream() : analyzeOne(args));
  return 0;
}
