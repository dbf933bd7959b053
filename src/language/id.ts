import { definePack } from './pack.ts';

const words = (text: string): string[] => text.trim().split(/\s+/u);

const CUES =
  words(`kata tanya ujar jelas tambah pungkas ungkap imbuh sambung ucap tutur tegas lanjut terang tulis tutup sebut
  papar beber tandas jawab harap teriak sahut urai tukas cetus kenang keluh canda kelakar klaim sindir saran usul imbau
  ajak desak pinta pesan tegur catat ulas bantah sergah timpal gumam kilah dalih simpul tampik cerita berkelakar puji kritik tuding`);

/** Indonesian. Reporting verbs are a closed table: stemming them loses more than it finds. */
export const id = definePack({
  code: 'id',
  utcOffsetHours: 7,
  stopWords:
    words(`yang dan di ke dari untuk pada dengan ini itu dalam tidak akan adalah oleh juga sebagai telah sudah karena
    saat bisa ada atau namun tetapi tapi menurut mereka kami kita saya aku anda kamu para hal pihak dirinya sang si lebih hingga secara bahwa sebelumnya
    selain sementara setelah meski meskipun jika kalau agar sebab maka lalu kemudian bahkan padahal sedangkan adapun
    hari pagi siang sore malam ketika usai seperti sejak antara terhadap bagi tersebut karenanya makanya akibatnya pasalnya
    apalagi terlebih sehingga kendati walau walaupun kini selanjutnya berikutnya oleh atas berdasarkan terkait soal mengenai
    tentang sampai begitu tak`),
  cues: CUES,
  encliticCues: [...CUES.map((cue) => `${cue}nya`), 'akunya', 'tutupnha', 'ujanya'],
  cueOpeners: words('demikian begitu demikianlah'),
  speechVerbs:
    words(`mengatakan menyebut menyebutkan menegaskan menjelaskan menilai menyampaikan menyatakan mengaku mengakui
    menambahkan menekankan mengungkapkan mengungkap melanjutkan menuturkan memaparkan menduga membeberkan menerangkan
    meyakini berpendapat mengklaim menggarisbawahi mengisyaratkan berujar mengemukakan berkata mengutarakan menandaskan
    memperkirakan memprediksi menyimpulkan berharap mengingatkan meminta mengimbau memperingatkan mengusulkan
    menyarankan menuduh menuding memerintahkan mendesak menyerukan berjanji bercerita mencatat mencontohkan menceritakan berpesan mengeklaim beralasan menjamin percaya bilang memohon menuliskan berkelakar berdalih merincikan merinci memerinci menjabarkan menguraikan mengurai`),
  clauseVerbs:
    words(`mengonfirmasi mengkonfirmasi memastikan mengumumkan membenarkan membantah melaporkan menyoroti menulis
    mengeluhkan mengkhawatirkan yakin menganggap menyepakati mengamini mendorong menginginkan mengajak memandang menyayangkan bertekad mengusulkan ingin menjawab mewanti-wanti menghimbau mengharapkan pastikan tegaskan sampaikan katakan ungkapkan jelaskan`),
  adverbs: words(
    'mulanya awalnya pertama singkat santai bahkan terus mencoba telah juga kemudian lalu pun sendiri sempat turut ikut telah sudah kembali lantas hanya lebih lanjut sebelumnya sebaliknya',
  ),
  negations: words('tidak belum tak bukan enggan menolak'),
  conjunctions: ['bahwa', 'bahwasanya'],
  and: ['dan', 'serta'],
  accordingTo: ['menurut'],
  addressees: words('kepada usai seusai melalui lewat'),
  pronouns: words('dia ia beliau dirinya pihaknya'),
  titles:
    words(`k.h menteri presiden kepala ketua direktur pak gubernur ibu bu sekretaris prof profesor koordinator bapak wakil bupati
    anggota wali walikota kombes jaksa akp akbp menko kasat kapolres dirut brigjen dr hakim kompol kabid menkeu irjen
    kapolri dirjen kh pakar sekjen wapres jubir juru bicara pengacara peneliti iptu ipda pengamat rektor kapolda kapolsek
    mendagri menaker menlu menhan mensos mendag kapuspen panglima kuasa hukum plt pj wamen wamenkeu jenderal letjen mayjen
    letkol kolonel mayor kapten komisaris ajun inspektur polisi komjen manajer pelatih kapten humas komandan dosen guru
    ketum waketum sekda camat lurah kades hj haji ustaz uskup paus pangeran raja ratu pemimpin mantan eks
    pelaksana tugas calon kurator analis dokter moderator saksi dr
    politikus politisi anggota peneliti pakar ahli psikolog ekonom sosiolog arkeolog epidemiolog ustadz kiai kyai pastor pendeta aktivis
    manager gm vp presdir direksi ceo coo cfo cto founder hakim kasatreskrim kasatlantas kasi kasubag kabareskrim kadiv karopenmas kakorlantas dandim danrem
    kapolresta kapolrestabes kapolresta kajari kajati jampidsus kapuspenkum letkol letda lettu serda sersan praka brigadir bripka briptu aipda aiptu bripda laksamana laksda laksma marsekal
    wagub wabup wawali wawalkot wamenkeu wamendagri wamenhan wamenlu menpan menkes menkominfo menkomdigi wamenkomdigi menparekraf menperin mentan mendes menpora menag menteri menkop menhub menkumham menkopolhukam menaker mendikbud mendikdasmen mendiktisaintek mensesneg menseskab seskab menhut menteg dirut dirjen irjen sesmen komut presiden ketum sekum bendum wasekjen waketum wakapolri wakapolda wakapolres wadir wakasal kasal kasad kasau pangdam pangkostrad pangkogabwilhan
    bos bek gelandang kiper striker pebalap petinju penyanyi aktor aktris artis komika musisi produser sutradara youtuber presenter host
    deputi staf khusus penasihat utusan duta besar dubes ceo pendiri komisioner asisten kabag kanit kadis pemain sutradara`),
  officeWords:
    words(`the luar dalam negeri pertahanan keuangan sosial kesehatan pendidikan kebudayaan agama hukum perdagangan
    perhubungan umum utama eksekutif jenderal negara daerah kota kabupaten provinsi dinas badan kementerian komisi bidang
    divisi biro reserse kriminal narkoba lalu lintas operasional pertanian energi tenaga kerja pariwisata ekonomi riset
    pusat nasional republik indonesia polda polres polsek fraksi partai universitas fakultas rumah sakit pekerjaan
    lingkungan hidup kehutanan penanggulangan bencana meteorologi direktorat lembaga dewan mahkamah agung konstitusi
    pengadilan kejaksaan bank koperasi asosiasi himpunan persatuan kamar dagang industri majelis pengurus besar pelabuhan
    keamanan politik koordinator pangan komunikasi digital informasi iklim laut udara darat cuaca pemerintahan transportasi teknologi industri perikanan kelautan pertanahan agraria tata ruang haji umrah masyarakat kerja sama hubungan internasional pemberdayaan perempuan anak perlindungan pengelola pengembangan perencanaan pembangunan pengawas pemilihan pemasaran kemaritiman investasi bumn pariwisata olahraga pemuda umkm perekonomian kebijakan fiskal anggaran pajak bea cukai lapangan tim humas kebencanaan
    kelurahan kecamatan desa kampung dusun rt rw bandara stasiun seksi subdit satuan cabang wilayah unit`),
  organisations:
    words(`fraksi fed kementerian badan komisi dinas polda polres polsek mabes pemerintah pemkot pemprov pemkab kejaksaan
    pengadilan mahkamah bank pt universitas partai dewan majelis lembaga kedutaan kantor departemen pentagon kremlin gedung
    gerakan aliansi koalisi forum ikatan perkumpulan serikat federasi konfederasi lsm ormas kodam kodim korem polresta polrestabes pemda satpol satgas puskesmas rsud rs dishub disdik dinkes bpbd bnpb bmkg kpu kpk kpai bawaslu otoritas direktorat ditjen kelompok komite panitia tim grup holding cv ud perum perumda koperasi institut sekolah smpn sman smkn sdn politeknik stasiun pusat klub manajemen
    asosiasi yayasan perusahaan tentara militer palang bursa organisasi rumah`),
  places:
    words(`indonesia rusia ukraina as amerika serikat korea selatan utara israel palestina iran irak tiongkok china cina jepang
    australia malaysia singapura thailand filipina vietnam india inggris prancis jerman belanda italia spanyol turki arab
    saudi mesir suriah lebanon gaza jakarta bandung surabaya semarang medan makassar yogyakarta bali papua jawa barat timur
    tengah sumatera kalimantan sulawesi aceh riau lampung banten bogor depok tangerang bekasi nato pbb dki pentagon eropa
    nusa tenggara sumatra padang palembang pekanbaru jambi bengkulu manado ambon kupang mataram denpasar pontianak banjarmasin samarinda balikpapan kendari palu gorontalo ternate jayapura sorong surakarta solo malang kediri madiun jember banyuwangi sidoarjo gresik mojokerto pasuruan probolinggo lumajang blitar tulungagung ponorogo sleman bantul cirebon garut tasikmalaya sukabumi cianjur karawang purwakarta subang indramayu serang cilegon banyumas cilacap kudus demak jepara pati rembang blora tegal brebes pekalongan magelang temanggung wonosobo kebumen purworejo klaten boyolali lombok flores timor sumba halmahera natuna batam bintan belitung bangka madura nias mentawai
    amerika eropa asia afrika jawa kalsel kaltim kalbar kalteng kaltara sulsel sulut sulteng sultra jateng jatim jabar sumut sumbar sumsel ntt ntb diy papua merauke timika nabire wamena intan
    kemlu dpr dprd mpr kpk tni polri pdip golkar gerindra nasdem pks pkb bmkg bpbd bnpb bps`),
  givenNames:
    words(`abdul abdullah achmad adi adit aditya agung agus ahmad ahmed aisyah akbar akhmad alex ali amir amran anas andi andika
    andre andri andrian ani anies anita anton antonius anwar ardi ari arief arif arifin aris arsjad arya asep asrul aulia
    ayu azis aziz bagus bahlil bahtiar bambang basuki bayu benny bima bimo boy budi budiman burhanuddin cahyo candra cecep
    chairul chandra cipta citra dadang dani daniel darma david dede dedi dedy deni denny desi desy dewi dian didi didik
    dimas dina dini djoko doni dony dudung dwi dyah edi edy efendi eka eko elly endang endra eri erick erna erni erwin
    ety euis evi fadli fahri fajar farhan fatimah febri ferry fikri firman firmansyah fitri fitriani gatot ghofur gita
    guntur gunawan habib hadi hafid hairul hamdan hamzah handoko hanif hardi hari haris harun haryanto hasan hasanuddin
    hasto hendra hendri hendro henry heri herman hermawan herry heru hidayat husein husen ida idham ignatius iis ika ikhsan
    ilham imam iman indah indra intan irfan irma irwan isa iskandar ismail iwan jaka jamal jamaluddin jaya jefri joko
    johan johanes johannes jusuf juliana juniarti kartika khairul khofifah komar kurnia kurniawan lestari lia lilik lina luhut luki lukman
    lutfi lusi made maria maman mahfud mahmud mansur mariani maruf marwan maya mega melani mira mochamad moch moh muh mohamad
    mohammad muhadjir muhaimin muhamad muhammad mukhlis mulyadi mulyono munir mustafa nadia nana nanang nasir nasrullah
    neneng nia nina ningsih novi novita nur nurdin nurhayati nuri nurul nyoman oka oki oktaviani oscar otto pandu prabowo
    pramono prasetyo puan purbaya purnama purwanto putra putri putu rachmat raden rafli rahayu rahman rahmat rahmawati rangga
    rano ratih ratna rendra reni retno reza rian riana ricky rida ridwan rika rina rini rio risma rita rizal rizki rizky
    robert roberto robi roni rosa rosan roy rudi rudy rusdi rusli saiful saifullah salim samsul sandi sandiaga santi santoso sapto
    sari satria satrio selamet septian setiawan setya setyo sigit siska siti slamet soni sri subianto sudirman sufmi
    sugeng sugiarto sugiono suharto sujarwo sukma sulaiman sulistyo sumarno sunarto sunaryo suparman suprapto supriyadi
    supriyanto surya suryadi suryani susanto susi sutarto sutrisno suwarno syafii syafruddin syahrul syamsul tantri taufik
    taufiq tedi teddy teguh tina tito titi toni tono topan totok tri tuti udin ujang umar untung usman utami wahid wahyu
    wahyudi wawan wayan ketut gede komang kadek widi widodo widya wijaya winarno wira wisnu wiwik wulan wulandari yandri yanti yanto
    yasin yati yayan yayuk yogi yohanes yudha yudhi yudi yulia yuliana yulianto yuni yunus yusri yusuf zainal zainuddin
    zainudin zaki zulfikar zulkifli john george michael donald joe vladimir volodymyr antony emmanuel benjamin mark kim xi`),
  placeTitles: words(
    'camat lurah kades bupati wali walikota gubernur kapolres kapolsek kapolda kapolresta kapolrestabes dandim kajari kajati dubes besar kepala ketua kadis dusun manajer direktur rektor anggota',
  ),
  personNouns: words(
    'doktor alumnus lulusan sarjana eksekutif jenderal penulis bintang legislator pendiri politikus politisi pria wanita perempuan lelaki laki pemuda remaja aktor aktris penyanyi artis musisi pedangdut presenter komedian warga ibu ayah ekonom legislator alumnus mahasiswa siswa petani nelayan pedagang sopir tersangka terdakwa korban purnawirawan jebolan lulusan pebisnis pengusaha bek striker gelandang kiper penyerang atlet petinju pesepakbola pebulutangkis orang',
  ),
  determiners: [],
  dayPrepositions: ['pada', 'di', 'hari', 'di'],
  creditJoiners: ['dari', 'oleh', 'media'],
  fromWords: ['dari', 'pada', 'di', 'untuk'],
  passiveCues:
    words(`disampaikan dikatakan diungkapkan ditegaskan dijelaskan disebutkan diutarakan dituturkan dikemukakan
    dipaparkan diakui dilontarkan diceritakan ditambahkan diungkap dibenarkan diumumkan dibeberkan diterangkan`),
  byWords: ['oleh'],
  encliticEndings: ['nya', 'nha', 'nyaa'],
  purposeWords: ['agar', 'supaya', 'untuk'],
  participles: [],
  aliasCues: words('disapa dipanggil alias sapaan julukan'),
  anonymous: words('seorang salah sejumlah para sumber warga korban saksi pejabat pihak polisi'),
  demonstratives: ['itu', 'tersebut', 'ini'],
  nameParticles: words('bin binti al el van de der von da dos'),
  anyBodyNouns: [],
  firmNouns: [],
  occasions: words(
    'keterangan pernyataan konferensi jumpa rapat pidato sambutan wawancara acara unggahan siaran diskusi sidang webinar kesempatan forum pertemuan seminar dialog podcast surat rilis laporan paparan cuitan sela kunjungan agenda kegiatan',
  ),
  callings: [],
  timeWords: [],
  conjunctionBlocks: [],
  noClauseStarts: words(
    'kepada menurut seperti sebagai belasungkawa dukacita apresiasi terimakasih permohonan permintaan penghargaan keprihatinan ucapan salam',
  ),
  articles: [],
  listeners: [],
  reportVerbs: [],
  femaleNames: [],
  pronounGenders: {},
  placeHeads: words(
    'desa kelurahan kecamatan kabupaten kota provinsi dusun kampung pasar jalan jl gang pulau sungai gunung teluk pantai stadion gedung hotel kompleks perumahan',
  ),
  weakVerbs: words(
    'mencatat menuding mengingatkan menceritakan mencontohkan menduga mengusulkan menyarankan mendesak memerintahkan menuduh',
  ),
  relativeWords: ['yang'],
  clauseMarks: words(
    'tidak tak akan telah sudah belum bisa dapat ada masih adalah merupakan harus sedang menjadi perlu ingin bukan tengah siap wajib boleh jangan mampu lebih',
  ),
  verbShape: /^(?:di|ber|ter|meng|mem|men|me|meny)\p{Ll}{4,}$/u,
  bodyPronouns: [],
  notSpeakers: words('pasal ayat uu undang perppu pp video judul film lagu simak baca lihat tonton'),
  objectVerbs: [],
  clauseEnds: [
    'saat ditanya',
    'ketika ditanya',
    'saat ditemui',
    'ketika ditemui',
    'saat dihubungi',
    'ketika dihubungi',
    'seperti dikutip',
    'seperti dilansir',
    'sebagaimana dikutip',
    'sebagaimana dilansir',
  ],
  participleOpeners: words('dengan sambil seraya sembari'),
  joiners: words('dan serta namun tapi tetapi seraya sambil sembari'),
  thingWords: ['hal', 'pernyataan', 'ungkapan'],
  attributionTails: words(
    'saat ketika usai seusai setelah sebelum dalam di pada kepada melalui lewat seperti sebagaimana sembari seraya sambil sesaat selepas menanggapi merespons menjawab dikutip dilansir',
  ),
  accordingToHim: ['menurutnya'],
  cuesBeforeNames: true,
  titlesBeginRuns: true,
  titlesAsNames: words('raja ratu pangeran hakim saksi guru jaksa mayor kapten bintang putra dewan dewa haji'),
  namePrefixes: ['i', 'ni'],
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
    'kompol kombes iptu ipda akp akbp brigjen irjen komjen letjen mayjen letkol jend sp mr mrs ms dr prof ir drs dra h hj kh jl no rp kab kec pol tbk pt cv st s.h m.h s.d dll dsb a.n u.p muh moh tn ny',
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
  yearWords: words('tahun awal akhir pertengahan pada sepanjang selama di antara dari'),
  sinceWords: ['sejak'],
  untilWords: words('hingga sampai sebelum'),
  past: { before: [], after: ['lalu', 'silam', 'kemarin'] },
  future: { before: [], after: ['mendatang', 'depan', 'nanti'] },
  futureMarks: words(
    'akan bakal rencananya dijadwalkan direncanakan mendatang besok nanti diharapkan ditargetkan diperkirakan diprediksi menjelang jelang rencana berencana hendak lagi',
  ),
  pastMarks: words('telah sudah pernah sempat tewas meninggal tercatat ditemukan lalu kemarin sebelumnya'),
  pastEndings: [],
  monthWords: words('tahun awal akhir pertengahan bulan pada sepanjang selama'),
  listWords: words('dan hingga sampai serta -'),
  ofWords: ['tahun'],
  earlyWords: ['awal', 'pertengahan'],
  thisWords: { before: [], after: ['ini'] },
  mannerWords: ['secara', 'dengan'],
  quarterWords: ['kuartal', 'triwulan'],
  quarterOrdinals: ['pertama kuartal'],
  numbers: {
    satu: 1,
    dua: 2,
    tiga: 3,
    empat: 4,
    lima: 5,
    enam: 6,
    tujuh: 7,
    delapan: 8,
    sembilan: 9,
    sepuluh: 10,
    sebelas: 11,
    pertama: 1,
    kedua: 2,
    ketiga: 3,
    keempat: 4,
  },
  roughWords: words('hampir sekitar kurang kira-kira belum beberapa lebih dari hingga dalam'),
  units: { hari: 'day', pekan: 'week', minggu: 'week', bulan: 'month', tahun: 'year' },
  agoWords: ['lalu', 'yang lalu', 'silam'],
  aheadWords: ['mendatang', 'lagi', 'ke depan'],
  narrative: {
    'sehari sebelumnya': -1,
    'sehari sebelum itu': -1,
    'sehari kemudian': 1,
    'sehari setelahnya': 1,
    'keesokan harinya': 1,
    'keesokan hari': 1,
    'dua hari kemudian': 2,
    'dua hari sebelumnya': -2,
    'tiga hari kemudian': 3,
    'tiga hari sebelumnya': -3,
  },
  namedDays: ['jumat agung', 'rabu abu', 'kamis putih', 'minggu palma', 'sabtu suci'],
  datedNames: words(
    'periode piala liga pilkada pilpres pemilu olimpiade uu undang-undang perppu perpres peraturan rapbn apbn emas pasal visi',
  ),
  relative: [
    { phrase: 'semalam', unit: 'day', offset: -1 },
    { phrase: 'tadi malam', unit: 'day', offset: -1 },
    { phrase: 'dini hari tadi', unit: 'day', offset: 0 },
    { phrase: 'pagi tadi', unit: 'day', offset: 0 },
    { phrase: 'siang tadi', unit: 'day', offset: 0 },
    { phrase: 'pagi ini', unit: 'day', offset: 0 },
    { phrase: 'siang ini', unit: 'day', offset: 0 },
    { phrase: 'sore ini', unit: 'day', offset: 0 },
    { phrase: 'malam ini', unit: 'day', offset: 0 },
    { phrase: 'akhir pekan lalu', unit: 'week', offset: -1 },
    { phrase: 'akhir pekan ini', unit: 'week', offset: 0 },
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
  danglingOpenings: [
    'dia',
    'ia',
    'beliau',
    'mereka',
    'hal ini',
    'hal itu',
    'hal tersebut',
    'selain itu',
    'namun',
    'demikian',
    'demikianlah',
    'sementara itu',
    'kemudian',
    'lalu',
    'tetapi',
    'tapi',
    'karena itu',
    'oleh karena itu',
    'oleh sebab itu',
    'sebab',
    'bahkan',
    'padahal',
    'sedangkan',
    'adapun',
    'menurutnya',
    'menurut dia',
    'di sisi lain',
    'meski begitu',
    'meski demikian',
    'akibatnya',
    'dengan demikian',
    'tak hanya itu',
    'tidak hanya itu',
    'lebih lanjut',
    'sebelumnya',
    'ini',
    'itu',
    'kedatangan mereka',
  ],
  furniture: [
    /^(?:topshot|ilustrasi|gambar|keterangan foto|foto)(?:\s*[.:–—]|\s+-\s)/iu,
    /^<?\/?(?:span|div|p|img|figure)\b[^\n]*(?:class|src)=/iu,
    /^(?:scroll to continue|advertisement|iklan|populer|trending|berita terkini|video terkini|video pilihan|artikel terkait|topik terkait)/iu,
    /^\(?(?:simak|tonton|lihat|baca|saksikan)(?: juga| selengkapnya| video| artikel|:)/iu,
    /^\[?(?:gambas|halaman \d|bagikan|share|tag(?:s)?:|sumber:|editor:|penulis:|reporter:|pewarta:|foto:)/iu,
    /^(?:oleh|diterbitkan|diperbarui|dipublikasikan) .{0,80}\d{4}/iu,
    /\((?:foto|dok|dokumentasi|antara foto|ap photo|afp|reuters|getty)[^()]{0,120}\)\.?$/iu,
    /^copyright |^hak cipta |^©/iu,
  ],
});
