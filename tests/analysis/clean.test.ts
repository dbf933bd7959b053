import { describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import { read } from '#tests/support/reading.ts';

const NEWS =
  'Warga Kampung Lestari membangun kembali jembatan bambu yang hanyut terbawa arus sungai. Pekerjaan itu selesai dalam dua hari.';
const MORE = 'Camat setempat menyumbang paku, tali, dan beras untuk dapur umum yang dibuka ibu-ibu di balai warga.';
const ENGLISH =
  'Villagers in Lower Marsh rebuilt the footbridge that the river had carried away. The work took them two days.';
const ENGLISH_MORE =
  'The parish council gave nails, rope and rice for the kitchen that neighbours had opened in the hall.';

/** The body of an article that holds a line between two paragraphs of news. */
const around = (line: string, lang = 'id'): string =>
  lang === 'id'
    ? read(`${NEWS}\n\n${line}\n\n${MORE}`).body
    : read(`${ENGLISH}\n\n${line}\n\n${ENGLISH_MORE}`, 'en').body;

describe('what is no text of the article', () => {
  test.each([
    ['Baca juga: Jembatan Gantung Seberang Diresmikan', 'a link'],
    [
      'Baca juga: Jembatan Gantung Seberang Diresmikan Bupati, Warga Menari Semalam Suntuk di Tepi Sungai',
      'a long link',
    ],
    ['BACA JUGA: Lima Jembatan Tertua di Pulau Sari.', 'a link in capitals, with a full stop'],
    ['Baca Juga:Jembatan Gantung Seberang Diresmikan', 'glued'],
    ['(Baca juga: Jembatan Gantung Seberang Diresmikan)', 'in brackets'],
    ['Simak juga video: "Detik-detik Jembatan Hanyut"', 'a video'],
    ['Tonton juga video "Jembatan Bambu Hanyut Diterjang Arus"', 'a video with its title in marks'],
    ['Lihat juga Video: Jembatan Bambu Hanyut', 'a video, see also'],
    ['Simak selengkapnya di halaman berikutnya.', 'a further page'],
    ['SCROLL TO CONTINUE WITH CONTENT', 'the call to scroll'],
    ['ADVERTISEMENT', 'an advertisement'],
    ['Iklan', 'an advertisement in Indonesian'],
    ['Video Pilihan Hari Ini', 'a block of videos'],
    ['POPULER', 'a block of links'],
    ['Berita Terkini Selengkapnya', 'a block of links'],
    ['[Gambas:Video Kanal Sari]', 'an embedded video'],
    ['Editor: Wulan Arsita', 'the editor'],
    ['Penulis: Wulan Arsita', 'the author'],
    ['Reporter: Danu Prabaswara', 'the reporter'],
    ['Sumber: Kantor Berita Sari', 'the source'],
    ['Oleh Danu Prabaswara diperbarui 11 Mar 2026, 07:13 WIB', 'a byline'],
    ['Diterbitkan 11 Mar 2026, 07:13 WIB', 'a line of publication'],
    ['Foto: Jembatan bambu di Kampung Lestari (Danu Prabaswara/Kanal Sari)', 'a caption'],
    ['Jembatan bambu di Kampung Lestari sebelum hanyut. (Dok. Kantor Desa)', 'a caption with its archive'],
    ['Warga menyeberangi sungai dengan rakit di Kampung Lestari. ANTARA FOTO/Danu Prabaswara', 'an agency caption'],
    ['Warga menyeberangi sungai dengan rakit di Kampung Lestari (Foto: Danu Prabaswara)', 'a caption in brackets'],
    ['Camat Wulan Arsita (kiri) dan Danu Prabaswara (kanan) meninjau jembatan di Kampung Lestari.', 'who stands where'],
    ['Jembatan Baru, Harapan Baru', 'a sub-heading'],
    ['Copyright 2026 Kanal Sari. Hak cipta dilindungi undang-undang.', 'the copyright'],
    ['Halaman 2', 'the number of a page'],
    ['Bagikan:', 'the share bar'],
  ])('%s', (line) => {
    expect(around(line)).toBe(`${NEWS}\n\n${MORE}`);
  });

  test.each([
    ['Read more: Five bridges that the river spared', 'a link'],
    ['READ ALSO: Five bridges that the river spared this spring and what keeps them standing', 'a long link'],
    ['Related: Five bridges that the river spared', 'related'],
    ['ADVERTISEMENT', 'an advertisement'],
    ['Story continues below advertisement', 'an advertisement in the text'],
    ['Sign up for our newsletter', 'a newsletter'],
    ['Watch: The moment the footbridge went', 'a video'],
    ['Photo: Ada Fenwick/Marsh Courier', 'a credit of a picture'],
    ['Image: The footbridge before the flood', 'a caption'],
    ['Villagers carry bamboo to the river bank at Lower Marsh. REUTERS/Ada Fenwick', 'an agency caption'],
    ['Mayor Ada Fenwick (L) and Tobias Wren (R) look at the footbridge in Lower Marsh.', 'who stands where'],
    ['A bridge of their own', 'a sub-heading'],
    ['By Ada Fenwick', 'a byline'],
    ['Reporting by Ada Fenwick; Editing by Tobias Wren', 'who reported'],
    ['© 2026 Marsh Courier. All rights reserved.', 'the copyright'],
  ])('%s', (line) => {
    expect(around(line, 'en')).toBe(`${ENGLISH}\n\n${ENGLISH_MORE}`);
  });

  test.each([
    [
      'Baca juga',
      'Warga membaca juga papan peringatan yang dipasang petugas di tepi sungai sejak hujan pertama turun.',
    ],
    ['foto', 'Foto-foto lama jembatan itu disimpan di balai warga dan dipamerkan kepada tamu setiap tahun.'],
    ['lihat', 'Lihatlah betapa cepat jembatan itu berdiri, padahal semua bahan dipikul dari hutan di seberang bukit.'],
    ['populer', 'Jembatan itu populer di kalangan pesepeda yang datang dari kota setiap akhir pekan untuk berfoto.'],
    ['brackets', 'Jembatan itu dibangun secara gotong royong (tanpa dana desa).'],
    ['a short sentence', 'Jembatan itu kini berdiri lagi.'],
    ['a short question', 'Siapa yang membayar paku?'],
    ['a short quote', '"Kami lega," kata Danu.'],
  ])('is not taken for furniture: %s', (_reason, line) => {
    expect(around(line)).toBe(`${NEWS}\n\n${line}\n\n${MORE}`);
  });
});

describe('datelines', () => {
  test.each([
    ['Kanal Sari, Muara Jati - ', 'outlet and city'],
    ['KanalSari.com, Muara Jati - ', 'outlet with its address'],
    ['KANALSARI.COM, MUARA JATI -- ', 'capitals, two dashes'],
    ['KANALSARI.CO.ID, Muara Jati — ', 'a long dash'],
    ['MUARA JATI - ', 'the city alone'],
    ['Muara Jati - ', 'the city alone, small letters'],
    ['MUARA JATI, KANAL SARI – ', 'city, then outlet'],
    ['Muara Jati (KS) - ', 'the outlet in brackets'],
    ['MUARA JATI, KANALSARI.com — ', 'city, then address'],
  ])('%s', (dateline) => {
    const text = `${dateline}${NEWS}\n\n${MORE}`;
    const { body, summary } = read(text);
    expect(body).toBe(`${NEWS}\n\n${MORE}`);
    expect(summary[0]).toBe(NEWS.slice(0, NEWS.indexOf('.') + 1));
  });

  test.each([
    ['LOWER MARSH (Reuters) - ', 'an agency'],
    ['LOWER MARSH, Norland (AP) — ', 'an agency, city and land'],
    ['LOWER MARSH — ', 'the city alone'],
    ['Lower Marsh, Norland – ', 'city and land'],
  ])('%s', (dateline) => {
    expect(read(`${dateline}${ENGLISH}\n\n${ENGLISH_MORE}`, 'en').body).toBe(`${ENGLISH}\n\n${ENGLISH_MORE}`);
  });

  test.each([
    ['Jembatan itu - yang dibangun kakek mereka - hanyut terbawa arus sungai pada malam yang gelap.', 'an aside'],
  ])('no dateline: %s', (text) => {
    expect(read(`${text}\n\n${MORE}`).body).toContain(text.slice(0, 14));
  });

  test('what stands above a dateline is the page: headline, standfirst, byline, caption', () => {
    const text = `Jembatan Bambu Berdiri Lagi\n\nWarga bergotong royong dua hari penuh.\n\noleh Danu Prabaswara diperbarui 11 Mar 2026, 07:13 WIB\nJembatan bambu di Kampung Lestari. (Dok. Kantor Desa/Danu)\n\nKanal Sari, Muara Jati - ${NEWS}`;
    expect(read(text).body).toBe(NEWS);
  });
});

test('the title above the text is no text', () => {
  const title =
    'Jembatan Bambu Kampung Lestari Berdiri Lagi Setelah Dua Hari Dikerjakan Bersama-sama oleh Seluruh Warga';
  expect(analyze({ text: `${title}\n\n${NEWS}\n\n${MORE}`, title, lang: 'id' }).body).toBe(`${NEWS}\n\n${MORE}`);
});

test('a paragraph that the page shows twice is read once', () => {
  expect(read(`${NEWS}\n\n${MORE}\n\n${NEWS}`).body).toBe(`${NEWS}\n\n${MORE}`);
});

test.each([
  ['', 'nothing'],
  ['   \n\n \t\n', 'white space'],
])('%j has no body: %s', (text) => {
  expect(read(text)).toMatchObject({ body: '', summary: [], quotes: [], people: [], events: [] });
});

test('offsets are those of the text that was given, furniture and all', () => {
  const text = `  Jembatan Berdiri Lagi\r\n\r\nADVERTISEMENT\r\n\r\nKanal Sari, Muara Jati - ${NEWS}\r\n\r\nBaca juga: Lima Jembatan Tertua\r\n\r\n"Kami bekerja siang malam," kata Camat Wulan Arsita, Selasa (10/3).\r\n\r\nEditor: Danu`;
  const { quotes, events, body } = read(text);
  expect(body).not.toMatch(/Baca juga|ADVERTISEMENT|Editor|Kanal Sari|Berdiri Lagi/u);
  expect(quotes).toHaveLength(1);
  expect(text.slice(quotes[0]!.start, quotes[0]!.end)).toBe('Kami bekerja siang malam');
  expect(events.map(({ start, end }) => text.slice(start, end))).toEqual(['Selasa (10/3)']);
});

test('a quote in a link, a caption or a headline is not taken', () => {
  const { quotes } = read(
    `"Kami Tak Menyerah," kata Warga\n\n${NEWS}\n\nBaca juga: "Kami lelah menunggu bantuan dari kota," kata Camat Wulan Arsita\n\nFoto: "Kami siap bekerja," kata Camat Wulan Arsita (Danu/Kanal Sari)\n\n${MORE}`,
  );
  expect(quotes).toEqual([]);
});
