import type { LanguagePack } from '#language/pack.ts';

/** Which way a date without its year or week lies; `only-`: the text says so itself. */
export type Direction = 'past' | 'future' | 'open' | 'only-past' | 'only-future';

/** Units before a date in which the tense of its clause is looked for. */
const TENSE_REACH = 120;

/** Alternatives of a regular expression, longest first; without any, what matches nothing. */
export const either = (words: readonly string[]): string =>
  (words.length === 0 ? ['(?!)'] : [...words])
    .toSorted((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('.', '\\.')
    .replaceAll(' ', '\\s+');

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
    return (start: number, end: number): { direction: Direction; own: Direction } => {
      found ??= [...shown.matchAll(marks)].map((match) => ({
        at: match.index,
        direction: match.groups?.['future'] === undefined ? 'past' : 'future',
        said: match.groups?.['said'] !== undefined,
      }));
      const before = found.findLast((mark) => mark.at < start && start - mark.at <= TENSE_REACH);
      const behind = found.find((mark) => mark.at >= end && mark.at - end <= TENSE_REACH / 2);
      const own = found.findLast((mark) => !mark.said && mark.at < start && start - mark.at <= TENSE_REACH);
      return { direction: before?.direction ?? behind?.direction ?? 'open', own: own?.direction ?? 'open' };
    };
  };
}
