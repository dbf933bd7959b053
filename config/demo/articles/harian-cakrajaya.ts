import type { OutletTemplate } from '../article.ts';

/** A national daily in Indonesian; its feed carries whole texts. */
export const harianCakrajaya: OutletTemplate = {
  slug: 'harian-cakrajaya',
  title: 'Harian Cakrajaya',
  tagline: 'Kabar dari seluruh penjuru',
  language: 'id',
  feed: 'rss-full',
  articles: [
    {
      slug: 'pintu-air-waringin-jebol',
      title: 'Pintu Air Bendung Waringin Jebol, 1.400 Warga Tirtamukti Mengungsi',
      author: 'Laras Pramesti',
      section: 'Nasional',
      appears: { day: -5, time: '10:15' },
      caption: 'Petugas memasang karung pasir di hilir Bendung Waringin, {{day -5}}. (Dok. Harian Cakrajaya)',
      body: `
Harian Cakrajaya, Tirtamukti - Pintu air nomor tiga Bendung Waringin di Kota Tirtamukti jebol pada {{day -5}} dini hari. Sedikitnya 1.400 warga Kampung Hilir mengungsi ke gedung sekolah dan balai kelurahan.

Kepala Pelaksana BPBD Tirtamukti Yuliana Mandagi mengatakan bahwa air masuk ke permukiman kurang dari satu jam setelah pintu itu patah.

"Warga sudah kami bangunkan lewat pengeras suara masjid. Tidak ada korban jiwa," kata Yuliana di posko utama, {{short -5}}.

Menurut Yuliana, ketinggian air di titik terendah mencapai 1,6 meter. Ia mengimbau warga tidak kembali ke rumah sebelum listrik dipastikan padam.

Wali Kota Tirtamukti Ratih Kusumaningrum menyebut pintu air itu terakhir diperbaiki pada tahun {{year -4}}.

"Kami akan memeriksa siapa yang bertanggung jawab atas perawatannya. Hari ini yang utama adalah keselamatan warga," ujar Ratih.

> kopi-wirabumi-ekspor

Kepala Balai Pengelola Sungai Kali Lesung Bagas Prakoso menjelaskan, dua pintu lain masih berfungsi. Tim penyelam akan memeriksa pondasi bendung pada {{day -3}}.
`,
    },
    {
      slug: 'kopi-wirabumi-ekspor',
      title: 'Koperasi Wirabumi Kirim 38 Ton Kopi ke Eropa',
      author: 'Yoga Pangestu',
      section: 'Ekonomi',
      appears: { day: -6, time: '14:30' },
      caption: 'Pekerja menyortir biji kopi di gudang koperasi. (Dok. Koperasi Wirabumi)',
      body: `
Harian Cakrajaya, Jakarta - Koperasi Petani Wirabumi mengirim 38 ton kopi arabika ke Eropa, {{day -6}}. Nilai pengiriman itu sekitar Rp 4,1 miliar.

"Ini pengiriman terbesar sejak koperasi kami berdiri pada 2015," kata Ketua Koperasi Petani Wirabumi Sulaiman Rante dalam keterangan tertulis, {{short -6}}.

Sulaiman menuturkan, permintaan naik karena petani mulai mengolah biji dengan cara kering. Harga di tingkat petani, katanya, naik menjadi Rp 96.000 per kilogram.

Ekonom Lembaga Riset Niaga Samudra, Fransiska Wowor, menilai koperasi perlu mewaspadai aturan baru tentang asal-usul lahan. "Kalau peta kebunnya tidak rapi, pembeli akan pergi," ujarnya.

Pengiriman berikutnya dijadwalkan pada {{month 2}}.
`,
    },
    {
      slug: 'tanggap-darurat-tirtamukti',
      title: 'Wali Kota Tirtamukti Tetapkan Tanggap Darurat 14 Hari',
      author: 'Laras Pramesti',
      section: 'Nasional',
      appears: { day: -4, time: '09:05' },
      caption: 'Dapur umum di balai Kelurahan Hilir, {{day -5}}. (Dok. Harian Cakrajaya)',
      body: `
Harian Cakrajaya, Tirtamukti - Wali Kota Tirtamukti Ratih Kusumaningrum menetapkan masa tanggap darurat selama 14 hari setelah Bendung Waringin jebol. Keputusan itu ditandatangani pada {{day -5}} malam dan berlaku hingga {{full 9}}.

"Dengan status ini kami bisa membeli pompa tanpa menunggu lelang," kata Ratih seusai rapat, {{short -4}}.

"Setiap rupiah akan kami umumkan."

Ratih mengatakan pemerintah kota menyiapkan Rp 6,2 miliar dari dana tak terduga. Sekolah di tiga kelurahan diliburkan sampai {{date 0}}.

> pintu-air-waringin-jebol

Ketua Forum Warga Kampung Hilir Damar Prakoso meminta pemerintah kota membuka hasil pemeriksaan bendung. "Kami sudah melapor soal pintu yang berkarat sejak tahun lalu," ujar Damar kepada Harian Cakrajaya.

Damar, yang tidak memiliki hubungan keluarga dengan Kepala Balai Bagas Prakoso, menyebut laporan itu dikirim dua kali.

Balai Pengelola Sungai Kali Lesung belum mengonfirmasi adanya laporan tersebut.
`,
    },
    {
      slug: 'anggrek-baru-hutan-wirabumi',
      title: 'Peneliti Temukan Anggrek yang Mekar Hanya Enam Jam',
      author: 'Wulan Setyorini',
      section: 'Sains',
      appears: { day: -2, time: '16:20' },
      caption: 'Bunga anggrek berwarna pucat di batang pohon meranti. (Dok. Kebun Raya Wirabumi)',
      body: `
Harian Cakrajaya, Wirabumi - Peneliti Kebun Raya Wirabumi menemukan jenis anggrek yang bunganya mekar hanya enam jam. Temuan itu diumumkan dalam seminar, {{day -2}}.

"Kami mengira tanaman ini sakit, karena setiap pagi bunganya sudah layu," kata ketua tim peneliti Dr. Mira Saptohadi.

Mira menjelaskan, tim memasang kamera selama sebelas malam sebelum melihat bunga itu terbuka pada pukul 01.10 WIB. Penyerbuknya, menurut Mira, adalah ngengat kecil yang belum pernah dicatat di kawasan itu.

Nama ilmiahnya akan diajukan pada {{month 1}}. Istilah "anggrek begadang" dipakai para penjaga hutan.

"Lokasinya kami rahasiakan agar tidak dijarah," ujar Mira.
`,
    },
    {
      slug: 'dprd-panggil-balai-sungai',
      title: 'DPRD Panggil Balai Sungai dan Kontraktor Pintu Air Waringin',
      author: 'Yoga Pangestu',
      section: 'Nasional',
      appears: { day: -1, time: '15:40' },
      caption: 'Gedung DPRD Kota Tirtamukti. (Dok. Harian Cakrajaya)',
      body: `
Harian Cakrajaya, Tirtamukti - DPRD Kota Tirtamukti akan memanggil Balai Pengelola Sungai Kali Lesung dan kontraktor perawatan Bendung Waringin. Rapat dengar pendapat dijadwalkan {{day 2}}.

Kepala Balai Pengelola Sungai Kali Lesung Bagas Prakoso mengaku menerima laporan warga tentang karat pada pintu nomor tiga. Namun, kata Bagas, anggaran penggantian baru disetujui pada {{month -1}}.

"Kami tidak menutup-nutupi. Dokumennya lengkap dan akan kami bawa ke rapat," ujarnya, {{short -1}}.

Sementara itu, Ketua Forum Warga Kampung Hilir Damar Prakoso menilai penjelasan itu terlambat.

"Kalau dokumennya lengkap, mengapa pintunya tidak diganti?" kata Damar.

> tanggap-darurat-tirtamukti

Wali Kota Ratih Kusumaningrum menegaskan pemerintah kota siap membuka data perawatan sejak tahun {{year -4}}.
`,
    },
    {
      slug: 'pintu-pengganti-tiba',
      title: 'Pintu Pengganti Bendung Waringin Tiba di Tirtamukti',
      author: 'Laras Pramesti',
      section: 'Nasional',
      appears: { afterSeconds: 20 },
      caption: 'Truk pengangkut pintu baja memasuki area bendung. (Dok. Harian Cakrajaya)',
      body: `
Harian Cakrajaya, Tirtamukti - Pintu baja pengganti untuk Bendung Waringin tiba di Kota Tirtamukti, {{day 0}}. Pintu seberat 11 ton itu diangkut dari pelabuhan dengan dua truk.

"Pemasangan sementara dimulai {{weekday 1}} pagi dan memakan waktu empat hari," kata Kepala Balai Pengelola Sungai Kali Lesung Bagas Prakoso, {{short 0}}.

Bagas menuturkan, pintu permanen akan dipasang pada {{month 2}}. Ia meminta warga tidak mendekati bendung selama alat berat bekerja.

Wali Kota Tirtamukti Ratih Kusumaningrum menyebut 900 dari 1.400 pengungsi sudah pulang.

"Yang rumahnya rusak berat tetap kami tampung," ujar Ratih.

> dprd-panggil-balai-sungai
`,
    },
    {
      slug: 'kereta-malam-wirabumi',
      title: 'Kereta Malam Jakarta-Wirabumi Kembali Beroperasi Bulan Depan',
      author: 'Yoga Pangestu',
      section: 'Ekonomi',
      appears: { afterSeconds: 80 },
      caption: 'Gerbong kereta malam di depo Wirabumi. (Dok. Harian Cakrajaya)',
      body: `
Harian Cakrajaya, Jakarta - Kereta malam Jakarta-Wirabumi akan kembali beroperasi pada {{month 1}} setelah berhenti sejak {{year -6}}. Tiket mulai dijual {{day 4}} dengan harga Rp 280.000.

"Penumpang meminta kereta yang berangkat setelah jam kerja. Kami dengarkan," kata Direktur Utama Kereta Lintas Wirabumi Samuel Tangkudung dalam jumpa pers, {{short 0}}.

Samuel mengatakan rangkaian itu terdiri atas delapan gerbong. Perjalanan, ujarnya, memakan waktu sembilan jam.

Pengamat transportasi Nurlaila Hafid memperkirakan 60 persen kursi akan terisi pada akhir pekan.
`,
    },
    {
      slug: 'tim-audit-bendung-waringin',
      title: 'Tim Audit Bendung Waringin Mulai Bekerja',
      author: 'Laras Pramesti',
      section: 'Nasional',
      appears: { afterSeconds: 140 },
      caption: 'Ruang kendali Bendung Waringin. (Dok. Harian Cakrajaya)',
      body: `
Harian Cakrajaya, Tirtamukti - Tim audit independen mulai memeriksa Bendung Waringin, {{day 0}}. Tim beranggotakan tujuh ahli itu dipimpin guru besar hidrologi Universitas Wirabumi, Prof. Dr. Hasbi Lamatenggo, M.Sc.

"Kami akan membaca semua catatan perawatan, lalu memotong contoh baja dari pintu yang patah," kata Hasbi, {{short 0}}.

Hasbi menjelaskan bahwa hasil awal diumumkan pada {{full 6}}. Menurut dia, pemeriksaan laboratorium memerlukan waktu lebih lama.

Direktur PT Arta Pintu Baja Teguh Sanjaya berjanji menyerahkan seluruh dokumen perusahaan.

"Kami tidak akan menghalangi siapa pun," ujarnya.
`,
    },
  ],
};
