import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stores } from '#core/stores.ts';
import { packs } from '#language/packs.ts';
import { createStoryIndex } from '#stories/index.ts';
import { arga, article, DAY_MS, NOW, openLibrary, PAGE, speaker, TEXTS, type Told } from '#tests/support/library.ts';

/** What happened when, and which articles tell it; the same from every database. */
export function storiesContract(name: string, address: () => Promise<string>): void {
  describe(`the stories on ${name}`, () => {
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
    const commit = (told: Told) => stores.news.commit(article(told), 'none');

    describe('events', () => {
      const COLLAPSE = 'Dermaga penyeberangan ambruk dihantam gelombang setinggi dua meter pada';
      const dates = async (storyId: number) => (await stores.library.events({ storyId, ...PAGE })).items;

      test('told by two outlets it is one, no plan once it happened; in order, whatever the precision', async () => {
        const { storyId } = await commit({
          outlet: 'Satu',
          events: [
            { date: '2026-11-26', sentence: `${COLLAPSE} Kamis.`, planned: true },
            { date: '2026-06', precision: 'month', sentence: 'Pakta itu diteken.' },
          ],
        });
        await commit({ outlet: 'Dua', events: [{ date: '2026-11-26', sentence: `${COLLAPSE} Kamis itu.` }] });
        const found = await dates(storyId);
        expect(found.map((one) => [one.date, one.outlets, one.planned])).toEqual([
          ['2026-06', 1, false],
          ['2026-11-26', 2, false],
        ]);
        expect(found[1]!.others.map((one) => one.outlet)).toEqual(['Dua']);
      });

      test.each([
        ['another day', '2026-11-27', `${COLLAPSE} Jumat.`, true],
        ['other figures', '2026-11-26', `${COLLAPSE} Kamis, 12 orang luka.`, true],
        ['another matter', '2026-11-26', 'Rapat dewan kota membahas anggaran perawatan pelabuhan.', false],
      ])('contradicted by %s: side by side, never decided', async (_what, date, sentence, isRival) => {
        const { storyId } = await commit({
          outlet: 'Satu',
          events: [
            {
              date: '2026-11-26',
              sentence: `${COLLAPSE} Kamis, 9 orang luka.`.replace(
                ', 9 orang luka',
                isRival && date === '2026-11-26' ? ', 9 orang luka' : '',
              ),
            },
          ],
        });
        await commit({ outlet: 'Dua', events: [{ date, sentence }] });
        const found = await dates(storyId);
        expect(found).toHaveLength(2);
        expect(found.map((one) => one.rivals.map((rival) => rival.article.outlet))).toEqual(
          isRival ? [['Dua'], ['Satu']] : [[], []],
        );
      });

      test('of a person: those whose sentence names them; of words: those that hold one', async () => {
        await commit({
          people: arga,
          said: [{ text: 'a b c', speaker }],
          events: [
            { date: '2026-11-20', sentence: 'Arga meninjau kapal.' },
            { date: '2026-11-21', sentence: 'Hujan turun.' },
          ],
        });
        const [person] = await stores.library.people({ name: 'arga', limit: 1 });
        expect((await stores.library.events({ personId: person!.id, ...PAGE })).items.map((one) => one.date)).toEqual([
          '2026-11-20',
        ]);
        expect((await stores.library.events({ words: 'kapal', ...PAGE })).items.map((one) => one.date)).toEqual([
          '2026-11-20',
        ]);
        expect((await stores.library.events({ words: '*', ...PAGE })).total).toBe(0);
        expect((await stores.library.events({ ...PAGE })).total).toBe(0);
      });
    });

    describe('stories', () => {
      test('joined as they come, counted, the most reported first, and remembered over a restart', async () => {
        const first = await commit({ outlet: 'Satu' });
        const second = await commit({ outlet: 'Dua', title: 'Dua penumpang kapal di Selat Arumba masih dicari' });
        const other = await commit({ outlet: 'Tiga', title: 'Anggrek baru mekar enam jam', body: TEXTS[1]! });
        expect(second.storyId).toBe(first.storyId);
        expect(other.storyId).not.toBe(first.storyId);
        await library.database.close();
        await open();
        const third = await commit({ outlet: 'Tiga', title: 'Pencarian kapal karam di Arumba diperluas' });
        expect(third.storyId).toBe(first.storyId);
        const [most] = await stores.library.stories({ since: new Date(NOW.getTime() - DAY_MS), limit: 5 });
        expect(most).toMatchObject({ id: first.storyId, articles: 3, outlets: 3 });
        expect((await stores.library.stories({ about: 'anggrek', limit: 5 }))[0]!.id).toBe(other.storyId);
        expect((await stores.library.stories({ about: 'ANGGREK baru mekar enam jam', limit: 1 }))[0]!.id).toBe(
          other.storyId,
        );
        expect((await stores.library.storyArticles(first.storyId, PAGE)).total).toBe(3);
        expect(await stores.library.story(999)).toBeUndefined();
      });

      test('the same text in two outlets is a copy, told to whoever posts', async () => {
        const first = await commit({ outlet: 'Satu' });
        const second = await commit({ outlet: 'Dua' });
        expect(first.copyOf).toBeUndefined();
        expect(second.copyOf).toBe(first.articleId);
        expect((await stores.library.article(second.articleId))!.copyOf).toBe(first.articleId);
      });

      test('two that turn out to be one are merged: articles, events and old numbers lead to the one that is left', async () => {
        const shared = { date: '2026-11-20', sentence: 'Kapal itu karam di Selat Arumba pada malam hari.' };
        const first = await commit({ outlet: 'Satu', events: [shared] });
        const apart = await commit({
          outlet: 'Dua',
          title: 'Anggrek baru mekar enam jam',
          body: TEXTS[1]!,
          events: [shared],
        });
        expect(apart.storyId).not.toBe(first.storyId);
        const both = createStoryIndex({ packs });
        const index = { ...both, choose: () => ({ storyId: first.storyId, merge: [apart.storyId] }) };
        const merging = library.over({ stories: index });
        const third = await merging.news.commit(article({ outlet: 'Tiga' }), 'none');
        expect(third.storyId).toBe(first.storyId);
        expect(await stores.library.story(apart.storyId)).toMatchObject({ id: first.storyId, articles: 3, outlets: 3 });
        const events = await stores.library.events({ storyId: first.storyId, ...PAGE });
        expect(events.items.map((one) => [one.date, one.outlets])).toEqual([['2026-11-20', 2]]);
      });

      test('one that turns out to be two is split, with its events', async () => {
        const both = createStoryIndex({ packs });
        let storyId: number | undefined;
        const lumping = { ...both, choose: () => ({ ...(storyId === undefined ? {} : { storyId }), merge: [] }) };
        const careless = library.over({ stories: lumping });
        for (let at = 0; at < 8; at++) {
          const told =
            at % 2
              ? { title: 'Kapal karam di Selat Arumba' }
              : { title: 'Anggrek mekar enam jam di Wirabumi', body: TEXTS[1]! };
          const kept = await careless.news.commit(
            article({
              ...told,
              outlet: `Kanal ${at}`,
              events: [{ date: '2026-11-20', sentence: `${told.title} menurut warga sekitar.` }],
            }),
            'none',
          );
          storyId ??= kept.storyId;
        }
        const stories = await stores.library.stories({ limit: 5 });
        expect(stories.map((one) => one.articles)).toEqual([4, 4]);
        for (const story of stories) {
          const events = await stores.library.events({ storyId: story.id, ...PAGE });
          expect(events.items.map((one) => one.outlets)).toEqual([4]);
        }
      });

      test('many commits at once give one story, and every article its own place', async () => {
        const kept = await Promise.all(
          Array.from({ length: 12 }, (_, at) =>
            commit({ outlet: `Kanal ${at}`, people: arga, said: [{ text: `pernyataan ${at}`, speaker }] }),
          ),
        );
        expect(new Set(kept.map((one) => one.storyId)).size).toBe(1);
        expect(await stores.library.story(kept[0]!.storyId)).toMatchObject({ articles: 12, outlets: 12 });
        expect((await stores.library.latest(PAGE)).total).toBe(12);
      });
    });
  });
}
