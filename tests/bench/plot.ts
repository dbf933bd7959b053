import type { Curve } from './bench.ts';
import { show } from './table.ts';

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 70;
const RIGHT = 170;
const TOP = 44;
const BOTTOM = 52;
/** Told apart by the colour-blind too (Okabe and Ito), and readable on light and dark pages. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9'];
const INK = '#777';

const escape = (text: string): string =>
  text.replace(/[&<>"]/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** 1,000 → 1k */
function short(value: number): string {
  if (value >= 1e6) return `${show(value / 1e6)}M`;
  return value >= 1e3 ? `${show(value / 1e3)}k` : show(value);
}

const floorPower = (value: number): number => Math.floor(Math.log10(value) + 1e-9);
const ceilPower = (value: number): number => Math.ceil(Math.log10(value) - 1e-9);
const powers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));

/** A curve as SVG with both axes logarithmic: flat is constant, a slope of one is linear. */
export function plot({ title, x, y, series }: Curve): string {
  const all = series.flatMap(({ points }) => points);
  const [xs, ys] = [all.map(([one]) => one), all.map(([, one]) => Math.max(one, 1e-6))];
  const [x0, x1] = [floorPower(Math.min(...xs)), Math.max(ceilPower(Math.max(...xs)), floorPower(Math.min(...xs)) + 1)];
  const [y0, y1] = [floorPower(Math.min(...ys)), Math.max(ceilPower(Math.max(...ys)), floorPower(Math.min(...ys)) + 1)];
  const atX = (value: number): number => LEFT + ((Math.log10(value) - x0) / (x1 - x0)) * (WIDTH - LEFT - RIGHT);
  const atY = (value: number): number =>
    HEIGHT - BOTTOM - ((Math.log10(Math.max(value, 1e-6)) - y0) / (y1 - y0)) * (HEIGHT - TOP - BOTTOM);
  const text = (at: [number, number], words: string, more = ''): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${more}>${escape(words)}</text>`;
  const line = (from: [number, number], to: [number, number]): string =>
    `<line x1="${from[0].toFixed(1)}" y1="${from[1].toFixed(1)}" x2="${to[0].toFixed(1)}" y2="${to[1].toFixed(1)}" stroke="${INK}" stroke-opacity=".25"/>`;
  const grid = [
    ...powers(x0, x1).flatMap((value) => [
      line([atX(value), TOP], [atX(value), HEIGHT - BOTTOM]),
      text([atX(value), HEIGHT - BOTTOM + 18], short(value), 'text-anchor="middle"'),
    ]),
    ...powers(y0, y1).flatMap((value) => [
      line([LEFT, atY(value)], [WIDTH - RIGHT, atY(value)]),
      text([LEFT - 8, atY(value) + 4], short(value), 'text-anchor="end"'),
    ]),
  ];
  // Labels at the ends of the lines, pushed apart where they would lie on each other.
  const ends = series
    .map(({ name, points }, at) => ({ name, at, y: atY(points.at(-1)![1]) + 4 }))
    .sort((a, b) => a.y - b.y);
  for (const [at, end] of ends.entries()) if (at > 0) end.y = Math.max(end.y, ends[at - 1]!.y + 15);
  const lines = series.map(({ points }, at) => {
    const colour = COLOURS[at % COLOURS.length]!;
    const path = points.map(([px, py]) => `${atX(px).toFixed(1)},${atY(py).toFixed(1)}`).join(' ');
    const dots = points.map(
      ([px, py]) => `<circle cx="${atX(px).toFixed(1)}" cy="${atY(py).toFixed(1)}" r="3" fill="${colour}"/>`,
    );
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`;
  });
  const labels = ends.map(({ name, at, y: height }) =>
    text([WIDTH - RIGHT + 10, height], name, `style="fill:${COLOURS[at % COLOURS.length]!}"`),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}" font-family="sans-serif" font-size="12" fill="${INK}">`,
    text([LEFT, 24], title, 'font-size="15" font-weight="bold"'),
    ...grid,
    text([(LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12], x, 'text-anchor="middle"'),
    text([-(TOP + HEIGHT - BOTTOM) / 2, 16], y, 'text-anchor="middle" transform="rotate(-90)"'),
    ...lines,
    ...labels,
    '</svg>\n',
  ].join('\n');
}
