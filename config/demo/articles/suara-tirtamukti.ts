import type { OutletTemplate } from '../article.ts';

/** A regional outlet in Indonesian; its feed carries summaries, so that the page itself is read. */
export const suaraTirtamukti: OutletTemplate = {
  slug: 'suara-tirtamukti',
  title: 'Suara Tirtamukti',
  tagline: 'Dekat dengan warga',
  language: 'id',
  feed: 'rss-summary',
  articles: [
    {
      slug: 'malam-panjang-kampung-hilir',
      title: 'Malam Panjang di Kampung Hilir setelah Pintu Air Patah',
      author: 'Gita Maharani',
      section: 'Kota',
      appears: { day: -5, time: '17:50' },
      caption: 'Warga Kampung Hilir menunggu giliran perahu karet, {{day -5}}. (Foto: Rendra/Suara Tirtamukti)',
      body: `
TIRTAMUKTI, Suara Tirtamukti - Wening Astuti (46) hanya sempat membawa kompor dan ijazah anaknya ketika air Kali Lesung masuk ke warungnya, {{day -5}} sekitar pukul 02.30 WIB.

"Bunyinya seperti truk jatuh. Lima menit kemudian air sudah selutut," tutur Wening di SD Hilir 2.

Hujan deras mengguyur kota sejak {{weekday -6}} sore. Pintu nomor tiga Bendung Waringin kemudian patah, dan air mengalir ke tiga kelurahan.

Kepala Pelaksana BPBD Tirtamukti Yuliana Mandagi menyebut 412 rumah terendam. "Kami membutuhkan selimut, popok, dan obat kulit," katanya.

Ia menambahkan, posko kesehatan dibuka 24 jam.

Ketua Forum Warga Kampung Hilir Damar Prakoso mengatakan warga muda membentuk regu jaga malam. Regu itu, menurut Damar, akan bertugas sampai {{full 2}}.

> pasar-seni-tirtamukti
`,
    },
    {
      slug: 'pasar-seni-tirtamukti',
      title: 'Pasar Seni Tirtamukti Dipindah ke Halaman Museum',
      author: 'Rendra Wicaksana',
      section: 'Budaya',
      appears: { day: -4, time: '13:10' },
      caption: 'Perajin wayang suket menata dagangan. (Foto: Rendra/Suara Tirtamukti)',
      body: `
TIRTAMUKTI, Suara Tirtamukti - Pasar Seni Tirtamukti yang semula digelar di tepi sungai dipindah ke halaman Museum Kota. Acara bertema "Rumput Jadi Cerita" itu dibuka {{day 3}}.

"Perajin justru senang, karena museum punya atap," kata Ketua Panitia Pasar Seni Endah Rukmini, {{short -4}}.

Endah menjelaskan, 64 perajin wayang suket, gerabah, dan batik sudah mendaftar. Pengunjung tidak dipungut biaya masuk.

Kepala Museum Kota Slamet Widayat berharap anak sekolah datang. "Mereka boleh memegang semua barang, asal tangannya bersih," ucap Slamet.

Separuh hasil lelang akan disumbangkan kepada pengungsi Kampung Hilir.
`,
    },
    {
      slug: 'kontraktor-pintu-air-buka-suara',
      title: 'Kontraktor Perawatan Pintu Air Waringin Buka Suara',
      author: 'Gita Maharani',
      section: 'Kota',
      appears: { day: -2, time: '11:25' },
      caption: 'Sisa pintu nomor tiga Bendung Waringin. (Foto: Rendra/Suara Tirtamukti)',
      body: `
TIRTAMUKTI, Suara Tirtamukti - Kontraktor perawatan Bendung Waringin, PT Arta Pintu Baja, membantah lalai merawat pintu nomor tiga.

Direktur PT Arta Pintu Baja Teguh Sanjaya mengatakan perusahaannya mengecat dan melumasi pintu itu pada {{month -3}}.

"Kami mengganti yang diminta dalam kontrak. Mengganti daun pintu tidak ada di sana," kata Teguh kepada Suara Tirtamukti, {{day -2}}.

Teguh mengklaim sudah menyarankan penggantian pada {{year -1}}. Surat itu, ujarnya, tidak dibalas.

Terpisah, Kepala Balai Pengelola Sungai Kali Lesung Bagas Prakoso tidak membantah adanya surat tersebut. Bagas menjelaskan bahwa surat itu masih dicari di arsip.

"Beri kami waktu sampai {{weekday 1}}," ujar Bagas.

> malam-panjang-kampung-hilir

Tim penyelam yang turun pada {{day -3}} menemukan retakan sepanjang dua meter di pondasi.
`,
    },
    {
      slug: 'air-surut-kampung-hilir',
      title: 'Air Surut, Warga Kampung Hilir Mulai Bersihkan Rumah',
      author: 'Rendra Wicaksana',
      section: 'Kota',
      appears: { day: -1, time: '08:30' },
      caption: 'Lumpur setebal 20 sentimeter di gang Kampung Hilir. (Foto: Rendra/Suara Tirtamukti)',
      body: `
TIRTAMUKTI, Suara Tirtamukti - Genangan di Kampung Hilir surut sejak {{day -2}} malam. Warga mulai membersihkan lumpur dibantu 200 relawan.

"Kulkas saya mati, tetapi warung harus buka. Tetangga butuh makan," kata Wening Astuti, pemilik warung, {{short -1}}.

Yuliana Mandagi, Kepala Pelaksana BPBD Tirtamukti, mengingatkan warga agar memeriksa kabel sebelum menyalakan listrik. Ia memastikan air bersih dibagikan dua kali sehari.

"Kalau masih ada bau gas, jangan masuk. Hubungi kami," ujarnya.

Menurut Yuliana, 500 orang sudah meninggalkan pengungsian. Sekolah akan dibuka kembali pada {{day 1}}.

> kontraktor-pintu-air-buka-suara
`,
    },
    {
      slug: 'sekolah-hilir-siap-dibuka',
      title: 'SD Hilir 2 Siap Dibuka Lagi, Guru Keringkan Buku di Lapangan',
      author: 'Gita Maharani',
      section: 'Kota',
      appears: { afterSeconds: 60 },
      caption: 'Buku pelajaran dijemur di lapangan SD Hilir 2. (Foto: Rendra/Suara Tirtamukti)',
      body: `
TIRTAMUKTI, Suara Tirtamukti - SD Hilir 2, yang menjadi tempat pengungsian sejak Bendung Waringin jebol pada {{day -5}}, siap dibuka kembali {{day 1}}.

"Anak-anak sudah bertanya setiap pagi kapan masuk," kata Kepala SD Hilir 2 Maria Tokan, {{short 0}}.

Maria mengatakan 1.200 buku masih dapat dipakai setelah dijemur. Kelas yang rusak, katanya, diganti tenda sampai {{full 12}}.

Wali Kota Tirtamukti Ratih Kusumaningrum menjanjikan seragam baru bagi 340 murid.

"Seragam dibagikan sebelum {{weekday 4}}," ujar Ratih.

Damar Prakoso, ketua Forum Warga Kampung Hilir, meminta jalan ke sekolah diperbaiki lebih dulu.
`,
    },
    {
      slug: 'laskar-lesung-menang',
      title: 'Laskar Lesung Menang 2-0 pada Laga Amal untuk Kampung Hilir',
      author: 'Rendra Wicaksana',
      section: 'Olahraga',
      appears: { afterSeconds: 120 },
      caption: 'Pemain Laskar Lesung merayakan gol pertama. (Foto: Rendra/Suara Tirtamukti)',
      body: `
TIRTAMUKTI, Suara Tirtamukti - Laskar Lesung menang 2-0 atas Garuda Pesisir dalam laga amal di Stadion Merdeka Tirtamukti, {{day -1}} malam. Seluruh penjualan tiket, Rp 187 juta, disumbangkan kepada warga Kampung Hilir.

"Gol pertama saya untuk ibu-ibu dapur umum," kata penyerang Laskar Lesung Rizal Umasugi seusai laga.

Pelatih Laskar Lesung Andreas Kopong memuji semangat pemainnya. Ia mengatakan timnya akan bertanding lagi pada {{day 5}} dalam lanjutan Liga Pratama.

"Kami hanya istirahat satu hari," ujar Andreas.
`,
    },
  ],
};
