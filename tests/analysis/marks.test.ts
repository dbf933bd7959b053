import { describe, expect, test } from 'vitest';
import { quotesIn, read } from '#tests/support/reading.ts';

const WORDS = 'Pintu air sudah kami buka sejak subuh';
const CUE = 'kata Camat Wulan Arsita.';
const FOUND = [`direct · ${WORDS} · Wulan Arsita (named)`];

describe('every glyph', () => {
  test.each([
    ['"', '"', 'straight'],
    ['“', '”', 'curly'],
    ['”', '”', 'the closing one on both sides'],
    ['“', '“', 'the opening one on both sides'],
    ['„', '“', 'low and high, as in German'],
    ['„', '”', 'low and high, as in Polish'],
    ['«', '»', 'guillemets'],
    ['»', '«', 'guillemets turned round'],
    ['″', '″', 'double primes'],
    ['＂', '＂', 'full width'],
    ['‟', '”', 'high and reversed'],
    ["''", "''", 'two apostrophes'],
    ['``', "''", 'as in TeX'],
    ['“', '"', 'curly, then straight'],
    ['"', '”', 'straight, then curly'],
    ['‘', '’', 'single'],
    ["'", "'", 'single and straight'],
  ])('%s…%s: %s', (open, close) => {
    expect(quotesIn(`${open}${WORDS},${close} ${CUE}`)).toEqual(FOUND);
    expect(quotesIn(`Camat Wulan Arsita mengatakan, ${open}${WORDS}.${close}`)).toEqual([
      `direct · ${WORDS}. · Wulan Arsita (named)`,
    ]);
  });
});

describe('what editors get wrong', () => {
  test.each([
    [`"${WORDS},"kata Camat Wulan Arsita.`, 'no space behind the mark'],
    [`"${WORDS}",kata Camat Wulan Arsita.`, 'the comma behind the mark, no space'],
    [`"${WORDS}", kata Camat Wulan Arsita.`, 'the comma behind the mark'],
    [`"${WORDS} ," kata Camat Wulan Arsita.`, 'a space before the comma'],
    [`"${WORDS}, " kata Camat Wulan Arsita.`, 'a space before the closing mark'],
    [`" ${WORDS}," kata Camat Wulan Arsita.`, 'a space behind the opening mark'],
    [`"${WORDS},” kata Camat Wulan Arsita.`, 'marks of two kinds'],
    [`"${WORDS}," kataCamat Wulan Arsita.`, 'the cue glued to the title'],
    [`"${WORDS},"kataCamat Wulan Arsita.`, 'all glued'],
    [`"${WORDS}" kata Camat Wulan Arsita.`, 'no comma at all'],
    [`""${WORDS}," kata Camat Wulan Arsita.`, 'the opening mark twice'],
    [`"${WORDS}, kata Camat Wulan Arsita.`, 'the closing mark lost'],
    [`${WORDS}," kata Camat Wulan Arsita.`, 'the opening mark lost'],
    [`“${WORDS},“ kata Camat Wulan Arsita.`, 'the opening mark as closer'],
  ])('%s: %s', (text) => {
    const found = quotesIn(`Hujan turun tiga hari tanpa henti di hulu sungai.\n\n${text}\n\nAir mulai surut sore itu.`);
    expect(found).toEqual(FOUND);
  });

  test.each([
    [`"Pintu air macet, kata Camat Wulan Arsita.`, 'a closing mark'],
    [`Pintu air "macet sejak pagi. Warga panik.`, 'a mark in the middle'],
    [`Pintu air macet sejak pagi." Warga panik.`, 'an opening mark'],
    [`"Pintu air" macet" sejak pagi.`, 'one mark too many'],
  ])('%s: a lost mark spoils its own paragraph alone', (broken) => {
    expect(quotesIn(`${broken}\n\n"${WORDS}," ${CUE}`)).toContain(FOUND[0]);
  });
});

describe('a quote over several paragraphs', () => {
  const parts = ['Pintu air sudah kami buka sejak subuh.', 'Air akan surut besok pagi.', 'Warga boleh pulang.'];

  test('with an opening mark in each and a closing one at the end', () => {
    const text = `"${parts[0]}\n\n"${parts[1]}\n\n"${parts[2]}" kata Camat Wulan Arsita.`;
    const { quotes } = read(text);
    expect(quotes).toMatchObject([{ kind: 'direct', segments: parts, text: parts.join(' '), speaker: 'Wulan Arsita' }]);
    for (const part of parts) expect(text.slice(quotes[0]!.start, quotes[0]!.end)).toContain(part);
  });

  test('with the attribution in its first paragraph', () => {
    const { quotes } = read(
      `“The gate was opened at dawn,” said harbour chief Ada Fenwick. “The water will fall by noon.\n\n“People may go home after that.”`,
      'en',
    );
    expect(quotes).toMatchObject([
      {
        segments: ['The gate was opened at dawn', 'The water will fall by noon.', 'People may go home after that.'],
        speaker: 'Ada Fenwick',
      },
    ]);
  });

  test('with no new marks', () => {
    const { quotes } = read(`"${parts[0]}\n\n${parts[1]}\n\n${parts[2]}" kata Camat Wulan Arsita.`);
    expect(quotes).toHaveLength(1);
    expect(quotes[0]).toMatchObject({ kind: 'direct', speaker: 'Wulan Arsita' });
    for (const part of parts) expect(quotes[0]!.text).toContain(part);
  });

  test('closed in each: quotes of their own', () => {
    expect(quotesIn(`"${parts[0]}"\n\n"${parts[1]}" kata Camat Wulan Arsita.\n\n"${parts[2]}"`).slice(-2)).toEqual([
      `direct · ${parts[1]} · Wulan Arsita (named)`,
      `direct · ${parts[2]} · Wulan Arsita (continued)`,
    ]);
  });
});

describe('marks inside a quote', () => {
  test.each([
    [
      `"Ibu saya bilang, 'Jangan lewat jembatan itu.' Saya menurut saja," kata Danu Prabaswara.`,
      `Ibu saya bilang, 'Jangan lewat jembatan itu.' Saya menurut saja`,
      'single inside double',
    ],
    [
      `“Ibu saya bilang ‘jangan lewat jembatan itu’ sejak dulu,” kata Danu Prabaswara.`,
      `Ibu saya bilang ‘jangan lewat jembatan itu’ sejak dulu`,
      'curly single inside curly double',
    ],
    [
      `“Ibu saya bilang “jangan lewat” setiap hari,” kata Danu Prabaswara.`,
      `Ibu saya bilang “jangan lewat” setiap hari`,
      'double inside double',
    ],
    [
      `"Ini bukan 'nasib', ini kelalaian," kata Danu Prabaswara.`,
      `Ini bukan 'nasib', ini kelalaian`,
      'a word in single marks, followed by a comma',
    ],
    [
      `"Jum'at malam airnya naik, warga lari ke bukit," kata Danu Prabaswara.`,
      `Jum'at malam airnya naik, warga lari ke bukit`,
      'an apostrophe',
    ],
  ])('%s: %s', (text, words) => {
    expect(quotesIn(text)).toEqual([`direct · ${words} · Danu Prabaswara (named)`]);
  });

  test('apostrophes open and close nothing', () => {
    expect(
      quotesIn("The neighbours' boats weren't theirs. It's the '90s pier that didn't hold, and that's that.", 'en'),
    ).toEqual([]);
  });
});

test('the words of a quote keep what editors put in: brackets, ellipses, stops', () => {
  expect(
    quotesIn('"Mereka (petugas) datang ... lalu pergi. Pintu [air] dibiarkan... terbuka!" kata Danu Prabaswara.'),
  ).toEqual([
    'direct · Mereka (petugas) datang ... lalu pergi. Pintu [air] dibiarkan... terbuka! · Danu Prabaswara (named)',
  ]);
});
