import type { Catalogue } from '#core/messages.ts';

const status = (code: number | undefined): string => (code === undefined ? '' : ` (HTTP ${code})`);
const count = (value: number): string => value.toLocaleString('id');

export const id: Catalogue = {
  'error.title': 'Belum bisa',
  'error.internal': (a) => `Ada yang salah di pihak kami. Kalau terulang, sampaikan kode ini kepada pengelola: ${a.id}`,
  'error.too-long': (a) => `Pesan terlalu panjang: paling banyak ${count(a.most)} karakter.`,
  'error.unknown-command': (a) =>
    `Perintah “/${a.name}” tidak dikenal.${a.nearest ? ` Maksudnya /${a.nearest}?` : ''} Ketik /help untuk semua perintah.`,
  'error.unknown-subcommand': (a) => `/${a.command} diikuti salah satu dari: ${a.known}.`,
  'error.moderators-only': 'Perintah ini hanya untuk moderator kanal ini.',
  'error.option-missing': (a) => `“${a.name}” belum diisi. Contoh: ${a.usage} …`,
  'error.option-choice': (a) => `“${a.name}” harus salah satu dari: ${a.choices}.`,
  'error.button-old': 'Tombol ini sudah tidak berlaku. Ketik lagi perintahnya, atau /help untuk semua perintah.',
  'error.not-shown': 'Jawabannya tidak bisa ditampilkan di sini. Coba pertanyaan yang lebih sempit.',

  'page.newer': '◀ Sebelumnya',
  'page.older': 'Berikutnya ▶',
  'page.of': (a) =>
    `Halaman ${count(a.current)} dari ${count(a.last)} · ${a.isMore ? 'lebih dari ' : ''}${count(a.total)} seluruhnya`,
  'page.beyond': (a) => `Tidak ada halaman ${count(a.page)}; yang terakhir ${count(a.last)}.`,
  published: (a) => `Terbit ${a.when}`,
  'open.article': 'Baca artikel',
  'empty.library':
    'Belum ada berita yang dibaca. Jika sumber baru saja ditambahkan, coba lagi sebentar; jika belum ada, tambahkan dengan /feed add.',
  'cite.also': 'juga di',
  'cite.more': (a) => `dan ${count(a.outlets)} lainnya`,
  'cite.copy': 'teks sama dengan berita kantor berita',
  follow: '🔔 Ikuti',
  'person.hint':
    'Yang dikenal hanya orang yang dikutip dalam berita yang sudah dibaca. Coba bagian lain dari namanya, atau /search.',
  'person.more': 'Masih ada yang lain. Tambahkan bagian nama atau jabatannya.',
  'person.taken': (a) => `Tidak ada pembicara bernama “${a.name}”. Yang ditampilkan: ${a.person}.`,

  'help.about': 'Semua perintah dan cara memakainya',
  'help.title': 'Kabar: siapa berkata apa, dan apa yang terjadi kapan',
  'help.intro': 'Setiap kutipan dan tanggal disertai sumber dan kalimat aslinya.',
  'help.everyone': 'Untuk semua orang',
  'help.moderators': 'Untuk moderator',

  'latest.about': 'Berita terbaru',
  'latest.option.about': 'Kata, orang, atau topik',
  'latest.title': (a) => (a.about ? `Berita terbaru tentang “${a.about}”` : 'Berita terbaru'),
  'latest.none': (a) =>
    a.about ? `Belum ada berita tentang “${a.about}”.` : 'Belum ada berita. Tambahkan sumber dengan /feed add.',

  'search.about': 'Cari dalam semua artikel',
  'search.option.words': 'Kata-kata yang harus ada dalam artikel',
  'search.title': (a) => `Hasil pencarian “${a.words}”`,
  'search.none': (a) => `Tidak ada artikel yang memuat “${a.words}”.`,

  'quote.about': 'Siapa berkata apa, dengan sumber dan tanggalnya',
  'quote.option.person': 'Nama orang atau lembaga',
  'quote.option.about': 'Kata yang harus ada dalam kutipan',
  'quote.title': (a) =>
    (a.person ? `Pernyataan ${a.person}` : 'Pernyataan terbaru') + (a.about ? ` tentang “${a.about}”` : ''),
  'quote.none': (a) =>
    a.person
      ? `Belum ada pernyataan ${a.person}${a.about ? ` tentang “${a.about}”` : ''} yang tercatat.`
      : `Belum ada pernyataan${a.about ? ` tentang “${a.about}”` : ''} yang tercatat.`,
  'quote.nobody': (a) => `Tidak ada pembicara bernama “${a.name}”.`,
  'quote.nearest': 'Mungkin maksudnya:',
  'quote.which': (a) => `Ada beberapa pembicara bernama “${a.name}”. Yang mana?`,
  'quote.count': (a) => `${count(a.quotes)} pernyataan`,
  'quote.said': (a) => `dikatakan ${a.when}`,
  'quote.via': (a) => `lewat ${a.credit}`,
  'quote.in-short': 'kalimat wartawan, bukan kutipan langsung',
  'quote.unattributed': 'Pembicara tidak dipastikan',
  'quote.option.context': 'Kutipan yang ditampilkan dalam artikelnya (dari tombol)',
  'quote.context': 'Lihat konteks',
  'quote.context.title': (a) => (a.person ? `${a.person}, dalam konteks` : 'Kutipan dalam konteks'),
  'quote.context.gone': 'Kutipan itu tidak lagi tercatat. Tanyakan lagi dengan /quote.',
  'quote.wordings': (a) => `${count(a.wordings)} versi kata`,
  'quote.more': (a) => `Semua pernyataan ${a.person}`,
  'quote.latest': 'Pernyataan terbaru',
  'quote.open': 'Pernyataan',

  'timeline.about': 'Apa yang terjadi kapan, dengan kalimat sumbernya',
  'timeline.option.about': 'Cerita, orang, atau topik',
  'timeline.title': (a) => `Linimasa: ${a.about}`,
  'timeline.none': (a) =>
    a.about ? `Belum ada kejadian bertanggal tentang “${a.about}”.` : 'Belum ada kejadian bertanggal.',
  'timeline.planned': 'direncanakan',
  'timeline.differs': 'berbeda menurut',
  'timeline.newest': 'Ke yang terbaru ⏭',
  'timeline.open': 'Linimasa',

  'story.about': 'Perkembangan sebuah cerita, siapa memberitakan dan siapa berkata apa',
  'story.option.about': 'Cerita, orang, atau kata',
  'story.title': 'Cerita',
  'story.none': (a) => (a.about ? `Belum ada cerita tentang “${a.about}”.` : 'Belum ada cerita.'),
  'story.count': (a) => `${count(a.articles)} artikel dari ${count(a.outlets)} media`,
  'story.articles': 'Diberitakan oleh',
  'story.open': 'Cerita',

  'who.about': 'Siapa seseorang: jabatan, cerita, dan pernyataan terbaru',
  'who.option.person': 'Nama atau jabatan',
  'who.roles': 'Jabatan, seperti ditulis',
  'who.no-role': 'belum disebut dalam berita yang dibaca',
  'who.names': 'Nama yang dipakai',
  'who.said': 'Tercatat',
  'who.seen': 'Dalam berita',
  'who.stories': 'Cerita',
  'who.open': 'Siapa ini?',

  'summary.about': 'Ringkasan sebuah artikel, dengan kalimat aslinya',
  'summary.option.url': 'Alamat artikel',
  'summary.none': 'Artikel ini terlalu pendek untuk diringkas.',

  'feed.about': 'Sumber berita untuk kanal ini',
  'feed.add.about': 'Ikuti sumber berita; alamat situsnya saja cukup',
  'feed.remove.about': 'Berhenti mengikuti sumber',
  'feed.list.about': 'Sumber yang diikuti dan keadaannya',
  'feed.preview.about': 'Lihat berita terbaru sebuah sumber seperti akan diposkan',
  'feed.pause.about': 'Jeda sebuah sumber',
  'feed.resume.about': 'Lanjutkan sumber yang dijeda',
  'feed.option.url': 'Alamat situs atau feed (RSS, Atom, JSON Feed)',
  'feed.option.feed': 'Nama atau alamat sumber',
  'feed.added': (a) =>
    a.known ? `${a.title} sudah diikuti di kanal ini.` : `${a.title} sekarang diikuti di kanal ini.`,
  'feed.added-how':
    'Berita yang sudah ada dibaca dan diingat, tetapi tidak diposkan semua: hanya satu terbaru sebagai contoh. Berita baru muncul sendiri.',
  'feed.newest': 'Terbaru saat ini:',
  'feed.several': (a) => `Ada beberapa feed di ${a.url}. Pilih satu:`,
  'feed.found-nothing': (a) => `Tidak ada feed di ${a.url}: ${a.why}`,
  'feed.rights-missing': (a) => `Kabar belum boleh menulis di sini. Izin yang kurang: ${a.rights}.`,
  'feed.unknown': (a) =>
    `Sumber “${a.feed}” tidak diikuti di kanal ini.${a.nearest ? ` Maksudnya “${a.nearest}”?` : ''} Lihat /feed list.`,
  'feed.which': (a) => `Beberapa sumber cocok dengan “${a.feed}”. Yang mana?`,
  'feed.option.sure': 'yes: hapus tanpa bertanya lagi',
  'feed.remove.sure': (a) => `Berhenti mengikuti ${a.title} di sini?`,
  'feed.remove.what': 'Beritanya tidak lagi dikirim ke sini. Yang sudah dibaca tetap ada di /quote dan /timeline.',
  'feed.remove.yes': 'Hapus',
  'feed.remove.pause': 'Jeda saja',
  'feed.removed': (a) => `${a.title} tidak lagi diikuti di kanal ini. Yang sudah dibaca tetap diingat.`,
  'feed.paused': (a) => `${a.title} dijeda. Lanjutkan dengan /feed resume.`,
  'feed.resumed': (a) => `${a.title} dilanjutkan.`,
  'feed.list.title': (a) => `Sumber di kanal ini (${count(a.feeds)})`,
  'feed.list.none': 'Belum ada sumber. Tambahkan dengan /feed add dan alamat situs berita.',
  'feed.state.paused': 'dijeda',
  'feed.state.waiting': 'menunggu dibaca pertama kali',
  'feed.state.ok': (a) => `baik, dibaca ${a.polled}`,
  'feed.state.failing': (a) => `gagal ${count(a.failures)} kali: ${a.why}`,
  'feed.state.next': (a) => `berikutnya ${a.when}`,
  'feed.preview.none': (a) => `${a.title} belum punya artikel yang terbaca.`,
  'feed.too-many': (a) =>
    `Satu kanal dapat mengikuti ${count(a.most)} sumber; dengan ini menjadi ${count(a.now)}. Tidak ada yang diubah. Hapus beberapa dengan /feed remove.`,
  'feed.import.about': 'Ikuti sumber-sumber dari berkas OPML',
  'feed.export.about': 'Ambil sumber yang diikuti di sini sebagai berkas OPML',
  'feed.option.opml-url': 'Alamat berkas OPML',
  'feed.option.file': 'Berkas OPML',
  'feed.import.how': 'Lampirkan berkas OPML, atau tulis alamatnya: /feed import https://contoh.id/feeds.opml',
  'feed.import.several-files': 'Satu berkas saja sekali kirim: lampirkan satu berkas OPML.',
  'feed.import.no-opml': (a) =>
    `${a.source} bukan berkas OPML. Pembaca feed lain membuatnya bila diminta mengekspor langganannya.`,
  'feed.import.broken': (a) =>
    `${a.source} terputus di baris ${count(a.line)}, jadi tidak ada yang diimpor. Ekspor sekali lagi lalu coba kembali.`,
  'feed.import.nothing': (a) => `${a.source} tidak menyebut satu feed pun yang dapat diikuti.`,
  'feed.imported': (a) =>
    a.added === 0
      ? `Semua ${count(a.known)} sumber sudah diikuti di kanal ini.`
      : `${count(a.added)} sumber kini diikuti di kanal ini${a.known > 0 ? `; ${count(a.known)} sudah sebelumnya` : ''}.`,
  'feed.imported-how': (a) =>
    `Yang sudah ada dibaca dan diingat, tetapi tidak diposkan${a.quiet ? '' : ': hanya yang terbaru dari tiap sumber, sebagai contoh'}. Berita baru muncul sendiri.`,
  'feed.import.left-out': (a) => `Tidak diikutkan (${count(a.outlines)}):`,
  'feed.import.fault': (a) => `baris ${count(a.line)}: ${a.why}`,
  'feed.import.markup': 'tag ini tidak terbaca',
  'feed.import.no-address': 'feed tanpa alamat (xmlUrl)',
  'feed.import.more': (a) => `… dan ${count(a.outlines)} lagi`,
  'feed.exported': (a) => `Ini ${count(a.feeds)} sumber kanal ini, sebagai OPML.`,
  'feed.export.title': (a) => `Kabar: sumber ${a.place}`,

  'telegram.description':
    'Kabar membaca sumber berita Anda dan menjawab: siapa berkata apa (/quote), dan apa yang terjadi kapan (/timeline), lengkap dengan sumber dan kalimat aslinya. Tambahkan ke grup, topik, atau kanal untuk menerima berita baru, atau ikuti orang dan topik di sini.',
  'telegram.short': 'Siapa berkata apa, dan apa yang terjadi kapan. Selalu dengan sumbernya.',
  'telegram.welcome':
    'Halo! Pengelola grup dapat menambahkan sumber berita dengan /feed add dan alamat situsnya. Di grup bertopik, berita muncul di topik tempat perintah itu diketik. Semua perintah ada di /help.',
  'telegram.prompt': (a) => `Balas pesan ini dengan isinya. Bisa juga sekaligus: ${a.usage}`,
  'telegram.button-old': 'Tombol ini sudah tidak berlaku. Ketik perintahnya sekali lagi.',
  'telegram.inline-none': 'Belum ada kutipan yang cocok. Buka Kabar',
  'telegram.pick': 'Untuk kanal atau grup lain …',
  'telegram.pick-how':
    'Pilih kanal atau grup yang ingin diatur dengan tombol di bawah. Kabar harus ada di sana: sebagai administrator di kanal, sebagai anggota di grup.',
  'telegram.pick-channel': 'Pilih kanal',
  'telegram.pick-group': 'Pilih grup',
  'telegram.pick-done': 'Baik.',
  'telegram.picked': 'Kabar boleh menulis di sana. Apa yang ingin diatur?',
  'telegram.topic-gone': 'Topik berita sudah dihapus',
  'telegram.topic-gone-how':
    'Berita untuk topik itu tidak dikirim lagi. Ketik /feed add di topik lain untuk melanjutkan di sana.',
  'telegram.right.member': 'menjadi anggota',
  'telegram.right.administrator': 'menjadi administrator',
  'telegram.right.post': 'Posting Pesan',
  'telegram.right.send': 'Kirim Pesan',

  'fault.bad-url': () => 'Alamat itu bukan alamat web yang sah. Tulis lengkap, misalnya https://contoh.id/rss.',
  'fault.blocked-address': () =>
    'Alamat itu menuju jaringan pribadi dan tidak diambil. Pengelola dapat mengizinkannya dengan FETCH_ALLOW.',
  'fault.dns': () => 'Nama situs itu tidak ditemukan. Periksa ejaannya.',
  'fault.refused': () => 'Situs itu tidak menerima sambungan. Coba lagi nanti.',
  'fault.tls': () => 'Sertifikat keamanan situs itu tidak sah.',
  'fault.timeout': () => 'Situs itu terlalu lama tidak menjawab. Coba lagi nanti.',
  'fault.reset': () => 'Situs itu memutus sambungan di tengah jawaban. Coba lagi nanti.',
  'fault.redirects': () => 'Alamat itu mengalihkan terlalu sering.',
  'fault.too-large': () => 'Dokumen itu terlalu besar.',
  'fault.http': (a) => `Situs itu menjawab dengan kesalahan${status(a.status)}.`,
  'fault.gone': (a) => `Feed itu sudah dihapus oleh pemiliknya${status(a.status)}. Cari alamat barunya.`,
  'fault.throttled': (a) => `Situs itu meminta kami menunggu${status(a.status)}.`,
  'fault.challenge': () =>
    'Situs itu menolak program dan hanya melayani peramban. Cari feed lain dari situs yang sama.',
  'fault.robots': () => 'Situs itu tidak mengizinkan program membaca halaman ini (robots.txt).',
  'fault.encoding': () => 'Huruf dalam dokumen itu tidak terbaca.',
  'fault.empty': () => 'Jawabannya kosong.',
  'fault.html': () => 'Alamat itu halaman web, bukan feed.',
  'fault.not-a-feed': () => 'Dokumen itu bukan feed RSS, Atom, atau JSON Feed.',
  'fault.too-slow': () => 'Dokumen itu terlalu rumit untuk dibaca.',
};
