import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToText } from '#text/html.ts';

describe('htmlToText', () => {
  test.each([
    ['<p>Satu</p><p>Dua</p>', 'Satu\n\nDua', 'paragraphs'],
    ['<P>Satu\n  baris<br>Dua</P>', 'Satu baris\nDua', 'source line ends are spaces, br is not'],
    ['Satu <b>dua</b><i>tiga</i>', 'Satu duatiga', 'inline elements add nothing'],
    ['a &amp;amp; b &ldquo;c&rdquo; &#8217; &#x2014; &#146; &nbsp;d', 'a &amp; b “c” ’ — ’ d', 'references, once'],
    ['&unknown; & &amp', '&unknown; & &amp', 'what is no reference stays'],
    ['a<script>if (a < b) "</p>"</script>b<style>p{}</style>c', 'abc', 'scripts and styles'],
    ['<p>x</p><figure><img><figcaption>Foto</figcaption></figure><p>y</p>', 'x\n\ny', 'captions'],
    ['<div class="share-bar"><div>Bagikan</div></div><p>Isi</p>', 'Isi', 'share bars with what is in them'],
    ['<div class="has-share">Isi</div>', 'Isi', 'a state is no part'],
    [
      '<p>Baca juga</p><aside>lain<p>Isi sesudahnya',
      'Baca juga\n\nlain\n\nIsi sesudahnya',
      'an aside never closed is no aside',
    ],
    ['<a title="a > b">tautan</a>', 'tautan', 'quoted angle bracket'],
    ['5 < 6 dan 7 > 3', '5 < 6 dan 7 > 3', 'plain text'],
    ['a<!-- <p>b</p> -->c', 'ac', 'comments'],
    ['teks biasa', 'teks biasa', 'no markup'],
    ['', '', 'nothing'],
    ['İstanbul <P>İzmir</P>', 'İstanbul\n\nİzmir', 'letters whose lower case is longer'],
  ])('%j is %j: %s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test.each(['<', '<p', '<!--', '<div class="', '&', '<aside>', '<script>', "<a href='", '</', '<p>\n\n\n'])(
    '300,000 × %j ends quickly',
    (piece) => {
      const started = performance.now();
      htmlToText(piece.repeat(300_000));
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );

  test('any text survives escaped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const words = text.replace(/[^\x21-\x7e]+/g, ' ').trim();
        const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        expect(htmlToText(`<p>${escaped}</p>`)).toBe(words);
      }),
    );
  });
});
