import { describe, expect, test } from 'vitest';
import { read } from '#tests/support/reading.ts';

/**
 * The sentences of a text, as the events tell them: each sentence of these texts holds one date, so that its
 * bounds can be seen from outside.
 */
const sentences = (text: string, lang = 'id'): string[] => read(text, lang).events.map((one) => one.sentence);

describe('a full stop that ends nothing', () => {
  test.each([
    ['Kantor pindah ke Jl. Kenanga No. 19 pada 2 Maret 2026.', 'a street and its number'],
    ['Harga naik menjadi Rp 1.000 per ikat pada 2 Maret 2026.', 'money'],
    ['Harga naik menjadi Rp. 12.500 per ikat pada 2 Maret 2026.', 'money with its own stop'],
    ['Tinggi air 3,5 meter atau 12.000 liter per detik pada 2 Maret 2026.', 'numbers'],
    ['Prof. Dr. H. Wulan Arsita, S.H., M.Hum. menerima penghargaan pada 2 Maret 2026.', 'academic titles'],
    ['Ir. Danu Prabaswara, M.T. memimpin rapat pada 2 Maret 2026.', 'an engineer'],
    ['Brigjen Pol. Wulan Arsita memimpin upacara pada 2 Maret 2026.', 'a rank'],
    ['Kompol. Danu Prabaswara tiba pada 2 Maret 2026.', 'an abbreviated rank'],
    ['dr. Wulan Arsita, Sp.A. membuka klinik pada 2 Maret 2026.', 'a doctor'],
    ['Rapat di Kab. Sari Agung dan Kec. Lestari digelar pada 2 Maret 2026.', 'regency and district'],
    ['K.H. Danu Prabaswara wafat pada 2 Maret 2026.', 'a title of initials'],
    ['W.R. Prabaswara dan H. Danu bertemu pada 2 Maret 2026.', 'initials'],
    ['Danu P. Arsita menikah pada 2 Maret 2026.', 'an initial in the middle'],
    ['Muh. Danu Prabaswara lulus pada 2 Maret 2026.', 'a shortened first name'],
    ['PT. Sari Agung Tbk. melunasi utang pada 2 Maret 2026.', 'a company'],
    ['Pasar buka pukul 08.37 WIB pada 2 Maret 2026.', 'a time of day'],
    ['Bawa payung, jas hujan, dll. sebelum 2 Maret 2026.', 'and so on'],
    ['Ia ragu ... lalu mundur pada 2 Maret 2026.', 'an ellipsis'],
    ['Situs kanalsari.com ditutup pada 2 Maret 2026.', 'an address'],
    ['Proyek berjalan 1 s.d. 3 Mei 2026.', 'from to'],
  ])('%s: %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  test.each([
    ['Dr. Ada Fenwick, Ph.D., left St. Orla on March 2, 2026.', 'titles and a saint'],
    ['Lt. Gen. Tobias Wren spoke to U.S. and U.N. officials on March 2, 2026.', 'ranks and initials'],
    ['J.R. Fenwick Jr. and Mrs. Wren met at 9 a.m. on March 2, 2026.', 'initials, junior, a time of day'],
    ['The bill of $1.5 million was paid by Fenwick & Co. on March 2, 2026.', 'money and a company'],
    ['Marsh Inc. and Wren Ltd. merged on Mar. 2, 2026.', 'companies and a short month'],
    ['Tickets cost no. 9 riders 4.50 on March 2, 2026.', 'number'],
    ['Sen. Ada Fenwick and Gov. Tobias Wren debated vs. Prof. Orla on March 2, 2026.', 'offices'],
  ])('%s: %s', (text) => {
    expect(sentences(text, 'en')).toEqual([text]);
  });
});

describe('sentences that end', () => {
  test.each([
    ['Pasar dibuka 2 Maret 2026. Harga naik 3 Maret 2026.', 2, 'a full stop'],
    ['Pasar dibuka 2 Maret 2026! Harga naik 3 Maret 2026? Warga pulang 4 Maret 2026.', 3, 'other stops'],
    ['Pasar dibuka 2 Maret 2026 … Harga naik 3 Maret 2026.', 2, 'an ellipsis before a capital'],
    ['Pasar dibuka 2 Maret 2026 pagi.Harga naik 3 Maret 2026.', 2, 'glued'],
    ['Pasar (yang baru) dibuka 2 Maret 2026. "Pasar Sari" tutup 3 Maret 2026.', 2, 'a mark at the start'],
    ['Pasar dibuka 2 Maret 2026.\nHarga naik 3 Maret 2026.', 2, 'a new line'],
    ['Harga naik Rp 1.000. Pasar dibuka 2 Maret 2026. Harga turun 3 Maret 2026.', 2, 'behind money'],
  ])('%s', (text, count) => {
    expect(sentences(text)).toHaveLength(count);
    for (const one of sentences(text)) expect(text).toContain(one);
  });
});

describe('a quote and its attribution are one sentence', () => {
  test.each([
    ['"Kami siap. Jangan panik," kata Camat Wulan Arsita, Senin (9/3).', 'a stop inside'],
    ['"Kami siap! Jangan panik!" kata Camat Wulan Arsita, Senin (9/3).', 'an exclamation at its end'],
    ['"Siapa yang siap? Jangan panik?" tanya Camat Wulan Arsita, Senin (9/3).', 'a question at its end'],
    ['"Kami siap. Jangan panik." kata Camat Wulan Arsita, Senin (9/3).', 'a full stop at its end'],
    ['"Kami menunggu... Jangan panik," kata Camat Wulan Arsita, Senin (9/3).', 'an ellipsis inside'],
    ['"Kami siap. Jangan panik. Semua aman," ujarnya, Senin (9/3).', 'with -nya'],
    ['Camat Wulan Arsita mengatakan, Senin (9/3), "Kami siap. Jangan panik."', 'attribution first'],
  ])('%s: %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  test('in English', () => {
    const text = '“Stay calm. Help is near!” harbour chief Ada Fenwick said on Monday.';
    expect(sentences(text, 'en')).toEqual([text]);
  });

  test('what follows is another', () => {
    expect(sentences('"Kami siap. Jangan panik," kata Wulan, Senin (9/3). Pasar dibuka Selasa (10/3).')).toEqual([
      '"Kami siap. Jangan panik," kata Wulan, Senin (9/3).',
      'Pasar dibuka Selasa (10/3).',
    ]);
  });
});
