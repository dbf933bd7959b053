import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import satori, { type Font } from 'satori';
import type { TimelinePicture } from '#core/picture.ts';
import { layoutTimeline, WIDTH } from './layout.ts';

const SUBSETS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'devanagari'];
const WEIGHTS = [400, 700] as const;

/** Reads the fonts once; gives the drawing, as PNG bytes. */
export function createDrawing(): (picture: TimelinePicture) => Promise<Uint8Array> {
  const { resolve } = createRequire(import.meta.url);
  const fonts = SUBSETS.flatMap((subset) =>
    WEIGHTS.map((weight): Font => ({
      name: subset === 'latin' ? 'Noto Sans' : `Noto Sans ${subset}`,
      data: readFileSync(resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff`)),
      weight,
      style: 'normal',
    })),
  );
  return async (picture) => {
    const svg = await satori(layoutTimeline(picture), { width: WIDTH, fonts });
    return new Resvg(svg, { fitTo: { mode: 'original' }, font: { loadSystemFonts: false } }).render().asPng();
  };
}
