import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reply } from '#core/reply.ts';
import { clean, cut, lengthOf, plainOf, type Run, split, toHtml, webAddress } from '#platforms/telegram/markup.ts';
import { renderCaption, renderRuns, renderTexts, TEXT_MOST } from '#platforms/telegram/render.ts';
import { parseHtml } from '#tests/support/telegram/html.ts';

const WORDS = { planned: 'direncanakan' };
const letters = fc.string({
  unit: fc.constantFrom('a', 'b ', '. ', '\n', '<', '&', '>', '"', '😀', 'é', '\n\n', 'ن', '👨‍👩‍👧'),
  maxLength: 400,
});
const runs: fc.Arbitrary<Run[]> = fc.array(
  fc.record({
    text: letters.map(clean),
    bold: fc.boolean(),
    italic: fc.boolean(),
    url: fc.option(fc.constant('https://kanal.test/?a=1&b="2"'), { nil: undefined }),
    quote: fc.option(fc.record({ id: fc.nat(2), folded: fc.boolean() }), { nil: undefined }),
  }),
  { maxLength: 12 },
);

describe('styled text as Telegram’s HTML', () => {
  test('the server reads back the very text, whatever it holds', () => {
    fc.assert(
      fc.property(runs, (all) => {
        expect(parseHtml(toHtml(all)).text).toBe(plainOf(all));
      }),
    );
  });

  test('every part fits, is valid by itself, and together they lose nothing but white space', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 20, max: 300 }), (all, most) => {
        const parts = split(all, most);
        const squeeze = (text: string): string => text.replaceAll(/\s+/gu, '');
        for (const part of parts) {
          expect(lengthOf(part)).toBeLessThanOrEqual(most);
          expect(lengthOf(part)).toBeGreaterThan(0);
          expect(parseHtml(toHtml(part)).text).toBe(plainOf(part));
          expect(plainOf(part).isWellFormed()).toBe(true);
        }
        expect(squeeze(parts.map(plainOf).join(''))).toBe(squeeze(plainOf(all)));
      }),
    );
  });

  test('a cut is a beginning and fits', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 20, max: 300 }), (all, most) => {
        const short = cut(all, most);
        expect(lengthOf(short)).toBeLessThanOrEqual(Math.max(most, 1));
        const text = plainOf(short).replace(/…$/u, '');
        expect(plainOf(all).trimStart().startsWith(text.trim())).toBe(true);
      }),
    );
  });

  test('is cut between sentences, and the look goes on', () => {
    const sentence = 'Warga menyambut pembukaan jembatan itu. ';
    const parts = split([{ text: sentence.repeat(10), bold: true }], 100);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      expect(plainOf(part)).toMatch(/^Warga .*itu\.$/u);
      expect(toHtml(part)).toMatch(/^<b>.*<\/b>$/u);
    }
  });

  test.each([
    ['lone surrogates', 'a\uD83Db', 'a\uFFFDb'],
    ['controls', 'a\u0000\u0007b\u009Fc', 'abc'],
    ['a turned direction', '\u202Eabc\u202C\u2066d\u2069', 'abcd'],
    ['a name that would be called', 'kata @kabar_bot dan @ya', 'kata @\u2060kabar_bot dan @ya'],
    ['an address of mail is left alone', 'redaksi@kanal.test', 'redaksi@kanal.test'],
    ['Windows line ends', 'a\r\nb\rc', 'a\nb\nc'],
  ])('%s', (_reason, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test.each([
    ['a script', 'javascript:alert(1)', undefined],
    ['a file', 'file:///etc/passwd', undefined],
    ['a call of Telegram’s own', 'tg://user?id=1', undefined],
    ['nothing', '', undefined],
    ['quotes in it', 'https://kanal.test/"><b>', 'https://kanal.test/%22%3E%3Cb%3E'],
    ['too long', `https://kanal.test/${'a'.repeat(3000)}`, undefined],
  ])('an address: %s', (_reason, url, expected) => {
    expect(webAddress(url)).toBe(expected);
  });
});

describe('a rendered reply', () => {
  const reply: Reply = {
    title: 'Judul',
    blocks: [
      { kind: 'quote', text: 'Kami siap', cite: ['Arga'] },
      { kind: 'quote', text: 'Ia siap', cite: ['Arga'], paraphrase: true },
      { kind: 'quote', text: 'Panjang sekali. '.repeat(40), cite: ['Arga'] },
      { kind: 'timeline', entries: [{ when: '24 November 2026', planned: true, text: 'Peresmian.', cite: ['Kanal'] }] },
    ],
  };

  test('a quotation is a block, a paraphrase neither block nor marks, a long one is folded', () => {
    const [{ html } = { html: '' }] = renderTexts(renderRuns(reply, WORDS));
    expect(html).toContain('<blockquote>“Kami siap”</blockquote>');
    expect(html).toContain('<i>Ia siap</i>');
    expect(html).not.toContain('“Ia siap”');
    expect(html).toContain('<blockquote expandable>');
    expect(html).toContain('<b>24 November 2026</b> (direncanakan)');
  });

  test('is never empty, and invisible signs are empty', () => {
    for (const title of ['', ' ', '\u200B\u200D', '\u3164', '\u2060']) {
      expect(renderTexts(renderRuns({ title, blocks: [] }, WORDS))).toEqual([{ html: '—', plain: '—' }]);
    }
  });

  test('a headline of 10,000 letters is shortened, a text of 100,000 is four messages at the most', () => {
    const long = renderRuns(
      { title: 'a'.repeat(10_000), blocks: [{ kind: 'text', spans: ['Kata. '.repeat(20_000)] }] },
      WORDS,
    );
    const parts = renderTexts(long);
    expect(parts).toHaveLength(4);
    expect(parts[0]!.plain.split('\n')[0]!.length).toBeLessThan(300);
    expect(parts.at(-1)!.plain.endsWith('…')).toBe(true);
    for (const { html } of parts) expect(parseHtml(html).text.length).toBeLessThanOrEqual(TEXT_MOST);
    expect(renderCaption(long)).toBeUndefined();
  });
});
