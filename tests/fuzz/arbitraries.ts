import fc from 'fast-check';
import type { Action, Block, Button, Reply, Span } from '#core/reply.ts';

/** Words that people and newsrooms write, and those that break things. */
const NASTY = [
  '',
  ' ',
  '\n',
  '\0',
  '\u001B[31m',
  '\u202E',
  '\u200D',
  '\uD800',
  '🙂',
  '👨‍👩‍👧‍👦',
  'é',
  '@everyone',
  '<@1>',
  '<b>',
  '</a>',
  '<script>',
  '&amp;',
  '&#x110000;',
  '**',
  '__',
  '||',
  '```',
  '[x](javascript:alert(1))',
  'https://warta.example/a?b=c',
  'http://[::1]/',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  "'; DROP TABLE feeds; --",
  '%s%n',
  '”“"',
  'page:2',
  'about:x',
  'banjir',
  'Arga Wirasena',
] as const;

export const words = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 6 })), { maxLength: 12 })
    .map((all) => all.join(' ')),
);
/** Long ones too: limits count. */
export const text = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 1, arbitrary: fc.tuple(words, fc.nat(3000)).map(([one, times]) => one.repeat(times).slice(0, 20_000)) },
);
const url = fc.oneof(fc.webUrl(), words);
const at = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });

export const action: fc.Arbitrary<Action> = fc.record(
  {
    command: fc.stringMatching(/^[a-z_]{1,12}$/),
    subcommand: fc.stringMatching(/^[a-z_]{1,12}$/),
    options: fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,9}$/), words, { maxKeys: 4, noNullPrototype: true }),
    page: fc.integer({ min: 1, max: 999_999 }),
  },
  { requiredKeys: ['command', 'options'] },
);

const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  fc.record(
    { text, url, style: fc.constantFrom('strong' as const, 'emphasis' as const, 'time' as const), at },
    { requiredKeys: ['text'] },
  ),
);
const spans = fc.array(span, { maxLength: 5 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), spans }),
  fc.record({ kind: fc.constant('quote' as const), text, cite: spans, paraphrase: fc.boolean() }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(spans, { maxLength: 12 }) }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: text, value: spans }), { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('timeline' as const),
    entries: fc.array(fc.record({ when: words, planned: fc.boolean(), text, cite: spans }), { maxLength: 12 }),
  }),
);
const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ label: text, url }),
  fc.record({ label: text, action, danger: fc.boolean() }),
);

export const reply: fc.Arbitrary<Reply> = fc.record(
  {
    title: text,
    url,
    blocks: fc.array(block, { maxLength: 6 }),
    buttons: fc.array(button, { maxLength: 30 }),
    footer: text,
    page: fc.record({ current: fc.integer({ min: 1, max: 9 }), last: fc.integer({ min: 1, max: 9 }) }),
    time: at,
    image: fc.record({ alt: text, url }),
  },
  { requiredKeys: ['title', 'blocks'] },
);

const MARKUP =
  `<rss version="2.0">|<channel>|</channel>|</rss>|<item>|</item>|<title>|</title>|<link>|</link>|<guid>|</guid>|<description>|<![CDATA[|]]>|<!--|-->|<feed xmlns="http://www.w3.org/2005/Atom">|<entry>|</entry>|<id>|</id>|<link href="/1"/>|<updated>2026-03-02|</updated>|<rdf:RDF>|<pubDate>Senin, 2 Maret 2026 14:30 WIB</pubDate>|{"version":"https://jsonfeed.org/version/1.1","items":[|{"id":"1"}|]}|<!DOCTYPE rss [|<!ENTITY a "b">|]>|<?xml version="1.0"?>|<opml>|<body>|<outline xmlUrl="https://a.example/"|text="x"|/>|</opml>|<html>|<article>|<p>|</p>|<div class="share">|</div>|<script>|</script>|<script type="application/ld+json">|<table>|<b|"|'|=|&|&amp;|<|>|/`.split(
    '|',
  );

/** Pieces of every markup that is read here, in no order. */
export const markup = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...MARKUP) }, { weight: 1, arbitrary: words }), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''));

/** A document that was good before something happened to it: pieces cut out, doubled, replaced. */
export const mutated = (documents: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...documents),
      fc.array(fc.tuple(fc.nat(2000), fc.nat(60), fc.oneof(fc.constant(''), fc.constantFrom(...MARKUP), words)), {
        maxLength: 6,
      }),
    )
    .map(([document, cuts]) =>
      cuts.reduce((all, [at, length, put]) => {
        const from = at % (all.length + 1);
        return all.slice(0, from) + put + all.slice(from + length);
      }, document),
    );

export const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .tuple(
      fc.constantFrom([0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0x1f, 0x8b, 8, 0], [0x1b, 0x24]),
      fc.uint8Array({ maxLength: 200 }),
    )
    .map(([head, rest]) => Uint8Array.of(...head, ...rest)),
  markup.map((made) => new Uint8Array(Buffer.from(made))),
  markup.map((made) => new Uint8Array(Buffer.from(made, 'utf16le'))),
);
