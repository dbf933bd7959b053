import type { Precision } from '#core/analysis.ts';
import type { LanguagePack, RelativeUnit } from '#language/pack.ts';

export interface FoundDate {
  date: string;
  precision: Precision;
  until?: string | undefined;
  anchor: string;
  start: number;
  end: number;
}

type Groups = Record<string, string | undefined>;
type Reading = { date: string; precision: Precision; until?: string | undefined } | undefined;

const DAY_MS = 86_400_000;
/** A date without its year is the nearest to publication, news being of what was: a day ahead counts for two … */
const AHEAD_WEIGHT = 2;
/** … unless the sentence speaks of what is to come. */
const PLANNED_WEIGHT = 0.5;

const pad = (value: number): string => String(value).padStart(2, '0');
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function distance(date: string, today: number, weight: number): number {
  const ahead = Date.parse(date) - today;
  return ahead > 0 ? ahead * weight : -ahead;
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1800 && year < 2200;
  return isReal ? iso(date.getTime()) : undefined;
}

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
  const either = (words: readonly string[]): string =>
    words
      .toSorted((a, b) => b.length - a.length)
      .join('|')
      .replaceAll('.', '\\.');
  /** Weekdays and months are written with a capital: `may` and `minggu` are other words. */
  const proper = (words: readonly string[]): string =>
    either(words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)));
  const whole = (source: string): RegExp =>
    new RegExp(`(?<![\\p{L}\\d/.,:-])${source}(?![\\p{L}\\d])(?![.,/]\\d)`, 'gu');
  const days = proper(Object.keys(pack.weekdays));
  const months = `(?<month>${proper(Object.keys(pack.months))})(?:\\.(?=\\s+\\d))?`;
  const dayWord = pack.dayWords.length > 0 ? `(?:(?:${either(pack.dayWords)})\\s+)?` : '';
  const weekday = `${dayWord}(?:${days})(?:\\s+\\p{Ll}{3,6})?,?\\s+`;
  const number = '(?<day>\\d{1,2})(?:\\s?(?:-|–|s\\.d\\.|&|to)\\s?(?<last>\\d{1,2}))?';
  const pastBefore = pack.past.before.length > 0 ? `(?<past>${either(pack.past.before)})\\s+` : undefined;
  const futureBefore = pack.future.before.length > 0 ? `(?<future>${either(pack.future.before)})\\s+` : undefined;
  const before = pastBefore && futureBefore ? `(?:${pastBefore}|${futureBefore})` : undefined;
  const after =
    pack.past.after.length > 0
      ? `\\s+(?:(?<past>${either(pack.past.after)})|(?<future>${either(pack.future.after)}))`
      : undefined;
  const directed = (core: string): RegExp[] => [
    ...(before ? [whole(before + core)] : []),
    ...(after ? [whole(core + after)] : []),
  ];
  const marks = new RegExp(`(?<!\\p{L})(?:${either(pack.futureMarks)})(?!\\p{L})`, 'iu');
  const relative = new Map(pack.relative.map((one) => [one.phrase, one]));
  const law =
    /(?:\b(?:no|nomor|number)\.?\s*\d+(?:\/\p{L}+)?|(?:piala|cup|liga|pilkada|pilpres|pemilu|olimpiade)[^.,;]{0,20})\s*$/iu;

  const monthOf = (groups: Groups): number => pack.months[groups['month']!.toLowerCase()]!;

  function nearest(month: number, day: number, today: number, ahead: number): string | undefined {
    const year = new Date(today).getUTCFullYear();
    return [year - 1, year, year + 1]
      .map((one) => dayOf(one, month, day))
      .filter((one) => one !== undefined)
      .toSorted((a, b) => distance(a, today, ahead) - distance(b, today, ahead))[0];
  }

  function readDay(groups: Groups, today: number | undefined, isPlanned: boolean): Reading {
    const month = groups['number'] ? Number(groups['number']) : monthOf(groups);
    const written = groups['year'];
    const year = written && written.length === 2 ? 2000 + Number(written) : Number(written);
    const read = (day: string): string | undefined => {
      if (written) return dayOf(year, month, Number(day));
      return today === undefined
        ? undefined
        : nearest(month, Number(day), today, isPlanned ? PLANNED_WEIGHT : AHEAD_WEIGHT);
    };
    const date = read(groups['day']!);
    const until = groups['last'] && Number(groups['last']) > Number(groups['day']) ? read(groups['last']) : undefined;
    return date ? { date, precision: 'day', until } : undefined;
  }

  function readMonth(groups: Groups, today: number | undefined, isPlanned: boolean): Reading {
    const month = monthOf(groups);
    if (groups['year']) return { date: `${groups['year']}-${pad(month)}`, precision: 'month' };
    if (today === undefined) return undefined;
    const now = new Date(today);
    const year = now.getUTCFullYear();
    const current = now.getUTCMonth() + 1;
    if (groups['past']) return { date: `${month < current ? year : year - 1}-${pad(month)}`, precision: 'month' };
    if (groups['future'] || groups['until'] || (isPlanned && !groups['since']))
      return { date: `${month >= current ? year : year + 1}-${pad(month)}`, precision: 'month' };
    return { date: `${month <= current ? year : year - 1}-${pad(month)}`, precision: 'month' };
  }

  function readWeekday(groups: Groups, today: number | undefined, isPlanned: boolean): Reading {
    if (today === undefined) return undefined;
    const wanted = pack.weekdays[groups['weekday']!.toLowerCase()]!;
    const back = (new Date(today).getUTCDay() - wanted + 7) % 7;
    if (groups['past']) return { date: iso(today - (back || 7) * DAY_MS), precision: 'day' };
    const forward = (7 - back) % 7;
    if (groups['until']) return { date: iso(today + forward * DAY_MS), precision: 'day' };
    if (groups['future']) return { date: iso(today + (forward || 7) * DAY_MS), precision: 'day' };
    return { date: iso(isPlanned ? today + forward * DAY_MS : today - back * DAY_MS), precision: 'day' };
  }

  function shift(unit: RelativeUnit, offset: number, today: number): Reading {
    const now = new Date(today);
    const year = now.getUTCFullYear();
    if (unit === 'day') return { date: iso(today + offset * DAY_MS), precision: 'day' };
    if (unit === 'year') return { date: String(year + offset), precision: 'year' };
    if (unit === 'month')
      return { date: iso(Date.UTC(year, now.getUTCMonth() + offset, 1)).slice(0, 7), precision: 'month' };
    const monday = today - ((now.getUTCDay() + 6) % 7) * DAY_MS + offset * 7 * DAY_MS;
    return { date: iso(monday), precision: 'week', until: iso(monday + 6 * DAY_MS) };
  }

  function readRelative(groups: Groups, today: number | undefined): Reading {
    const known = relative.get(groups['phrase']!.toLowerCase().replaceAll(/\s+/gu, ' '));
    return known && today !== undefined ? shift(known.unit, known.offset, today) : undefined;
  }

  /** "Senin pekan lalu". */
  function readDayOfWeek(groups: Groups, today: number | undefined): Reading {
    const week = readRelative(groups, today);
    const wanted = pack.weekdays[groups['weekday']!.toLowerCase()]!;
    return week && { date: iso(Date.parse(week.date) + ((wanted + 6) % 7) * DAY_MS), precision: 'day' };
  }

  type Read = (groups: Groups, today: number | undefined, isPlanned: boolean) => Reading;
  const year = '(?<year>(?:19|20)\\d{2})';
  const phrases = either([...relative.keys()]).replaceAll(' ', '\\s+');
  const bound = `(?:(?<since>${either(pack.sinceWords)})|(?<until>${either(pack.untilWords)})|(?:${either(pack.yearWords)}))[\\s-]+`;
  const weeks = either(pack.relative.filter((one) => one.unit === 'week').map((one) => one.phrase)).replaceAll(
    ' ',
    '\\s+',
  );
  const forms: [RegExp, Read][] = [
    [whole(`(?:${weekday})?\\(${number}[/-](?<number>\\d{1,2})(?:[/-](?<year>\\d{4}|\\d{2}))?\\)`), readDay],
    [whole(`(?:${weekday})?(?<day>\\d{1,2})[/-](?<number>\\d{1,2})[/-](?<year>\\d{4})`), readDay],
    [whole(`(?:${weekday})?\\(?${number}\\s+${months}(?:,?\\s+${year})?\\)?`), readDay],
    [whole(`(?:${weekday})?\\(?${months}\\s+${number}(?:,?\\s+${year})?\\)?`), readDay],
    [whole(`${months}\\s+${year}`), readMonth],
    ...directed(months).map((form): [RegExp, Read] => [form, readMonth]),
    [whole(`${bound}${months}`), readMonth],
    [whole(`${dayWord}(?<weekday>${days})\\s+(?<phrase>${weeks})`), readDayOfWeek],
    [new RegExp(`(?<![\\p{L}\\d])(?<phrase>${phrases})(?!\\p{L})`, 'giu'), readRelative],
    ...directed(`${dayWord}(?<weekday>${days})`).map((form): [RegExp, Read] => [form, readWeekday]),
    [whole(`(?:(?<until>${either(pack.untilWords)})\\s+)?${dayWord}(?<weekday>${days})(?!\\s+\\()`), readWeekday],
    [whole(`${bound}${year}`), (groups) => ({ date: groups['year']!, precision: 'year' })],
  ];

  /** The dates in a stretch of text, in order, one for each day meant. `today` as from `publicationDay`. */
  return function readDates(
    text: string,
    span: { start: number; end: number },
    today: number | undefined,
  ): FoundDate[] {
    const shown = text.slice(span.start, span.end);
    if (!/\d|\p{L}/u.test(shown)) return [];
    const isPlanned = marks.test(shown);
    const found: FoundDate[] = [];
    const taken = new Uint8Array(shown.length);
    for (const [form, read] of forms) {
      for (const match of shown.matchAll(form)) {
        const until = match.index + match[0].length;
        if (taken[match.index] === 1 || taken[until - 1] === 1) continue;
        if (law.test(shown.slice(Math.max(0, match.index - 40), match.index))) continue;
        const reading = read(match.groups ?? {}, today, isPlanned);
        if (!reading) continue;
        taken.fill(1, match.index, until);
        const start = span.start + match.index;
        found.push({ ...reading, anchor: match[0], start, end: start + match[0].length });
      }
    }
    const seen = new Set<string>();
    return found
      .sort((a, b) => a.start - b.start)
      .filter(({ date, precision }) => !seen.has(date + precision) && seen.add(date + precision));
  };
}
