import type { TimelinePicture } from '#core/picture.ts';
import { truncate } from '#text/truncate.ts';

/** Drawn at this width; on a phone it is shown at about half of it, so the smallest letters are 20 units. */
export const WIDTH = 800;
const TITLE_MOST = 140;
const TEXT_MOST = 190;
const SOURCE_MOST = 70;
/** A light card with dark letters: it reads alike in a light and in a dark chat. */
const PAPER = '#faf9f6';
const INK = '#1d1f23';
const SOFT = '#5c626c';
const LINE = '#d8d4c9';
const ACCENT = '#9c2b1f';

/** What satori lays out: the shape of a React element, without React. */
export interface Node {
  type: string;
  props: { style: Record<string, string | number>; children?: Node[] | string };
}

const box = (style: Record<string, string | number>, children?: Node[] | string): Node => ({
  type: 'div',
  props: {
    style: { display: 'flex', boxSizing: 'border-box', ...style },
    ...(children === undefined ? {} : { children }),
  },
});

function entryNode(entry: TimelinePicture['entries'][number], isLast: boolean): Node {
  const dot = { width: 22, height: 22, borderRadius: 11, marginTop: 8 };
  const head = [
    box({ fontWeight: 700, fontSize: 27, color: ACCENT }, entry.when),
    ...(entry.planned
      ? [
          box(
            {
              fontSize: 20,
              marginLeft: 12,
              padding: '2px 12px',
              border: `2px dashed ${ACCENT}`,
              borderRadius: 8,
              color: ACCENT,
            },
            entry.planned,
          ),
        ]
      : []),
  ];
  return box({ flexDirection: 'row' }, [
    box({ flexDirection: 'column', alignItems: 'center', width: 30, flexShrink: 0, marginRight: 20 }, [
      box(
        entry.planned
          ? { ...dot, border: `4px solid ${ACCENT}`, backgroundColor: PAPER }
          : { ...dot, backgroundColor: ACCENT },
      ),
      ...(isLast ? [] : [box({ width: 4, flexGrow: 1, marginTop: 4, marginBottom: -8, backgroundColor: LINE })]),
    ]),
    box({ flexDirection: 'column', flexGrow: 1, flexShrink: 1, flexBasis: 0, paddingBottom: 26 }, [
      box({ flexDirection: 'row', alignItems: 'center', flexWrap: 'wrap' }, head),
      box({ fontSize: 25, lineHeight: 1.35, marginTop: 4, wordBreak: 'break-word' }, truncate(entry.text, TEXT_MOST)),
      box({ fontSize: 20, color: SOFT, marginTop: 4 }, truncate(entry.source, SOURCE_MOST)),
    ]),
  ]);
}

/** The picture's layout; a picture of nothing has a title only. */
export function layoutTimeline({ title, entries, footer }: TimelinePicture): Node {
  return box(
    {
      flexDirection: 'column',
      width: WIDTH,
      padding: '40px 44px 30px',
      backgroundColor: PAPER,
      color: INK,
      fontFamily: 'Noto Sans',
    },
    [
      box(
        {
          fontSize: 35,
          fontWeight: 700,
          lineHeight: 1.25,
          wordBreak: 'break-word',
          paddingBottom: 20,
          marginBottom: 26,
          borderBottom: `4px solid ${ACCENT}`,
        },
        truncate(title, TITLE_MOST),
      ),
      ...entries.map((entry, at) => entryNode(entry, at === entries.length - 1)),
      box({ fontSize: 19, color: SOFT }, footer),
    ],
  );
}

/** Whether the fonts at hand can show a text: Latin, Greek, Cyrillic and Devanagari, written from the left. */
export const canShow = (text: string): boolean =>
  !/[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}/u.test(
    text.replaceAll(/[©®™]/gu, ''),
  );
