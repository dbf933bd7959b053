import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFeedServer, type FeedServer } from '#tests/support/feed-server.ts';

const MB = 1024 * 1024;
const item = (number: number, title = `Berita ${number}: “aman” — é`): string =>
  `<item><title>${title}</title><link>https://warta.example/${number}</link><pubDate>Mon, 02 Mar 2026 07:00:00 GMT</pubDate><description>Isi ${number}</description></item>`;
const rss = (inside: string, prologue = '<?xml version="1.0" encoding="utf-8"?>', version = '2.0'): string =>
  `${prologue}<rss version="${version}"><channel><title>Warta</title><link>https://warta.example/</link>${inside}</channel></rss>`;
const utf16 = rss(item(1), '\uFEFF<?xml version="1.0" encoding="utf-16"?>');
const RDF = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://warta.example/"><title>Warta</title></channel><item rdf:about="https://warta.example/1"><title>Berita 1: “aman” — é</title><link>https://warta.example/1</link></item></rdf:RDF>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Warta</title><entry><id>urn:1</id><title>Berita 1: “aman” — é</title><link href="https://warta.example/1"/><updated>2026-03-02T07:00:00Z</updated></entry></feed>`;
const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Warta',
  items: [{ id: '1', title: 'Berita 1: “aman” — é', url: 'https://warta.example/1' }],
});
const W1252 = Buffer.from(
  rss(item(1, 'Berita 1: \u0093aman\u0094 \u0097 é'), '<?xml version="1.0" encoding="windows-1252"?>'),
  'latin1',
);
const RSS_090 = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Warta</title></channel><item><title>Berita 1: “aman” — é</title><link>https://warta.example/1</link></item></rdf:RDF>`;
const ONE = ['Berita 1: “aman” — é'];

/** What each file gives: the titles of its items, or the reason in one line. */
const FILES: [string, string | Uint8Array, string[] | RegExp][] = [
  ['RSS 2.0', rss(item(1) + item(2, 'Dua')), [...ONE, 'Dua']],
  ['RSS 0.90', RSS_090, ONE],
  ['RSS 0.91', rss(item(1), '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://x.example/rss-0.91.dtd">', '0.91'), ONE],
  ['RSS 0.92', rss(item(1), '', '0.92'), ONE],
  ['RDF', RDF, ONE],
  ['Atom', ATOM, ONE],
  ['JSON Feed', JSON_FEED, ONE],
  ['windows-1252', W1252, ONE],
  ['UTF-16, little end first', Buffer.from(utf16, 'utf16le'), ONE],
  ['UTF-16, big end first', Buffer.from(utf16, 'utf16le').swap16(), ONE],
  ['gzip', gzipSync(rss(item(1))), ONE],
  ['a truncated document', rss(item(1) + item(2)).slice(0, -60), ONE],
  ['HTML', '<!doctype html><html><head><title>Warta</title></head><body>Halo</body></html>', /is a web page/u],
  ['60 MB', Buffer.alloc(60 * MB, rss(item(1))), /too large/u],
  ['a gzip bomb', gzipSync(Buffer.alloc(200 * MB)), /too large/u],
  [
    '300,000 < in CDATA',
    rss(`<item><title>T</title><description><![CDATA[${'<'.repeat(300_000)}]]></description></item>`),
    ['T'],
  ],
  ['nothing', '', /is empty/u],
  ['noise', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251)), /no RSS, Atom or JSON Feed/u],
];

interface Line {
  items: { title: string }[];
}

let server: FeedServer;
let lines: Line[];
let reasons: string[];
let code: number | null;
const folder = mkdtempSync(join(tmpdir(), 'kabar-'));
const pathOf = (index: number): string => join(folder, `${index}.feed`);

beforeAll(async () => {
  server = await startFeedServer();
  server.on('/feed', rss(item(1)));
  FILES.forEach(([, content], index) => writeFileSync(pathOf(index), content));
  const sources = [...FILES.keys()].map(pathOf).concat('/nowhere', `${server.origin}/feed`, `${server.origin}/none`);
  const child = spawn(process.execPath, [new URL('../../src/cli.ts', import.meta.url).pathname, 'parse', ...sources], {
    env: { PATH: process.env['PATH'], FETCH_ALLOW: '127.0.0.0/8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, ended] = await Promise.all([
    Array.fromAsync(child.stdout.setEncoding('utf8')),
    Array.fromAsync(child.stderr.setEncoding('utf8')),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  lines = out
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  reasons = err.join('').trim().split('\n');
  code = ended;
}, 60_000);
afterAll(() => server.close());

test('a line for each feed, in order, and one for each that is none', () => {
  const good = FILES.filter(([, , expected]) => Array.isArray(expected));
  expect(lines.map(({ items }) => items.map(({ title }) => title))).toEqual([
    ...good.map(([, , titles]) => titles),
    ONE,
  ]);
  expect(reasons).toHaveLength(FILES.length - good.length + 2);
  expect(code).toBe(1);
});

test.each(
  FILES.flatMap(([name, , expected], index) => (expected instanceof RegExp ? [[name, index, expected] as const] : [])),
)('%s is refused in one sentence', (_name, index, words) => {
  const reason = reasons.find((line) => line.startsWith(`${pathOf(index)}: `));
  expect(reason).toMatch(words);
  expect(reason).toMatch(/\.$/u);
});

test('a file that is not there, a page that is not there', () => {
  expect(reasons.at(-2)).toMatch(/^\/nowhere: ENOENT/u);
  expect(reasons.at(-1)).toMatch(/answered with an error \(HTTP 404\)|answered with an error.*404/u);
});
