import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '#tests/support/reading.ts';

const LEAD = 'Warga Kampung Lestari membangun kembali jembatan bambu yang hanyut terbawa arus sungai pekan lalu.';
const SECOND = 'Camat setempat menyumbang paku, tali, beras, serta dapur umum bagi para pekerja.';
const THIRD = 'Pemerintah kabupaten menjanjikan jembatan beton dengan anggaran dua miliar rupiah.';
const FOURTH = 'Anak-anak sekolah kembali menyeberang tanpa rakit sejak pagi buta.';
const summary = (...paragraphs: string[]): string[] => read(paragraphs.join('\n\n')).summary;

test('the lead, and what adds to it, at most three sentences', () => {
  expect(summary(LEAD, SECOND, THIRD, FOURTH)).toEqual([LEAD, SECOND, THIRD]);
});

test('a sentence that says the lead again is passed over', () => {
  const again = 'Jembatan bambu yang hanyut terbawa arus sungai itu dibangun kembali oleh warga Kampung Lestari.';
  expect(summary(LEAD, again, SECOND)).not.toContain(again);
});

describe('no sentence that hangs on another', () => {
  test.each([
    ['Namun, jembatan itu belum boleh dilewati sepeda motor maupun gerobak.', 'but'],
    ['Selain itu, tali pengaman masih harus dipasang di kedua tepi.', 'besides'],
    ['Dia menyumbang seluruh bambu dari kebunnya di balik bukit.', 'a pronoun'],
    ['Mereka bekerja siang malam tanpa upah dari siapa pun.', 'a pronoun of several'],
    ['Hal itu diputuskan dalam rapat kampung di balai warga.', 'hal itu'],
    ['Sementara itu, rakit lama disimpan di gudang balai warga.', 'meanwhile'],
    ['Sebelumnya, rakit lama disimpan di gudang balai warga.', 'earlier'],
    ['Menurutnya, rakit lama disimpan di gudang balai warga.', 'menurutnya'],
    ['"Kami bekerja siang malam tanpa upah," kata Danu Prabaswara.', 'a quote'],
    ['“Kami bekerja siang malam tanpa upah,” kata Danu Prabaswara.', 'a curly quote'],
  ])('%s: %s', (hanging) => {
    expect(summary(LEAD, hanging, SECOND)).not.toContain(hanging);
    expect(summary(hanging, LEAD, SECOND)[0]).toBe(LEAD);
  });

  test.each([
    'However, motorbikes may not cross the bridge before the ropes are fixed.',
    'He gave all the bamboo from his garden behind the hill.',
    'They worked day and night without pay from anybody.',
    'But motorbikes may not cross the bridge before summer.',
    '“We worked day and night,” said Tobias Wren.',
    'Meanwhile, the old raft was kept in the shed of the hall.',
  ])('%s', (hanging) => {
    const lead = 'Villagers in Lower Marsh rebuilt the footbridge that the river had carried away last week.';
    expect(read(`${hanging}\n\n${lead}`, 'en').summary).toEqual([lead]);
  });
});

test('an article that is nothing but hanging sentences still has a summary', () => {
  expect(summary('"Kami bekerja siang malam," kata Danu Prabaswara.').length).toBe(1);
});

test.each([
  ['', 0],
  ['Baik.', 1],
])('%j gives %d sentences', (text, count) => {
  expect(summary(text)).toHaveLength(count);
});

test('one endless sentence does not burst a post', () => {
  const endless = `${Array.from({ length: 4000 }, (_, at) => `kata${at}`).join(' ')}.`;
  const found = summary(endless);
  expect(found.length).toBeLessThanOrEqual(1);
  for (const one of found) expect(endless).toContain(one);
});

test('three sentences fit every post, a lead alone fits a caption', () => {
  const long = (word: string): string => `Warga ${Array.from({ length: 40 }, (_, at) => `${word}${at}`).join(' ')}.`;
  const found = summary(long('bambu'), long('paku'), long('tali'));
  expect(found.length).toBeGreaterThan(0);
  expect(found.join(' ').length).toBeLessThanOrEqual(1024);
});

test('every sentence is a slice of the text', () => {
  const sentence = fc.constantFrom(
    LEAD,
    SECOND,
    THIRD,
    FOURTH,
    'Dia pulang.',
    '"Ya," kata Danu.',
    'Rp 1.000 per ikat.',
  );
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 12 }), fc.constantFrom(' ', '\n', '\r\n\r\n', '  '), (parts, gap) => {
      const text = parts.join(gap);
      const found = read(text).summary;
      expect(found.length).toBeLessThanOrEqual(3);
      for (const one of found) expect(text).toContain(one);
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});
