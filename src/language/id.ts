import type { LanguagePack } from './pack.ts';

/** Cue forms after a quote; each also with `-nya` (facts/language.md §4.1). */
const CUES =
  'kata ujar jelas tambah pungkas ungkap imbuh sambung ucap tutur tegas lanjut terang tulis tutup sebut papar beber tandas jawab tanya harap sahut urai tukas cetus kenang keluh klaim saran usul imbau desak pinta pesan seru catat ulas bantah timpal kilah simpul lapor sanggah ancam kritik'.split(
    ' ',
  );

export const id: LanguagePack = {
  code: 'id',
  stopWords:
    'yang dan di untuk dengan pada dari ini itu dalam tidak akan juga oleh karena sudah telah ke sebagai adalah bahwa kata para'.split(
      ' ',
    ),
  cues: CUES,
  encliticCues: CUES.map((cue) => `${cue}nya`),
  reportVerbs:
    'mengatakan menyebut menyebutkan menegaskan menjelaskan memastikan menilai menyampaikan menyatakan mengaku menambahkan menekankan mengungkapkan melanjutkan mengungkap mengakui menuturkan memaparkan memperkirakan menduga membenarkan membeberkan menerangkan meyakini berpendapat mengklaim mengonfirmasi mengkonfirmasi menggarisbawahi mengisyaratkan mengemukakan berharap meminta mengingatkan mengimbau memperingatkan mengumumkan'.split(
      ' ',
    ),
  complementizers: ['bahwa'],
  accordingTo: ['menurut'],
  pronouns: ['dia', 'ia', 'beliau'],
  titles:
    'presiden wakil menteri kepala ketua direktur gubernur bupati wali kota sekretaris jenderal juru bicara jubir anggota komisi koordinator pakar pengamat peneliti profesor prof dr ir h hj kapolres kapolda kapolri brigjen irjen kombes akbp akp kompol iptu ipda pol letkol kolonel mayor jenderal rektor dosen dokter hakim jaksa pengacara kuasa hukum pelatih kapten manajer camat lurah utama umum bidang dinas badan lembaga kementerian pertahanan luar negeri dalam keuangan kesehatan pendidikan perhubungan pekerjaan perdagangan provinsi kabupaten daerah nasional bapak ibu pak bu mantan pelaksana tugas plt warga saksi'.split(
      ' ',
    ),
  creditWords: ['dilansir', 'dikutip', 'melansir', 'mengutip', 'diberitakan', 'disitat'],
  abbreviations:
    'jl rp no prof dr ir drs h hj kab kec kel pol brigjen irjen kombes letkol tn ny s.h m.hum s.e m.m m.si s.pd st tbk pt cv dkk dll dsb a.n u.p hlm muh moh kh'.split(
      ' ',
    ),
  months: {
    januari: 1,
    jan: 1,
    februari: 2,
    feb: 2,
    pebruari: 2,
    maret: 3,
    mar: 3,
    april: 4,
    apr: 4,
    mei: 5,
    juni: 6,
    jun: 6,
    juli: 7,
    jul: 7,
    agustus: 8,
    agu: 8,
    ags: 8,
    agt: 8,
    agust: 8,
    september: 9,
    sep: 9,
    sept: 9,
    oktober: 10,
    okt: 10,
    november: 11,
    nov: 11,
    nopember: 11,
    desember: 12,
    des: 12,
  },
  weekdays: { senin: 1, selasa: 2, rabu: 3, kamis: 4, jumat: 5, "jum'at": 5, sabtu: 6, minggu: 7, ahad: 7 },
  furniture: [
    /^(?:baca|simak|tonton|lihat)(?:\s+juga)?\b.{0,200}$/iu,
    /^(?:advertisement|iklan|scroll to continue.*|populer|video (?:pilihan|terkini).*|berita terkini.*|selengkapnya|gulir untuk.*)$/iu,
    /^(?:oleh|penulis|editor|reporter|pewarta|sumber|foto|tag|tags)\s*:?\s.{1,80}$/iu,
    /^(?:diterbitkan|diperbarui|tayang)\b.{0,120}$/iu,
    /\((?:dok|foto|istimewa|antara foto)[^()]{0,120}\)\.?$/iu,
  ],
  dateline:
    /^(?:[\p{Lu}\d][\p{L}\d.]*(?:[ ,/]+[\p{L}\d.]+){0,5})\s*(?:\([^()]{1,30}\)\s*)?[-–—]{1,2}\s+(?=["“\p{Lu}\d])/u,
  lastWords: ['lalu', 'silam', 'kemarin'],
  yearWords: ['tahun', 'sejak', 'pada'],
  relativeDays: { kemarin: -1, 'hari ini': 0, besok: 1, lusa: 2 },
};
