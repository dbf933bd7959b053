import type { Precision } from '#core/analysis.ts';
import type { LanguagePack, RelativeUnit } from '#language/pack.ts';
import { add, DAY_MS, dayOf, iso, monthOf, nearestDay, nearestMonth, pad, type Value } from './calendar.ts';

export interface FoundDate {
  date: string;
  precision: Precision;
  until?: string | undefined;
  anchor: string;
  start: number;
  end: number;
}

type Groups = Record<string, string | undefined>;
type Direction = 'past' | 'future' | 'open';

/** What a date is read against: all as UTC midnight in milliseconds. */
export interface DateContext {
  /** Day of publication, or of the utterance inside a quote. */
  today: number | undefined;
  /** The last day told: what "sehari sebelumnya" counts from. */
  told?: number | undefined;
}

interface Match {
  groups: Groups;
  context: DateContext;
  direction: Direction;
  /** The same without verbs of saying: what was said yesterday may lie ahead. */
  own: Direction;
}

/** Units before a date in which the tense of its clause is looked for. */
const TENSE_REACH = 120;
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

  /** The dates in a stretch of text, in order, one for each day meant. */
  return function readDates(text: string, span: { start: number; end: number }, context: DateContext): FoundDate[] {
    const shown = text.slice(span.start, span.end);
    if (!forms.mayHold(shown)) return [];
    const found: FoundDate[] = [];
    const taken = new Uint8Array(shown.length);
    const tenseAt = tense(shown);
    for (const [form, read] of forms.all) {
      for (const match of shown.matchAll(form)) {
        const until = match.index + match[0].length;
        if (taken[match.index] === 1 || taken[until - 1] === 1) continue;
        const groups = match.groups ?? {};
        if (groups['day'] === undefined && names(shown, match.index, until)) continue;
        const value = read({ groups, context, ...tenseAt(match.index, until) });
        if (!value) continue;
        taken.fill(1, match.index, until);
        const start = span.start + match.index;
        found.push({ ...value, anchor: match[0], start, end: start + match[0].length });
      }
    }
    const seen = new Set<string>();
    return found
      .sort((a, b) => a.start - b.start)
      .filter(({ date, precision }) => !seen.has(date + precision) && seen.add(date + precision));
  };
}

const either = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('.', '\\.')
    .replaceAll(' ', '\\s+');

/** Which way the clause around a date looks: the nearest mark of tense before it decides, else one close behind. */
function createTense(pack: LanguagePack) {
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

/** Years and days inside names: laws, cups, programmes, feast days. */
function createNameCheck(pack: LanguagePack) {
  const before = new RegExp(
    `(?:\\b(?:no|nomor|number)\\.?\\s*\\d+(?:/\\p{L}+)?|(?:${either(pack.datedNames)})[^.,;]{0,24})\\s*$`,
    'iu',
  );
  const feast = pack.namedDays.length > 0 ? new RegExp(`^(?:${either(pack.namedDays)})`, 'iu') : undefined;
  return (shown: string, start: number, end: number): boolean => {
    if (feast && (feast.test(shown.slice(start, end + 16)) || feast.test(shown.slice(Math.max(0, start - 6), end))))
      return true;
    return before.test(shown.slice(Math.max(0, start - NAME_REACH), start));
  };
}

function createForms(pack: LanguagePack) {
  /** Weekdays and months are written with a capital: `may` and `minggu` are other words. */
  const proper = (words: readonly string[]): string =>
    either(words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)));
  const whole = (source: string): RegExp =>
    new RegExp(`(?<![\\p{L}\\d/.,:-])${source}(?![\\p{L}\\d])(?![.,/]\\d)`, 'gu');
  const days = proper(Object.keys(pack.weekdays));
  const monthNames = proper(Object.keys(pack.months));
  const months = `(?<month>${monthNames})(?:\\.(?=\\s+\\d))?`;
  const dayWord = pack.dayWords.length > 0 ? `(?:(?:${either(pack.dayWords)})\\s+)?` : '';
  const weekday = `${dayWord}(?:${days})(?:\\s+\\p{Ll}{3,6}){0,2},?\\s+`;
  const number =
    '(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:\\s?(?:-|–|s\\.d\\.|sampai|hingga|dan|&|to|and)\\s?(?<last>\\d{1,2})(?:st|nd|rd|th)?)?';
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
  const relative = new Map(pack.relative.map((one) => [one.phrase, one]));
  const yearPhrases = either(pack.relative.filter((one) => one.unit === 'year').map((one) => one.phrase));
  const weekPhrases = either(pack.relative.filter((one) => one.unit === 'week').map((one) => one.phrase));

  const monthIn = (groups: Groups): number => monthOf(pack, groups['month']!);
  const phraseIn = (groups: Groups) => relative.get((groups['phrase'] ?? '').toLowerCase().replaceAll(/\s+/gu, ' '));

  function readDay({ groups, context, own }: Match): Value | undefined {
    const month = groups['number'] ? Number(groups['number']) : monthIn(groups);
    const relativeYear = phraseIn(groups);
    const written =
      groups['year'] ??
      (relativeYear && context.today !== undefined
        ? String(new Date(context.today).getUTCFullYear() + relativeYear.offset)
        : undefined);
    const year = written && written.length === 2 ? 2000 + Number(written) : Number(written);
    const read = (day: string): string | undefined => {
      if (written) return dayOf(year, month, Number(day));
      return context.today === undefined
        ? undefined
        : nearestDay(month, Number(day), context.today, groups['future'] ? 'future' : groups['past'] ? 'past' : own);
    };
    const date = read(groups['day']!);
    const until = groups['last'] && Number(groups['last']) > Number(groups['day']) ? read(groups['last']) : undefined;
    return date ? { date, precision: 'day', until } : undefined;
  }

  function readMonth({ groups, context, direction }: Match): Value | undefined {
    const month = monthIn(groups);
    const last = groups['lastMonth'] === undefined ? undefined : monthOf(pack, groups['lastMonth']);
    const asMonth = (year: number, of: number): string => `${year}-${pad(of)}`;
    const until = (year: number): string | undefined =>
      last === undefined || last <= month ? undefined : asMonth(year, last);
    if (groups['year']) {
      const year = Number(groups['year']);
      return { date: asMonth(year, month), precision: 'month', until: until(year) };
    }
    if (context.today === undefined) return undefined;
    const relativeYear = phraseIn(groups);
    if (relativeYear)
      return {
        date: asMonth(new Date(context.today).getUTCFullYear() + relativeYear.offset, month),
        precision: 'month',
      };
    const way = groups['past'] || groups['since'] ? 'past' : groups['future'] || groups['until'] ? 'future' : direction;
    const year = nearestMonth(month, context.today, way, Boolean(groups['past']));
    return { date: asMonth(year, month), precision: 'month', until: until(year) };
  }

  function readWeekday({ groups, context, direction, own }: Match): Value | undefined {
    const { today } = context;
    if (today === undefined) return undefined;
    const wanted = pack.weekdays[groups['weekday']!.toLowerCase()]!;
    const back = (new Date(today).getUTCDay() - wanted + 7) % 7;
    const forward = (7 - back) % 7;
    if (groups['past']) return { date: iso(today - (back || 7) * DAY_MS), precision: 'day' };
    if (groups['future']) return { date: iso(today + (forward || 7) * DAY_MS), precision: 'day' };
    const isAhead = groups['until'] ? own !== 'past' : direction === 'future';
    return { date: iso(isAhead ? today + forward * DAY_MS : today - back * DAY_MS), precision: 'day' };
  }

  function readRelative({ groups, context }: Match): Value | undefined {
    const known = phraseIn(groups);
    return known && context.today !== undefined ? add(known.unit, known.offset, context.today) : undefined;
  }

  /** "Senin pekan lalu". */
  function readDayOfWeek(match: Match): Value | undefined {
    const week = readRelative(match);
    const wanted = pack.weekdays[match.groups['weekday']!.toLowerCase()]!;
    return week && { date: iso(Date.parse(week.date) + ((wanted + 6) % 7) * DAY_MS), precision: 'day' };
  }

  /** "dua hari lalu", "three months ago"; several weeks or years are too vague for a day. */
  function readCounted({ groups, context }: Match): Value | undefined {
    if (context.today === undefined) return undefined;
    const word = groups['count']!.toLowerCase();
    const amount = /^\d+$/u.test(word) ? Number(word) : pack.numbers[word];
    const unit = pack.units[groups['unit']!.toLowerCase()];
    if (!amount || !unit || amount > COUNTED_MOST[unit]) return undefined;
    return add(unit, groups['ahead'] ? amount : -amount, context.today);
  }

  /** "sehari sebelumnya", "the next day": from the last day told. */
  function readTold({ groups, context }: Match): Value | undefined {
    const offset = pack.narrative[(groups['told'] ?? '').toLowerCase().replaceAll(/\s+/gu, ' ')];
    return offset === undefined || context.told === undefined ? undefined : add('day', offset, context.told);
  }

  function readQuarter({ groups, context }: Match): Value | undefined {
    const quarter = QUARTERS[groups['quarter']!.toLowerCase()] ?? pack.numbers[groups['quarter']!.toLowerCase()];
    const year = groups['year']
      ? Number(groups['year'])
      : context.today === undefined
        ? undefined
        : new Date(context.today).getUTCFullYear();
    if (!quarter || quarter > 4 || year === undefined) return undefined;
    const first = quarter * 3 - 2;
    return { date: `${year}-${pad(first)}`, precision: 'quarter', until: iso(Date.UTC(year, first + 2, 0)) };
  }

  const year = '(?<year>(?:19|20)\\d{2})';
  const yearPhrase = `(?<phrase>${yearPhrases})`;
  const bound = `(?:(?<since>${either(pack.sinceWords)})|(?<until>${either(pack.untilWords)})|(?:${either(pack.monthWords)}))[\\s-]+`;
  const counts = `(?<count>\\d{1,2}|${either(Object.keys(pack.numbers))})`;
  const units = `(?<unit>${either(Object.keys(pack.units))})`;
  const all: [RegExp, (match: Match) => Value | undefined][] = [
    [whole(`(?:${weekday})?\\(${number}[/-](?<number>\\d{1,2})(?:[/-](?<year>\\d{4}|\\d{2}))?\\)`), readDay],
    [whole(`(?:${weekday})?(?<day>\\d{1,2})[/-](?<number>\\d{1,2})[/-](?<year>\\d{4})`), readDay],
    [whole(`(?:${weekday})?\\(?${number}\\s+${months},?\\s+${yearPhrase}`), readDay],
    [whole(`(?:${weekday})?\\(?${number}\\s+${months}(?:,?\\s+${year})?\\)?${after ? `(?:${after})?` : ''}`), readDay],
    [whole(`(?:${weekday})?\\(?${months}\\s+${number},?\\s+${yearPhrase}`), readDay],
    [whole(`(?:${weekday})?\\(?${months}\\s+${number}(?:,?\\s+${year})?\\)?`), readDay],
    [
      whole(
        `${months}(?:,\\s+(?:${monthNames}))*,?\\s+(?:${either(pack.listWords)})\\s+(?<lastMonth>${monthNames})\\s+${year}`,
      ),
      readMonth,
    ],
    [whole(`${months}\\s+(?:${either(pack.ofWords)}\\s+)?${year}`), readMonth],
    [whole(`${months}\\s+${yearPhrase}`), readMonth],
    ...(after
      ? [
          [whole(`${months}\\s+(?:${either(pack.listWords)})\\s+(?<lastMonth>${monthNames})${after}`), readMonth] as [
            RegExp,
            (match: Match) => Value | undefined,
          ],
        ]
      : []),
    ...directed(months).map((form): [RegExp, (match: Match) => Value | undefined] => [form, readMonth]),
    [whole(`${bound}${months}(?:\\s+(?:${either(pack.listWords)})\\s+(?<lastMonth>${monthNames}))?`), readMonth],
    [
      whole(
        `(?:${either(pack.quarterWords)})\\s+(?:ke-?)?(?<quarter>I{1,3}|IV|[1-4]|${either(Object.keys(pack.numbers))})(?:[\\s/-]+(?:${either(pack.ofWords)}\\s+)?${year})?`,
      ),
      readQuarter,
    ],
    [
      whole(
        `(?<quarter>${either(pack.quarterOrdinals)})\\s+(?:${either(pack.quarterWords)})(?:\\s+(?:${either(pack.ofWords)}\\s+)?${year})?`,
      ),
      readQuarter,
    ],
    [whole(`${dayWord}(?<weekday>${days})\\s+(?<phrase>${weekPhrases})`), readDayOfWeek],
    [
      new RegExp(
        `(?<![\\p{L}\\d])${counts}\\s+${units}\\s+(?:(?:${either(pack.agoWords)})|(?<ahead>${either(pack.aheadWords)}))(?!\\p{L})`,
        'giu',
      ),
      readCounted,
    ],
    [new RegExp(`(?<![\\p{L}\\d])(?<told>${either(Object.keys(pack.narrative))})(?!\\p{L})`, 'giu'), readTold],
    [
      new RegExp(
        `(?<![\\p{L}\\d]|(?:\\d|${either(Object.keys(pack.numbers))})\\s)(?<phrase>${either([...relative.keys()])})(?!\\p{L})`,
        'giu',
      ),
      readRelative,
    ],
    ...directed(`${dayWord}(?<weekday>${days})`).map((form): [RegExp, (match: Match) => Value | undefined] => [
      form,
      readWeekday,
    ]),
    [
      whole(`(?:(?<until>${either(pack.untilWords)})\\s+)?${dayWord}(?<weekday>${days})(?!\\s+\\()(?=[^\\p{L}]|$)`),
      readWeekday,
    ],
    [
      whole(`(?:${either([...pack.yearWords, ...pack.sinceWords, ...pack.untilWords])})[\\s-]+${year}`),
      ({ groups }) => ({ date: groups['year']!, precision: 'year' }),
    ],
    ...(after
      ? [
          [
            whole(`${year}${after}`),
            ({ groups }: Match) => ({ date: groups['year']!, precision: 'year' as const }),
          ] as [RegExp, (match: Match) => Value | undefined],
        ]
      : []),
  ];
  /** One look that tells most sentences apart: no form is tried on one that names no day, month, year or unit of time. */
  const hint = new RegExp(
    `\\d[/-]\\d|(?:19|20)\\d{2}|(?<!\\p{L})(?:${days}|${monthNames})(?!\\p{L})|(?<!\\p{L})(?:${either([
      ...new Set([
        ...relative.keys(),
        ...Object.keys(pack.units),
        ...Object.keys(pack.narrative),
        ...pack.quarterWords,
      ]),
    ])})(?!\\p{L})`,
    'iu',
  );
  return { all, mayHold: (shown: string): boolean => hint.test(shown) };
}

/** Units counted back or ahead at most before a day becomes a guess. */
const COUNTED_MOST: Record<RelativeUnit, number> = { day: 31, week: 8, month: 18, year: 3 };
const QUARTERS: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 };
