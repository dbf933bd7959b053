import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analyze } from '#analysis/analyze.ts';
import { type Locale, LOCALES } from '#core/locale.ts';
import type { Action } from '#core/reply.ts';
import { askOver } from '#tests/support/asking.ts';
import { arga, article, DAY_MS, NOW, openLibrary, speaker, type Told } from '#tests/support/library.ts';

/** What is long, rare or strange, as people see it, in both languages. */
let library: Awaited<ReturnType<typeof openLibrary>>;
beforeEach(async () => {
  library = await openLibrary(join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db'));
});
afterEach(() => library.database.close());

const commit = (told: Told) => library.stores.news.commit(article(told), 'none');
const ask = (asked: string | Action, locale: Locale) => askOver(library.stores, asked, { locale });

/** Reads an article as the program does, without being told its language. */
async function read(title: string, text: string): Promise<void> {
  const told = article({ title, body: text });
  const analysis = analyze({ title, text, url: told.url, published: NOW.toISOString() });
  await library.stores.news.commit({ ...told, analysis }, 'none');
}

/** Those of the parts that stand in a text, one behind the other. */
function inOrder(text: string, parts: readonly string[]): string[] {
  let from = 0;
  return parts.filter((part) => {
    const at = text.indexOf(part, from);
    if (at >= 0) from = at + part.length;
    return at >= 0;
  });
}

describe.each(LOCALES)('in %s', (locale) => {
  test.each([
    ['from the right', 'لن نتوقف عن البحث', 'ليلى حداد'],
    ['a name of 90 letters', 'satu dua tiga', `Raden ${'Wirasena'.repeat(10)} Adi`],
    ['mentions and markup', '@everyone <b>**tebal**</b> `kode`', 'Sri <i>Rahayu</i>'],
    ['a third language', 'Wir hören nicht auf zu suchen', 'Jürgen Müller'],
  ])('%s is shown as it is', async (_what, words, name) => {
    await commit({
      people: [{ name, aliases: [] }],
      said: [{ text: words, speaker: name }],
      events: [{ date: '2026-11-20', sentence: `${name}: ${words}.` }],
    });
    const quoted = await ask(`/quote "${name}"`, locale);
    expect(quoted.text).toContain(`“${words}”`);
    expect(quoted.text).toContain(name);
    const { text } = await ask('/timeline', locale);
    expect(text).toContain(`${locale === 'id' ? '20 November 2026' : 'November 20, 2026'}: ${name}: ${words}.`);
    expect((await ask(`/who "${name}"`, locale)).title).toContain(name);
  });

  test('days whose article names no year, a month and a bare year: in order, each as precise as it is known', async () => {
    await read(
      'Dermaga Arumba dibuka lagi',
      'ARUMBA - Dermaga Arumba dibuka kembali pada Senin (9/11). Kapal itu diperiksa pada Oktober 2026. Kapal itu dibeli pada 2024. Dermaga itu rusak pada Kamis (13/8).',
    );
    const { text } = await ask('/timeline', locale);
    const parts =
      locale === 'id'
        ? ['2024: Kapal itu dibeli', '13 Agustus 2026: Dermaga itu rusak', 'Oktober 2026: Kapal', '9 November 2026:']
        : ['2024: Kapal itu dibeli', 'August 13, 2026: Dermaga', 'October 2026: Kapal', 'November 9, 2026: Dermaga'];
    expect(inOrder(text, parts)).toEqual(parts);
  });

  test('an article in a third language is found by its words and invents nobody', async () => {
    await read(
      'Hafen von Arumba wieder geöffnet',
      'Der Hafen von Arumba ist seit Montag wieder geöffnet. „Wir hören nicht auf zu suchen“, sagte Bürgermeisterin Jana Müller am Dienstag. Die Fähre war im Oktober gesunken.',
    );
    expect((await ask('/latest', locale)).text).toContain('Hafen von Arumba wieder geöffnet');
    expect((await ask('/search hafen geoffnet', locale)).text).toContain('Hafen von Arumba wieder geöffnet');
    for (const asked of ['/quote', '/timeline', '/story hafen']) {
      const { text } = await ask(asked, locale);
      expect(text).not.toMatch(/sagte Bürgermeisterin —|: sagte/u);
    }
  });

  test('a story of two years: in order over its pages, and a way to its end', async () => {
    for (let month = 0; month < 24; month++) {
      // Three articles in its first week make it a story that runs long.
      const days = month < 3 ? 610 - month : (23 - month) * 30;
      const at = new Date(NOW.getTime() - days * DAY_MS);
      const event = { date: at.toISOString().slice(0, 10), sentence: `Tahap ke-${month} penyelidikan kapal selesai.` };
      await commit({ at, outlet: `Kanal ${month % 3}`, events: [event] });
    }
    const first = await ask('/timeline Kapal karam di Selat Arumba', locale);
    expect(first.page).toEqual({ current: 1, last: 3 });
    const begin = ['2025', 'Tahap ke-0 ', 'Tahap ke-1 ', 'Tahap ke-7 '];
    expect(inOrder(first.text, begin)).toEqual(begin);
    const toEnd = first.buttons?.find((one) => 'action' in one && one.action.page === 3);
    expect(toEnd?.label).toMatch(locale === 'id' ? /terbaru/u : /newest|latest/iu);
    const last = await ask((toEnd as { action: Action }).action, locale);
    expect(last.page).toEqual({ current: 3, last: 3 });
    expect(inOrder(last.text, ['Tahap ke-22', 'Tahap ke-23'])).toHaveLength(2);
  });

  test('3,000 results: counted, the last page is there, and the one behind it is not', async () => {
    for (let at = 0; at < 6; at++) {
      const said = Array.from({ length: 500 }, (_, one) => ({
        text: `kata${at}x${one}a kata${at}x${one}b kata${at}x${one}c`,
        speaker,
      }));
      await commit({ people: arga, said });
    }
    const words = locale === 'id' ? 'Halaman 600 dari 600 · 3.000 seluruhnya' : 'Page 600 of 600 · 3,000 in all';
    const last = await ask('/quote arga page:600', locale);
    expect(last.page).toEqual({ current: 600, last: 600 });
    expect(last.text).toContain(words);
    expect((await ask('/quote arga page:601', locale)).text).toContain(
      locale === 'id' ? 'yang terakhir 600' : 'last is 600',
    );
  }, 60_000);
});
