import type { LanguagePack } from '#language/pack.ts';

/** A stretch of the input text, in UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** Lines in which a dateline is looked for: what stands before it is the page's header. */
const HEADER_LINES = 40;
/** Whole sentences above a dateline at most: a standfirst and captions. */
const HEADER_PARAGRAPHS = 4;
/** At the top of a page even a long line without a full stop is a headline or a caption. */
const TOP_LINES = 6;
const TOP_LABEL_WORDS = 40;
/** A dateline ends within so many units of its line. */
const DATELINE_MOST = 80;
/** A line without a full stop and with fewer words is a heading, a link or a label. */
const LABEL_WORDS = 12;

const CLOSED = /[.!?…]["”’»)\]]*$|["”»,:;]$/u;
/** Who took the picture: "(Dok. AP Photo/X)", "Foto: X/AFP", ". REUTERS/X", ". - Abdillah Onim". */
const CAPTION =
  /(?:[(/]\s*|[.:]\s+)(?:[Vv]ia\s|\p{Lu}[\p{L} .]{1,30}\/)?(?:AFP|REUTERS|Reuters|ANTARA FOTO|Antara Foto|AP Photo|EPA|Getty Images|Xinhua|Repro|Dok\.?|Istimewa|Shutterstock|Unsplash|iStock)(?:\/[\p{L}\p{N} .,/-]{2,60})?\s*\)?\.?$|\.\s[-–]\s\p{Lu}[\p{L}/]+(?:\s\p{Lu}[\p{L}/]+){0,5}$|\((?:JP|ANT|HO|SP|BI|Foto|foto|Photo)[/:][^()]{2,60}\)\.?$/u;
/** Captions tell who stands where. */
const LEFT_RIGHT = /\((?:R|L|C|left|right|center|centre|kiri|kanan|tengah|ki|ka)\)/u;
/** Reporters' initials behind the last sentence: "(boy/jpnn)". */
const SIGNED = /\s*(?:\([\p{L}/ .,*-]{2,30}\)|\[[\p{L}/ .,*-]{2,30}\])$/u;
/** A sentence that ends inside a line: it is text, whatever became of its last stop. */
const INNER_STOP = /\p{Ll}[.!?]["”’)]*\s+["“‘]?\p{Lu}/u;
const SAME_LINE_UNITS = 200;
const SAME_LINE_LEAST = 60;
const CITY_COLON = /^[\p{Lu}][\p{Lu}\s.,]{2,40}:\s+(?=["“\p{Lu}\d])/u;
const DATELINE =
  /^[^.!?"“”]{2,60}?(?:\.(?:com|id|co\.id|tv|net|COM|ID|CO\.ID|TV|NET)\b[^.!?"“”]{0,40}?)?(?:\s*(?:--|[-–—])\s+|[—–])(?=["“\p{Lu}\d])/u;

/** The paragraphs of the article's own text: without title, byline, captions, links and dateline. */
export function bodyParagraphs(text: string, title: string | undefined, pack: LanguagePack): Span[] {
  const lines = linesOf(text);
  let first = 0;
  let paragraphs = 0;
  for (const [index, line] of lines.slice(0, HEADER_LINES).entries()) {
    if (paragraphs > HEADER_PARAGRAPHS) break;
    const shown = text.slice(line.start, line.end);
    if (isFurniture(shown, title, pack)) continue;
    const length = datelineLength(shown, paragraphs === 0);
    if (length > 0) {
      first = index;
      line.start += length;
      break;
    }
    if (!isUnfinished(text.slice(line.start, line.end), TOP_LABEL_WORDS)) paragraphs += 1;
  }
  const seen = new Set<string>();
  const body = lines.slice(first).filter((line, index) => {
    const shown = text.slice(line.start, line.end);
    const isLabel = first === 0 && index < TOP_LINES && isUnfinished(shown, TOP_LABEL_WORDS);
    if (isLabel || isFurniture(shown, title, pack)) return false;
    // A caption or a paragraph that the page shows twice.
    const key = shown.slice(0, SAME_LINE_UNITS);
    return shown.length < SAME_LINE_LEAST || (!seen.has(key) && Boolean(seen.add(key)));
  });
  return body.length > 0 ? body : lines.slice(0, 1).filter((line) => line.end > line.start);
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at + line.length - line.trimStart().length;
    const end = at + line.trimEnd().length;
    if (end > start) lines.push({ start, end });
    at += line.length + 1;
  }
  return lines;
}

/** Length of "Kota, Media - " at the start of a line, 0 when there is none. */
function datelineLength(line: string, isFirst: boolean): number {
  const city = isFirst ? CITY_COLON.exec(line.slice(0, DATELINE_MOST)) : null;
  if (city) return city[0].length;
  const found = DATELINE.exec(line.slice(0, DATELINE_MOST));
  if (!found) return 0;
  const words = found[0].match(/\p{L}[\p{L}\p{N}.']*/gu) ?? [];
  const named = words.every((word) => /^\p{Lu}/u.test(word) || word.includes('.'));
  const marked =
    /[,(/]|\.(?:com|id|co|net|tv)/iu.test(found[0]) || /^[\p{Lu}\s]+\s*[-–—]+\s+$/u.test(found[0]) || words.length <= 2;
  return words.length > 0 && named && marked ? found[0].length : 0;
}

function isFurniture(line: string, title: string | undefined, pack: LanguagePack): boolean {
  if (line === title?.trim()) return true;
  if (pack.furniture.some((pattern) => pattern.test(line.slice(0, 400)))) return true;
  return CAPTION.test(line.slice(-120)) || LEFT_RIGHT.test(line.slice(0, 300)) || isUnfinished(line, LABEL_WORDS);
}

/** Whether a line of fewer words ends without a full stop: a heading, a link, a label, a caption. */
function isUnfinished(line: string, words: number): boolean {
  if (CLOSED.test(line.slice(-60).replace(SIGNED, '').slice(-4))) return false;
  const count = line.slice(0, 600).split(/\s+/u).length;
  return count < words && !(count >= LABEL_WORDS && INNER_STOP.test(line.slice(0, 600)));
}
