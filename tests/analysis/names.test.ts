import { describe, expect, test } from 'vitest';
import { read } from '#tests/support/reading.ts';

/** The speaker of a text's first quote, with their office. */
const speaker = (text: string, lang = 'id'): [string | undefined, string | undefined] => {
  const [quote] = read(text, lang).quotes;
  return [quote?.speaker, quote?.role];
};
const said = (who: string): string => `"Pintu air sudah kami buka sejak subuh," kata ${who}.`;
const again = (who: string): string => `"Warga boleh pulang besok pagi," kata ${who}.`;
const told = (who: string): string => `“The gate has been open since dawn,” said ${who}.`;

describe('office and name behind a cue', () => {
  test.each([
    ['Camat Wulan Arsita', 'Wulan Arsita', 'Camat'],
    ['Kepala Dinas Sosial Wulan Arsita', 'Wulan Arsita', 'Kepala Dinas Sosial'],
    ['Kepala Dinas Sosial Kota Muara Jati, Wulan Arsita', 'Wulan Arsita', 'Kepala Dinas Sosial Kota Muara Jati'],
    ['Menteri Kelautan dan Perikanan Danu Prabaswara', 'Danu Prabaswara', 'Menteri Kelautan dan Perikanan'],
    [
      'Sekretaris Jenderal Kementerian Kelautan Danu Prabaswara',
      'Danu Prabaswara',
      'Sekretaris Jenderal Kementerian Kelautan',
    ],
    ['juru bicara Balai Kota Wulan Arsita', 'Wulan Arsita', 'juru bicara Balai Kota'],
    ['Kapolres Muara Jati AKBP Danu Prabaswara', 'Danu Prabaswara', 'Kapolres Muara Jati AKBP'],
    [
      'Kabid Humas Polda Pulau Sari Kombes Pol. Danu Prabaswara',
      'Danu Prabaswara',
      'Kabid Humas Polda Pulau Sari Kombes Pol.',
    ],
    ['peneliti Pusat Riset Laut Dalam Wulan Arsita', 'Wulan Arsita', 'peneliti Pusat Riset Laut Dalam'],
    ['Ketua RT 03 Danu Prabaswara', 'Danu Prabaswara', 'Ketua RT 03'],
    ['Plt Bupati Lembah Sari Wulan Arsita', 'Wulan Arsita', 'Plt Bupati Lembah Sari'],
    ['mantan Wali Kota Muara Jati Wulan Arsita', 'Wulan Arsita', 'mantan Wali Kota Muara Jati'],
    ['Bu Wulan Arsita', 'Wulan Arsita', 'Bu'],
    ['Pak Danu Prabaswara', 'Danu Prabaswara', 'Pak'],
  ])('%s', (who, name, role) => {
    expect(speaker(said(who))).toEqual([name, role]);
  });

  test.each([
    ['Prof. Dr. H. Wulan Arsita, S.H., M.Hum.', 'Wulan Arsita', 'academic titles on both sides'],
    ['Rektor Universitas Muara Prof. Wulan Arsita', 'Wulan Arsita', 'office and professor'],
    ['Brigjen Pol. Danu Prabaswara', 'Danu Prabaswara', 'a rank with its abbreviation'],
    ['dr. Wulan Arsita, Sp.P.', 'Wulan Arsita', 'a doctor'],
    ['K.H. Danu Prabaswara', 'Danu Prabaswara', 'a title of initials'],
    ['KH Danu Prabaswara', 'Danu Prabaswara', 'the same without stops'],
    ['W.R. Prabaswara', 'W.R. Prabaswara', 'initials'],
    ['Danu P. Arsita', 'Danu P. Arsita', 'an initial in the middle'],
    ['I Gede Prabaswara', 'I Gede Prabaswara', 'a name that starts with I'],
    ['Danu bin Prabaswara', 'Danu bin Prabaswara', 'a particle'],
    ['Ludwig van Prabaswara', 'Ludwig van Prabaswara', 'a particle of elsewhere'],
    ['Danu Prabaswara (43)', 'Danu Prabaswara', 'an age'],
    ['Danu Prabaswara (43), nelayan setempat', 'Danu Prabaswara', 'age and trade'],
    ['Danu Prabaswara, nelayan asal Kampung Lestari', 'Danu Prabaswara', 'an appositive'],
    ['Danu Prabaswara, Kepala Desa Lestari', 'Danu Prabaswara', 'the office behind'],
    ['seorang nelayan, Danu Prabaswara', 'Danu Prabaswara', 'a trade before'],
    ['nelayan setempat, Danu Prabaswara', 'Danu Prabaswara', 'a trade before, no article'],
    ['Danu Prabaswara alias Kancil', 'Danu Prabaswara', 'another name'],
    ['Danu "Kancil" Prabaswara', 'Danu "Kancil" Prabaswara', 'a nickname inside'],
    ['Nur’aini Wulandari', 'Nur’aini Wulandari', 'an apostrophe inside'],
    ["Ma'ruf Prabaswara", "Ma'ruf Prabaswara", 'a straight apostrophe inside'],
    ['Wulan Arsita-Prabaswara', 'Wulan Arsita-Prabaswara', 'a hyphen'],
    ['Mei Lestari Arsita', 'Mei Lestari Arsita', 'a month as a name'],
  ])('%s', (who, name) => {
    expect(speaker(said(who))[0]).toBe(name);
  });

  test.each([
    ['harbour chief Ada Fenwick', 'Ada Fenwick', 'harbour chief'],
    ['Prime Minister Ada Fenwick', 'Ada Fenwick', 'Prime Minister'],
    ['Lower Marsh Mayor Ada Fenwick', 'Ada Fenwick', 'Lower Marsh Mayor'],
    ['Lt. Gen. Tobias Wren', 'Tobias Wren', 'Lt. Gen.'],
    ['Dr. Ada Fenwick', 'Ada Fenwick', 'Dr.'],
    ['Professor Ada Fenwick', 'Ada Fenwick', 'Professor'],
    ['lead engineer Tobias Wren', 'Tobias Wren', 'lead engineer'],
    ['the council’s chief engineer, Tobias Wren', 'Tobias Wren', undefined],
    ['Ada Fenwick, the mayor of Lower Marsh', 'Ada Fenwick', undefined],
    ['Ada Fenwick, 43', 'Ada Fenwick', undefined],
    ['Ada Fenwick, 43, a ferry pilot', 'Ada Fenwick', undefined],
    ['J.R. Fenwick', 'J.R. Fenwick', undefined],
    ['Ada M. Fenwick', 'Ada M. Fenwick', undefined],
    ['Ada O’Fenwick', 'Ada O’Fenwick', undefined],
    ['Theodora "Teddy" Fenwick', 'Theodora "Teddy" Fenwick', undefined],
  ])('%s', (who, name, role) => {
    const found = speaker(told(who), 'en');
    expect(found[0]).toBe(name);
    if (role !== undefined) expect(found[1]).toBe(role);
  });
});

/** Names of the speakers of every quote of a text. */
const all = (text: string, lang = 'id'): (string | undefined)[] => read(text, lang).quotes.map((one) => one.speaker);

test.each([
  [
    'Kepala Badan Penanggulangan Bencana Daerah (BPBD) Muara Jati Danu Prabaswara',
    'Kepala Badan Penanggulangan Bencana Daerah (BPBD) Muara Jati',
  ],
  ['Direktur Utama PT Sari Agung Danu Prabaswara', 'Direktur Utama PT Sari Agung'],
  ['Bupati Lembah Biru Danu Prabaswara', 'Bupati Lembah Biru'],
])('where a name begins is seen by what is used alone later: %s', (who, role) => {
  expect(speaker(`${said(who)}\n\n${again('Danu')}`)).toEqual(['Danu Prabaswara', role]);
});

describe('every later short form is the full name', () => {
  test.each([
    ['Camat Wulan Arsita', 'Wulan', 'Wulan Arsita', 'the first name'],
    ['Camat Wulan Arsita', 'Arsita', 'Wulan Arsita', 'the last name'],
    ['Camat Wulan Kinanti Arsita', 'Kinanti', 'Wulan Kinanti Arsita', 'the middle name'],
    ['Camat Wulan Kinanti Arsita', 'Wulan Arsita', 'Wulan Kinanti Arsita', 'without the middle name'],
    ['Camat Wulan Arsita', 'Bu Wulan', 'Wulan Arsita', 'a form of address'],
    ['Camat Wulan Arsita', 'Camat', 'Wulan Arsita', 'the office alone'],
    ['Presiden Danu Prabaswara (Dapra)', 'Dapra', 'Danu Prabaswara', 'a short form in brackets'],
    ['Menteri Keuangan (Menkeu) Wulan Arsita', 'Menkeu', 'Wulan Arsita', 'the office as an acronym'],
    ['Ketua Umum Partai Nusa Hidayat Nur Wibisana (HNW)', 'HNW', 'Hidayat Nur Wibisana', 'initials in brackets'],
    ['Danu Prabaswara alias Kancil', 'Kancil', 'Danu Prabaswara', 'another name'],
    ['Kapolres Muara Jati AKBP Danu Prabaswara', 'AKBP Danu', 'Danu Prabaswara', 'the rank kept'],
    ['Prof. Dr. Wulan Arsita, M.Hum.', 'Prof. Wulan', 'Wulan Arsita', 'the title kept'],
    ['Juru Bicara Kementerian Laut Wulan Arsita', 'WULAN ARSITA', 'Wulan Arsita', 'capitals'],
  ])('%s → %s', (first, later, name) => {
    expect(all(`${said(first)}\n\nHujan turun lagi di hulu sungai malam itu.\n\n${again(later)}`)).toEqual([
      name,
      name,
    ]);
  });

  test.each([
    ['harbour chief Ada Fenwick', 'Fenwick', 'Ada Fenwick', 'the last name'],
    ['harbour chief Ada Fenwick', 'Ms. Fenwick', 'Ada Fenwick', 'a form of address'],
    ['Mayor Ada Fenwick', 'the mayor', 'Ada Fenwick', 'the office'],
  ])('%s → %s', (first, later, name) => {
    expect(
      all(`${told(first)}\n\nIt rained again upstream that night.\n\n“People may go home,” said ${later}.`, 'en'),
    ).toEqual([name, name]);
  });

  test('a name that comes in full only later is the same person', () => {
    expect(all(`${said('Wulan')}\n\n${again('Camat Wulan Arsita')}`)).toEqual(['Wulan Arsita', 'Wulan Arsita']);
  });

  test('a name told outside the quotes counts', () => {
    expect(all(`Camat Wulan Arsita meninjau pintu air pagi itu bersama warga.\n\n${said('Wulan')}`)).toEqual([
      'Wulan Arsita',
    ]);
  });

  test('a mononym stays what it is', () => {
    expect(all(`Sumiyati, warga Kampung Dalam, bertahan di atap rumahnya.\n\n${said('Sumiyati')}`)).toEqual([
      'Sumiyati',
    ]);
  });

  test('two with one surname stay two, and the surname alone is nobody for sure', () => {
    const text = `${told('pilot Ada Fenwick')}\n\n“I saw it too,” said engineer Tobias Fenwick.\n\n“We were lucky that night,” said Fenwick.`;
    const names = all(text, 'en');
    expect(names.slice(0, 2)).toEqual(['Ada Fenwick', 'Tobias Fenwick']);
    expect(['Fenwick', undefined]).toContain(names[2]);
  });
});

describe('organisations', () => {
  test.each([
    ['BMKG menyebut gelombang setinggi enam meter masih mengancam pelayaran di selatan pulau.', 'BMKG'],
    ['Kementerian Kelautan menyatakan pelabuhan itu belum layak dipakai kapal besar.', 'Kementerian Kelautan'],
    [
      'Menurut Badan Penanggulangan Bencana Daerah (BPBD) Muara Jati, tanggul itu retak sepanjang dua meter.',
      'Badan Penanggulangan Bencana Daerah',
    ],
    ['Polres Muara Jati menyebut tiga perahu hilang dalam semalam di muara.', 'Polres Muara Jati'],
  ])('%s', (text, name) => {
    const [first] = all(text);
    expect(first?.startsWith(name)).toBe(true);
  });

  test('the short form in brackets leads to the full name', () => {
    const names = all(
      'Badan Penanggulangan Bencana Daerah (BPBD) menyebut tanggul itu retak sepanjang dua meter.\n\nBPBD mengatakan warga harus mengungsi ke bukit sebelum malam tiba.',
    );
    expect(names).toHaveLength(2);
    expect(names[0]).toBe(names[1]);
  });

  test('in English', () => {
    const names = all(
      'The Marsh Harbour Authority (MHA) said the gate would stay open all week.\n\nThe MHA said no boat was lost in the storm.',
      'en',
    );
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toContain('Marsh Harbour Authority');
  });
});

describe('people', () => {
  test('each once, in the order they speak, with the forms the article uses', () => {
    const { people } = read(
      `${said('Camat Wulan Arsita')}\n\n"Perahu kami hanyut semua," kata nelayan Danu Prabaswara.\n\n${again('Wulan')}`,
    );
    expect(people).toEqual([
      { name: 'Wulan Arsita', aliases: ['Wulan'], role: 'Camat' },
      { name: 'Danu Prabaswara', aliases: [], role: 'nelayan' },
    ]);
  });

  test('somebody who is only told of does not speak', () => {
    const { people } = read(
      `${said('Camat Wulan Arsita')}\n\nPagi itu Danu Prabaswara memanggul beras ke balai warga.`,
    );
    expect(people.map((one) => one.name)).toEqual(['Wulan Arsita']);
  });

  test('an office is the one of the first mention', () => {
    const { quotes } = read(`${said('Kepala Dinas Sosial Wulan Arsita')}\n\n${again('Wulan')}`);
    expect(quotes.map((one) => one.role)).toEqual(['Kepala Dinas Sosial', 'Kepala Dinas Sosial']);
  });
});
