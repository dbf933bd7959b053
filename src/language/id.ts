import type { LanguagePack } from './pack.ts';

const words = (text: string): string[] => text.trim().split(/\s+/u);

const CUES =
  words(`kata tanya ujar jelas tambah pungkas ungkap imbuh sambung ucap tutur tegas lanjut terang tulis tutup sebut
  papar beber tandas jawab harap teriak sahut urai tukas cetus kenang keluh canda kelakar klaim sindir saran usul imbau
  ajak desak pinta pesan tegur catat ulas bantah sergah timpal gumam kilah dalih simpul tampik cerita berkelakar puji kritik tuding`);

/** Indonesian. Reporting verbs are a closed table: stemming them loses more than it finds. */
export const id: LanguagePack = {
  code: 'id',
  utcOffsetHours: 7,
  stopWords:
    words(`yang dan di ke dari untuk pada dengan ini itu dalam tidak akan adalah oleh juga sebagai telah sudah karena
    saat bisa ada atau namun tetapi tapi menurut mereka kami kita saya para hal lebih hingga secara bahwa sebelumnya
    selain sementara setelah meski meskipun jika kalau agar sebab maka lalu kemudian bahkan padahal sedangkan adapun
    hari pagi siang sore malam ketika usai seperti sejak antara terhadap bagi tersebut`),
  cues: CUES,
  encliticCues: [...CUES.map((cue) => `${cue}nya`), 'akunya', 'tutupnha', 'ujanya'],
  cueOpeners: words('demikian begitu demikianlah'),
  speechVerbs:
    words(`mengatakan menyebut menyebutkan menegaskan menjelaskan menilai menyampaikan menyatakan mengaku mengakui
    menambahkan menekankan mengungkapkan mengungkap melanjutkan menuturkan memaparkan menduga membeberkan menerangkan
    meyakini berpendapat mengklaim menggarisbawahi mengisyaratkan berujar mengemukakan berkata mengutarakan menandaskan
    memperkirakan memprediksi menyimpulkan berharap mengingatkan meminta mengimbau memperingatkan mengajak mengusulkan
    menyarankan menuduh menuding memerintahkan mendesak menyerukan berjanji bercerita mencatat mencontohkan menceritakan berpesan`),
  clauseVerbs:
    words(`mengonfirmasi mengkonfirmasi memastikan mengumumkan membenarkan membantah melaporkan menyoroti menulis
    mengeluhkan mengkhawatirkan percaya yakin menganggap menyepakati`),
  closingVerbs: words('disampaikan dikatakan diungkapkan ditegaskan dijelaskan kata'),
  adverbs: words(
    'juga kemudian lalu pun sendiri sempat turut ikut telah sudah kembali lantas hanya lebih lanjut sebelumnya',
  ),
  negations: words('tidak belum tak bukan enggan menolak'),
  conjunctions: ['bahwa', 'bahwasanya'],
  and: ['dan', 'serta'],
  accordingTo: ['menurut'],
  addressees: words('kepada pada di dalam saat ketika usai melalui lewat lagi'),
  pronouns: words('dia ia beliau'),
  titles:
    words(`menteri presiden kepala ketua direktur pak gubernur ibu bu sekretaris prof profesor koordinator bapak wakil bupati
    anggota wali walikota kombes jaksa akp akbp menko kasat kapolres dirut brigjen dr hakim kompol kabid menkeu irjen
    kapolri dirjen kh pakar sekjen wapres jubir juru bicara pengacara peneliti iptu ipda pengamat rektor kapolda kapolsek
    mendagri menaker menlu menhan mensos mendag kapuspen panglima kuasa hukum plt pj wamen wamenkeu jenderal letjen mayjen
    letkol kolonel mayor kapten komisaris ajun inspektur polisi komjen manajer pelatih kapten humas komandan dosen guru
    ketum waketum sekda camat lurah kades hj haji ustaz uskup paus pangeran raja ratu perdana pemimpin mantan eks
    pelaksana tugas calon kurator analis dokter moderator saksi dr
    deputi staf khusus penasihat utusan duta besar dubes ceo pendiri komisioner asisten kabag kanit kadis pemain sutradara`),
  officeWords:
    words(`luar dalam negeri pertahanan keuangan sosial kesehatan pendidikan kebudayaan agama hukum perdagangan
    perhubungan umum utama eksekutif jenderal negara daerah kota kabupaten provinsi dinas badan kementerian komisi bidang
    divisi biro reserse kriminal narkoba lalu lintas operasional pertanian energi tenaga kerja pariwisata ekonomi riset
    pusat nasional republik indonesia polda polres polsek fraksi partai universitas fakultas rumah sakit pekerjaan
    lingkungan hidup kehutanan penanggulangan bencana meteorologi direktorat lembaga dewan mahkamah agung konstitusi
    pengadilan kejaksaan bank koperasi asosiasi himpunan persatuan kamar dagang industri majelis pengurus besar pelabuhan
    kelurahan kecamatan desa kampung dusun rt rw bandara stasiun seksi subdit satuan cabang wilayah unit`),
  organisations:
    words(`kementerian badan komisi dinas polda polres polsek mabes pemerintah pemkot pemprov pemkab kejaksaan
    pengadilan mahkamah bank pt universitas partai dewan majelis lembaga kedutaan kantor departemen pentagon kremlin gedung
    asosiasi yayasan perusahaan tentara militer palang bursa organisasi rumah`),
  places:
    words(`indonesia rusia ukraina as amerika serikat korea selatan utara israel palestina iran irak tiongkok china cina jepang
    australia malaysia singapura thailand filipina vietnam india inggris prancis jerman belanda italia spanyol turki arab
    saudi mesir suriah lebanon gaza jakarta bandung surabaya semarang medan makassar yogyakarta bali papua jawa barat timur
    tengah sumatera kalimantan sulawesi aceh riau lampung banten bogor depok tangerang bekasi nato pbb dki pentagon eropa
    kemlu dpr dprd mpr kpk tni polri pdip golkar gerindra nasdem pks pkb bmkg bpbd bnpb bps`),
  anonymous: words('seorang salah sejumlah para sumber warga korban saksi pejabat pihak polisi'),
  demonstratives: ['itu', 'tersebut', 'ini'],
  nameParticles: words('bin binti al el van de der von da dos'),
  credits: words('dilansir dikutip melansir mengutip diberitakan diwartakan disitat kepada'),
  topicChanges: [
    'sementara itu',
    'terpisah',
    'di sisi lain',
    'senada',
    'di tempat terpisah',
    'secara terpisah',
    'adapun',
  ],
  abbreviations: words(
    'dr prof ir drs dra h hj kh jl no rp kab kec pol tbk pt cv st s.h m.h s.d dll dsb a.n u.p muh moh tn ny',
  ),
  months: {
    januari: 1,
    februari: 2,
    maret: 3,
    april: 4,
    mei: 5,
    juni: 6,
    juli: 7,
    agustus: 8,
    september: 9,
    oktober: 10,
    november: 11,
    desember: 12,
    jan: 1,
    feb: 2,
    peb: 2,
    pebruari: 2,
    mar: 3,
    apr: 4,
    jun: 6,
    jul: 7,
    agt: 8,
    ags: 8,
    agu: 8,
    agust: 8,
    sep: 9,
    sept: 9,
    okt: 10,
    nov: 11,
    nop: 11,
    des: 12,
  },
  weekdays: {
    minggu: 0,
    ahad: 0,
    senin: 1,
    selasa: 2,
    rabu: 3,
    kamis: 4,
    jumat: 5,
    "jum'at": 5,
    'jum’at': 5,
    sabtu: 6,
  },
  dayWords: ['hari'],
  yearWords: words('tahun awal akhir pertengahan bulan pada'),
  sinceWords: ['sejak'],
  untilWords: words('hingga sampai sebelum'),
  past: { before: [], after: ['lalu', 'silam', 'kemarin'] },
  future: { before: [], after: ['mendatang', 'depan', 'nanti'] },
  futureMarks: words('akan bakal rencananya dijadwalkan direncanakan mendatang'),
  relative: [
    { phrase: 'hari ini', unit: 'day', offset: 0 },
    { phrase: 'kemarin lusa', unit: 'day', offset: -2 },
    { phrase: 'kemarin', unit: 'day', offset: -1 },
    { phrase: 'besok lusa', unit: 'day', offset: 2 },
    { phrase: 'besok', unit: 'day', offset: 1 },
    { phrase: 'lusa', unit: 'day', offset: 2 },
    { phrase: 'pekan lalu', unit: 'week', offset: -1 },
    { phrase: 'minggu lalu', unit: 'week', offset: -1 },
    { phrase: 'pekan ini', unit: 'week', offset: 0 },
    { phrase: 'minggu ini', unit: 'week', offset: 0 },
    { phrase: 'pekan depan', unit: 'week', offset: 1 },
    { phrase: 'minggu depan', unit: 'week', offset: 1 },
    { phrase: 'bulan lalu', unit: 'month', offset: -1 },
    { phrase: 'bulan ini', unit: 'month', offset: 0 },
    { phrase: 'bulan depan', unit: 'month', offset: 1 },
    { phrase: 'tahun lalu', unit: 'year', offset: -1 },
    { phrase: 'tahun ini', unit: 'year', offset: 0 },
    { phrase: 'tahun depan', unit: 'year', offset: 1 },
  ],
  furniture: [
    /^(?:scroll to continue|advertisement|iklan|populer|trending|berita terkini|video terkini|video pilihan|artikel terkait|topik terkait)/iu,
    /^\(?(?:simak|tonton|lihat|baca|saksikan)(?: juga| selengkapnya| video| artikel|:)/iu,
    /^\[?(?:gambas|halaman \d|bagikan|share|tag(?:s)?:|sumber:|editor:|penulis:|reporter:|pewarta:|foto:)/iu,
    /^(?:oleh|diterbitkan|diperbarui|dipublikasikan) .{0,80}\d{4}/iu,
    /\((?:foto|dok|dokumentasi|antara foto|ap photo|afp|reuters|getty)[^()]{0,120}\)\.?$/iu,
    /^copyright |^hak cipta |^©/iu,
  ],
};
