import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, escapeMarks, spanMarkdown, visible, webUrl } from '#platforms/discord/markdown.ts';
import { readMarkdown } from '#tests/support/discord/read-markdown.ts';

/** Text that is full of what Discord might take for markup. */
const marked = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '**',
        '_',
        '__',
        '~~',
        '||',
        '`',
        '```',
        '[',
        '](',
        ')',
        '<',
        '>',
        '@',
        '#',
        '\\',
        '-',
        '+',
        '1.',
        ':',
        '\n',
        ' ',
      ),
      fc.constantFrom(
        '<@&1>',
        '@everyone',
        '[x](https://e.test)',
        'https://e.test/a_b',
        '<t:0:R>',
        '<:a:1>',
        '</a:1>',
        'kata',
        '👨‍👩‍👧',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('news as Discord Markdown', () => {
  test('nothing in it takes effect, and every letter is shown', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const shown = visible(text);
        const read = readMarkdown(escapeMarks(shown));
        expect(read.mentions).toEqual([]);
        expect(read.marks).toEqual([]);
        expect(read.links).toEqual([]);
        expect(read.text).toBe(shown);
      }),
    );
  });

  test('an address stays one, and ends where it ends', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const shown = visible(text);
        const read = readMarkdown(escapeMarkdown(shown));
        expect(read.mentions).toEqual([]);
        expect(read.marks).toEqual([]);
        expect(read.text).toBe(shown);
      }),
    );
    expect(readMarkdown(escapeMarkdown('(https://e.test/a_b_c)'))).toMatchObject({ links: ['https://e.test/a_b_c'] });
  });

  test.each([
    [
      'a link whose words hold brackets',
      { text: 'a](//evil.test) b', url: 'https://good.test/' },
      ['https://good.test/'],
    ],
    [
      'a link with brackets in its address',
      { text: 'x', url: 'https://good.test/a_(b)' },
      ['https://good.test/a%5F%28b%29'],
    ],
    ['a script is no link', { text: 'x', url: 'javascript:alert(1)' }, []],
    ['credentials are no link', { text: 'x', url: 'https://user:pass@good.test/' }, []],
    [
      'words that look like an address are not linked elsewhere',
      { text: 'https://bank.test', url: 'https://evil.test/' },
      ['https://bank.test'],
    ],
  ])('%s', (_reason, span, links) => {
    const read = readMarkdown(spanMarkdown(span));
    expect(read.links).toEqual(links);
    expect(read.text).toBe(span.text);
  });

  test('a moment is shown in each reader’s own zone', () => {
    expect(spanMarkdown({ text: '24 November', style: 'time', at: new Date('2026-11-24T03:00:00Z') })).toBe(
      '<t:1795489200:f>',
    );
  });

  test.each(['nowhere', 'ftp://a.test', 'https://a.test/\u0000'.repeat(500), undefined])('%s is no address', (text) => {
    expect(webUrl(text, 100)).toBeUndefined();
  });
});
