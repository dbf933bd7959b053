import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stores } from '#core/stores.ts';
import { arga, article, DAY_MS, NOW, openLibrary, PAGE, speaker, TEXTS, type Told } from '#tests/support/library.ts';

/** Who said what, and who they are; the same from every database. */
export function libraryContract(name: string, address: () => Promise<string>): void {
  describe(`the library on ${name}`, () => {
    let library: Awaited<ReturnType<typeof openLibrary>>;
    let stores: Stores;
    let url: string;
    const open = async (): Promise<void> => {
      library = await openLibrary(url);
      ({ stores } = library);
    };
    beforeEach(async () => {
      url = await address();
      await open();
    });
    afterEach(() => library.database.close());
    let said = 0;
    const commit = (told: Told) => stores.news.commit(article(told), 'none');

    describe('quotes', () => {
      const WORDS = 'Kami tidak akan berhenti mencari sampai semua penumpang ditemukan';
      test.each([
        ['the very words', WORDS, true],
        ['other marks and case', `KAMI tidak akan berhenti mencari, sampai semua penumpang ditemukan!`, true],
        ['cut short', 'tidak akan berhenti mencari sampai semua penumpang', true],
        ['other words', 'Gelombang setinggi dua meter menyulitkan para penyelam kami', false],
        ['another figure', `${WORDS} 12`, true],
      ])('printed by two outlets, %s: one quote %#', async (_what, text, isSame) => {
        await commit({ outlet: 'Satu', people: arga, said: [{ text: WORDS, speaker }] });
        await commit({ outlet: 'Dua', people: arga, said: [{ text, speaker }], at: new Date(NOW.getTime() + 60_000) });
        const found = await stores.library.quotes(PAGE);
        expect(found.total).toBe(isSame ? 1 : 2);
        const [person] = await stores.library.people({ name: 'arga', limit: 5 });
        expect(person?.quotes).toBe(isSame ? 1 : 2);
        if (!isSame) return;
        expect(found.items[0]).toMatchObject({ text: WORDS, outlets: 2, article: { outlet: 'Satu' } });
        expect(found.items[0]!.others.map((one) => one.outlet)).toEqual(['Dua']);
        expect((await stores.library.inContext(found.items[0]!.id)).map((one) => one.quote.text)).toEqual([
          WORDS,
          text,
        ]);
      });

      test('figures that differ, another speaker, a rendering of it, or a month later: not the same', async () => {
        const budi = [{ name: 'Budi Santosa', aliases: [] }];
        await commit({ people: arga, said: [{ text: 'Korban selamat ada 38 orang di kapal itu', speaker }] });
        await commit({ people: arga, said: [{ text: 'Korban selamat ada 40 orang di kapal itu', speaker }] });
        await commit({
          people: budi,
          said: [{ text: 'Korban selamat ada 38 orang di kapal itu', speaker: 'Budi Santosa' }],
        });
        await commit({
          people: arga,
          said: [{ text: 'Korban selamat ada 38 orang di kapal itu', speaker, kind: 'indirect' }],
        });
        const at = new Date(NOW.getTime() + 30 * DAY_MS);
        await commit({ people: arga, said: [{ text: 'Korban selamat ada 38 orang di kapal itu', speaker }], at });
        expect((await stores.library.quotes(PAGE)).total).toBe(5);
      });

      test('newest first, those of one article as they are read; without a speaker they are kept but not listed', async () => {
        await commit({ people: arga, said: ['satu dua', 'tiga empat'].map((text) => ({ text, speaker })), at: NOW });
        await commit({
          people: arga,
          said: [{ text: 'lima enam', speaker }, { text: 'tanpa nama' }],
          at: new Date(NOW.getTime() - DAY_MS),
        });
        expect((await stores.library.quotes(PAGE)).items.map((one) => one.text)).toEqual([
          'satu dua',
          'tiga empat',
          'lima enam',
        ]);
        expect((await stores.library.quotes({ about: 'lima', ...PAGE })).total).toBe(1);
        const [person] = await stores.library.people({ name: 'wirasena', limit: 5 });
        expect((await stores.library.quotes({ personId: person!.id, about: 'empat', ...PAGE })).total).toBe(1);
        expect((await stores.library.quotes({ personId: 999, about: 'empat', ...PAGE })).total).toBe(0);
        // A word that is still being typed; what stands for a speaker in the index is no word of anybody's.
        expect((await stores.library.quotes({ about: 'empa', ...PAGE })).total).toBe(1);
        expect((await stores.library.quotes({ about: 'tiga empa', ...PAGE })).total).toBe(1);
        expect((await stores.library.quotes({ about: 'lima empa', ...PAGE })).total).toBe(0);
        expect((await stores.library.quotes({ about: 'perso', ...PAGE })).total).toBe(0);
        expect(await stores.library.inContext(12_345)).toEqual([]);
      });

      test('3,000 results: every page is there, and counted', async () => {
        const said = Array.from({ length: 500 }, (_, at) => ({
          text: `kata${at}a kata${at}b kata${at}c`,
          speaker,
        }));
        for (let at = 0; at < 6; at++) {
          await commit({
            people: arga,
            said: said.map((one) => ({ ...one, text: one.text.replaceAll('kata', `kata${at}x`) })),
          });
        }
        const [person] = await stores.library.people({ name: 'arga', limit: 5 });
        const last = await stores.library.quotes({ personId: person!.id, limit: 5, offset: 2995 });
        expect(last).toMatchObject({ total: 3000, isMore: false });
        expect(last.items).toHaveLength(5);
      }, 60_000);
    });

    describe('people', () => {
      const say = (name: string, role?: string) =>
        commit({
          people: [{ name, aliases: [], ...(role ? { role } : {}) }],
          said: [{ text: `${name} berkata ${said++}`, speaker: name }],
        });
      const named = async (asked: string) =>
        (await stores.library.people({ name: asked, limit: 9 })).map((one) => one.name);

      test.each<[string, [string, string?][], string[]]>([
        ['a full name is one person', [['Sabrina Singh', 'Jubir'], ['Sabrina Singh']], ['Sabrina Singh']],
        [
          'a short name joins the full name of the same office',
          [
            ['Sabrina Singh', 'Juru Bicara Pentagon'],
            ['Singh', 'juru bicara Pentagon'],
          ],
          ['Sabrina Singh'],
        ],
        [
          'a short name that came first is filled',
          [
            ['Singh', 'juru bicara Pentagon'],
            ['Sabrina Singh', 'Juru Bicara Pentagon'],
          ],
          ['Sabrina Singh'],
        ],
        [
          'a short name of another office stays apart',
          [
            ['Sabrina Singh', 'Juru Bicara Pentagon'],
            ['Singh', 'petani'],
          ],
          ['Sabrina Singh', 'Singh'],
        ],
        [
          'a short name without an office stays apart',
          [['Sabrina Singh', 'Juru Bicara Pentagon'], ['Singh']],
          ['Sabrina Singh', 'Singh'],
        ],
        ['two full names stay two', [['Sabrina Singh'], ['Manmohan Singh']], ['Manmohan Singh', 'Sabrina Singh']],
        [
          'namesakes with one name and two offices',
          [
            ['Singh', 'petani kopi'],
            ['Singh', 'wasit nasional'],
          ],
          ['Singh', 'Singh'],
        ],
      ])('%s', async (_why, met, expected) => {
        for (const [name, role] of met) await say(name, role);
        expect((await named('singh')).sort()).toEqual(expected);
      });

      test('found by first name, last name, beginning, office and accents; nobody by a wildcard', async () => {
        await say('Željko Žižić', 'Kepala Badan Karantina');
        for (const asked of ['zeljko', 'ŽIŽIĆ', 'zelj', 'kepala karantina', 'kepala zizic'])
          expect(await named(asked)).toEqual(['Željko Žižić']);
        for (const asked of ['', '%', '*', 'xx']) expect(await named(asked)).toEqual([]);
      });

      test('offices over time, names used, stories', async () => {
        await commit({ people: arga, said: [{ text: 'a b c', speaker }], at: new Date(NOW.getTime() - 400 * DAY_MS) });
        await commit({
          people: [{ name: speaker, aliases: ['Arga'], role: 'Bupati' }],
          said: [{ text: 'd e f', speaker }],
        });
        const [hit] = await stores.library.people({ name: 'arga', limit: 1 });
        expect(await stores.library.person(hit!.id)).toMatchObject({
          names: [speaker, 'Arga'],
          role: 'Bupati',
          roles: [{ role: 'Bupati' }, { role: 'Kepala Dinas Perhubungan' }],
          lastAt: NOW,
        });
        expect(await stores.library.personStories(hit!.id, 5)).toHaveLength(2);
        expect(await stores.library.person(999)).toBeUndefined();
      });

      test('a name of 90 letters', async () => {
        const long = `Raden ${'Wirasena'.repeat(10)} Adi`;
        await say(long);
        expect(await named('adi')).toEqual([long]);
      });
    });

    describe('words and suggestions', () => {
      test('a word, its forms, its beginning, a topic by either name; newest first; nothing for nonsense', async () => {
        await commit({ at: new Date(NOW.getTime() - DAY_MS) });
        await commit({ title: 'Pencarian kapal dilanjutkan', at: NOW });
        await commit({ title: 'Anggrek baru', body: TEXTS[1]! });
        const titles = async (words: string) =>
          (await stores.library.search({ words, ...PAGE })).items.map((one) => one.title);
        expect(await titles('kapal')).toEqual(['Pencarian kapal dilanjutkan', 'Kapal karam di Selat Arumba']);
        expect(await titles('penumpang selat')).toHaveLength(2);
        expect(await titles('dilanj')).toEqual(['Pencarian kapal dilanjutkan']);
        expect(await titles('disasters')).toHaveLength(2);
        expect((await stores.library.latest({ about: 'BENCANA', ...PAGE })).total).toBe(2);
        for (const nonsense of ['', '" OR 1', "'; --", 'NEAR(a b)', 'zzzz']) expect(await titles(nonsense)).toEqual([]);
      });

      test('offered by use and recency, with case, accents and one error forgiven', async () => {
        await commit({ people: arga, said: [{ text: 'a b', speaker }] });
        await commit({
          people: [{ name: 'Argadia Putri', aliases: [] }],
          said: [
            { text: 'c d', speaker: 'Argadia Putri' },
            { text: 'e f g', speaker: 'Argadia Putri' },
          ],
        });
        const offered = async (typed: string, kinds: ('person' | 'story' | 'topic')[] = ['person']) =>
          (await stores.library.suggest({ typed, kinds, limit: 25 })).map((one) => one.name);
        expect(await offered('arga')).toEqual(['Argadia Putri', speaker]);
        const [person] = await stores.library.people({ name: 'wirasena', limit: 1 });
        for (let at = 0; at < 5; at++) stores.library.noteUse({ personId: person!.id });
        expect(await offered('ÁRGA')).toEqual([speaker, 'Argadia Putri']);
        expect(await offered('wirasema')).toEqual([speaker]);
        expect(await offered('arga wir')).toEqual([speaker]);
        expect(await offered('benc', ['topic', 'person', 'story'])).toEqual(['Bencana']);
        expect(await offered('karam', ['topic', 'story'])).toEqual(['Kapal karam di Selat Arumba']);
        expect(await offered('zz')).toEqual([]);
        expect(await stores.library.nearestPeople('wirazenna', 5)).toMatchObject([{ name: speaker, edits: 2 }]);
        await library.database.close();
        await open();
        expect(await offered('wiras')).toEqual([speaker]);
      });
    });
  });
}
