import { describe, expect, test } from 'vitest';
import { quotesIn, read } from '#tests/support/reading.ts';

const WULAN = 'Camat Wulan Arsita';

describe('direct, Indonesian', () => {
  test.each([
    [`"Air sudah surut," kata ${WULAN}.`, 'Air sudah surut', 'cue behind'],
    [`"Air sudah surut," kata ${WULAN} saat ditemui di posko, Selasa (10/3).`, 'Air sudah surut', 'with its occasion'],
    [`"Air sudah surut," ${WULAN} menuturkan.`, 'Air sudah surut', 'the name before the verb'],
    [`"Air sudah surut," demikian kata ${WULAN}.`, 'Air sudah surut', 'demikian'],
    [`"Air sudah surut," begitu kata ${WULAN}.`, 'Air sudah surut', 'begitu'],
    [`"Air sudah surut," kata ${WULAN} lagi.`, 'Air sudah surut', 'lagi'],
    [`"Air sudah surut!" seru ${WULAN}.`, 'Air sudah surut!', 'an exclamation'],
    [`"Apakah air sudah surut?" tanya ${WULAN}.`, 'Apakah air sudah surut?', 'a question'],
    [`"Air sudah surut," ${WULAN}, dalam rilis yang diterima wartawan.`, 'Air sudah surut', 'no verb at all'],
    [`"Air sudah surut," celetuk ${WULAN}.`, 'Air sudah surut', 'a verb in no list'],
    [`${WULAN} mengatakan, "Air sudah surut."`, 'Air sudah surut.', 'cue before'],
    [`${WULAN} mengatakan: "Air sudah surut."`, 'Air sudah surut.', 'a colon'],
    [`Kata ${WULAN}, "Air sudah surut."`, 'Air sudah surut.', 'the cue first'],
    [
      `Menurut ${WULAN}, "Air sudah surut dan warga boleh pulang."`,
      'Air sudah surut dan warga boleh pulang.',
      'menurut',
    ],
    [`${WULAN}: "Air sudah surut."`, 'Air sudah surut.', 'only a colon'],
    [`"Air surut. Warga pulang. Jalan dibuka," kata ${WULAN}.`, 'Air surut. Warga pulang. Jalan dibuka', 'sentences'],
    [`"Ya," kata ${WULAN}.`, 'Ya', 'a single word'],
  ])('%s', (text, words) => {
    expect(quotesIn(text)).toEqual([`direct · ${words} · Wulan Arsita (named)`]);
  });

  test.each(
    'kata ujar jelas tambah pungkas ungkap imbuh sambung ucap tutur tegas lanjut terang tulis sebut papar beber tandas jawab harap teriak sahut urai tukas cetus kenang keluh canda kelakar klaim sindir saran usul imbau ajak desak pinta pesan seru tegur catat ulas bantah sergah timpal gumam kilah dalih simpul lapor sanggah ancam puji kritik tuding cerita kisah singgung bisik tantang kecam'.split(
      ' ',
    ),
  )('%s and its -nya', (cue) => {
    const { quotes } = read(
      `"Pintu air sudah kami buka," ${cue} ${WULAN}.\n\n"Warga boleh pulang ke rumah," ${cue}nya.`,
    );
    expect(quotes.map((one) => [one.text, one.speaker, one.resolution])).toEqual([
      ['Pintu air sudah kami buka', 'Wulan Arsita', 'named'],
      ['Warga boleh pulang ke rumah', 'Wulan Arsita', 'enclitic'],
    ]);
  });

  test('cut in two by its attribution', () => {
    const text = `"Air sudah surut," kata ${WULAN}. "Warga boleh pulang."`;
    const { quotes } = read(text);
    expect(quotes).toMatchObject([
      {
        kind: 'direct',
        text: 'Air sudah surut Warga boleh pulang.',
        segments: ['Air sudah surut', 'Warga boleh pulang.'],
        speaker: 'Wulan Arsita',
      },
    ]);
    expect(text.slice(quotes[0]!.start, quotes[0]!.end)).toBe(`Air sudah surut," kata ${WULAN}. "Warga boleh pulang.`);
  });

  test('cut in the middle of its sentence', () => {
    expect(read(`"Air sudah surut," kata ${WULAN}, "dan warga boleh pulang."`).quotes).toMatchObject([
      { segments: ['Air sudah surut', 'dan warga boleh pulang.'], speaker: 'Wulan Arsita' },
    ]);
  });

  test('goes on in the next paragraph', () => {
    expect(quotesIn(`"Air sudah surut," kata ${WULAN}.\n\n"Warga boleh pulang ke rumah."`)).toEqual([
      'direct · Air sudah surut · Wulan Arsita (named)',
      'direct · Warga boleh pulang ke rumah. · Wulan Arsita (continued)',
    ]);
  });

  test('two speakers, each with their own words', () => {
    expect(
      quotesIn(
        `"Air sudah surut," kata ${WULAN}.\n\n"Rumah saya masih penuh lumpur," kata nelayan Danu Prabaswara.\n\n"Kami bantu," ujar Wulan.`,
      ),
    ).toEqual([
      'direct · Air sudah surut · Wulan Arsita (named)',
      'direct · Rumah saya masih penuh lumpur · Danu Prabaswara (named)',
      'direct · Kami bantu · Wulan Arsita (named)',
    ]);
  });

  test('an unnamed source is named by its description', () => {
    const [quote] = read('"Airnya naik cepat sekali malam itu," kata seorang nelayan di muara.').quotes;
    expect(quote).toMatchObject({ kind: 'direct', resolution: 'named' });
    expect(quote!.speaker).toContain('nelayan');
  });
});

describe('direct, English', () => {
  test.each([
    ['“The gate held,” harbour chief Ada Fenwick said.', 'The gate held', 'name, then verb'],
    ['“The gate held,” said harbour chief Ada Fenwick.', 'The gate held', 'verb, then name'],
    ['“The gate held,” Ada Fenwick told reporters on Monday.', 'The gate held', 'told reporters'],
    ['“The gate held,” Ada Fenwick, the harbour chief, said.', 'The gate held', 'an appositive between'],
    ['“The gate held,” said Ada Fenwick, who runs the harbour.', 'The gate held', 'a relative clause behind'],
    ['Ada Fenwick said: “The gate held.”', 'The gate held.', 'a colon'],
    ['Ada Fenwick said, “The gate held.”', 'The gate held.', 'a comma'],
    ['Ada Fenwick: “The gate held.”', 'The gate held.', 'a colon alone'],
    ['According to Ada Fenwick, “the gate held all night long.”', 'the gate held all night long.', 'according to'],
    ['“The gate held!” Ada Fenwick shouted.', 'The gate held!', 'a verb of its own'],
    ['“Did the gate hold?” asked Ada Fenwick.', 'Did the gate hold?', 'a question'],
    ['“The gate held,” Ada Fenwick wrote on her page.', 'The gate held', 'written'],
    [
      '“The gate held. We were lucky. Nobody slept,” said Ada Fenwick.',
      'The gate held. We were lucky. Nobody slept',
      'sentences',
    ],
  ])('%s', (text, words) => {
    expect(quotesIn(text, 'en')).toEqual([`direct · ${words} · Ada Fenwick (named)`]);
  });

  test.each([
    ['“The gate held,” said Ada Fenwick. “Nobody slept.”', ['The gate held', 'Nobody slept.'], 'two sentences'],
    ['“The gate,” said Ada Fenwick, “held all night.”', ['The gate', 'held all night.'], 'one sentence'],
    ['“The gate held,” Ada Fenwick said on Monday. “Nobody slept.”', ['The gate held', 'Nobody slept.'], 'with a day'],
    [
      '“The gate held,” Ada Fenwick, 43, told the Courier. “Nobody slept.”',
      ['The gate held', 'Nobody slept.'],
      'age, outlet',
    ],
  ])('%s', (text, segments) => {
    expect(read(text, 'en').quotes).toMatchObject([{ kind: 'direct', segments, speaker: 'Ada Fenwick' }]);
  });
});

describe('mixed and fragments', () => {
  test('a fragment of six words is a quote of its own', () => {
    expect(quotesIn(`${WULAN} menyebut kejadian itu "kesalahan kami yang tidak boleh terulang lagi".`)).toContain(
      'direct · kesalahan kami yang tidak boleh terulang lagi · Wulan Arsita (named)',
    );
  });

  test('a shorter one stays inside the clause', () => {
    expect(quotesIn(`${WULAN} mengatakan bahwa kondisi tanggul "sangat rapuh" dan harus dibangun ulang.`)).toEqual([
      'mixed · kondisi tanggul "sangat rapuh" dan harus dibangun ulang. · Wulan Arsita (named)',
    ]);
    expect(quotesIn('Ada Fenwick said the gate was “very brittle” and had to be rebuilt.', 'en')).toEqual([
      'mixed · the gate was “very brittle” and had to be rebuilt. · Ada Fenwick (named)',
    ]);
  });
});

describe('indirect, Indonesian', () => {
  test.each([
    [`${WULAN} mengatakan bahwa air sudah surut di lima kampung.`, 'air sudah surut di lima kampung.', 'bahwa'],
    [`${WULAN} mengatakan air sudah surut di lima kampung.`, 'air sudah surut di lima kampung.', 'no bahwa'],
    [`${WULAN} mengatakan, air sudah surut di lima kampung.`, 'air sudah surut di lima kampung.', 'a comma'],
    [`${WULAN} menjelaskan kepada wartawan bahwa air sudah surut.`, 'air sudah surut.', 'to whom'],
    [`${WULAN} juga menambahkan bahwa air sudah surut.`, 'air sudah surut.', 'an adverb between'],
    [`Menurut ${WULAN}, air sudah surut di lima kampung.`, 'air sudah surut di lima kampung.', 'menurut first'],
    [`Air sudah surut di lima kampung, kata ${WULAN}.`, 'Air sudah surut di lima kampung', 'kata last'],
    [`Air sudah surut di lima kampung, menurut ${WULAN}.`, 'Air sudah surut di lima kampung', 'menurut last'],
    [`Kata ${WULAN}, air sudah surut di lima kampung.`, 'air sudah surut di lima kampung.', 'kata first'],
    [`${WULAN} mengimbau warga tidak pulang sebelum pagi.`, 'warga tidak pulang sebelum pagi.', 'a request'],
    [`${WULAN} memastikan bahwa air sudah surut.`, 'air sudah surut.', 'memastikan'],
    [`${WULAN} memperingatkan bahwa air akan naik lagi.`, 'air akan naik lagi.', 'a warning'],
    [
      `Hal itu disampaikan ${WULAN} bahwa air sudah surut di lima kampung.`,
      'air sudah surut di lima kampung.',
      'passive',
    ],
  ])('%s', (text, words) => {
    expect(quotesIn(text)).toEqual([`indirect · ${words} · Wulan Arsita (named)`]);
  });

  test('kata X in the middle', () => {
    const { quotes } = read(`Air, kata ${WULAN}, sudah surut di lima kampung sejak pagi.`);
    expect(quotes).toMatchObject([{ kind: 'indirect', speaker: 'Wulan Arsita' }]);
    expect(quotes[0]!.text).toContain('sudah surut di lima kampung sejak pagi');
    expect(quotes[0]!.text).not.toContain('kata');
  });

  test.each([
    ['Dia mengatakan warga boleh pulang besok pagi.', 'pronoun', 'dia'],
    ['Ia menyebut warga boleh pulang besok pagi.', 'pronoun', 'ia'],
    ['Beliau berharap warga boleh pulang besok pagi.', 'pronoun', 'beliau'],
    ['Menurut dia, warga boleh pulang besok pagi.', 'pronoun', 'menurut dia'],
    ['Menurutnya, warga boleh pulang besok pagi.', 'enclitic', 'menurutnya'],
    ['Warga, katanya, boleh pulang besok pagi.', 'enclitic', 'katanya in the middle'],
    ['Warga boleh pulang besok pagi, ujarnya.', 'enclitic', 'ujarnya behind'],
  ])('%s', (text, resolution) => {
    const { quotes } = read(`"Air sudah surut," kata ${WULAN}.\n\n${text}`);
    expect(quotes.slice(1)).toMatchObject([{ kind: 'indirect', speaker: 'Wulan Arsita', resolution }]);
  });

  test('two sayings of one sentence', () => {
    const { quotes } = read(
      `${WULAN} mengatakan air sudah surut di lima kampung dan menegaskan bahwa warga boleh pulang.`,
    );
    expect(quotes.map((one) => one.speaker)).toEqual(quotes.map(() => 'Wulan Arsita'));
    expect(quotes.map((one) => one.text).join(' ')).toContain('warga boleh pulang');
  });

  test('the source of a source: who claims speaks', () => {
    expect(quotesIn(`${WULAN}, mengutip laporan penjaga, mengklaim bahwa pintu air sudah dibuka.`)).toEqual([
      'indirect · pintu air sudah dibuka. · Wulan Arsita (named)',
    ]);
  });
});

describe('indirect, English', () => {
  test.each([
    ['Ada Fenwick said that the gate had held all night.', 'the gate had held all night.', 'that'],
    ['Ada Fenwick said the gate had held all night.', 'the gate had held all night.', 'no that'],
    ['Ada Fenwick told reporters the gate had held all night.', 'the gate had held all night.', 'told'],
    ['Ada Fenwick told the Courier that the gate had held.', 'the gate had held.', 'told an outlet'],
    ['According to Ada Fenwick, the gate had held all night.', 'the gate had held all night.', 'according to'],
    ['The gate had held all night, Ada Fenwick said.', 'The gate had held all night', 'said last'],
    ['The gate had held all night, said Ada Fenwick.', 'The gate had held all night', 'said, then name'],
    ['The gate had held all night, according to Ada Fenwick.', 'The gate had held all night', 'according to last'],
    ['Ada Fenwick warned that the river would rise again.', 'the river would rise again.', 'a warning'],
    ['Ada Fenwick declared that the river was safe.', 'the river was safe.', 'declared, with its clause'],
    ['Ada Fenwick insisted on Monday that the gate had held.', 'the gate had held.', 'a day between'],
  ])('%s', (text, words) => {
    expect(quotesIn(text, 'en')).toEqual([`indirect · ${words} · Ada Fenwick (named)`]);
  });

  test.each([
    ['She said people could go home by noon.', 'she'],
    ['She added that people could go home by noon.', 'she added'],
  ])('%s', (text) => {
    const { quotes } = read(`“The gate held,” said Maria Fenwick.\n\n${text}`, 'en');
    expect(quotes.slice(1)).toMatchObject([{ kind: 'indirect', speaker: 'Maria Fenwick', resolution: 'pronoun' }]);
  });
});

describe('what nobody is said to have said', () => {
  test.each([
    [`${WULAN} tidak mengonfirmasi bahwa pintu air rusak.`, 'a refusal'],
    [`${WULAN} belum mengatakan apakah pintu air rusak.`, 'not yet'],
    [`${WULAN} enggan menyebut bahwa pintu air rusak.`, 'unwilling'],
    [`${WULAN} memutuskan menutup pintu air sampai hujan reda.`, 'a decision'],
    [`${WULAN} membuka lomba perahu di muara pagi itu.`, 'an action'],
    ['Danu Prabaswara membaca buku "Sungai yang Pulang ke Laut Lepas" di perahunya.', 'the title of a book'],
    ['Film "Jangan Menyeberang Sungai Saat Hujan" diputar di balai warga.', 'the title of a film'],
    ['Lagu "Perahu Kertas di Muara Sungai yang Sunyi" dinyanyikan anak-anak.', 'a song'],
    ['Warga membentangkan spanduk "Tolak Tambang Pasir di Muara Kami" di jembatan.', 'a banner'],
    ['Program "Satu Kampung Satu Perahu Untuk Semua Warga" dimulai tahun ini.', 'a programme'],
    ['Pasal 12 menyebutkan bahwa "setiap orang wajib menjaga kebersihan sungai dan muara".', 'the text of a law'],
    ['Pasal 12 ayat 3 undang-undang itu berbunyi "setiap orang wajib menjaga kebersihan sungai".', 'law, berbunyi'],
    ['Para "pahlawan" itu pulang dengan perahu kosong.', 'scare quotes'],
    ['Ia menekan tombol "Kirim Laporan Banjir ke Kantor Desa" di layar ponselnya.', 'a button'],
    ['Tonton juga video "Detik-detik Jembatan Bambu Hanyut Diterjang Arus Sungai".', 'a video'],
    ['Kapal bernama "Putri Samudra Biru dari Muara Jati Utara" tenggelam.', 'a ship'],
  ])('%s: %s', (text) => {
    expect(quotesIn(`Hujan turun tiga hari tanpa henti di hulu.\n\n${text}`)).toEqual([]);
  });

  test.each([
    ['Ada Fenwick did not say that the gate had failed.', 'not said'],
    ['Ada Fenwick declined to say whether the gate had failed.', 'declined'],
    ['Ada Fenwick never said the gate had failed.', 'never'],
    ['Ada Fenwick opened the boat race at the mouth of the river.', 'an action'],
    ['Ada Fenwick declared a state of emergency for the whole valley.', 'declared a thing, not a clause'],
    ['Tobias Wren read “The River That Went Home to Sea” on his boat.', 'a title'],
    ['Villagers held a banner reading “No more sand mining at our river”.', 'a banner'],
    ['The so-called “heroes” came home with empty boats.', 'scare quotes'],
    ['Article 12 says that “everyone shall keep the river clean and open”.', 'the text of a law'],
  ])('%s: %s', (text) => {
    expect(quotesIn(`It rained for three days upstream.\n\n${text}`, 'en')).toEqual([]);
  });
});

describe('several sayings in one sentence', () => {
  test.each([
    [
      'Ada Fenwick said the gate had held, but added the wall was leaking badly.',
      ['the gate had held', 'the wall was leaking badly.'],
      'but added',
    ],
    [
      'Ada Fenwick said the gate had held, adding that the wall was leaking.',
      ['the gate had held', 'the wall was leaking.'],
      'a participle',
    ],
    [
      'Ada Fenwick announced her return, saying she had missed the river.',
      ['she had missed the river.'],
      'a participle behind a sentence that reports nothing',
    ],
    [
      'Ada Fenwick changed her mind after saying she would never open the gate.',
      ['she would never open the gate.'],
      'after saying',
    ],
    [
      'The flood was confirmed by engineer Ada Fenwick, adding that the gate was open.',
      ['the gate was open.'],
      'who stands behind by',
    ],
    [
      'Ada Fenwick confirmed the arrest and said the guards were safe.',
      ['the guards were safe.'],
      'what is left of the first says nothing',
    ],
    [
      'Ada Fenwick told the chief warden to shut the gate at noon.',
      ['the chief warden to shut the gate at noon.'],
      'told somebody to',
    ],
    [
      'Ada Fenwick began her tour on Sunday, urging the town to help the wardens.',
      ['the town to help the wardens.'],
      'urging somebody to',
    ],
    ['Ada Fenwick stood on the wall. It was cold, and she continued to follow them.', [], 'continued to follow'],
    ['Ada Fenwick pointed to four other gates: the Low Gate, the Mill Gate and the Old Gate.', [], 'pointed to'],
  ] as const)('English: %s', (text, clauses, _reason) => {
    const { quotes } = read(text, 'en');
    expect(quotes.map((quote) => quote.text)).toEqual(clauses);
    for (const quote of quotes) expect(quote.speaker).toBe('Ada Fenwick');
  });

  test.each([
    [
      `${WULAN} menyesalkan kejadian itu, dengan mengatakan bahwa pintu air dibiarkan terbuka.`,
      ['pintu air dibiarkan terbuka.'],
      'dengan mengatakan',
    ],
    [
      `${WULAN} mengatakan air akan surut besok seraya menambahkan bahwa warga belum boleh pulang.`,
      ['air akan surut besok', 'warga belum boleh pulang.'],
      'seraya menambahkan',
    ],
    [
      `${WULAN} meminta warga untuk bersiap dan meminta petugas untuk menutup pintu air.`,
      ['warga untuk bersiap dan meminta petugas untuk menutup pintu air.'],
      'the same verb goes on',
    ],
    [
      `${WULAN} menilai warga perlu bergotong royong untuk membersihkan parit dan memastikan air mengalir.`,
      ['warga perlu bergotong royong untuk membersihkan parit dan memastikan air mengalir.'],
      'a verb of the clause itself',
    ],
  ] as const)('Indonesian: %s', (text, clauses, _reason) => {
    const { quotes } = read(text);
    expect(quotes.map((quote) => quote.text)).toEqual(clauses);
    for (const quote of quotes) expect(quote.speaker).toBe('Wulan Arsita');
  });
});

describe('where a reported clause begins and ends', () => {
  test.each([
    [
      'Ada Fenwick said the wind threatens poles that feed the mill.',
      'the wind threatens poles that feed the mill.',
      'behind a determiner "that" is inside the clause',
      'en',
    ],
    ['Ada Fenwick said in a radio interview the gate would open.', 'the gate would open.', 'behind the occasion', 'en'],
    [
      'Ada Fenwick said she would “let the river decide” when asked about the gate.',
      'she would “let the river decide”',
      'what is said about the saying',
      'en',
    ],
    [
      'Ada Fenwick accused the guards of leaving the gate open all night.',
      'the guards of leaving the gate open all night.',
      'a charge',
      'en',
    ],
    [
      `${WULAN} mengatakan, hal itu bermula saat petugas mendengar bahwa pintu air rusak.`,
      'hal itu bermula saat petugas mendengar bahwa pintu air rusak.',
      'behind the comma it has begun',
      'id',
    ],
    [
      `Meski begitu, diakui ${WULAN}, air di hilir masih tinggi.`,
      'air di hilir masih tinggi.',
      'a passive in the middle',
      'id',
    ],
  ] as const)('%s', (text, clause, _reason, lang) => {
    expect(read(text, lang).quotes.map((quote) => quote.text)).toEqual([clause]);
  });

  test.each([
    [`${WULAN} mengatakan hal itu saat ditemui di posko, Selasa (10/3).`, 'hal itu: said before', 'id'],
    [`Pasukan Lembah Utara yang menganggap sebagian dari mereka adalah musuh sudah pergi.`, 'what they are like', 'id'],
    [`${WULAN} menyampaikan belasungkawa kepada keluarga korban banjir.`, 'condolences are no statement', 'id'],
    ['Gov. Ada Fenwick declared a state of emergency to help in the flood.', 'an act', 'en'],
    [
      'The river rose by two metres, exceeding the 40 floods reported in the whole of 1995.',
      'a number speaks not',
      'en',
    ],
    ['The gate was shut in 2019, around the same time critics said the wall had cracked.', 'a time speaks not', 'en'],
    ['“It holds,” Fenwick noted during her speech in Lower Marsh, Low County, on Monday.', 'only where and when', 'en'],
  ] as const)('nothing in: %s', (text, _reason, lang) => {
    expect(read(text, lang).quotes.filter((quote) => quote.kind !== 'direct')).toEqual([]);
  });
});

describe('what the line of a page takes from a quote', () => {
  test.each([
    [
      'Camat Wulan Arsita menjelaskan, pintu air itu dibuka sejak subuh. Airnya mengalir ke hilir melalui Balai Kali (BK)',
      'pintu air itu dibuka sejak subuh.',
      'no full stop at the end of a paragraph',
    ],
    [
      '"Pintu air dibuka," kata Camat Wulan Arsita di posko, Selasa pagi. [wa/bk]',
      'Pintu air dibuka',
      'initials in brackets',
    ],
  ])('%s', (text, words) => {
    expect(read(text).quotes.map((quote) => quote.text)).toEqual([words]);
  });

  test('two single marks are a double one', () => {
    expect(quotesIn('‘‘I was on the wall,’’ Ada Fenwick said.', 'en')).toEqual([
      'direct · I was on the wall · Ada Fenwick (named)',
    ]);
  });

  test('a fragment in single marks that opens small', () => {
    const [quote] = read(
      'Ada Fenwick said the plan was ‘the low and shrinking hope of a whole town’.',
      'en',
    ).quotes.filter(({ kind }) => kind === 'direct');
    expect(quote?.text).toBe('the low and shrinking hope of a whole town');
  });
});
