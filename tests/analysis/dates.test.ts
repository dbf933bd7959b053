import { describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import { eventsIn, read } from '#tests/support/reading.ts';

// Read as published on Wednesday, 11 March 2026.
describe('Indonesian: days', () => {
  test.each([
    ['Pasar dibuka pada Senin (9/3/2026).', '2026-03-09 day', 'weekday and digits'],
    ['Pasar dibuka pada Rabu (9/3/2026).', '2026-03-09 day', 'digits beat a weekday that contradicts them'],
    ['Pasar dibuka pada Senin (9/3).', '2026-03-09 day', 'without a year'],
    ['Pasar dibuka pada Rabu (31/12).', '2025-12-31 day', 'without a year, over the turn of the year'],
    ['Pasar dibuka pada Senin (09/03/26).', '2026-03-09 day', 'a year of two digits'],
    ['Pasar dibuka pada Senin, 9 Maret 2026.', '2026-03-09 day', 'weekday and words'],
    ['Pasar dibuka pada hari Senin tanggal 9 Maret 2026.', '2026-03-09 day', 'hari, tanggal'],
    ['Pasar dibuka pada 9 Maret 2026.', '2026-03-09 day', 'words'],
    ['Pasar dibuka pada 9 Maret lalu.', '2026-03-09 day', 'lalu'],
    ['Pasar dibuka pada 23 Maret lalu.', '2025-03-23 day', 'lalu of a day still to come is last year’s'],
    ['Pasar dibuka pada 9 Maret.', '2026-03-09 day', 'no year'],
    ['Pasar dibuka pada 09-03-2026.', '2026-03-09 day', 'hyphens'],
    ['Pasar dibuka pada 9/3/2026.', '2026-03-09 day', 'slashes, no brackets'],
    ['Pasar dibuka pada 17 Agt 1995.', '1995-08-17 day', 'a short month'],
    ['Pasar dibuka pada 17 Agust. 1995.', '1995-08-17 day', 'a short month with its stop'],
    ['Pasar dibuka pada 3 Pebruari 2026.', '2026-02-03 day', 'an old spelling'],
    ['Pasar dibuka pada 5 Nop 2025.', '2025-11-05 day', 'Nop'],
    ['Pasar dibuka pada Jum’at (6/3/2026).', '2026-03-06 day', 'an apostrophe in the weekday'],
    ["Pasar dibuka pada Jum'at pekan lalu.", '2026-03-06 day', 'and a straight one'],
    ['Pasar dibuka pada Ahad (8/3/2026).', '2026-03-08 day', 'Ahad'],
    ['Pasar dibuka pada Minggu (8/3/2026) pukul 08.37 WIB.', '2026-03-08 day', 'Minggu with a time'],
    ['Pasar dibuka kemarin pagi.', '2026-03-10 day', 'kemarin'],
    ['Pasar dibuka kemarin lusa.', '2026-03-09 day', 'kemarin lusa'],
    ['Pasar dibuka hari ini.', '2026-03-11 day', 'hari ini'],
    ['Pasar terbakar semalam.', '2026-03-10 day', 'semalam'],
    ['Pasar terbakar tadi malam.', '2026-03-10 day', 'tadi malam'],
    ['Pasar terbakar dini hari tadi.', '2026-03-11 day', 'dini hari tadi'],
    ['Pasar dibuka tiga hari lalu.', '2026-03-08 day', 'counted'],
    ['Pasar dibuka dua hari yang lalu.', '2026-03-09 day', 'yang lalu'],
    ['Pasar akan dibuka besok.', '2026-03-12 day →', 'besok'],
    ['Pasar akan dibuka lusa.', '2026-03-13 day →', 'lusa'],
    ['Pasar akan dibuka tiga hari lagi.', '2026-03-14 day →', 'counted ahead'],
  ])('%s', (text, event) => {
    expect(eventsIn(text)).toEqual([event]);
  });

  test.each([
    ['Pasar sudah dibuka Senin.', '2026-03-09 day', 'the past'],
    ['Pasar telah dibuka pada Jumat.', '2026-03-06 day', 'the past, a weekday that lies ahead'],
    ['Pasar akan dibuka pada Senin.', '2026-03-16 day →', 'the future'],
    ['Pasar rencananya dibuka Jumat.', '2026-03-13 day →', 'a plan'],
    ['Pasar ditutup hingga Jumat.', '2026-03-13 day →', 'until'],
    ['Pasar ditutup sejak Jumat.', '2026-03-06 day', 'since'],
    ['Pasar dibuka Jumat lalu.', '2026-03-06 day', 'lalu'],
    ['Pasar dibuka Rabu lalu.', '2026-03-04 day', 'lalu of today’s weekday'],
    ['Pasar dibuka Jumat depan.', '2026-03-13 day →', 'depan'],
    ['Pasar dibuka Senin pekan lalu.', '2026-03-02 day', 'a day of last week'],
    ['Pasar dibuka Kamis pekan depan.', '2026-03-19 day →', 'a day of next week'],
    ['Pasar dibuka Jumat pekan ini.', '2026-03-13 day →', 'a day of this week'],
  ])('a weekday alone: %s', (text, event) => {
    expect(eventsIn(text)).toEqual([event]);
  });
});

describe('Indonesian: weeks, months, quarters, years', () => {
  test.each([
    ['Pasar dibuka pekan lalu.', '2026-03-02..2026-03-08 week', 'a week is its Monday'],
    ['Pasar akan dibuka pekan depan.', '2026-03-16..2026-03-22 week →', 'next week'],
    ['Pasar dibuka minggu lalu.', '2026-03-02..2026-03-08 week', 'minggu is a week here'],
    ['Pasar dibuka bulan lalu.', '2026-02 month', 'last month'],
    ['Pasar akan dibuka bulan depan.', '2026-04 month →', 'next month'],
    ['Pasar dibuka Juni lalu.', '2025-06 month', 'a month, lalu'],
    ['Pasar dibuka Januari lalu.', '2026-01 month', 'a month of this year, lalu'],
    ['Pasar dibuka Juni mendatang.', '2026-06 month →', 'a month, mendatang'],
    ['Pasar tutup sejak Oktober.', '2025-10 month', 'since a month'],
    ['Pasar dibuka pada Januari 2024.', '2024-01 month', 'month and year'],
    ['Pasar dibuka awal Januari 2024.', '2024-01 month', 'early'],
    ['Pasar dibuka akhir Januari.', '2026-01 month', 'late'],
    ['Harga naik pada kuartal III/2024.', '2024-07..2024-09-30 quarter', 'a quarter, slash'],
    ['Harga naik pada kuartal I 2025.', '2025-01..2025-03-31 quarter', 'a quarter'],
    ['Harga naik pada triwulan II tahun 2024.', '2024-04..2024-06-30 quarter', 'triwulan'],
    ['Harga naik pada kuartal pertama 2025.', '2025-01..2025-03-31 quarter', 'a quarter in words'],
    ['Pasar dibuka tahun lalu.', '2025 year', 'last year'],
    ['Pasar akan dibuka tahun depan.', '2027 year →', 'next year'],
    ['Pasar dibuka pada tahun 2019.', '2019 year', 'a year'],
    ['Pasar tutup sejak 2017.', '2017 year', 'since a year'],
    ['Pasar dibuka pertengahan 2022.', '2022 year', 'the middle of a year'],
    ['Pasar dibuka akhir tahun 2023.', '2023 year', 'the end of a year'],
  ])('%s', (text, event) => {
    expect(eventsIn(text)).toEqual([event]);
  });
});

describe('Indonesian: ranges and lists', () => {
  test.each([
    ['Pameran digelar 24-25 Juni 2026.', '2026-06-24..2026-06-25 day →', 'a hyphen'],
    ['Pameran digelar 24–25 Juni 2026.', '2026-06-24..2026-06-25 day →', 'a dash'],
    ['Pameran digelar 1 s.d. 3 Mei 2026.', '2026-05-01..2026-05-03 day →', 's.d.'],
    ['Pameran digelar 1 hingga 3 Mei 2026.', '2026-05-01..2026-05-03 day →', 'hingga'],
    ['Pameran digelar Sabtu-Minggu (7-8/3/2026).', '2026-03-07..2026-03-08 day', 'in brackets'],
    ['Pameran digelar Sabtu dan Minggu (7-8/3).', '2026-03-07..2026-03-08 day', 'two weekdays'],
    ['Pameran digelar Sabtu dan Minggu (21-22/3).', '2026-03-21..2026-03-22 day →', 'two weekdays ahead'],
    ['Pameran digelar 30 April hingga 2 Mei 2025.', '2025-04-30', 'the year behind the second day is the first one’s'],
    ['Pameran digelar 30 April hingga 2 Mei 2026.', '2026-04-30', 'over the end of a month'],
  ])('%s', (text, event) => {
    const [first] = eventsIn(text);
    expect(first?.startsWith(event)).toBe(true);
  });
});

describe('Indonesian: no events', () => {
  test.each([
    ['Pertandingan berakhir 3/1 untuk tuan rumah.', 'a score'],
    ['Tuan rumah menang 3-1 di kandang sendiri.', 'a score with a hyphen'],
    ['Danu (19) dan Wulan (23) membuka warung di muara.', 'ages'],
    ['Hal itu diatur UU Nomor 19 Tahun 2016 tentang muara.', 'a law'],
    ['Hal itu diatur UU No 31 Tahun 1999 tentang muara.', 'a law, No'],
    ['Hal itu diatur Perpres No. 12/2024 tentang muara.', 'a decree'],
    ['Danu mencetak gol di Piala Dunia 2026.', 'a tournament'],
    ['Kampung itu menyongsong Indonesia Emas 2045.', 'a programme'],
    ['Danu menjadi camat periode 2016-2019.', 'a term'],
    ['Mei Lestari membuka warung di muara.', 'Mei is a name'],
    ['Ikan dijual Rp 2.019 per ekor.', 'a price'],
    ['Ada 2.026 perahu di muara.', 'a number'],
    ['Saat ini pasar masih sepi.', 'now'],
    ['Pasar dibuka beberapa waktu lalu.', 'vague'],
    ['Pasar dibuka belum lama ini.', 'not long ago'],
    ['Pasar dibuka selama tiga hari.', 'a duration'],
    ['Pasar dibuka pukul 08.37 WIB.', 'a time of day'],
    ['Lagu itu populer pada era 1990-an.', 'a decade'],
    ['Nomor rumahnya 17/8 di gang itu.', 'the number of a house'],
    ['Skor akhir pertandingan itu 2-2 (1-1).', 'scores in brackets'],
  ])('%s %s', (text) => {
    expect(eventsIn(text)).toEqual([]);
  });
});

describe('English', () => {
  test.each([
    ['The market opened on Monday.', '2026-03-09 day', 'a weekday, past'],
    ['The market opened on Friday.', '2026-03-06 day', 'a weekday that lies ahead, past tense'],
    ['The market will open on Monday.', '2026-03-16 day →', 'a weekday, future'],
    ['The market is due to open by Friday.', '2026-03-13 day →', 'by'],
    ['The market opened on March 2, 2026.', '2026-03-02 day', 'month first'],
    ['The market opened on 2 March 2026.', '2026-03-02 day', 'day first'],
    ['The market opened on Oct. 28.', '2025-10-28 day', 'a short month without a year'],
    ['The market opened on Monday (March 9).', '2026-03-09 day', 'weekday and brackets'],
    ['The market opened on March 2nd.', '2026-03-02 day', 'an ordinal'],
    ['The market burned down yesterday.', '2026-03-10 day', 'yesterday'],
    ['The market opens today.', '2026-03-11 day', 'today'],
    ['The market will open tomorrow.', '2026-03-12 day →', 'tomorrow'],
    ['The market burned down last night.', '2026-03-10 day', 'last night'],
    ['The market opened two days ago.', '2026-03-09 day', 'ago'],
    ['The market opened last week.', '2026-03-02..2026-03-08 week', 'last week'],
    ['The market will open next week.', '2026-03-16..2026-03-22 week →', 'next week'],
    ['The market opened last month.', '2026-02 month', 'last month'],
    ['The market will open next month.', '2026-04 month →', 'next month'],
    ['The market has been shut since June.', '2025-06 month', 'since'],
    ['The market opened in January 2024.', '2024-01 month', 'month and year'],
    ['The market opened in late January.', '2026-01 month', 'late'],
    ['Prices rose in the third quarter of 2024.', '2024-07..2024-09-30 quarter', 'a quarter'],
    ['The market opened last year.', '2025 year', 'last year'],
    ['The market opened in 2019.', '2019 year', 'a year'],
    ['The market has been shut since 2017.', '2017 year', 'since a year'],
    ['The fair runs June 24-25, 2026.', '2026-06-24..2026-06-25 day →', 'a range'],
    ['The fair runs from 24 to 25 June 2026.', '2026-06-24..2026-06-25 day →', 'from to'],
    ['The market opened last Friday.', '2026-03-06 day', 'last'],
    ['The market will open next Friday.', '2026-03-', 'next'],
  ])('%s', (text, event) => {
    const found = eventsIn(text, 'en');
    expect(found).toHaveLength(1);
    expect(event.endsWith('-') ? found[0]!.startsWith(event) : found[0] === event).toBe(true);
  });

  test.each([
    ['The market may open if the river falls.', 'may is a verb'],
    ['May Fenwick opened a stall at the harbour.', 'May is a name'],
    ['April Wren opened a stall at the harbour.', 'April is a name'],
    ['They march along the river in silence.', 'march is a verb'],
    ['The home side won 3-1.', 'a score'],
    ['Fenwick scored at the 2026 World Cup.', 'a tournament'],
    ['The Harbour Act 2016 forbids it.', 'a law'],
    ['It cost $2,019 a boat.', 'a price'],
    ['The song was popular in the 1990s.', 'a decade'],
    ['The market stayed open for three days.', 'a duration'],
    ['The market opens at 9 a.m. sharp.', 'a time of day'],
    ['The market opened some time ago.', 'vague'],
  ])('no event: %s %s', (text) => {
    expect(eventsIn(text, 'en')).toEqual([]);
  });
});

describe('what a date is counted from', () => {
  test.each([
    ['Pasar terbakar Kamis (5/3/2026). Sehari sebelumnya penjaga mencium asap.', '2026-03-04 day', 'sehari sebelumnya'],
    [
      'Pasar terbakar Kamis (5/3/2026). Dua hari sebelumnya penjaga mencium asap.',
      '2026-03-03 day',
      'dua hari sebelumnya',
    ],
    ['Pasar terbakar Kamis (5/3/2026). Keesokan harinya warga kembali.', '2026-03-06 day', 'keesokan harinya'],
    ['Pasar terbakar Kamis (5/3/2026). Tiga hari kemudian warga kembali.', '2026-03-08 day', 'tiga hari kemudian'],
  ])('%s', (text, event) => {
    expect(eventsIn(text)).toEqual(['2026-03-05 day', event]);
  });

  test.each([
    ['The market burned on March 5, 2026. A day earlier the guard smelled smoke.', '2026-03-04 day'],
    ['The market burned on March 5, 2026. The next day people came back.', '2026-03-06 day'],
    ['The market burned on March 5, 2026. Three days later people came back.', '2026-03-08 day'],
    ['The market burned on March 5, 2026. The guard had smelled smoke two days before.', '2026-03-03 day'],
  ])('%s', (text, event) => {
    expect(eventsIn(text, 'en')).toEqual(['2026-03-05 day', event]);
  });

  test('a narrative day without a day before it is none', () => {
    expect(eventsIn('Sehari sebelumnya penjaga mencium asap di pasar.')).toEqual([]);
  });

  test('inside a quote, the day of the utterance', () => {
    const { events } = read('"Pasar dibuka hari ini," kata Camat Wulan Arsita, Senin (9/3).');
    expect(events.map((one) => one.date)).toEqual(['2026-03-09']);
  });

  test('the same day twice in a sentence is one event, in two sentences two', () => {
    expect(eventsIn('Pasar dibuka Senin (9/3) dan ditutup Senin (9/3).')).toHaveLength(1);
    expect(eventsIn('Pasar dibuka Senin (9/3). Pasar ditutup Senin (9/3).')).toHaveLength(2);
  });

  test('several days in one sentence are several events', () => {
    expect(eventsIn('Pasar dibuka 2 Maret 2026, ditutup 5 Maret 2026, dan dibuka lagi besok.')).toEqual([
      '2026-03-02 day',
      '2026-03-05 day',
      '2026-03-12 day →',
    ]);
  });
});

describe('bounds, openings and contrary tenses', () => {
  test.each([
    ['Pada 2016, pasar dibuka.', 'id', ['2016 year'], 'the word before a year opens the sentence'],
    ['In November, the gate was shut.', 'en', ['2025-11 month'], 'and before a month'],
    ['Pasar ditutup sejak awal Maret lalu.', 'id', ['2026-03 month'], 'the beginning of the running month'],
    ['Pasar ditutup sejak Maret lalu.', 'id', ['2025-03 month'], 'without it last year’s'],
    ['Hari-hari ini pasar ramai.', 'id', [], 'hari-hari ini is no day'],
    ['Harga akan turun dalam dua hari ke depan.', 'id', [], 'a time that it takes'],
    ['She did not want to comment until Tuesday.', 'en', ['2026-03-17 day →'], 'until looks ahead behind a past verb'],
    ['She told them to be ready by Friday.', 'en', ['2026-03-13 day →'], 'by as well'],
    ['By Friday, the gate had opened.', 'en', ['2026-03-06 day'], 'but not where only the past follows'],
    ['He was held between 13 April and 15 May.', 'en', ['2025-04-13 day', '2025-05-15 day'], 'a past verb'],
    ['Prices rose more than expected in November.', 'en', ['2025-11 month'], 'than expected is no plan'],
    ['She spoke ahead of her visit on Thursday.', 'en', ['2026-03-12 day →'], 'ahead of'],
    ['The ship kept 20 minutes ahead of the ferry on Monday.', 'en', ['2026-03-09 day'], 'a lead is no time'],
    ['They voted against the budget today.', 'en', ['2026-03-11 day'], 'a name for years holds no day'],
    ['The gate dates back to 2019.', 'en', ['2019 year'], 'back to'],
    ['There were 40 floods in the whole of 2021.', 'en', ['2021 year'], 'a whole year'],
  ] as const)('%s', (text, lang, events, _reason) => {
    expect(eventsIn(text, lang)).toEqual(events);
  });

  test('inside a quote a day counts from when it was said, also where the attribution no longer says when', () => {
    const { events } = read(
      '"Air naik," kata Camat Wulan Arsita, Senin (9/3).\n\n"Kemarin airnya masih dangkal sekali," katanya.',
    );
    expect(events.map(({ date }) => date)).toEqual(['2026-03-09', '2026-03-08']);
  });

  test('a day still to come is no day on which something was said', () => {
    const { events } = read(
      '"Kami rapat," kata Camat Wulan Arsita menjelang sidang Senin (16/3).\n\n"Besok kami umumkan hasilnya," katanya.',
    );
    expect(events.map(({ date }) => date)).toEqual(['2026-03-16', '2026-03-12']);
  });
});

test('the weekday beside a day without its year tells the year', () => {
  const { events } = analyze({
    text: 'Pasar dibuka pada Rabu (31/12) dan Kamis (31/12).',
    lang: 'id',
    published: '2026-11-24T08:00:00+07:00',
  });
  expect(events.map(({ date }) => date)).toEqual(['2025-12-31', '2026-12-31']);
});

describe('years and days in other clothes', () => {
  test.each([
    ['The lock was built in 1884.', ['1884 year'], 'long ago'],
    ['It was a flood that comes one in 2000-year.', [], 'a span of years'],
    ['They meet on the 15th and 16th of October.', ['2025-10-15..2025-10-16 day'], 'ordinals and of'],
    ['The gate opened, said Ada Fenwick last week.', ['2026-03-02..2026-03-08 week'], 'a week behind the speaker'],
  ] as const)('%s', (text, events, _reason) => {
    expect(eventsIn(text, 'en')).toEqual(events);
  });
});
