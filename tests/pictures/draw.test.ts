import { afterAll, describe, expect, test, vi } from 'vitest';
import { silentLog } from '#core/log.ts';
import type { TimelinePicture } from '#core/picture.ts';
import { createDrawing } from '#pictures/draw.ts';
import { canShow } from '#pictures/layout.ts';
import { createPictures } from '#pictures/pool.ts';

const entry = (when: string, text: string, planned?: string) => ({
  when,
  text,
  source: 'Harian Uji dan 2 lainnya',
  planned,
});
const picture = (...entries: TimelinePicture['entries']): TimelinePicture => ({
  title: 'Linimasa: Pintu Air Bendung Waringin Jebol, 412 Rumah Terendam',
  entries,
  footer: 'Kabar · setiap baris adalah kalimat dari sumbernya',
});
/** Width and height out of a PNG's header (RFC 2083 §11.2.2). */
const sizeOf = (png: Uint8Array): [number, number] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47];

describe('the drawing', () => {
  const draw = createDrawing();
  test('is a PNG of one width that grows with its entries', async () => {
    const one = await draw(picture(entry('19 November 2026', 'Pintu air patah.')));
    const two = await draw(
      picture(
        entry('19 November 2026', 'Pintu air patah.'),
        entry('26 November 2026', 'Rapat digelar.', 'direncanakan'),
      ),
    );
    expect([...one.slice(0, 4)]).toEqual(SIGNATURE);
    expect(sizeOf(one)[0]).toBe(800);
    expect(sizeOf(two)[1]).toBeGreaterThan(sizeOf(one)[1] + 80);
  });
  test.each([
    ['a word longer than the card', 'x'.repeat(400)],
    ['a sentence longer than anybody reads', 'kata '.repeat(2000)],
    ['nothing', ''],
    ['markup', '<b>bold</b> & <script>alert(1)</script>'],
    ['Cyrillic, Greek and accents', 'Жители Ελλάδα Željko Ñandú'],
  ])('%s does not break it', async (_what, text) => {
    const png = await draw(picture(entry('2022', text)));
    expect(sizeOf(png)[1]).toBeLessThan(700);
  });
});

describe('canShow', () => {
  test.each([
    ['Pintu air patah, kata Željko – “ya”', true],
    ['الخبر', false],
    ['新闻', false],
    ['kebakaran 🔥', false],
    ['© 2026', true],
  ])('%j: %s', (text, expected) => {
    expect(canShow(text)).toBe(expected);
  });
});

describe('the pool', () => {
  const pictures = createPictures({ log: silentLog, waitMs: 20_000 });
  afterAll(() => pictures.close());
  test('draws in a thread; the same again comes from memory', async () => {
    const asked = picture(entry('19 November 2026', 'Pintu air patah.'));
    const png = await pictures.draw(asked);
    expect([...png!.slice(0, 4)]).toEqual(SIGNATURE);
    expect(await pictures.draw(asked)).toBe(png);
  });
  test('what it can not show, or nothing: no picture and no error; what was not in time is there the next time', async () => {
    expect(await pictures.draw(picture(entry('2022', 'الخبر')))).toBeUndefined();
    expect(await pictures.draw(picture())).toBeUndefined();
    const hasty = createPictures({ log: silentLog, waitMs: 0 });
    const asked = picture(entry('2022', 'a'));
    expect(await hasty.draw(asked)).toBeUndefined();
    await vi.waitFor(async () => expect(await hasty.draw(asked)).toBeDefined(), { timeout: 20_000 });
    await hasty.close();
  });
});
