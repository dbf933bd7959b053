import type { Span } from './clean.ts';

/** A stretch between quote marks: `start` and `end` are the words without the marks. */
export interface Marked extends Span {
  paragraph: number;
  /** Offset of the opening mark. */
  open: number;
  /** Offset after the closing mark. */
  close: number;
  /** False when the paragraph ends inside and the next one goes on with an opening mark. */
  closed: boolean;
}

const MARK = /["“”„«»″'‘’]/gu;
const OPENING = '“„«';
const CLOSING = '»';
const SINGLE = /['‘’]/u;

/**
 * What stands between quote marks. Parity starts anew in each paragraph: one lost mark spoils one paragraph
 * at most. An opening mark inside an open quote means that the earlier one was never closed.
 */
export function findMarked(text: string, paragraphs: readonly Span[]): Marked[] {
  const found: Marked[] = [];
  paragraphs.forEach((paragraph, index) => {
    let open: number | undefined;
    let single: number | undefined;
    const push = (from: number, at: number): void => {
      if (at > from + 1)
        found.push({ paragraph: index, start: from + 1, end: at, open: from, close: at + 1, closed: true });
    };
    for (const match of text.slice(paragraph.start, paragraph.end).matchAll(MARK)) {
      const at = paragraph.start + match.index;
      if (SINGLE.test(match[0])) {
        if (open !== undefined) continue;
        if (single !== undefined && endsUtterance(text, at, paragraph)) {
          push(single, at);
          single = undefined;
        } else if (match[0] !== '’' && opens(text, at, paragraph, '"') && /\p{Lu}/u.test(text[at + 1] ?? ''))
          single = at;
        continue;
      }
      single = undefined;
      const closesLow = match[0] === '“' && open !== undefined && text[open] === '„';
      if (!closesLow && opens(text, at, paragraph, match[0])) open = at;
      else if (open !== undefined) {
        push(open, at);
        open = undefined;
      }
    }
    const next = paragraphs[index + 1];
    if (open !== undefined && next && /["“«„]/u.test(text[next.start] ?? '')) {
      found.push({ paragraph: index, start: open + 1, end: paragraph.end, open, close: paragraph.end, closed: false });
    }
  });
  return found;
}

/** Apostrophes are everywhere: a single mark closes only behind a stop or comma. */
function endsUtterance(text: string, at: number, paragraph: Span): boolean {
  return /[.,?!…]/u.test(text[at - 1] ?? '') && (at + 1 >= paragraph.end || /[\s.,)]/u.test(text[at + 1]!));
}

function opens(text: string, at: number, paragraph: Span, mark: string): boolean {
  if (OPENING.includes(mark)) return true;
  if (CLOSING.includes(mark)) return false;
  const before = at > paragraph.start ? text[at - 1]! : ' ';
  const after = at + 1 < paragraph.end ? text[at + 1]! : ' ';
  const shape = /[\s([\-—–/]/u.test(before) && /\S/u.test(after);
  return mark === '”' ? shape && at === paragraph.start : shape;
}
