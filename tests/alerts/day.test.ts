import { expect, test } from 'vitest';
import { renderText } from '#platforms/web/render.ts';
import { startNewsdesk } from '#tests/support/newsdesk.ts';

/** The wall clock of whoever reads it there. */
const ZONES: Record<string, string> = { 'dm:rani': 'Asia/Makassar', 'dm:jonas': 'Europe/Berlin', news: 'Asia/Jakarta' };
const wallClock = (moment: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(moment);

test('two days in the life: quiet hours in WITA, a digest over the end of summer time, a filter, a feed that breaks', async () => {
  const entries: { moment: string; address: string; lines: string[] }[] = [];
  const desk = await startNewsdesk(new Date('2026-10-24T04:00:00Z'), (address, reply, isEdit) => {
    const isTold = (line: string): boolean => !/Terbit|Published/u.test(line) || line.startsWith('•');
    const [headline = '', ...lines] = renderText(reply).split('\n').filter(isTold);
    const moment = desk.clock.now();
    entries.push({
      moment: moment.toISOString(),
      address,
      lines: [
        `${wallClock(moment, ZONES[address]!)} ${address}${isEdit ? ' (changed)' : ''}: ${headline}`,
        ...lines.map((line) => `    ${line}`),
      ],
    });
  });
  try {
    const kota = await desk.feed('Warta Kota', 'news');
    const desa = await desk.feed('Suara Desa', 'news');
    await desk.ask('mod', '/channel set only:"banjir, gempa, pemilu" except:sinetron', 'news');
    await desk.ask('rani', '/alerts quiet:22:00-06:00 zone:WITA', 'news');
    await desk.ask('rani', '/subscribe banjir', 'news');
    await desk.ask('jonas', '/alerts digest:07:00 zone:Europe/Berlin', 'news', 'en');
    await desk.ask('jonas', '/subscribe gempa, banjir', 'news', 'en');

    await desk.advanceTo('2026-10-24T05:00:00Z');
    await desk.publish(kota, 'Banjir merendam pasar', 'Pasar di Kudus kebanjiran setinggi lutut.');
    await desk.publish(kota, 'Sinetron banjir tayang', 'Sinetron baru tentang banjir tayang malam ini.');
    await desk.publish(desa, 'Panen raya', 'Petani memanen kubis lebih awal.');

    // 23:00 in WITA: Rani sleeps, the channel does not.
    await desk.advanceTo('2026-10-24T15:00:00Z');
    const first = await desk.publish(kota, 'Banjir surut di Demak', 'Air banjir di Demak surut perlahan.');
    await desk.publish(desa, 'Gempa terasa di Palu', 'Gempa terasa kuat di Palu tanpa kerusakan.');
    await desk.advanceTo('2026-10-24T18:00:00Z');
    await desk.publish(desa, 'Banjir bandang di Bima', 'Banjir bandang menerjang dua desa di Bima.');

    // 05:00 in WITA: the feed fails; nobody hears before it is an outage, and then once.
    await desk.advanceTo('2026-10-24T21:00:00Z');
    for (let times = 0; times < 5; times++) await desk.poll(desa, 'http');
    await desk.advanceTo('2026-10-24T23:30:00Z');
    await desk.poll(desa);
    await desk.poll(desa);
    await desk.stores.news.retitle(first, 'Banjir surut di Demak dan Kudus', desk.clock.now());

    // Jonas moves his digest; Rani has enough.
    await desk.advanceTo('2026-10-25T08:00:00Z');
    await desk.publish(kota, 'Banjir rob di Semarang', 'Banjir rob merendam jalan pantura.');
    await desk.ask('jonas', '/alerts digest:21:30', 'dm:jonas', 'en');
    await desk.ask('rani', '/unsubscribe banjir', 'news');
    await desk.publish(desa, 'Banjir lahar dingin', 'Banjir lahar dingin memutus jembatan.');
    await desk.advanceTo('2026-10-26T08:00:00Z');
  } finally {
    await desk.stop();
  }
  // What is said at one moment in two places has no order.
  entries.sort((one, other) => `${one.moment} ${one.address}`.localeCompare(`${other.moment} ${other.address}`));
  expect(entries.flatMap((one) => one.lines).join('\n')).toMatchInlineSnapshot(`
    "2026-10-24 13:00 dm:rani: Banjir merendam pasar
        Pasar di Kudus kebanjiran setinggi lutut.
        🔔 Anda berlangganan “banjir”.
    2026-10-24 13:00 dm:rani: Sinetron banjir tayang
        Sinetron baru tentang banjir tayang malam ini.
        🔔 Anda berlangganan “banjir”.
    2026-10-24 12:00 news: Banjir merendam pasar
        Pasar di Kudus kebanjiran setinggi lutut.
    2026-10-24 22:00 news: Banjir surut di Demak
        Air banjir di Demak surut perlahan.
    2026-10-24 22:00 news: Gempa terasa di Palu
        Gempa terasa kuat di Palu tanpa kerusakan.
    2026-10-25 01:00 news: Banjir bandang di Bima
        Banjir bandang menerjang dua desa di Bima.
    2026-10-25 01:00 news (changed): Banjir merendam pasar
        Pasar di Kudus kebanjiran setinggi lutut.
        juga: Suara Desa
    2026-10-25 04:00 news: Suara Desa sedang tidak bisa dibaca
        Situs itu menjawab dengan kesalahan (HTTP 503). Kami terus mencoba dan memberi tahu sekali lagi kalau sudah pulih. Kalau sumber ini memang sudah tidak ada, hapus dengan /feed remove Suara Desa.
    2026-10-25 06:00 dm:rani: Rangkuman: 2 berita
        • Banjir surut di Demak · Warta Kota · 24 Oktober 2026 pukul 23.00 WITA
        ↳ Banjir bandang di Bima (Suara Desa)
        🔔 Anda berlangganan “banjir”.
    2026-10-25 06:30 news: Suara Desa sudah bisa dibaca lagi
        Berita barunya muncul seperti biasa. Tidak perlu melakukan apa-apa.
    2026-10-25 07:35 dm:rani (changed): Rangkuman: 2 berita
        • Banjir surut di Demak dan Kudus · Warta Kota · 24 Oktober 2026 pukul 23.00 WITA
        ↳ Banjir bandang di Bima (Suara Desa)
        🔔 Anda berlangganan “banjir”.
    2026-10-25 06:35 news (changed): Banjir surut di Demak dan Kudus
        Air banjir di Demak surut perlahan.
        juga: Suara Desa
        Judul diperbarui. Semula: “Banjir surut di Demak”
    2026-10-25 07:00 dm:jonas: Digest: 5 articles
        • Banjir merendam pasar · Warta Kota · October 24, 2026 at 07:00 GMT+2
        ↳ Sinetron banjir tayang (Warta Kota)
        ↳ Banjir surut di Demak dan Kudus (Warta Kota)
        ↳ Banjir bandang di Bima (Suara Desa)
        • Gempa terasa di Palu · Suara Desa · October 24, 2026 at 17:00 GMT+2
        🔔 You are subscribed to “gempa, banjir”.
    2026-10-25 16:00 dm:rani: Banjir rob di Semarang
        Banjir rob merendam jalan pantura.
        🔔 Anda berlangganan “banjir”.
    2026-10-25 15:00 news: Banjir rob di Semarang
        Banjir rob merendam jalan pantura.
    2026-10-25 15:00 news (changed): Banjir bandang di Bima
        Banjir bandang menerjang dua desa di Bima.
        juga: Warta Kota
    2026-10-25 15:00 news: Banjir lahar dingin
        Banjir lahar dingin memutus jembatan.
    2026-10-25 15:00 news (changed): Banjir surut di Demak dan Kudus
        Air banjir di Demak surut perlahan.
        juga: Suara Desa
        Judul diperbarui. Semula: “Banjir surut di Demak”
    2026-10-25 21:30 dm:jonas: Digest: 2 articles
        • Banjir rob di Semarang · Warta Kota · October 25, 2026 at 09:00 GMT+1
        ↳ Banjir lahar dingin (Suara Desa)
        🔔 You are subscribed to “gempa, banjir”."
  `);
});
