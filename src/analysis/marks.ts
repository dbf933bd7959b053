import type { Span } from './clean.ts';
import type { Lexicon } from './lexicon.ts';

/** A stretch between quote marks: `start` and `end` are the words without the marks. */
export interface Marked extends Span {
  /** Paragraph that it opens in. */
  paragraph: number;
  /** Offset of the opening mark. */
  open: number;
  /** Offset after the closing mark. */
  close: number;
  /** False when the paragraph ends inside and the next one goes on with an opening mark. */
  closed: boolean;
}

type Shape = 'open' | 'close' | 'either';

interface Mark {
  /** Offsets of the glyph. */
  at: number;
  after: number;
  shape: Shape;
  single: boolean;
  /** An opening glyph behind a low one („…“) is its closing one. */
  glyph: string;
}

const MARK = /''|``|‘‘|’’|["“”„‟«»″＂'‘’]/gu;
/** Two single marks printed for a double one. */
const PAIRS: Record<string, string> = { '‘‘': '“', '’’': '”' };
const DOUBLE = /["“”„‟«»″＂]/u;
const BEFORE_OPEN = /[\s([{—–/-]/u;
const AFTER_CLOSE = /[\s.,;:!?)\]}—–]/u;
const STOP = /[.,?!…]/u;
/** Units of a nickname with its marks at most. */
const NICKNAME_MOST = 18;
/** Units of a whole name in marks at most. */
const NAMED_MOST = 30;
/** Paragraphs that a quote without new opening marks may run over. */
const RUN_MOST = 8;
/** Units of an attribution behind a quote whose closing mark was lost. */
const ATTRIBUTION_MOST = 160;
/** Marks in one paragraph looked at: more is no news text. */
const MARKS_MOST = 4000;

/**
 * What stands between quote marks. Whether a mark opens or closes is read from what stands beside it more than
 * from its glyph. Parity starts anew in each paragraph, so one lost mark spoils little: a lost closing mark is
 * found again before a cue (`…, kata X`), a lost opening mark at the start of the paragraph.
 */
export function findMarked(text: string, paragraphs: readonly Span[], lexicon: Lexicon): Marked[] {
  const found: Marked[] = [];
  const marks = paragraphs.map((paragraph) => marksOf(text, paragraph));
  for (let index = 0; index < paragraphs.length; index += 1) {
    index = readParagraph(index);
  }
  return found;

  /** Reads one paragraph, or several when a quote runs on; gives the last one read. */
  function readParagraph(index: number): number {
    const paragraph = paragraphs[index]!;
    const all = marks[index]!;
    let open: Mark | undefined;
    const push = (from: Mark | number, end: number, close: number, closed = true): void => {
      const [at, start] = typeof from === 'number' ? [from, from] : [from.at, from.after];
      if (end > start && !isNickname(text, at, start, end, close))
        found.push({ paragraph: index, start, end, open: at, close, closed });
    };
    for (let next = 0; next < all.length; next += 1) {
      const mark = all[next]!;
      if (mark.single && (open === undefined ? mark.shape !== 'open' : !open.single)) continue;
      if (open?.single && !mark.single) open = undefined;
      const opens = mark.shape === 'open' || (mark.shape === 'either' && open === undefined);
      if (open === undefined) {
        // A closing mark printed twice closes once.
        if (opens && mark.at === found.at(-1)?.close && found.at(-1)!.open < mark.at && text[mark.after] === ' ')
          continue;
        if (opens) open = mark;
        else if (next === 0 && STOP.test(text[mark.at - 1] ?? '') && lexicon.isCue(wordAfter(text, mark.after)))
          push(paragraph.start, mark.at, mark.after);
        continue;
      }
      if (!opens) {
        push(open, mark.at, mark.after);
        open = undefined;
      } else if (isNested(all, next)) {
        next += 1;
      } else {
        const end = cueAfterStop(text, open.after, mark.at);
        if (end !== undefined) push(open, end, end);
        open = mark;
      }
    }
    if (!open || open.single) return index;
    const end = cueAfterStop(text, open.after, paragraph.end);
    const following = marks[index + 1]?.[0];
    const goesOn = following?.at === paragraphs[index + 1]?.start && following?.shape === 'open';
    const isAttributed = end !== undefined && paragraph.end - end < ATTRIBUTION_MOST;
    if (end !== undefined && (!goesOn || isAttributed)) push(open, end, end);
    else if (goesOn) push(open, paragraph.end, paragraph.end, false);
    else {
      const run = runsOn(index);
      if (run !== undefined) {
        const closing = marks[run]![0]!;
        push(open, closing.at, closing.after);
        marks[run] = marks[run]!.slice(1);
        return run - 1;
      }
      const isSpoken = !lexicon.accordingTo.has(wordAfter(text, open.after).toLowerCase());
      if (open.at === paragraph.start && all.length === 1 && isSpoken) push(open, paragraph.end, paragraph.end, false);
    }
    return index;
  }

  /** The paragraph in which a quote without new opening marks ends. */
  function runsOn(index: number): number | undefined {
    for (let next = index + 1; next < Math.min(paragraphs.length, index + RUN_MOST); next += 1) {
      const first = marks[next]!.find((mark) => !mark.single);
      if (!first) continue;
      return first === marks[next]![0] && first.shape === 'close' ? next : undefined;
    }
    return undefined;
  }

  /** Where a quote without its closing mark ends: before the comma or stop in front of a cue. */
  function cueAfterStop(source: string, from: number, to: number): number | undefined {
    const within = /([,.?!…])\s*(\p{Ll}[\p{L}]*)/gu;
    for (const match of source.slice(from, to).matchAll(within)) {
      if (!lexicon.isCue(match[2]!)) continue;
      return match.index === 0 ? undefined : from + match.index + (match[1] === ',' ? 0 : 1);
    }
    return undefined;
  }
}

/** `Theodora "Teddy" Langstrom`: one word in marks inside a name. */
function isNickname(text: string, open: number, start: number, end: number, close: number): boolean {
  // “Aquilino “Koko Pimentel.””: a name printed with its stop inside the marks.
  const isNamed = /^(?:\p{Lu}[\p{L}.]+ ?){1,3}$/u.test(text.slice(start, end)) && end - start <= NAMED_MOST;
  if (isNamed && /\p{Lu}\p{L}+ $/u.test(text.slice(Math.max(0, open - 24), open)) && text[end - 1] === '.') return true;
  if (close - open > NICKNAME_MOST || !/^\p{Lu}\p{L}+$/u.test(text.slice(start, end))) return false;
  return (
    /\p{Lu}\p{L}+ $/u.test(text.slice(Math.max(0, open - 24), open)) &&
    /^ \p{Lu}\p{Ll}/u.test(text.slice(close, close + 3))
  );
}

const wordAfter = (text: string, at: number): string => /^\s*([\p{L}]+)/u.exec(text.slice(at, at + 40))?.[1] ?? '';

/** `… "jangan" …"`: an opening mark inside a quote, when two closing ones follow. */
function isNested(marks: readonly Mark[], at: number): boolean {
  const [inner, outer] = marks.slice(at + 1, at + 6).filter((mark) => !mark.single);
  return inner?.shape === 'close' && outer?.shape === 'close';
}

function marksOf(text: string, paragraph: Span): Mark[] {
  const marks: Mark[] = [];
  let low = false;
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(MARK)) {
    const at = paragraph.start + match.index;
    const after = at + match[0].length;
    const double = match[0].length > 1 || DOUBLE.test(match[0]);
    const glyph = PAIRS[match[0]] ?? match[0];
    const before = at > paragraph.start ? text[at - 1]! : ' ';
    const next = after < paragraph.end ? text[after]! : ' ';
    if (!double) {
      const shape = singleShape(glyph, before, next);
      if (shape) marks.push({ at, after, shape, single: true, glyph });
      continue;
    }
    const shape: Shape = low && glyph === '“' ? 'close' : doubleShape(glyph, before, next);
    low = glyph === '„' || glyph === '‟' ? true : low && shape !== 'close';
    marks.push({ at, after, shape, single: false, glyph });
    if (marks.length >= MARKS_MOST) break;
  }
  return marks;
}

/** Apostrophes are everywhere: a single mark opens before a capital and closes behind a stop or comma. */
function singleShape(glyph: string, before: string, next: string): Shape | undefined {
  if (glyph !== '’' && BEFORE_OPEN.test(before) && /\p{Lu}/u.test(next)) return 'open';
  // A glyph that only opens may open a fragment; '90s is no word.
  if (glyph === '‘' && BEFORE_OPEN.test(before) && /\p{Ll}/u.test(next)) return 'open';
  if (glyph === '’' && /\p{Ll}/u.test(before) && /[.;:)!?]/u.test(next)) return 'close';
  if (glyph !== '‘' && ((STOP.test(before) && AFTER_CLOSE.test(next)) || next === ',')) return 'close';
  return undefined;
}

function doubleShape(glyph: string, before: string, next: string): Shape {
  const free = BEFORE_OPEN.test(before) || DOUBLE.test(before);
  const bound = AFTER_CLOSE.test(next);
  if (free && bound)
    return glyph === '“' || glyph === '„' || glyph === '«' ? 'open' : glyph === '»' ? 'close' : 'either';
  if (free) return 'open';
  if (bound) return 'close';
  if (before === ':' || before === '=') return 'open';
  if (glyph === '“' || glyph === '„' || glyph === '«') return 'open';
  return STOP.test(before) ? 'either' : glyph === '”' || glyph === '»' ? 'close' : 'either';
}
