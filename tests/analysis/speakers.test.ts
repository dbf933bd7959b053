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

describe('whose words they are', () => {
  test.each([
    [
      'Lilis Ranti, seorang warga Lembah Rawa bercerita, air masuk ke rumahnya sejak subuh.',
      ['Lilis Ranti'],
      'an aside that no comma closes',
    ],
    [
      'Kepala Balai Sungai, Danau, dan Waduk (BSDW), Darmo Wiyono, menyatakan bahwa pintu air sudah dibuka.',
      ['Darmo Wiyono'],
      'the name behind a short form and a comma',
    ],
    [
      'Ketua Dewan Air, Darmo Wiyono beberapa waktu lalu juga mengungkap akan membuka pintu air itu.',
      ['Darmo Wiyono'],
      'a time between subject and verb',
    ],
    [
      'Camat Darmo Wiyono hadir di posko. Mantan Ketua Dewan Air (DA) ini pun menegaskan air sudah surut.',
      ['Darmo Wiyono'],
      'a description with a short form inside',
    ],
    ['Camat Darmo Wiyono hadir.\n"Air sudah surut di hilir," demikian Darmo.', ['Darmo Wiyono'], 'demikian X'],
    [
      '"Pintu air dibuka sejak subuh," demikian pernyataan pada laman resmi Balai Sungai, Senin (9/3).',
      ['Balai Sungai'],
      'whose statement it is',
    ],
    [
      'Camat Darmo Wiyono memantau hujan.\n"Hujan makin reda sejak siang," kata peraih gelar ilmu bumi di Universitas Lembah (UL) itu.',
      ['Darmo Wiyono'],
      'a description that ends with itu',
    ],
    ['"Kami akan bekerja keras untuk itu,"" kata Ketua Dewan Darmo Wiyono.', ['Darmo Wiyono'], 'a closing mark twice'],
  ])('Indonesian: %s', (text, expected) => {
    expect(speakers(text)).toEqual(expected);
  });

  test.each([
    [
      'The gate was to open, Phil Marrow, the engineer in charge of the lock, said in a statement.',
      ['Phil Marrow'],
      'an aside between name and verb',
    ],
    [
      'Hema Rushton, Deputy Commissioner of Locks, Zone VII, said they had shut the gate.',
      ['Hema Rushton'],
      'an aside with commas of its own',
    ],
    [
      'The river rose by two metres, said Bishop Ron Fabrice of the Church of the Marsh from Low Town.',
      ['Ron Fabrice'],
      'where the speaker is from',
    ],
    [
      'The walls held, according to a Sunday update from the Fen Department of Locks.',
      ['Fen Department of Locks'],
      'a paper',
    ],
    [
      'Ingrid Brun, 58, who was a warden until last May, testified that the gate had been open.',
      ['Ingrid Brun'],
      'an age and an aside between name and verb',
    ],
    ['“The gate held,” Ada Fenwick was quoted as saying.', ['Ada Fenwick'], 'was quoted as saying'],
    ['“The gate held,” Marsh Radio quoted Ada Fenwick as saying.', ['Ada Fenwick'], 'whom an outlet quotes'],
    ['“The gate held,” said the board’s new chair Ada Fenwick.', ['Ada Fenwick'], 'a possessive before the office'],
    [
      'Mary Fenwick, a warden, was there. The coast guard said the boat was safe.\n\n“It was cold,” she said.',
      ['coast guard', 'Mary Fenwick'],
      'an organisation is no she',
    ],
    [
      'Olaf Brandt met the crew. Mary Hollis spoke first.\n\n“We are ready,” she said.\n\n“So am I,” Brandt said.',
      ['Mary Hollis', 'Olaf Brandt'],
      'she fits only one of them',
    ],
    [
      '“It is deep,” warden Ada Fenwick said.\n\nEngineer Phil Marrow would not go near it.\n\n“I have a family,” he said.',
      ['Ada Fenwick', 'Phil Marrow'],
      'a paragraph that opens with somebody is about them',
    ],
    [
      'Parents have said little. One mother said she was glad.\n\n“It is over,” she told Marsh Radio.\n\nOther parents left.',
      [undefined],
      'nobody is named',
    ],
    [
      'The Dam Board denied it, saying the wall was sound, Marsh News reports.',
      ['Dam Board'],
      'passed on by an outlet',
    ],
    [
      'Low County Sheriff David Rhode came.\n\nThe wall broke at noon.\n\nThe sheriff said the road would be shut.',
      ['David Rhode'],
      'by the office',
    ],
  ] as [string, (string | undefined)[], string][])('English: %s', (text, expected) => {
    expect(speakers(text, 'en')).toEqual(expected);
  });
});

describe('sources without a name, and names hard to find', () => {
  test.each([
    [
      '“It is deep,” said Locks and Marsh Drainage Centre spokesman Ron Fabrice.',
      ['Ron Fabrice'],
      'an organisation with “and” before the office',
      'en',
    ],
    [
      '“It is deep,” said Angka Pura corporate secretary Israwadi.',
      ['Israwadi'],
      'a single name behind an office',
      'en',
    ],
    [
      '“It is deep,” Head of Data, Information, and Public Relations of the Marsh Agency (MA) Ron Fabrice noted.',
      ['Ron Fabrice'],
      'a long office before the name',
      'en',
    ],
    [
      'Marshland’s disaster agency said on Monday that the road had been shut.',
      ['Marshland’s disaster agency'],
      'what belongs to a country',
      'en',
    ],
    [
      'The wardens are “lucky to be alive,” Low County Sheriff David Rhode said.',
      ['David Rhode'],
      'the comma stands inside the marks',
      'en',
    ],
    ['Prime Minister Hun Sen said the river would be shut.', ['Hun Sen'], 'a title that ends a name', 'en'],
    ['“It was dark,” the police officer told Marsh Radio.', ['the police officer'], 'who is described only', 'en'],
    [
      'Andrew Winter from Marsh Trust was cheered when he told the minister: "It is far too expensive."',
      ['Andrew Winter'],
      'a pronoun behind its own subject',
      'en',
    ],
    [
      'According to board member Ralph Norman, the gate will open on Friday.',
      ['Ralph Norman'],
      'an office in the middle',
      'en',
    ],
    [
      'Mary Fenwick spoke first. The lock, according to her, was shut at night.',
      ['Mary Fenwick'],
      'according to her',
      'en',
    ],
    [
      'Mr Ada Fenwick had made a witness statement saying the gate had been open.',
      ['Ada Fenwick'],
      'behind the paper it stands in',
      'en',
    ],
    [
      '"No one should fear the river," warden Ada Fenwick said, calling the flood a "sad and wholly avoidable act of neglect."',
      ['Ada Fenwick', 'Ada Fenwick'],
      'what else the same speaker calls it',
      'en',
    ],
    [
      'Herry Sidarta, Wakil Direktur Utama Bank Lembah mengatakan, kredit tumbuh dua kali lipat tahun ini.',
      ['Herry Sidarta'],
      'an office behind a name',
      'id',
    ],
    [
      'Camat Wulan Arsita datang. Ditambahkan Wulan bantuan itu merupakan sisa anggaran tahun lalu.',
      ['Wulan Arsita'],
      'a passive that opens',
      'id',
    ],
    [
      'Camat Wulan Arsita datang. Ditegaskannya, bantuan itu merupakan sisa anggaran tahun lalu.',
      ['Wulan Arsita'],
      'a passive with -nya',
      'id',
    ],
    [
      'Harga cabai naik dua kali lipat karena hujan. Hal ini dikemukakan Camat Wulan Arsita, di Lembah, Rabu (11/3).',
      ['Wulan Arsita'],
      'what was said stands before',
      'id',
    ],
    [
      'Camat Wulan Arsita menegaskan air sudah surut. Karenanya camat meminta warga untuk segera pulang.',
      ['Wulan Arsita', 'Wulan Arsita'],
      'an opening word before the office',
      'id',
    ],
    [
      '"Kerugian warga beragam," ungkap Kapolsek Rico Fernando.\n\nBalai Sungai mengimbau warga agar melapor.\n\n"Laporan akan kami proses," katanya.',
      ['Rico Fernando', 'Balai Sungai', 'Rico Fernando'],
      'an organisation between them',
      'id',
    ],
  ] as [string, string[], string, string][])('%s', (text, expected, _reason, lang) => {
    expect(speakers(text, lang)).toEqual(expected);
  });
});

test('what somebody does is no part of the name, also where it is written large', () => {
  expect(speakers('Hydrologist Hasbi Lamatenggo said the gate was older than the town.', 'en')).toEqual([
    'Hasbi Lamatenggo',
  ]);
});

test('a firm named between commas is who speaks, not the place before it', () => {
  expect(speakers('Kontraktor perawatan Bendung Waru, PT Arta Pintu, menyatakan pintu itu sudah dirawat.')).toEqual([
    'PT Arta Pintu',
  ]);
});
