import type { Precision } from '#core/analysis.ts';
import type { LanguagePack } from '#language/pack.ts';
import { DAY_MS } from './calendar.ts';
import { createForms, type DateContext } from './date-forms.ts';
import { createTense, either, matchesOf } from './tense.ts';

export type { DateContext };

export interface FoundDate {
  date: string;
  precision: Precision;
  until?: string | undefined;
  anchor: string;
  start: number;
  end: number;
}

/** Units before a date in which a law, a cup or another name shows that it is none. */
const NAME_REACH = 40;

/**
 * The day an article was published where its outlet is, as UTC midnight in milliseconds: an offset in the time
 * is kept, a time in UTC is moved to the pack's zone. Undefined when there is none.
 */
export function publicationDay(published: string | undefined, pack: LanguagePack): number | undefined {
  if (!published) return undefined;
  const at = Date.parse(published);
  if (Number.isNaN(at)) return undefined;
  if (published.endsWith('Z')) return Math.floor((at + pack.utcOffsetHours * 3_600_000) / DAY_MS) * DAY_MS;
  const day = Date.parse(`${published.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(day) ? Math.floor(at / DAY_MS) * DAY_MS : day;
}

/** Reads the dates of one sentence. What an earlier form covers is taken: a weekday and its digits are one, and the digits count. */
export function createDateReader(pack: LanguagePack) {
  const forms = createForms(pack);
  const tense = createTense(pack);
  const names = createNameCheck(pack);

  /** Whether a stretch of text counts from the day told before it ("sehari sebelumnya"). */
  const isTold = (text: string, span: { start: number; end: number }): boolean =>
    forms.isTold(text.slice(span.start, span.end));

  /** The dates in a stretch of text, in order. */
  function readDates(text: string, span: { start: number; end: number }, context: DateContext): FoundDate[] {
    const shown = text.slice(span.start, span.end);
    const tried = forms.for(shown);
    if (tried.length === 0) return [];
    const found: FoundDate[] = [];
    const taken = new Uint8Array(shown.length);
    const tenseAt = tense(shown);
    for (const { pattern, read } of tried) {
      for (const match of matchesOf(pattern, shown)) {
        const until = match.index + match[0].length;
        if (taken[match.index] === 1 || taken[until - 1] === 1) continue;
        const groups = match.groups ?? {};
        if (groups['day'] === undefined && names(shown, match.index, until, groups['year'] !== undefined)) continue;
        const value = read({ groups, context, ...tenseAt(match.index, until) });
        if (!value) continue;
        taken.fill(1, match.index, until);
        const start = span.start + match.index;
        found.push({ ...value, anchor: match[0], start, end: start + match[0].length });
      }
    }
    return found.sort((a, b) => a.start - b.start);
  }

  return { readDates, isTold };
}

/** Years and days inside names: laws, cups, programmes, feast days. */
function createNameCheck(pack: LanguagePack) {
  const before = new RegExp(
    `(?:\\b(?:no|nomor|number)\\.?\\s*\\d+(?:/\\p{L}+)?|(?<!\\p{L})(?:${either(pack.datedNames)})[^.,;]{0,24})\\s*$`,
    'iu',
  );
  const feast = pack.namedDays.length > 0 ? new RegExp(`^(?:${either(pack.namedDays)})`, 'iu') : undefined;
  return (shown: string, start: number, end: number, hasYear: boolean): boolean => {
    if (feast && (feast.test(shown.slice(start, end + 16)) || feast.test(shown.slice(Math.max(0, start - 6), end))))
      return true;
    return hasYear && before.test(shown.slice(Math.max(0, start - NAME_REACH), start));
  };
}
