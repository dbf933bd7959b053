import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import { folder, runCli } from '#tests/support/kabar.ts';

const TEXT = '"Air sudah surut," kata Camat Wulan Arsita, Senin (9/3).';
const PUBLISHED = '2026-03-11T08:00:00+07:00';

interface Line {
  id: unknown;
  error?: string;
  lang?: string;
  title?: unknown;
  body?: string;
  quotes?: Record<string, unknown>[];
  events?: { date: string; planned: boolean }[];
  people?: Record<string, unknown>[];
}

/** The answers to a stream, one for each of its lines. */
function lines(input: string): Line[] {
  const { status, stdout, stderr } = runCli(['analyze', '--jsonl'], { input });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout === ''
    ? []
    : stdout
        .replace(/\n$/u, '')
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
}
const json = (article: unknown): string => JSON.stringify(article);

/** Letters of several bytes, so that the pipe cuts through some of them. */
const WIDE = `“Pintu air ‘kecil’ dibuka — pagi,” kata Camat Wulan Arsita. ${'é👩‍👧 '.repeat(30_000)}ya.`;
const LONG = Array.from(
  { length: 10_000 },
  (_, at) =>
    `"Rumah nomor ${at} sudah kering," kata Camat Wulan Arsita, Senin (9/3). ${'Warga pulang membawa tikar, panci dan ayam mereka. '.repeat(9)}`,
).join('\n');
const FULL = `${TEXT}\n\n"Warga boleh pulang," katanya. "Hati-hati di jalan."\n\nDia mengatakan pasar buka pekan depan.`;

const IDS = [7, 0, -1.5, '', 'a b', '0', true, false, null, [1, 'a'], { a: { b: 1 } }, 'é👩‍👧\u2028'];
const ODD = [null, '', 'xx', 7, {}, [], true];
const GOOD = { lang: 'id', body: TEXT, quotes: [{ speaker: 'Wulan Arsita' }] };
const EMPTY = { title: null, body: '', summary: [], people: [], quotes: [], events: [] };

/** A line, the id of its answer, and what else the answer holds; undefined where it is an error. */
const LINES: [reason: string, line: string, id: unknown, answer: Record<string, unknown> | undefined][] = [
  ['a byte order mark before the first line', `\uFEFF${json({ id: 1, text: TEXT })}`, 1, GOOD],
  ['no JSON', 'this is no JSON', null, undefined],
  ['JSON cut short', '{"id": "cut", "text": "Air', null, undefined],
  ['a list', '[]', null, undefined],
  ['an article in a list', json([{ id: 1, text: TEXT }]), null, undefined],
  ['null', 'null', null, undefined],
  ['a number', '7', null, undefined],
  ['a text', '"text"', null, undefined],
  ['an empty line', '', null, undefined],
  ['a line of spaces', '  \t', null, undefined],
  ['a good one behind them', json({ id: 'good', text: TEXT }), 'good', GOOD],
  ['no text', json({ id: 'a' }), 'a', undefined],
  ['null for text', json({ id: 'b', text: null }), 'b', undefined],
  ['a number for text', json({ id: 'c', text: 7 }), 'c', undefined],
  ['a list for text', json({ id: 'd', text: ['Air'] }), 'd', undefined],
  ['no text and no id', json({ url: 'x' }), null, undefined],
  ['no id', json({ text: TEXT }), null, GOOD],
  ...IDS.map((id): (typeof LINES)[number] => [`the id ${json(id)}`, json({ id, text: TEXT }), id, GOOD]),
  ...IDS.map((id): (typeof LINES)[number] => [
    `the id ${json(id)} of a bad line`,
    json({ id, text: 7 }),
    id,
    undefined,
  ]),
  ...ODD.map((one): (typeof LINES)[number] => [
    `${json(one)} for every other field`,
    json({ id: 1, text: TEXT, title: one, url: one, published: one, lang: one, more: one }),
    1,
    { ...GOOD, title: typeof one === 'string' ? one : null },
  ]),
  ['a title', json({ id: 1, title: 'Air Surut', text: TEXT }), 1, { ...GOOD, title: 'Air Surut' }],
  ['empty text', json({ id: 1, text: '' }), 1, EMPTY],
  ['white space for text', json({ id: 1, text: ' \n\t ' }), 1, EMPTY],
  ['a language nobody reads', json({ id: 1, text: 'Die Flut traf Hunderte Häuser.' }), 1, { lang: 'und', quotes: [] }],
  ...['\u2028', '\u2029', '\u0085'].map((mark): (typeof LINES)[number] => [
    `${json(mark)} is no end of a line`,
    `{"id":1,"text":"Air ${mark} surut."}`,
    1,
    { body: `Air ${mark} surut.` },
  ]),
  ['\\r before \\n', `${json({ id: 1, text: TEXT })}\r`, 1, GOOD],
  ['halves of pairs', '{"id":"\\ud800","text":"Air \\ud83d surut."}', '\uD800', { body: 'Air \uD83D surut.' }],
  ['letters of several bytes', json({ id: 1, text: WIDE, lang: 'id' }), 1, { body: WIDE }],
  ['a text of 5 MB', json({ id: 'long', text: LONG, published: PUBLISHED, lang: 'id' }), 'long', { lang: 'id' }],
  [
    'nobody known to speak',
    json({ id: 1, text: '"Pintu air itu sudah sangat tua," ujarnya.', lang: 'id' }),
    1,
    {
      people: [],
      quotes: [{ speaker: null, role: null, date: null, credit: null, resolution: 'none', confidence: 0 }],
    },
  ],
  ['no \\n behind the last line', json({ id: 'last', text: TEXT }), 'last', GOOD],
];

describe('analyze --jsonl', () => {
  let answers: Line[];
  beforeAll(() => {
    answers = lines(LINES.map(([, line]) => line).join('\n'));
  }, 120_000);

  test('an id that no number of JavaScript holds comes back letter by letter', () => {
    const input = '{"id":12345678901234567890,"text":""}\n{"id":1.50,"text":7}';
    const { stdout } = runCli(['analyze', '--jsonl'], { input });
    expect(stdout.split('\n').map((line) => /"id":([\d.]+)/u.exec(line)?.[1])).toEqual([
      '12345678901234567890',
      '1.50',
      undefined,
    ]);
  });

  test('a line in, a line out, in order', () => {
    expect(answers.map((one) => one.id)).toEqual(LINES.map(([, , id]) => id));
  });

  test.each(LINES.map(([reason, , id, answer], at) => ({ reason, id, answer, at })))(
    '$reason',
    ({ id, answer, at }) => {
      const found = answers[at]!;
      expect(found.id).toEqual(id);
      if (answer) {
        expect(found).not.toHaveProperty('error');
        expect(found).toMatchObject(answer);
      } else {
        expect(Object.keys(found).sort()).toEqual(['error', 'id']);
        expect(found.error).toMatch(/\S/u);
      }
    },
  );

  test('the long text is read to its end', () => {
    expect(LONG.length).toBeGreaterThan(5_000_000);
    const long = answers.find((one) => one.id === 'long')!;
    expect(long.quotes).toHaveLength(10_000);
    expect(long.quotes!.at(-1)).toMatchObject({ text: 'Rumah nomor 9999 sudah kering', speaker: 'Wulan Arsita' });
  });

  test('every field of the contract, null where there is nothing, the same as analyze() says', () => {
    const article = { text: FULL, published: PUBLISHED, lang: 'id' };
    const [line] = lines(json({ id: 'a', ...article }));
    expect(Object.keys(line!).sort()).toEqual(['body', 'events', 'id', 'lang', 'people', 'quotes', 'summary', 'title']);
    expect(line).toMatchObject({ id: 'a', lang: 'id', title: null, body: FULL });
    expect(line!.people).toEqual([{ name: 'Wulan Arsita', aliases: [], role: 'Camat' }]);
    expect(line!.quotes![0]).toEqual({
      text: 'Air sudah surut',
      sentence: TEXT,
      kind: 'direct',
      speaker: 'Wulan Arsita',
      speakerAs: 'Camat Wulan Arsita',
      role: 'Camat',
      date: '2026-03-09',
      credit: null,
      start: 1,
      end: 16,
      resolution: 'named',
      confidence: expect.any(Number),
    });
    expect(line!.quotes![1]).toMatchObject({ segments: ['Warga boleh pulang', 'Hati-hati di jalan.'] });
    expect(line!.events).toContainEqual({
      date: '2026-03-16',
      precision: 'week',
      until: '2026-03-22',
      anchor: 'pekan depan',
      sentence: 'Dia mengatakan pasar buka pekan depan.',
      start: FULL.indexOf('pekan depan'),
      end: FULL.indexOf('pekan depan') + 'pekan depan'.length,
      planned: true,
    });
    const said = JSON.parse(json(analyze(article))) as Line;
    expect(line).toMatchObject({ people: said.people, quotes: said.quotes, events: said.events });
  });

  test('nothing in, nothing out', () => {
    expect(lines('')).toEqual([]);
  });

  test('answers a line before the next one comes', async () => {
    const child = spawn(
      process.execPath,
      [new URL('../../src/cli.ts', import.meta.url).pathname, 'analyze', '--jsonl'],
      {
        env: { PATH: process.env['PATH'] ?? '' },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
    const next = async (): Promise<unknown> => (JSON.parse(String((await answers.next()).value)) as Line).id;
    child.stdin.write(`${json({ id: 1, text: TEXT })}\n`);
    expect(await next()).toBe(1);
    child.stdin.write('no JSON\n');
    expect(await next()).toBeNull();
    child.stdin.end(json({ id: 3, text: TEXT }));
    expect(await next()).toBe(3);
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  });

  test('a reader that leaves early ends it quietly', async () => {
    const child = spawn(
      process.execPath,
      [new URL('../../src/cli.ts', import.meta.url).pathname, 'analyze', '--jsonl'],
      {
        env: { PATH: process.env['PATH'] ?? '' },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += String(chunk)));
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(`${json({ id: 1, text: TEXT })}\n`.repeat(3_000));
    await new Promise((resolve) => child.once('close', resolve));
    expect(complaints).toBe('');
  });
});

describe('analyze', () => {
  const file = (name: string, content: string): string => {
    const path = join(folder(), name);
    writeFileSync(path, content);
    return path;
  };

  test('a file as text for people', () => {
    const { status, stdout } = runCli(['analyze', file('a.txt', TEXT), '--published', PUBLISHED]);
    expect(status).toBe(0);
    expect(stdout).toContain('Wulan Arsita');
    expect(stdout).toContain('“Air sudah surut”');
    expect(stdout).toContain('2026-03-09');
  });

  test('indirect words stand in no marks', () => {
    const { stdout } = runCli(['analyze', file('a.txt', 'Camat Wulan Arsita mengatakan air sudah surut di kampung.')]);
    expect(stdout).toContain('air sudah surut di kampung');
    expect(stdout).not.toMatch(/[“"]air sudah/u);
  });

  test('--json is one object of the same fields', () => {
    const { stdout } = runCli(['analyze', file('a.txt', TEXT), '--published', PUBLISHED, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      lang: 'id',
      title: null,
      quotes: [{ speaker: 'Wulan Arsita', date: '2026-03-09', credit: null, start: 1, end: 16 }],
      events: [{ date: '2026-03-09' }],
    });
  });

  test.each([[['analyze', '-', '--json']], [['analyze', '--json']]])('standard input: %j', (args) => {
    const { status, stdout } = runCli(args, { input: TEXT });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ quotes: [{ speaker: 'Wulan Arsita' }] });
  });

  test('offsets are into the text given, line ends and all', () => {
    const text = `Pagi itu hujan reda di hulu sungai.\r\n\r\n${TEXT}\r\n`;
    const { stdout } = runCli(['analyze', '-', '--json'], { input: text });
    const [quote] = (JSON.parse(stdout) as { quotes: { start: number; end: number }[] }).quotes;
    expect(text.slice(quote!.start, quote!.end)).toBe('Air sudah surut');
  });

  test('HTML is read as its text', () => {
    const page = `<html><head><title>x</title><script>"jahat," kata Camat Danu.</script></head><body><p>${TEXT}</p></body></html>`;
    const { stdout } = runCli(['analyze', file('a.html', page), '--json', '--lang', 'id']);
    expect(JSON.parse(stdout)).toMatchObject({ body: TEXT, quotes: [{ speaker: 'Wulan Arsita' }] });
  });

  test('--lang decides', () => {
    const { stdout } = runCli(['analyze', '-', '--json', '--lang', 'en'], {
      input: '“Yes, we can,” said Ada Fenwick.',
    });
    expect(JSON.parse(stdout)).toMatchObject({ lang: 'en', quotes: [{ speaker: 'Ada Fenwick' }] });
  });

  test('a file that is not there is said in a sentence, with a status that is not 0', () => {
    const { status, stdout, stderr } = runCli(['analyze', '/nowhere/at/all.txt']);
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('/nowhere/at/all.txt');
    expect(stderr).not.toMatch(/\n\s+at /u);
  });

  test('a flag without its value is told', () => {
    const { status, stderr } = runCli(['analyze', '-', '--published'], { input: TEXT });
    expect(status).toBe(64);
    expect(stderr).toContain('--published');
  });
});
