/** A subject that people follow whatever the story, and the words that mark an article as being about it. */
export interface Topic {
  key: string;
  name: { id: string; en: string };
  /** Lower case. A word of several parts has to stand in that order; each is compared after stemming. */
  words: { id: readonly string[]; en: readonly string[] };
}

/** Words written in one line, so that the table stays readable. */
function list(words: string): readonly string[] {
  return words.split(', ');
}

/** The subjects known from the start. One more is one more entry; nothing else has to change. */
export const topics = [
  {
    key: 'politics',
    name: { id: 'Politik', en: 'Politics' },
    words: {
      id: list('presiden, menteri, dpr, dprd, pemilu, pilkada, partai, koalisi, kabinet, legislator, fraksi'),
      en: list('president, minister, parliament, election, party, coalition, cabinet, lawmaker, senate, ballot'),
    },
  },
  {
    key: 'law',
    name: { id: 'Hukum', en: 'Law and crime' },
    words: {
      id: list('polisi, jaksa, hakim, pengadilan, tersangka, terdakwa, korupsi, suap, sidang, vonis, kpk'),
      en: list('police, prosecutor, judge, court, suspect, defendant, corruption, bribery, trial, verdict'),
    },
  },
  {
    key: 'economy',
    name: { id: 'Ekonomi', en: 'Economy' },
    words: {
      id: list('rupiah, inflasi, ekspor, impor, investasi, saham, bank, suku bunga, pajak, anggaran, harga, ihsg'),
      en: list('economy, inflation, export, import, investment, stock, bank, interest rate, tax, budget, price'),
    },
  },
  {
    key: 'disaster',
    name: { id: 'Bencana', en: 'Disasters' },
    words: {
      id: list(
        'gempa, banjir, longsor, tsunami, erupsi, gunung api, kebakaran, pengungsi, bpbd, bmkg, tanggap darurat',
      ),
      en: list('earthquake, flood, landslide, tsunami, eruption, volcano, wildfire, evacuee, rescue, emergency'),
    },
  },
  {
    key: 'health',
    name: { id: 'Kesehatan', en: 'Health' },
    words: {
      id: list('kesehatan, rumah sakit, puskesmas, dokter, pasien, vaksin, penyakit, virus, obat, gizi, bpjs'),
      en: list('health, hospital, clinic, doctor, patient, vaccine, disease, virus, drug, nutrition'),
    },
  },
  {
    key: 'education',
    name: { id: 'Pendidikan', en: 'Education' },
    words: {
      id: list('sekolah, guru, siswa, murid, universitas, mahasiswa, rektor, kurikulum, beasiswa'),
      en: list('school, teacher, pupil, student, university, rector, curriculum, scholarship'),
    },
  },
  {
    key: 'technology',
    name: { id: 'Teknologi', en: 'Technology' },
    words: {
      id: list('teknologi, digital, aplikasi, internet, kecerdasan buatan, siber, perangkat lunak, satelit, rintisan'),
      en: list('technology, digital, app, internet, artificial intelligence, cyber, software, satellite, startup'),
    },
  },
  {
    key: 'science',
    name: { id: 'Sains dan lingkungan', en: 'Science and environment' },
    words: {
      id: list('peneliti, penelitian, spesies, iklim, hutan, satwa, emisi, laboratorium, antariksa, brin'),
      en: list('researcher, research, species, climate, forest, wildlife, emission, laboratory, space'),
    },
  },
  {
    key: 'sport',
    name: { id: 'Olahraga', en: 'Sport' },
    words: {
      id: list('liga, gol, pelatih, pertandingan, timnas, piala, bulu tangkis, stadion, klasemen, atlet, medali'),
      en: list('league, goal, coach, match, national team, cup, badminton, stadium, standings, athlete, medal'),
    },
  },
  {
    key: 'culture',
    name: { id: 'Budaya', en: 'Culture' },
    words: {
      id: list('film, festival, musik, konser, museum, pameran, seni, sastra, wayang, batik'),
      en: list('film, festival, music, concert, museum, exhibition, art, literature, puppet, theatre'),
    },
  },
  {
    key: 'transport',
    name: { id: 'Transportasi', en: 'Transport' },
    words: {
      id: list('kereta, bandara, pelabuhan, feri, tol, jalan raya, angkutan, maskapai, stasiun'),
      en: list('train, railway, airport, port, ferry, toll road, highway, airline, station'),
    },
  },
  {
    key: 'world',
    name: { id: 'Internasional', en: 'World' },
    words: {
      id: list('pbb, kedutaan, duta besar, perang, gencatan senjata, diplomat, perbatasan, asean, nato, sanksi'),
      en: list('united nations, embassy, ambassador, war, ceasefire, diplomat, border, asean, nato, sanction'),
    },
  },
] as const satisfies readonly Topic[];

export type TopicKey = (typeof topics)[number]['key'];
