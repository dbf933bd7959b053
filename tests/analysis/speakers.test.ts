import { describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';

const read = (text: string, lang = 'id') => analyze({ text, lang, published: '2026-03-11T08:00:00+07:00' });
const speakers = (text: string, lang = 'id') => read(text, lang).quotes.map((quote) => quote.speaker);

describe('who is named', () => {
  test.each([
    [
      '"Kami siap," kata juru bicara Balai Kota Laras Wening, Senin (9/3).\n\n"Air sudah surut," ujar Laras.',
      ['Laras Wening', 'Laras Wening'],
      'a short form is the full name',
    ],
    [
      '"Airnya naik cepat sekali," kata Ketua Koperasi Desa Sukamulya, Darmo Wiyono, Senin.',
      ['Darmo Wiyono'],
      'the holder behind the comma, not the office',
    ],
    ['Menurut Darmo Wiyono, jembatan itu dibangun tanpa izin sejak awal.', ['Darmo Wiyono'], 'according to'],
    ['Jembatan itu dibangun tanpa izin, kata Darmo Wiyono, dan warga sudah tahu.', ['Darmo Wiyono'], 'in the middle'],
    [
      'Darmo Wiyono (43), pemilik kapal, menuturkan mesin perahunya mati di tengah selat.',
      ['Darmo Wiyono'],
      'over age and appositive',
    ],
    ['Darmo Wiyono tidak menyebut bahwa kapal itu pernah tenggelam.', [], 'a refusal is no statement'],
  ])('%s', (text, expected) => {
    expect(speakers(text)).toEqual(expected);
  });

  test('English, before and after', () => {
    expect(
      speakers('"We found the bolts," said lead engineer Marta Kilen.\n\n"It was cold," Kilen said.', 'en'),
    ).toEqual(['Marta Kilen', 'Marta Kilen']);
  });
});

describe('who is meant', () => {
  test('a pronoun is never itself a name', () => {
    const { quotes } = read('Ia mengatakan jembatan itu dibangun tanpa izin sejak awal.');
    expect(quotes).toMatchObject([{ resolution: 'none' }]);
    expect(quotes[0]!.speaker).toBeUndefined();
  });

  test('a change of topic ends what -nya means', () => {
    const { quotes } = read(
      '"Air sudah surut semua," kata Camat Laras Wening.\n\nSementara itu, hujan turun lagi. "Kami mengungsi ke bukit," katanya.',
    );
    expect(quotes.map((quote) => quote.resolution)).toEqual(['named', 'none']);
  });

  test('a quote that goes on in its own paragraph keeps speaker and day', () => {
    const { quotes } = read(
      '"Air sudah surut semua," kata Camat Laras Wening, Senin (9/3).\n\n"Warga boleh pulang ke rumah."',
    );
    expect(quotes[1]).toMatchObject({ speaker: 'Laras Wening', resolution: 'continued', date: '2026-03-09' });
  });

  test('pieces around one attribution are one quote', () => {
    const { quotes } = read('"Air sudah surut," kata Camat Laras Wening. "Warga boleh pulang."');
    expect(quotes).toMatchObject([{ segments: ['Air sudah surut', 'Warga boleh pulang.'], speaker: 'Laras Wening' }]);
  });
});

describe('dates', () => {
  test.each([
    ['Rapat digelar Kamis pekan depan.', '2026-03-19', 'day'],
    ['Pekerjaan dimulai pekan lalu di selatan kota.', '2026-03-02', 'week'],
    ['Gudang itu kosong sejak 2019 menurut warga.', '2019', 'year'],
    ['Jalan ditutup hingga Jumat karena longsor.', '2026-03-13', 'day'],
    ['Tim bertugas pada 7-9 Juli 2026 di pelabuhan.', '2026-07-07', 'day'],
  ])('%s', (text, date, precision) => {
    expect(read(text).events).toMatchObject([{ date, precision }]);
  });

  test.each([
    'Persela Giri menang 3/1 atas tamunya.',
    'Hal itu diatur UU Nomor 12 Tahun 2011 tentang jalan.',
    'Sari (19) membuka warung di tepi pantai.',
  ])('no date in %s', (text) => {
    expect(read(text).events).toEqual([]);
  });
});

test.each(['"', '(', 'Budi ', 'Budi mengatakan ', '"A," kata Budi. ', '(1/1) ', 'menurut ', "'"])(
  '100 kB of %j take linear time',
  (unit) => {
    const started = performance.now();
    read(unit.repeat(Math.ceil(100_000 / unit.length)));
    expect(performance.now() - started).toBeLessThan(5000);
  },
);
