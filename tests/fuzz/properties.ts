// Each property is run by fuzz.test.ts; the rules look for the test around it here.
// oxlint-disable vitest/no-standalone-expect
import fc from 'fast-check';
import { expect } from 'vitest';
import { commands } from '#commands/index.ts';
import { extract } from '#articles/extract.ts';
import { canonicalUrl } from '#articles/identity.ts';
import { FeedError } from '#core/errors.ts';
import { readWords, writeWords } from '#dispatch/words.ts';
import { parseDate } from '#feeds/dates.ts';
import { decodeFeed } from '#feeds/decode.ts';
import { readMaxAge, readRetryAfter, readValidators } from '#feeds/headers.ts';
import { parseFeed } from '#feeds/parse.ts';
import { decodeAction, encodeAction } from '#platforms/discord/action.ts';
import { render as renderDiscord } from '#platforms/discord/render.ts';
import { readAsk, writeAsk } from '#platforms/telegram/asks.ts';
import { renderRuns, renderTexts, TEXT_MOST } from '#platforms/telegram/render.ts';
import { renderText } from '#platforms/web/render.ts';
import { htmlToText } from '#text/html.ts';
import { readOpml, writeOpml } from '#text/opml.ts';
import { action, bytes, markup, mutated, reply, text, words } from './arbitraries.ts';

/** Each holds for whatever is thrown at it; nothing is thrown back but errors with a type. */
type Property = fc.IRawProperty<unknown>;

const DOCUMENTS = [
  '<rss version="2.0"><channel><title>Warta</title><item><title>Satu &amp; dua</title><link>/1</link><guid>g1</guid><pubDate>Senin, 2 Maret 2026 14:30 WIB</pubDate><description><![CDATA[<p>Isi</p>]]></description></item><item><title>Dua</title><guid>g2</guid></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title>Warta</title><entry><id>urn:1</id><title type="html">Satu</title><link href="1"/><updated>2026-03-02T07:00:00Z</updated><content type="xhtml"><div><p>Isi</p></div></content></entry></feed>',
  '{"version":"https://jsonfeed.org/version/1.1","title":"Warta","items":[{"id":"1","url":"/1","title":"Satu","content_html":"<p>Isi</p>","date_published":"2026-03-02T07:00:00Z","authors":[{"name":"Rani"}]}]}',
];
const PAGE =
  '<!doctype html><html lang="id"><head><title>Satu</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Satu","datePublished":"2026-03-02"}</script></head><body><nav><a href="/">x</a></nav><article><h1>Satu</h1><p>Kepala Dinas memeriksa jembatan itu pada Senin pagi.</p></article></body></html>';
const header = fc.oneof(
  words,
  fc.constantFrom(
    'max-age=1',
    'max-age=99999999999999',
    'no-store',
    '0',
    '-1',
    '120',
    '1e9',
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'nanti',
  ),
);

async function onlyFeedErrors(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    expect(error).toBeInstanceOf(FeedError);
  }
}

export const PROPERTIES: Record<string, Property> = {
  parse: fc.asyncProperty(fc.oneof(markup, mutated(DOCUMENTS)), (document) =>
    onlyFeedErrors(async () => {
      const feed = await parseFeed(Buffer.from(document), { url: 'https://warta.example/rss' });
      for (const { link, title, id, publishedAt } of feed.items) {
        expect(link ?? 'https://').toMatch(/^https?:\/\//);
        expect(title ?? 'x').not.toMatch(/^$|\p{Cc}/u);
        expect(id ?? '').toSatisfy((one: string) => one.length <= 2500);
        expect(publishedAt?.getTime() ?? 0).not.toBeNaN();
      }
      expect('polluted' in {}).toBe(false);
    }),
  ),
  decode: fc.asyncProperty(
    bytes,
    fc.option(
      words.map((one) => `text/xml; charset=${one}`),
      { nil: undefined },
    ),
    (document, type) => onlyFeedErrors(() => expect(decodeFeed(document, type)).toBeTypeOf('string')),
  ),
  extract: fc.property(
    fc.oneof(markup, mutated([PAGE])),
    fc.constantFrom(undefined, 'text/html; charset=utf-16', 'text/html'),
    (page, contentType) => {
      const read = extract(Buffer.from(page), { url: 'https://warta.example/1', contentType });
      expect(read.text.length).toBeLessThanOrEqual(200_000);
      expect(read.canonicalUrl ?? 'https:').toMatch(/^https?:/);
      expect(read.image ?? 'https:').toMatch(/^https?:/);
      expect(htmlToText(page)).not.toMatch(/[^\P{Cc}\n]/u);
    },
  ),
  render: fc.property(reply, (given) => {
    for (const { body } of renderDiscord(given).messages) {
      const chars = (body.embeds ?? []).reduce(
        (sum, one) => sum + (one.title?.length ?? 0) + (one.description?.length ?? 0) + (one.footer?.text.length ?? 0),
        0,
      );
      expect(chars).toBeLessThanOrEqual(6000);
      expect(body.allowed_mentions).toEqual({ parse: [] });
      expect(
        body.embeds!.every((one) => (one.title?.length ?? 1) <= 256 && (one.description?.length ?? 1) <= 4096),
      ).toBe(true);
      expect((body.components ?? []).length).toBeLessThanOrEqual(5);
    }
    for (const { html, plain } of renderTexts(renderRuns(given, { planned: 'direncanakan' }))) {
      expect(plain.length).toBeLessThanOrEqual(TEXT_MOST);
      expect(plain).not.toMatch(/[\u202A-\u202E]/u);
      expect(
        html.replace(/<\/?(?:b|i|u|s|a|code|pre|blockquote|tg-spoiler)(?: [a-z]+="[^"<>]*"| expandable)*>/g, ''),
      ).not.toMatch(/[<>]/);
      expect(html).not.toMatch(/href="(?!https?:|mailto:|tg:)/i);
    }
    expect(renderText(given)).toBeTypeOf('string');
  }),
  options: fc.property(
    fc.oneof(
      text,
      fc
        .tuple(fc.constantFrom(...commands.map(({ name }) => `/${name}`)), text)
        .map(([name, rest]) => `${name} ${rest}`),
    ),
    (line) => {
      const typed = readWords(line, commands);
      const command = commands.find(({ name }) => name === typed.command);
      const spec = command?.subcommands?.find(({ name }) => name === typed.subcommand) ?? command;
      const known = spec && 'options' in spec ? Object.keys(spec.options) : [];
      expect(Object.keys(typed.options).filter((name) => !known.includes(name))).toEqual([]);
      if (command) expect(readWords(writeWords(typed), commands).command).toBe(typed.command);
    },
  ),
  'action tokens': fc.asyncProperty(action, words, async (given, forged) => {
    const kept = new Map<string, string>();
    const notes = { get: async (key: string) => kept.get(key) };
    const { customId, keep } = encodeAction('a', 3, given);
    expect(customId.length).toBeLessThanOrEqual(100);
    if (keep) kept.set(keep.key, keep.value);
    expect((await decodeAction(customId, notes))?.action).toEqual(given);
    expect(readAsk(writeAsk({ action: given }))?.action).toEqual(given);
    const guesses = [
      await decodeAction(forged, notes),
      await decodeAction(`a0[${forged}]`, notes),
      await decodeAction(`a0["x","",1,${JSON.stringify(forged)}]`, notes),
    ];
    for (const one of [...guesses.map((guess) => guess?.action), readAsk(forged)?.action]) {
      if (one)
        expect([one.command, ...Object.values(one.options)].every((part) => typeof part === 'string')).toBe(true);
    }
  }),
  OPML: fc.property(
    fc.oneof(
      markup,
      mutated([writeOpml('x', [{ url: 'https://a.example/', title: 'Satu', topics: ['kota'] }], new Date(0))]),
    ),
    (document) => {
      const read = readOpml(document);
      if (read.kind !== 'opml') return;
      expect(read.feeds.every(({ url, line }) => url.length > 0 && line > 0)).toBe(true);
      expect(read.faults.every(({ line }) => line > 0)).toBe(true);
    },
  ),
  'dates, addresses and headers': fc.property(
    fc.oneof(words, fc.constantFrom('2 Maret 2026', 'Mon, 02 Mar 2026 07:00:00 GMT', '2026-03-02T07:00:00+07:00')),
    header,
    (one, value) => {
      expect(parseDate(one)?.getTime() ?? 0).not.toBeNaN();
      const canonical = canonicalUrl(one);
      if (canonical !== undefined) expect(canonicalUrl(canonical)).toBe(canonical);
      const headers = { get: () => value };
      for (const wait of [readRetryAfter(headers, new Date(0)), readMaxAge(headers, new Date(0))])
        expect(wait ?? 0).toBeGreaterThanOrEqual(0);
      expect(readValidators(headers)).toBeTypeOf('object');
    },
  ),
};
