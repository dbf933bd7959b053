const ELLIPSIS = '…';
/** A cut at a word bound may give up at most this share of the room; beyond it the word itself is cut. */
const WORD_BOUND_SHARE = 0.6;
/** Room looked at around the cut, in UTF-16 units: more than any grapheme in use. */
const GRAPHEME_WINDOW = 64;

/**
 * `text` in at most `max` UTF-16 units, ending in an ellipsis when something was left out. Cuts at the end of
 * a sentence or word where one is near, and never inside a grapheme.
 */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < ELLIPSIS.length) return '';
  const room = max - ELLIPSIS.length;
  const head = text.slice(0, graphemeBound(text, room));
  const word = head.search(/\s\S*$/u);
  const cut = /\s/u.test(text[head.length] ?? '') || word < room * WORD_BOUND_SHARE ? head : head.slice(0, word);
  return cut.trimEnd() + ELLIPSIS;
}

/** The last bound between graphemes at or before `at`. */
export function graphemeBound(text: string, at: number): number {
  const from = Math.max(0, at - GRAPHEME_WINDOW);
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let bound = from;
  for (const { index, segment } of graphemes.segment(text.slice(from, at + GRAPHEME_WINDOW))) {
    if (from + index + segment.length <= at) bound = from + index + segment.length;
    else break;
  }
  return bound;
}
