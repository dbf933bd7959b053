import { describe, expect, test } from 'vitest';
import { read } from '#tests/support/reading.ts';

/** Speaker and how it was found, of every quote. */
const who = (text: string, lang = 'id'): [string | undefined, string][] =>
  read(text, lang).quotes.map((one) => [one.speaker, one.resolution]);
const WULAN = '"Pintu air sudah kami buka," kata Camat Wulan Arsita, Selasa (10/3).';
const DANU = '"Perahu kami hanyut semua," kata nelayan Danu Prabaswara.';
const LATER = '"Warga boleh pulang ke rumah,"';

describe('-nya, dia, ia mean the last who spoke', () => {
  test.each([
    [`${LATER} katanya.`, 'enclitic', 'katanya'],
    [`${LATER} ujarnya lagi.`, 'enclitic', 'ujarnya lagi'],
    [`${LATER} kata dia.`, 'pronoun', 'kata dia'],
    [`${LATER} kata ia.`, 'pronoun', 'kata ia'],
    [`${LATER} tambah dia.`, 'pronoun', 'tambah dia'],
    [`${LATER} kata dia lagi.`, 'pronoun', 'kata dia lagi'],
    [`${LATER} ucap beliau.`, 'pronoun', 'beliau'],
    [`Dia mengatakan, ${LATER.slice(0, -2)}."`, 'pronoun', 'dia first'],
    [`${LATER} tutupnha.`, 'enclitic', 'misspelt'],
  ])('%s', (text, resolution) => {
    expect(who(`${WULAN}\n\n${text}`)).toEqual([
      ['Wulan Arsita', 'named'],
      ['Wulan Arsita', resolution],
    ]);
  });

  test('the last of two', () => {
    expect(who(`${WULAN}\n\n${DANU}\n\n${LATER} katanya.`).at(-1)).toEqual(['Danu Prabaswara', 'enclitic']);
  });

  test('an indirect saying counts as speaking', () => {
    expect(
      who(`Camat Wulan Arsita mengatakan pintu air sudah dibuka sejak subuh.\n\n${LATER} katanya.`).at(-1),
    ).toEqual(['Wulan Arsita', 'enclitic']);
  });

  test('a name inside the quote does not take the word', () => {
    expect(
      who(`"Danu Prabaswara yang menjaga pintu air," kata Camat Wulan Arsita.\n\n${LATER} katanya.`).at(-1),
    ).toEqual(['Wulan Arsita', 'enclitic']);
  });

  test('an object does not take the word', () => {
    expect(
      who(`Camat Wulan Arsita mengatakan pintu air dijaga Danu Prabaswara sejak subuh.\n\n${LATER} katanya.`).at(-1),
    ).toEqual(['Wulan Arsita', 'enclitic']);
  });

  test('the outlet does not take the word', () => {
    expect(
      who(`"Pintu air sudah kami buka," kata Camat Wulan Arsita kepada Kanal Sari.\n\n${LATER} katanya.`).at(-1),
    ).toEqual(['Wulan Arsita', 'enclitic']);
  });
});

describe('left unresolved rather than guessed', () => {
  test.each([
    [`${LATER} katanya.`, 'nobody before'],
    [`${LATER} kata dia.`, 'nobody before, dia'],
    [`${WULAN}\n\nSementara itu, hujan turun lagi di hulu. ${LATER} katanya.`, 'sementara itu'],
    [`${WULAN}\n\nSementara itu, hujan turun lagi di hulu.\n\n${LATER} katanya.`, 'sementara itu, a paragraph before'],
    [`${WULAN}\n\nTerpisah, hujan turun lagi di hulu. ${LATER} katanya.`, 'terpisah'],
    [`${WULAN}\n\nDi sisi lain, hujan turun lagi di hulu. ${LATER} katanya.`, 'di sisi lain'],
    [`${WULAN}\n\nDi tempat terpisah, hujan turun lagi di hulu. ${LATER} katanya.`, 'di tempat terpisah'],
  ])('%s: %s', (text) => {
    expect(who(text).at(-1)).toEqual([undefined, 'none']);
  });

  test('a quote that nobody is said to speak is not the speaker of far above', () => {
    const found = who(
      `${WULAN}\n\nHujan turun lagi di hulu sungai malam itu.\n\nPerahu ditambatkan di muara.\n\nPasar tutup lebih awal.\n\nSekolah diliburkan.\n\nJalan ditutup.\n\n${LATER.slice(0, -2)} bersama keluarga."`,
    );
    expect(found.slice(1).filter(([speaker]) => speaker !== undefined)).toEqual([]);
  });

  test('Senada brings a new speaker', () => {
    expect(who(`${WULAN}\n\nSenada, Danu Prabaswara mengatakan perahu hanyut semua.\n\n${LATER} katanya.`)).toEqual([
      ['Wulan Arsita', 'named'],
      ['Danu Prabaswara', 'named'],
      ['Danu Prabaswara', 'enclitic'],
    ]);
  });
});

describe('he, she, they', () => {
  const MARIA = '“The gate held all night,” said harbour chief Maria Fenwick.';
  const JOHN = '“My boat is gone for good,” said fisherman John Wren.';
  test.each([
    [`${MARIA}\n\n“People may go home,” she said.`, ['Maria Fenwick', 'pronoun'], 'she'],
    [`${MARIA}\n\n“People may go home,” she told reporters.`, ['Maria Fenwick', 'pronoun'], 'she told'],
    [`${MARIA}\n\nShe said: “People may go home.”`, ['Maria Fenwick', 'pronoun'], 'she first'],
    [`${JOHN}\n\n“I will build another,” he added.`, ['John Wren', 'pronoun'], 'he'],
    [`${MARIA}\n\n${JOHN}\n\n“People may go home,” she said.`, ['Maria Fenwick', 'pronoun'], 'she over a man between'],
    [`${JOHN}\n\n${MARIA}\n\n“I will build another,” he said.`, ['John Wren', 'pronoun'], 'he over a woman between'],
    ['“People may go home,” she said.', [undefined, 'none'], 'nobody before'],
    [`${JOHN}\n\n“People may go home,” she said.`, [undefined, 'none'], 'only a man before'],
    [`${MARIA}\n\n“We all slept at the hall,” they said.`, [undefined, 'none'], 'they are several'],
    [`${MARIA}\n\nMeanwhile, the river rose again. “People fled,” she said.`, [undefined, 'none'], 'meanwhile'],
  ])('%s', (text, expected) => {
    expect(who(text, 'en').at(-1)).toEqual(expected);
  });
});

describe('the credit is never the speaker', () => {
  const credited = (text: string, lang = 'id'): [string | undefined, string | undefined][] =>
    read(text, lang).quotes.map((one) => [one.speaker, one.credit]);
  const SAID = '"Pintu air sudah kami buka," kata Camat Wulan Arsita';
  test.each([
    [`${SAID} seperti dilansir AP, Selasa (10/3).`, 'AP'],
    [`${SAID}, dilansir AFP, Selasa (10/3).`, 'AFP'],
    [`${SAID} dikutip dari Kanal Sari, Selasa (10/3).`, 'Kanal Sari'],
    [`${SAID} sebagaimana dikutip Antara.`, 'Antara'],
    [`${SAID} kepada Kanal Sari, Selasa (10/3).`, 'Kanal Sari'],
    [`${SAID}, seperti diberitakan Reuters.`, 'Reuters'],
    [`${SAID} kepada KanalSari.com, Selasa (10/3).`, 'KanalSari.com'],
    [`Dilansir AFP, Camat Wulan Arsita mengatakan pintu air sudah dibuka sejak subuh.`, 'AFP'],
    [`Kepada Kanal Sari, Camat Wulan Arsita mengatakan pintu air sudah dibuka sejak subuh.`, 'Kanal Sari'],
    [`Mengutip Reuters, Camat Wulan Arsita mengatakan pintu air sudah dibuka sejak subuh.`, 'Reuters'],
  ])('%s', (text, credit) => {
    expect(credited(text)).toEqual([['Wulan Arsita', credit]]);
  });

  test.each([
    [`${SAID} kepada wartawan, Selasa (10/3).`, 'reporters are no outlet'],
    [`${SAID} kepada Danu Prabaswara, Selasa (10/3).`, 'a person is no outlet'],
  ])('%s: %s', (text, reason) => {
    const [[speaker, credit] = []] = credited(text);
    expect(speaker).toBe('Wulan Arsita');
    if (reason.startsWith('reporters')) expect(credit).toBeUndefined();
  });

  test.each([
    ['“The gate held,” Ada Fenwick told the Courier.', 'Courier'],
    ['“The gate held,” Ada Fenwick told Reuters on Monday.', 'Reuters'],
    ['“The gate held,” Ada Fenwick told AFP.', 'AFP'],
    ['Ada Fenwick told Reuters that the gate had held all night.', 'Reuters'],
  ])('%s', (text, credit) => {
    expect(credited(text, 'en')).toEqual([['Ada Fenwick', credit]]);
  });

  test('told reporters is no credit', () => {
    expect(credited('“The gate held,” Ada Fenwick told reporters on Monday.', 'en')).toEqual([
      ['Ada Fenwick', undefined],
    ]);
  });

  test('kept for what the same speaker says next, not for another', () => {
    expect(credited(`${SAID} kepada Kanal Sari.\n\n"Warga boleh pulang ke rumah," katanya.\n\n${DANU}`)).toEqual([
      ['Wulan Arsita', 'Kanal Sari'],
      ['Wulan Arsita', 'Kanal Sari'],
      ['Danu Prabaswara', undefined],
    ]);
  });

  test('an outlet that reports is not who speaks', () => {
    const text = 'Menurut laporan Reuters, Camat Wulan Arsita mengatakan pintu air sudah dibuka sejak subuh.';
    expect(read(text).quotes.map((one) => one.speaker)).toEqual(['Wulan Arsita']);
  });
});

describe('the day of the saying', () => {
  const days = (text: string, lang = 'id'): (string | undefined)[] => read(text, lang).quotes.map((one) => one.date);
  test.each([
    ['"Pintu air dibuka," kata Camat Wulan Arsita, Senin (9/3).', '2026-03-09', 'behind the name'],
    ['"Pintu air dibuka," kata Camat Wulan Arsita di posko pada Senin, 9 Maret 2026.', '2026-03-09', 'in words'],
    ['"Pintu air dibuka," kata Camat Wulan Arsita kemarin.', '2026-03-10', 'kemarin'],
    ['"Pintu air dibuka kemarin pagi," kata Camat Wulan Arsita, Senin (9/3).', '2026-03-09', 'not the one inside'],
    ['Camat Wulan Arsita, Senin (9/3), mengatakan pintu air sudah dibuka.', '2026-03-09', 'before the verb'],
    ['Pada Senin (9/3), Camat Wulan Arsita mengatakan pintu air sudah dibuka.', '2026-03-09', 'at the start'],
    ['Camat Wulan Arsita mengatakan pintu air dibuka pada Minggu (8/3).', undefined, 'a day of the clause'],
    ['"Pintu air dibuka," kata Camat Wulan Arsita.', undefined, 'none'],
    ['"Pintu air dibuka," kata Camat Wulan Arsita pekan lalu.', undefined, 'a week is no day'],
  ] as const)('%s', (text, date, _reason) => {
    expect(days(text)).toEqual([date]);
  });

  test.each([
    ['“The gate held,” Ada Fenwick said on Monday.', '2026-03-09'],
    ['“The gate held,” Ada Fenwick told reporters in Lower Marsh on Monday, March 9.', '2026-03-09'],
    ['On Monday, Ada Fenwick said the gate had held.', '2026-03-09'],
    ['Ada Fenwick said on Monday the gate had held.', '2026-03-09'],
    ['“The gate held on Sunday,” Ada Fenwick said on Monday.', '2026-03-09'],
    ['“The gate held,” Ada Fenwick said.', undefined],
  ] as const)('%s', (text, date) => {
    expect(days(text, 'en')).toEqual([date]);
  });

  test('kept for the same speaker on the same occasion, not for another', () => {
    expect(days(`${WULAN}\n\n${LATER} katanya.\n\n${DANU}`)).toEqual(['2026-03-10', '2026-03-10', undefined]);
  });
});

test('confidence is a share, and nothing for a speaker that is not known', () => {
  const { quotes } = read(`${LATER} katanya.\n\n${WULAN}\n\n"Airnya surut," katanya.`);
  for (const one of quotes) {
    expect(one.confidence).toBeGreaterThanOrEqual(0);
    expect(one.confidence).toBeLessThanOrEqual(1);
    expect(one.speaker === undefined).toBe(one.resolution === 'none');
    if (one.speaker === undefined) expect(one.confidence).toBe(0);
  }
});
