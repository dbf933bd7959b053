import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { analyze } from '#analysis/analyze.ts';
import { createReader } from '#articles/read.ts';
import { loadConfig } from '#config/index.ts';
import { sayIn } from '#config/locales/index.ts';
import type { Analysis, ArticleText } from '#core/analysis.ts';
import { systemClock } from '#core/clock.ts';
import { FeedError, SetupError } from '#core/errors.ts';
import { createFetch } from '#feeds/fetch.ts';
import { createParsePool } from '#feeds/parse-pool.ts';
import { createLog } from '#ops/log.ts';
import { openDatabase } from '#store/database.ts';
import { htmlToText } from '#text/html.ts';

const USAGE = `kabar analyze [FILE|URL|-] [--published ISO] [--lang id|en] [--json]   read one article
kabar analyze --jsonl                                                 a line in, a line out
kabar parse FILE|URL…                                                 feeds as JSON, one line each
kabar doctor                                                          check the configuration and the database
kabar migrate                                                         bring the database up to date
`;
const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;

const isUrl = (text: string): boolean => /^https?:\/\//iu.test(text);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

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

/** One line of `--jsonl`; a bad one gives an error object and the stream goes on. */
function analyzeLine(line: string): object {
  let id: unknown = null;
  try {
    const given = JSON.parse(line) as Record<string, unknown> | null;
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

async function analyzeStream(): Promise<void> {
  // Lines end at \n only (CONTRACT): readline would also split at other line separators.
  let rest = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line.trim() !== '') print(JSON.stringify(analyzeLine(line)));
  }
  if (rest.trim() !== '') print(JSON.stringify(analyzeLine(rest)));
}

const flag = (args: string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};

async function analyzeOne(args: string[]): Promise<void> {
  const published = flag(args, '--published');
  const lang = flag(args, '--lang');
  const isJson = args.includes('--json');
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
    const lines = source === '-' ? createInterface(process.stdin) : undefined;
    const raw = lines ? (await Array.fromAsync(lines)).join('\n') : await readFile(source, 'utf8');
    article = { text: /<(?:html|body|p)\b/iu.test(raw) ? htmlToText(raw) : raw, published, lang };
  }
  const analysis = analyze(article);
  print(isJson ? JSON.stringify(outside(analysis)) : readable(analysis));
}

/** One line; the command line speaks English, as its usage does. */
function reasonOf(error: unknown): string {
  if (error instanceof FeedError) return sayIn('en')(`fault.${error.fault}`, { status: error.status });
  return (error as Error).message.split('\n', 1)[0]!;
}

/** Gives true when every source was a feed. */
async function parse(sources: string[]): Promise<boolean> {
  const pool = createParsePool();
  const fetch = createFetch({ allow: loadConfig().fetchAllow, userAgent: 'Kabar/0.1', clock: systemClock });
  let isGood = true;
  for (const source of sources) {
    try {
      let bytes: Uint8Array;
      let hints: { url?: string; contentType?: string } = {};
      if (isUrl(source)) {
        const answer = await fetch.get(source);
        if (answer.kind === 'failed') throw new FeedError(answer.fault, undefined, answer);
        if (answer.kind === 'not-modified') throw new FeedError('http', undefined, { status: 304 });
        bytes = answer.bytes;
        hints = { url: answer.url, ...(answer.contentType ? { contentType: answer.contentType } : {}) };
      } else {
        bytes = await readFile(source);
      }
      print(JSON.stringify(await pool.parse(bytes, hints)));
    } catch (error) {
      isGood = false;
      process.stderr.write(`${source}: ${reasonOf(error)}\n`);
    }
  }
  await fetch.close();
  await pool.close();
  return isGood;
}

async function withDatabase(say: (engine: string, url: string) => string): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const { engine, close } = await openDatabase({ url: config.databaseUrl, log });
  await close();
  print(say(engine, engine === 'sqlite' ? config.databaseUrl : 'PostgreSQL'));
}

async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'analyze':
      await (rest.includes('--jsonl') ? analyzeStream() : analyzeOne(rest));
      return 0;
    case 'parse':
      if (rest.length > 0) return (await parse(rest)) ? 0 : 1;
      break;
    case 'doctor':
      await withDatabase((engine, url) => `configuration: good\ndatabase: good (${engine}, ${url})`);
      return 0;
    case 'migrate':
      await withDatabase((_engine, url) => `${url} is up to date`);
      return 0;
  }
  process.stderr.write(USAGE);
  return command === undefined || command === '--help' ? 0 : EXIT_USAGE;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof SetupError) {
    process.stderr.write(`${error.faults.join('\n')}\n`);
    return EXIT_CONFIG;
  }
  process.stderr.write(`${reasonOf(error)}\n`);
  return 1;
});
