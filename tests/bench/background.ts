/**
 * What stands between the sayings and the days in news: invented paragraphs that tell how things are. Together with the
 * annotated articles, which are all sayings, days and traps, they make texts that are as dense as real ones (texts.ts).
 */
export const BACKGROUND: Readonly<Record<'id' | 'en', readonly string[]>> = {
  id: [
    'Jalan sepanjang sebelas kilometer itu menghubungkan dua kecamatan yang selama ini hanya dapat dicapai dengan perahu. Warga membawa hasil kebun ke pasar melalui jalur yang sama, dan pada musim hujan perjalanan memakan waktu dua kali lebih lama.',
    'Pemerintah daerah menyiapkan anggaran untuk memperbaiki saluran air di sekitar terminal. Pekerjaan dilakukan bertahap agar angkutan kota tetap dapat beroperasi, sementara pedagang dipindahkan ke lapangan di seberang jalan.',
    'Sekolah di tepi sungai itu memiliki enam ruang kelas, satu perpustakaan kecil, dan halaman yang sering tergenang. Guru-guru bergantian menjaga anak-anak yang harus menunggu jemputan sampai sore.',
    'Harga cabai dan bawang di pasar induk bergerak naik karena pasokan dari daerah pegunungan berkurang. Pedagang eceran membatasi pembelian agar barang yang ada tetap dapat dibagi untuk pelanggan lama.',
    'Kapal penyeberangan mengangkut kendaraan, sayuran, dan penumpang dalam satu dek. Loket dibuka sejak pagi, tetapi antrean panjang kerap terjadi ketika gelombang tinggi membuat jadwal berubah.',
    'Rumah sakit daerah melayani pasien dari empat kabupaten. Sebagian besar datang dengan rujukan puskesmas, dan ruang tunggu penuh hampir sepanjang hari karena jumlah dokter belum bertambah.',
    'Lahan bekas tambang di sisi utara kota kini ditumbuhi semak. Beberapa kelompok warga menanam singkong di sana, sedangkan kolam yang tersisa dipakai untuk memelihara ikan.',
    'Petugas memasang pembatas di kedua sisi jembatan dan mengalihkan truk bermuatan berat ke jalur lingkar. Kendaraan kecil masih boleh melintas satu per satu dengan pengawasan.',
    'Aplikasi pembayaran itu digunakan oleh ribuan pedagang kecil karena tidak memungut biaya bulanan. Pengguna cukup menunjukkan kode di layar telepon, lalu pembeli memasukkan jumlah yang harus dibayar.',
    'Tim tamu bermain lebih rapat pada paruh pertama dan mengandalkan serangan balik dari sayap. Beberapa peluang terbuang karena umpan terakhir terlalu deras, sementara penjaga gawang tuan rumah jarang diuji.',
    'Perusahaan memindahkan sebagian mesin ke gudang baru yang lebih dekat dengan pelabuhan. Pekerja memperoleh pelatihan singkat, dan lini produksi lama akan dipakai untuk pesanan dalam jumlah kecil.',
    'Hutan bakau di teluk menahan gelombang dan menjadi tempat bertelur ikan. Ketika sebagian pohon ditebang untuk tambak, garis pantai mundur dan beberapa rumah kehilangan halaman.',
    'Festival diadakan di alun-alun dengan panggung utama, pasar kuliner, dan ruang pamer kerajinan. Pengunjung dapat berjalan kaki dari stasiun, sedangkan kantong parkir disiapkan di tiga titik.',
    'Perpustakaan keliling singgah di desa-desa yang jauh dari pusat kota. Anak-anak memilih buku sambil duduk di tikar, dan petugas mencatat pinjaman dengan tangan karena sinyal sering hilang.',
  ],
  en: [
    'The road runs for eleven kilometres along the river and carries most of the valley’s fruit to market. In the wet season lorries move at walking pace, and drivers often sleep in their cabs while crews clear the mud.',
    'The council has set money aside for new drains around the bus station. Work is done in stages so that services can continue, and stallholders have been moved to a field across the street.',
    'The school has six classrooms, a small library and a playground that floods whenever the wind turns. Teachers take turns to stay with the children whose parents work on the far side of the harbour.',
    'Prices at the wholesale market have crept up because less is coming down from the hills. Shopkeepers limit what each customer can buy so that there is enough for those who come late.',
    'The ferry takes cars, vegetables and passengers on a single deck. Tickets are sold from early in the morning, but long queues form whenever heavy swell upsets the timetable.',
    'The hospital serves four districts and is full for most of the day. Patients arrive with letters from village clinics, and the waiting room has not grown with the number of people who use it.',
    'Shrubs have covered the old quarry on the northern edge of town. Some families grow potatoes there, and the ponds that the diggers left behind are used to raise fish.',
    'Barriers have been put up on both sides of the bridge, and heavy lorries are sent around by the ring road. Smaller vehicles may still cross one at a time under supervision.',
    'The visitors defended deep in the first half and relied on quick breaks down the wing. Several chances were wasted because the final pass was too heavy, and the home goalkeeper was seldom tested.',
    'The mangroves in the bay hold back the waves and shelter young fish. Where they were cut for ponds the shore has moved inland, and a row of houses has lost its gardens.',
  ],
};
