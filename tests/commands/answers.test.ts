import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sayIn } from '#config/locales/index.ts';
import { type Locale, LOCALES } from '#core/locale.ts';
import type { Action, Reply } from '#core/reply.ts';
import { askOver } from '#tests/support/asking.ts';
import { arga, article, NOW, openLibrary, speaker, type Told } from '#tests/support/library.ts';

let library: Awaited<ReturnType<typeof openLibrary>>;
let png: Uint8Array | undefined;
beforeEach(async () => {
  png = undefined;
  library = await openLibrary(join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'));
});
afterEach(() => library.database.close());

const commit = (told: Told) => library.stores.news.commit(article(told), 'none');

const ask = (asked: string | Action, locale: Locale = 'id') => askOver(library.stores, asked, { locale, png });
const labels = (reply: Reply): string[] => (reply.buttons ?? []).map((one) => one.label);
const press = (reply: Reply, label: string | RegExp): Action => {
  const button = reply.buttons?.find((one) => one.label.match(label));
  if (!button || !('action' in button)) throw new Error(`no button ${String(label)} among ${labels(reply).join(', ')}`);
  return button.action;
};
const say = (text: string, name = speaker) => ({ people: [{ name, aliases: [] }], said: [{ text, speaker: name }] });

/** What an empty library is asked. */
const QUESTIONS = [
  '/quote',
  '/quote singh',
  '/timeline',
  '/timeline nato',
  '/story',
  '/who singh',
  '/latest',
  '/search nato',
];

describe('before anything was read', () => {
  test.each(QUESTIONS)('%s says so, in both languages', async (asked) => {
    expect((await ask(asked, 'id')).text).toContain('Belum ada berita yang dibaca');
    expect((await ask(asked, 'en')).text).toContain('Nothing has been read yet');
  });
});

describe('while a feed is read for the first time', () => {
  const follow = async (title: string): Promise<number> => {
    const { feeds, channels } = library.stores;
    const feed = await feeds.add({ url: `https://${title.toLowerCase()}.test/rss`, title, topics: [] });
    const place = { platform: 'web', address: 'news' };
    const { id } = await channels.ensure(place, { locale: 'id', zone: 'Asia/Jakarta', at: NOW });
    await feeds.follow(id, feed.id, 'moderator', NOW);
    return feed.id;
  };
  const settled = { polledAt: NOW, dueAt: NOW };

  test.each(QUESTIONS)('%s says which, in both languages, until it has been read', async (asked) => {
    const id = await follow('Warta');
    expect((await ask(asked, 'id')).text).toContain('Masih dibaca untuk pertama kali: Warta. Coba lagi sebentar.');
    const { text } = await ask(asked, 'en');
    expect(text).toContain('Still being read for the first time: Warta. Ask again in a minute.');
    expect(text).not.toContain('Nothing has been read yet');
    await library.stores.feeds.settle({ ...settled, feedId: id, ok: true, validators: {}, found: 0 });
    expect((await ask(asked, 'en')).text).not.toContain('Still being read');
  });

  test('beside what else is not found; a feed that fails is not waited for, and many are counted', async () => {
    await commit(say('satu dua'));
    const id = await follow('Warta');
    const { text } = await ask('/search zzz', 'en');
    expect(text).toMatch(/zzz.*Still being read for the first time: Warta\./su);
    await library.stores.feeds.settle({ ...settled, feedId: id, ok: false, fault: 'dns' });
    expect((await ask('/search zzz', 'en')).text).not.toContain('Still being read');
    for (const title of ['Dua', 'Tiga', 'Empat', 'Lima']) await follow(title);
    expect((await ask('/search zzz', 'en')).text).toContain('Dua, Empat, Lima and 1 more');
    expect((await ask('/search zzz', 'id')).text).toContain('Dua, Empat, Lima dan 1 lainnya');
  });
});

describe('/quote', () => {
  test('several outlets, another wording and the agency stand beside it', async () => {
    const words = 'Kami tidak akan berhenti mencari sampai semua penumpang ditemukan';
    await commit({ outlet: 'Satu', people: arga, said: [{ text: words, speaker }] });
    await commit({ outlet: 'Dua', people: arga, said: [{ text: `${words} hari ini`, speaker }] });
    const { text } = await ask('/quote');
    expect(text).toContain(`“${words}”`);
    expect(text).toMatch(/juga di (?:Satu|Dua) · 2 versi kata/u);
    const context = await ask(press(await ask('/quote'), 'Lihat konteks'));
    expect(context.text).toContain(`“${words} hari ini”`);
    expect(labels(context)).toEqual(expect.arrayContaining(['Baca artikel', `Semua pernyataan ${speaker}`, 'Cerita']));
  });

  test('two of one name: asked which; each button means exactly one, under whatever name', async () => {
    await commit(say('satu dua', 'Sabrina Singh'));
    await commit(say('tiga empat', 'Manmohan Singh'));
    const which = await ask('/quote singh');
    expect(which.title).toBe('Ada beberapa pembicara bernama “singh”. Yang mana?');
    expect((await ask(press(which, 'Manmohan'))).text).toContain('“tiga empat”');
    expect((await ask('/quote sabrina singh')).title).toBe('Pernyataan Sabrina Singh');
    for (let at = 0; at < 6; at++) await commit(say(`lima ${at}`, `Nama${at} Singh`));
    expect((await ask('/quote singh')).footer).toContain('Masih ada yang lain');
  });

  test('nobody: the nearest, or what is known at all; one typing error is taken at its word', async () => {
    await commit(say('satu dua', 'Sabrina Singh'));
    expect((await ask('/quote sabrima')).text).toContain('Yang ditampilkan: Sabrina Singh');
    const near = await ask('/quote sabrxma');
    expect(near.text).toContain('Mungkin maksudnya:');
    expect(labels(near)).toEqual(['Sabrina Singh']);
    expect((await ask('/quote zzzz')).text).toContain('Coba bagian lain dari namanya');
    expect((await ask('/quote singh about:kopi')).text).toContain('Belum ada pernyataan Sabrina Singh tentang “kopi”');
  });

  test('pages lead to each other; one beyond the last says so; a quote that is gone too', async () => {
    for (let at = 0; at < 12; at++) await commit(say(`kata${at}a kata${at}b kata${at}c`));
    const first = await ask('/quote arga');
    expect(first.blocks).toHaveLength(5);
    const second = await ask(press(first, 'Berikutnya'));
    expect(second.page).toEqual({ current: 2, last: 3 });
    expect(labels(await ask(press(second, 'Berikutnya')))).toContain('◀ Sebelumnya');
    const beyond = await ask('/quote arga page:99');
    expect(beyond.text).toContain('Tidak ada halaman 99; yang terakhir 3.');
    expect((await ask(press(beyond, 'Sebelumnya'))).page?.current).toBe(3);
    expect((await ask('/quote context:#q99999')).text).toContain('tidak lagi tercatat');
    expect((await ask('/quote context:x')).text).toContain('tidak lagi tercatat');
  });
});

describe('/timeline', () => {
  const event = (date: string, sentence: string, planned = false) => ({ date, sentence, planned });
  test('planned, contradicted, with its picture; a story, a person and words by name', async () => {
    png = new Uint8Array([1]);
    await commit({
      outlet: 'Satu',
      people: arga,
      said: [{ text: 'satu dua', speaker }],
      events: [
        event('2026-11-20', 'Arga meninjau dermaga penyeberangan yang ambruk kemarin.'),
        event('2026-12-01', 'Rapat dengar pendapat dijadwalkan di gedung dewan kota.', true),
      ],
    });
    await commit({
      outlet: 'Dua',
      events: [event('2026-12-02', 'Rapat dengar pendapat dijadwalkan di gedung dewan kota.', true)],
    });
    const reply = await ask('/timeline');
    expect(reply.text).toMatch(
      /^20 November 2026: Arga.*^1 Desember 2026 \(→\).*berbeda menurut Dua: 2 Desember 2026/msu,
    );
    expect(reply.image).toMatchObject({
      name: 'timeline.png',
      alt: expect.stringContaining('20 November 2026: Arga meninjau'),
    });
    expect(labels(reply)).toEqual(expect.arrayContaining(['Cerita', 'Ikuti']));
    expect(press(reply, 'Ikuti')).toEqual({ command: 'subscribe', options: { what: 'Kapal karam di Selat Arumba' } });
    expect((await ask('/timeline arga')).title).toBe(`Linimasa: ${speaker}`);
    expect((await ask('/timeline kapal karam')).title).toBe('Linimasa: Kapal karam di Selat Arumba');
    expect((await ask('/timeline penumpang', 'en')).text).toContain('November 20, 2026');
    expect((await ask('/timeline zzz')).text).toContain('Belum ada kejadian bertanggal tentang “zzz”');
  });
});

test('/timeline of a speaker without dated events is the one of the words', async () => {
  const name = 'Bendung Waringin';
  await commit({ people: [{ name, aliases: [] }], said: [{ text: 'pintu itu sudah tua', speaker: name }] });
  await commit({
    outlet: 'Dua',
    title: 'Pintu jebol',
    body: 'Pintu Bendung Waringin jebol pada Jumat dini hari.',
    events: [{ date: '2026-11-20', sentence: 'Pintu Bendung Waringin jebol pada Jumat dini hari.' }],
  });
  expect((await ask('/timeline bendung waringin')).text).toContain('20 November 2026: Pintu Bendung Waringin jebol');
});

describe('/story and /who', () => {
  test('what happened, who reports it, who said what, and where to go on', async () => {
    await commit({ outlet: 'Satu', people: arga, said: [{ text: 'satu dua', speaker }] });
    await commit({ outlet: 'Dua' });
    const story = await ask('/story');
    expect(story.text).toMatch(/2 artikel dari 2 media · 24 November 2026/u);
    expect(story.text).toContain('teks sama dengan berita kantor berita');
    expect((await ask(press(story, 'Linimasa'))).title).toContain('Linimasa');
    const who = await ask('/who wirasena');
    expect(who.text).toContain('Jabatan, seperti ditulis — Kepala Dinas Perhubungan (24 November 2026)');
    expect(who.text).toContain('Kapal karam di Selat Arumba · 2 artikel dari 2 media');
    expect((await ask(press(who, 'Pernyataan'))).text).toContain('“satu dua”');
    expect((await ask('/who')).text).toContain('person');
    expect((await ask('/story zzz')).text).toContain('Belum ada cerita tentang “zzz”');
  });

  test.each(LOCALES)('every command answers in %s', async (locale) => {
    await commit({
      people: arga,
      said: [{ text: 'satu dua', speaker }],
      events: [{ date: '2026', sentence: 'Arga bicara.' }],
    });
    for (const asked of [
      '/latest',
      '/latest kapal',
      '/search kapal',
      '/quote',
      '/quote arga',
      '/timeline',
      '/story',
      '/who arga',
      '/help',
    ]) {
      const { title, text } = await ask(asked, locale);
      expect(title).not.toBe(sayIn(locale)('error.title'));
      expect(text.length).toBeGreaterThan(20);
    }
  });
});
