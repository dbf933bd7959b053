import { describe, expect, test } from 'vitest';
import { createAnalyze } from '#analysis/analyze.ts';
import { createDetect } from '#language/detect.ts';
import { definePack } from '#language/pack.ts';
import { packs } from '#language/packs.ts';

/** A pack that knows nothing: what a new language starts from. */
const bare = definePack({ code: 'xx', stopWords: [], cues: [], months: {}, weekdays: {} });

const words = (text: string): string[] => text.split(' ');

/** Malay, as far as these tests speak it. */
const malay = definePack({
  code: 'ms',
  utcOffsetHours: 8,
  stopWords: words(
    'yang dan di ke dari untuk pada dengan ini itu dalam tidak akan telah sudah kerana ketika selepas oleh',
  ),
  cues: words('kata ujar jelas tegas tambah'),
  encliticCues: words('katanya ujarnya jelasnya tegasnya tambahnya'),
  encliticEndings: ['nya'],
  cuesBeforeNames: true,
  titlesBeginRuns: true,
  speechVerbs: words('berkata memberitahu menegaskan menjelaskan menyatakan'),
  conjunctions: ['bahawa'],
  and: ['dan'],
  accordingTo: ['menurut'],
  negations: ['tidak'],
  pronouns: words('dia beliau'),
  titles: words('menteri besar ketua pengarah pegawai daerah dato datuk encik puan'),
  abbreviations: words('en pn dr'),
  attributionTails: words('ketika selepas dalam di pada'),
  months: {
    januari: 1,
    februari: 2,
    mac: 3,
    april: 4,
    mei: 5,
    jun: 6,
    julai: 7,
    ogos: 8,
    september: 9,
    oktober: 10,
    november: 11,
    disember: 12,
  },
  weekdays: { ahad: 0, isnin: 1, selasa: 2, rabu: 3, khamis: 4, jumaat: 5, sabtu: 6 },
  futureMarks: words('akan bakal'),
  pastMarks: words('telah sudah'),
  past: { before: [], after: ['lalu'] },
  future: { before: [], after: ['depan'] },
  relative: [
    { phrase: 'semalam', unit: 'day', offset: -1 },
    { phrase: 'esok', unit: 'day', offset: 1 },
    { phrase: 'minggu lalu', unit: 'week', offset: -1 },
  ],
  danglingOpenings: ['beliau', 'dia', 'sementara itu'],
  furniture: [/^baca juga\b/iu],
});

const analyze = createAnalyze([malay]);
const read = (text: string) => analyze({ text, published: '2026-03-11T08:00:00+08:00' });

describe('Malay, from its pack alone', () => {
  test('a direct quote, its speaker and day', () => {
    const text = '"Jambatan itu akan dibuka esok," kata Pegawai Daerah Azlan Harun pada Isnin (9/3).';
    const { lang, quotes } = read(text);
    expect(lang).toBe('ms');
    expect(quotes).toMatchObject([
      {
        kind: 'direct',
        text: 'Jambatan itu akan dibuka esok',
        speaker: 'Azlan Harun',
        resolution: 'named',
        date: '2026-03-09',
      },
    ]);
    expect(text.slice(quotes[0]!.start, quotes[0]!.end)).toBe(quotes[0]!.text);
  });

  test('an indirect one, with and without its conjunction, and menurut', () => {
    expect(
      [
        'Azlan Harun berkata bahawa jambatan itu telah dibaiki oleh penduduk kampung.',
        'Azlan Harun berkata jambatan itu telah dibaiki oleh penduduk kampung.',
        'Menurut Azlan Harun, jambatan itu telah dibaiki oleh penduduk kampung.',
      ].map((text) => read(text).quotes.map(({ kind, text: said, speaker }) => [kind, said, speaker])),
    ).toEqual(
      Array.from({ length: 3 }, () => [
        ['indirect', 'jambatan itu telah dibaiki oleh penduduk kampung.', 'Azlan Harun'],
      ]),
    );
  });

  test('-nya and a short form are the one who spoke', () => {
    const { quotes, people } = read(
      '"Jambatan itu siap," kata Pegawai Daerah Azlan Harun.\n\n"Penduduk sangat gembira dengan jambatan ini," katanya.\n\n"Terima kasih kepada semua," ujar Azlan.',
    );
    expect(quotes.map((one) => [one.speaker, one.resolution])).toEqual([
      ['Azlan Harun', 'named'],
      ['Azlan Harun', 'enclitic'],
      ['Azlan Harun', 'named'],
    ]);
    expect(people).toEqual([{ name: 'Azlan Harun', aliases: ['Azlan'], role: 'Pegawai Daerah' }]);
  });

  test.each([
    ['Jambatan itu runtuh pada Isnin (9/3/2026).', '2026-03-09', 'day', false],
    ['Jambatan itu runtuh pada 9 Mac 2026.', '2026-03-09', 'day', false],
    ['Jambatan itu runtuh semalam.', '2026-03-10', 'day', false],
    ['Jambatan itu akan dibuka esok.', '2026-03-12', 'day', true],
    ['Jambatan itu runtuh minggu lalu.', '2026-03-02', 'week', false],
    ['Jambatan itu dibina pada Ogos 2019.', '2019-08', 'month', false],
    ['Jambatan itu akan dibuka Jumaat.', '2026-03-13', 'day', true],
  ])('%s', (text, date, precision, planned) => {
    expect(read(text).events).toMatchObject([{ date, precision, planned, sentence: text }]);
  });

  test('furniture, and a summary that does not hang', () => {
    const lead = 'Penduduk Kampung Seri Damai membina semula jambatan buluh yang hanyut dibawa arus sungai.';
    const { body, summary } = read(
      `${lead}\n\nBaca juga: Lima jambatan tertua di lembah ini masih digunakan.\n\nBeliau gembira dengan usaha penduduk kampung itu.`,
    );
    expect(body).not.toContain('Baca juga');
    expect(summary).toEqual([lead]);
  });

  test('beside the other languages it is found by its own words', () => {
    const detect = createDetect([
      ...packs,
      { ...malay, stopWords: words('yang dan di kerana ialah bahawa manakala tetapi sahaja boleh') },
    ]);
    expect(detect('Jambatan itu ditutup kerana banjir, manakala jalan utama boleh dilalui kereta sahaja.')).toBe('ms');
    expect(detect('The bridge was shut because of the flood, and the road is for cars only.')).toBe('en');
  });
});

describe('a pack that knows nothing', () => {
  const blind = createAnalyze([bare]);

  test.each([
    ['"Jambatan itu siap," kata Azlan Harun, Isnin (9/3). Dibuka 9 Mac 2026.\n\n“Yes,” she said.', 'news'],
    ['', 'nothing'],
    ['"""((((::: 1/1 A. B. C.', 'noise'],
  ])('throws at nothing: %j', (text) => {
    const { quotes, events } = blind({ text, lang: 'xx', published: '2026-03-11T08:00:00Z' });
    for (const one of quotes) expect(one.speaker === undefined).toBe(one.resolution === 'none');
    for (const one of events) expect(text.slice(one.start, one.end)).toBe(one.anchor);
  });

  test('takes no words for dates but digits', () => {
    const { events } = blind({
      text: 'The bridge opened in May and on Monday, two days ago, last week, since 2017 and before June.',
      lang: 'xx',
      published: '2026-03-11T08:00:00Z',
    });
    expect(events).toEqual([]);
  });

  test('lets a sentence stand in the summary', () => {
    const text = 'The bridge that the river carried away was rebuilt within two days by its neighbours.';
    expect(blind({ text, lang: 'xx' }).summary).toEqual([text]);
  });
});

test('no pack at all reads nothing and says so', () => {
  expect(createAnalyze([])({ text: ' Halo. ' })).toEqual({
    lang: 'und',
    title: undefined,
    body: 'Halo.',
    summary: [],
    people: [],
    quotes: [],
    events: [],
  });
});
