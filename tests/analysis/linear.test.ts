import { describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';

/** Units of the smaller text; the larger is four times as long. */
const SMALL = 20_000;
const TIMES = 4;
/** Linear work takes four times as long; quadratic work sixteen times. */
const RATIO_MOST = 10;
/** Milliseconds below which a ratio says nothing: all of it is start-up and noise. */
const NOISE_MS = 40;
const ATTEMPTS = 4;

const published = '2026-03-11T08:00:00+07:00';

/** Milliseconds of this thread's own work: what others do on the machine does not count. */
function elapsed(text: string, lang: string): number {
  const since = process.threadCpuUsage();
  analyze({ text, lang, published });
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1000;
}

const filled = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const nested = (length: number): string => '“'.repeat(length / 2) + '”'.repeat(length / 2);
const sentence = (length: number): string => `${filled('air yang naik dan surut lalu naik ', length)}.`;

describe('four times the text takes no more than about four times as long', () => {
  test.each<[string, (length: number) => string]>([
    ['straight marks', (length) => filled('"', length)],
    ['opening marks', (length) => filled('“', length)],
    ['apostrophes', (length) => filled("'", length)],
    ['marks and letters', (length) => filled('"a ', length)],
    ['an opening mark a paragraph', (length) => filled('"Kami siap.\n\n', length)],
    ['nested quotes', nested],
    ['a thousand nested quotes with words', (length) => filled('“Ia bilang “ya” lalu ', length)],
    ['brackets', (length) => filled('(', length)],
    ['brackets that close', (length) => filled('(A)', length)],
    ['capitals', (length) => filled('A', length)],
    ['words in capitals', (length) => filled('AB ', length)],
    ['names', (length) => filled('Wulan Arsita ', length)],
    ['different names', (length) => Array.from({ length: length / 8 }, (_, at) => `Ba${at.toString(36)}`).join(' ')],
    [
      'names that speak',
      (length) =>
        Array.from({ length: length / 40 }, (_, at) => `"Ya kami siap," kata Wulan Ba${at.toString(36)}.`).join('\n'),
    ],
    [
      'holders of one office',
      (length) =>
        Array.from(
          { length: length / 60 },
          (_, at) => `"Ya ${at}," kata Camat Be${at.toString(36)} Ba${at.toString(36)}.\n"Ya," kata camat.`,
        ).join('\n'),
    ],
    ['initials', (length) => filled('A.', length)],
    ['titles', (length) => filled('Prof. Dr. ', length)],
    ['offices', (length) => filled('Kepala Dinas ', length)],
    ['commas', (length) => filled(',', length)],
    ['names and commas', (length) => filled('Wulan, ', length)],
    ['dates', (length) => filled('(9/3/2026) ', length)],
    ['dates and tenses', (length) => filled('lalu 9 Maret, ', length)],
    ['days', (length) => filled('Senin ', length)],
    ['months', (length) => filled('Maret, ', length)],
    ['narrative days', (length) => filled('sehari sebelumnya ', length)],
    ['cues', (length) => filled('kata ', length)],
    ['cues with commas', (length) => filled(', kata ', length)],
    ['verbs of saying', (length) => filled('mengatakan ', length)],
    ['menurut', (length) => filled('menurut ', length)],
    ['quotes with their speakers', (length) => filled('"A b c," kata Budi. ', length)],
    ['quotes in lines', (length) => filled('"A b c," kata Budi.\n', length)],
    ['one endless sentence', sentence],
    ['one endless word', (length) => filled('air', length)],
    ['digits', (length) => filled('1', length)],
    ['digits with stops', (length) => filled('1.', length)],
    ['white space', (length) => filled(' ', length)],
    ['no-break spaces', (length) => filled('\u00A0', length)],
    ['empty lines', (length) => filled('\n', length)],
    ['lines of white space', (length) => filled(' \n', length)],
    ['dashes', (length) => filled('- ', length)],
    ['full stops', (length) => filled('.', length)],
    ['lone surrogates', (length) => filled('\uD800', length)],
    ['zero-width marks', (length) => filled('\u200B', length)],
    ['right-to-left marks', (length) => filled('\u202E"', length)],
    ['combining marks', (length) => `a${filled('\u0301', length)}`],
    ['pronouns', (length) => filled('dia, ', length)],
    ['lines of furniture', (length) => filled('Baca juga: a\n', length)],
    ['short lines', (length) => filled('Ab\n', length)],
  ])('%s', (_name, make) => {
    const small = make(SMALL);
    const large = make(SMALL * TIMES);
    for (const lang of ['id', 'en']) {
      // The first run warms up; a busy machine gets several goes before its word is taken.
      let best = Infinity;
      for (let attempt = 0; attempt < ATTEMPTS && best > RATIO_MOST; attempt += 1) {
        const short = Math.min(elapsed(small, lang), elapsed(small, lang));
        const long = elapsed(large, lang);
        best = long < NOISE_MS ? 0 : Math.min(best, long / Math.max(short, 1));
      }
      expect(best).toBeLessThanOrEqual(RATIO_MOST);
    }
  });
});
