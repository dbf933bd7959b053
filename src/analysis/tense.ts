import type { LanguagePack } from '#language/pack.ts';

/** Which way a date without its year or week lies; `only-`: the text says so itself. */
export type Direction = 'past' | 'future' | 'open' | 'only-past' | 'only-future';

/** Units before a date in which the tense of its clause is looked for. */
const TENSE_REACH = 120;

/** Marks of tense looked at on each side of a date: none further away decides. */
const MARKS_NEAR = 24;

/** "20 minutes ahead of": what is counted before a word is no time. */
const COUNTED = /\d\s\p{L}+\s$/u;
/** Units in which such a count is looked for. */
const COUNTED_MOST = 16;

/** Alternatives of a regular expression, longest first; without any, what matches nothing. */
export const either = (words: readonly string[]): string =>
  (words.length === 0 ? ['(?!)'] : [...words])
    .toSorted((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('.', '\\.')
    .replaceAll(' ', '\\s+');

/** All matches of a global expression; `matchAll` would copy the expression each time. */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}

/** Which way the clause around a date looks: the nearest mark of tense before it decides, else one close behind. */
export function createTense(pack: LanguagePack) {
  const verbs = [...pack.cues, ...pack.speechVerbs, ...pack.clauseVerbs, ...pack.encliticCues];
  const said = verbs.filter((word) => !pack.futureMarks.includes(word) && !pack.pastMarks.includes(word));
  const endings = pack.pastEndings.length > 0 ? `|\\p{Ll}{3,}(?:${either(pack.pastEndings)})` : '';
  const passive = pack.pastEndings.length > 0 ? '(?<!\\bbe\\s)' : '';
  const marks = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?<future>${either(pack.futureMarks)})|(?<said>${either(said)})|${passive}(?<past>${either(pack.pastMarks)}${endings}))(?!\\p{L})`,
    'giu',
  );
  return (shown: string) => {
    let found: { at: number; direction: Direction; said: boolean }[] | undefined;
    return (start: number, end: number): { direction: Direction; own: Direction; before: Direction } => {
      found ??= matchesOf(marks, shown)
        .filter((match) => !COUNTED.test(shown.slice(Math.max(0, match.index - COUNTED_MOST), match.index)))
        .map((match) => ({
          at: match.index,
          direction: match.groups?.['future'] === undefined ? 'past' : 'future',
          said: match.groups?.['said'] !== undefined,
        }));
      const next = firstAtOrAfter(found, start);
      const near = found.slice(Math.max(0, next - MARKS_NEAR), next).filter((mark) => start - mark.at <= TENSE_REACH);
      const behind = found.slice(next, next + MARKS_NEAR).find((mark) => mark.at >= end);
      const isBehind = behind !== undefined && behind.at - end <= TENSE_REACH / 2;
      const own = near.findLast((mark) => !mark.said);
      return {
        direction: near.at(-1)?.direction ?? (isBehind ? behind.direction : 'open'),
        own: own?.direction ?? 'open',
        before: near.at(-1)?.direction ?? 'open',
      };
    };
  };
}

/** Index of the first mark at or after an offset. */
function firstAtOrAfter(marks: readonly { at: number }[], offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]!.at < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
