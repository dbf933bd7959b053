import type { LanguagePack } from '#language/pack.ts';

/** A slice of the text that was given: offsets are UTF-16. */
export interface Slice {
  start: number;
  end: number;
}

/** Longest run of lower-case text looked at when a paragraph is asked for its sentences. */
const OPEN = /["“„«]/u;
const CLOSE = /["”»]/u;

/** The paragraphs of a text without furniture, datelines and white space at the ends. */
export function paragraphsOf(text: string, pack: LanguagePack): Slice[] {
  const found: Slice[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const raw = text.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed !== '' && !pack.furniture.some((shape) => shape.test(trimmed.slice(0, 400)))) {
      let from = start + raw.indexOf(trimmed);
      const to = from + trimmed.length;
      if (found.length === 0) from += pack.dateline.exec(text.slice(from, Math.min(to, from + 120)))?.[0].length ?? 0;
      found.push({ start: from, end: to });
    }
    start = end + 1;
  }
  return found;
}

/** The sentences of a paragraph; full stops inside quotation marks, after abbreviations and initials end none. */
export function sentencesOf(text: string, paragraph: Slice, pack: LanguagePack): Slice[] {
  const found: Slice[] = [];
  let { start } = paragraph;
  let inside = false;
  for (let at = paragraph.start; at < paragraph.end; at++) {
    const char = text[at]!;
    if (inside ? CLOSE.test(char) : OPEN.test(char)) inside = !inside;
    const closes = !inside && CLOSE.test(char) && /[.!?]/u.test(text[at - 1] ?? '');
    if (!closes && (inside || !/[.!?]/u.test(char))) continue;
    const next = /^\s+(["“(\p{Lu}\d])/u.exec(text.slice(at + 1, Math.min(at + 4, paragraph.end)));
    if (at + 1 < paragraph.end && !next) continue;
    if (char === '.') {
      const before = /[\p{L}.]+$/u.exec(text.slice(Math.max(start, at - 12), at))?.[0].toLowerCase() ?? '';
      if (before.length === 1 || pack.abbreviations.includes(before)) continue;
    }
    found.push({ start, end: at + 1 });
    start = at + 1;
    while (start < paragraph.end && /\s/u.test(text[start]!)) start += 1;
  }
  if (start < paragraph.end) found.push({ start, end: paragraph.end });
  return found;
}

/** The spans between quotation marks in a paragraph; a mark that is never closed ends with the paragraph. */
export function markedOf(text: string, paragraph: Slice): Slice[] {
  const found: Slice[] = [];
  let open: number | undefined;
  for (let at = paragraph.start; at < paragraph.end; at++) {
    const char = text[at]!;
    if (open === undefined && /["“”„«]/u.test(char)) open = at + 1;
    else if (open !== undefined && /["”»“]/u.test(char)) {
      if (at > open) found.push({ start: open, end: at });
      open = undefined;
    }
  }
  if (open !== undefined && open < paragraph.end) found.push({ start: open, end: paragraph.end });
  return found;
}
