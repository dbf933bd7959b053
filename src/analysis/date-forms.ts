import type { LanguagePack, RelativeUnit } from '#language/pack.ts';
import { add, DAY_MS, dayOf, iso, monthOf, nearestDay, nearestMonth, pad, type Value } from './calendar.ts';
import { type Direction, either } from './tense.ts';

type Groups = Record<string, string | undefined>;

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
  /** What stands before the date alone. */
  before: Direction;
}

/** What a sentence must hold for a form to be worth trying. */
type Need = 'digits' | 'year' | 'month' | 'weekday' | 'phrase' | 'unit' | 'told' | 'quarter';

export interface Form {
  pattern: RegExp;
  needs: readonly Need[];
  read(match: Match): Value | undefined;
}

/** Units counted back or ahead at most before a day becomes a guess. */
const COUNTED_MOST: Record<RelativeUnit, number> = { day: 31, week: 8, month: 18, year: 3 };
/** Days of a month that are its beginning. */
const EARLY_DAYS = 10;
const QUARTERS: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 };

/** The forms of dates in a language, the surest first. */
export function createForms(pack: LanguagePack): {
  /** The forms worth trying on a sentence: most sentences name no day at all. */
  for(shown: string): readonly Form[];
  /** Whether a sentence counts from the day told before it. */
  isTold(shown: string): boolean;
} {
  /** Weekdays and months are written with a capital: `may` and `minggu` are other words. */
  const proper = (words: readonly string[]): string =>
    either(words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)));
  /** The same words where they may open a sentence: "Pada 2016", "In November". */
  const opening = (words: readonly string[]): string => `(?:${either(words)}|${proper(words)})`;
  const whole = (source: string): RegExp =>
    new RegExp(`(?<![\\p{L}\\d/.,:-])${source}(?![\\p{L}\\d])(?![.,/]\\d)`, 'gu');
  const days = proper(Object.keys(pack.weekdays));
  const monthNames = proper(Object.keys(pack.months));
  const months = `(?<month>${monthNames})(?:\\.(?=\\s+\\d))?`;
  const dayWord = pack.dayWords.length > 0 ? `(?:(?:${either(pack.dayWords)})\\s+)?` : '';
  /** "Sabtu dan Minggu (7-8/3)": the digits behind tell both. */
  const weekday = `${dayWord}(?<named>${days})(?:\\s?(?:-|–|&|,\\s|\\s(?:${either(pack.listWords)})\\s)\\s?(?:${days}))?(?:\\s+\\p{Ll}{3,6}){0,2},?\\s+`;
  /** "30 April sampai Rabu 2 Mei 2025": the year behind the last day holds for the first. */
  const laterYear = `(?=(?:\\s+(?:${either(pack.listWords)})\\s[^.]{0,30}?\\d{1,2}\\s+(?:${monthNames})\\s+(?<later>(?:19|20)\\d{2}))?)`;
  const number =
    '(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:\\s?(?:-|–|s\\.d\\.|sampai|hingga|dan|&|to|and)\\s?(?<last>\\d{1,2})(?:st|nd|rd|th)?)?';
  const pastBefore = pack.past.before.length > 0 ? `(?<past>${opening(pack.past.before)})\\s+` : undefined;
  const futureBefore = pack.future.before.length > 0 ? `(?<future>${opening(pack.future.before)})\\s+` : undefined;
  const before = pastBefore && futureBefore ? `(?:${pastBefore}|${futureBefore})` : undefined;
  const after =
    pack.past.after.length > 0
      ? `\\s+(?:(?<past>${either(pack.past.after)})|(?<future>${either(pack.future.after)}))`
      : undefined;
  const early = pack.earlyWords.length > 0 ? `(?:(?<early>${either(pack.earlyWords)})\\s+)?` : '';
  const directed = (core: string): RegExp[] => [
    ...(before ? [whole(before + core)] : []),
    ...(after ? [whole(early + core + after)] : []),
  ];
  const relative = new Map(pack.relative.map((one) => [one.phrase, one]));
  const yearPhrases = either(pack.relative.filter((one) => one.unit === 'year').map((one) => one.phrase));
  const weekPhrases = either(pack.relative.filter((one) => one.unit === 'week').map((one) => one.phrase));

  const monthIn = (groups: Groups): number => monthOf(pack, groups['month']!);
  const phraseIn = (groups: Groups) => relative.get((groups['phrase'] ?? '').toLowerCase().replaceAll(/\s+/gu, ' '));

  /** "23 Maret lalu", "2 April mendatang": the words say which way, whatever is nearer. */
  const said = (groups: Groups): Direction | undefined =>
    groups['future'] ? 'only-future' : groups['past'] ? 'only-past' : undefined;

  const weekdayOf = (name: string | undefined): number | undefined =>
    name === undefined ? undefined : pack.weekdays[name.toLowerCase()];

  function readDay({ groups, context, own }: Match): Value | undefined {
    const inDigits = groups['number'] ?? groups['dashed'];
    const month = inDigits ? Number(inDigits) : monthIn(groups);
    const relativeYear = phraseIn(groups);
    const written =
      groups['year'] ??
      groups['dashedYear'] ??
      groups['later'] ??
      (relativeYear && context.today !== undefined
        ? String(new Date(context.today).getUTCFullYear() + relativeYear.offset)
        : undefined);
    const year = written && written.length === 2 ? 2000 + Number(written) : Number(written);
    const day = Number(groups['day']);
    const nearest = (today: number): string | undefined =>
      nearestDay(month, day, today, said(groups) ?? own, weekdayOf(groups['named']));
    const date = written ? dayOf(year, month, day) : context.today === undefined ? undefined : nearest(context.today);
    const last = Number(groups['last'] ?? 0);
    const until = date && last > day ? dayOf(Number(date.slice(0, 4)), month, last) : undefined;
    return date ? { date, precision: 'day', until } : undefined;
  }

  function readMonth({ groups, context, direction, own }: Match): Value | undefined {
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
    const way =
      groups['past'] || groups['since'] ? 'past' : groups['future'] ? 'future' : groups['until'] ? own : direction;
    // "awal September lalu" may be the running month's own beginning.
    const isOver = groups['early'] !== undefined && new Date(context.today).getUTCDate() > EARLY_DAYS;
    const year = nearestMonth(month, context.today, way, Boolean(groups['past']) && !isOver);
    return { date: asMonth(year, month), precision: 'month', until: until(year) };
  }

  /** "Maret ini": the one of the running year. */
  function readThisMonth({ groups, context }: Match): Value | undefined {
    if (context.today === undefined) return undefined;
    return { date: `${new Date(context.today).getUTCFullYear()}-${pad(monthIn(groups))}`, precision: 'month' };
  }

  function readWeekday({ groups, context, direction, own, before }: Match): Value | undefined {
    const { today } = context;
    if (today === undefined) return undefined;
    const wanted = pack.weekdays[groups['weekday']!.toLowerCase()]!;
    const back = (new Date(today).getUTCDay() - wanted + 7) % 7;
    const forward = (7 - back) % 7;
    if (groups['past']) return { date: iso(today - (back || 7) * DAY_MS), precision: 'day' };
    if (groups['future']) return { date: iso(today + (forward || 7) * DAY_MS), precision: 'day' };
    const isAhead = groups['until'] ? isAheadBound(own, before, direction) : direction === 'future';
    return { date: iso(isAhead ? today + forward * DAY_MS : today - back * DAY_MS), precision: 'day' };
  }

  /** "did not want to comment until Tuesday": English bounds a plan; "hingga Senin" as often what was. */
  const isAheadBound = (own: Direction, before: Direction, direction: Direction): boolean =>
    pack.untilLooksAhead ? before !== 'open' || direction !== 'past' : own !== 'past';

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

  const readYear = ({ groups }: Match): Value => ({ date: groups['year']!, precision: 'year' });

  const year = '(?<year>(?:1[89]|20)\\d{2})';
  const yearPhrase = `(?<phrase>${yearPhrases})`;
  const bound = `(?:(?<since>${opening(pack.sinceWords)})|(?<until>${opening(pack.untilWords)})|(?:${opening(pack.monthWords)}))[\\s-]+`;
  const counts = `(?<count>\\d{1,2}|${either(Object.keys(pack.numbers))})`;
  const units = `(?<unit>${either(Object.keys(pack.units))})`;
  const form = (pattern: RegExp, needs: readonly Need[], read: (match: Match) => Value | undefined): Form => ({
    pattern,
    needs,
    read,
  });
  const numbered = either(Object.keys(pack.numbers));
  const all: Form[] = [
    form(
      whole(
        `(?:${weekday})?\\(${number}(?:/(?<number>\\d{1,2})(?:[/-](?<year>\\d{4}|\\d{2}))?|-(?<dashed>\\d{1,2})-(?<dashedYear>\\d{4}))\\)`,
      ),
      ['digits'],
      readDay,
    ),
    form(whole(`(?:${weekday})?(?<day>\\d{1,2})[/-](?<number>\\d{1,2})[/-](?<year>\\d{4})`), ['digits'], readDay),
    form(whole(`(?:${weekday})?\\(?${number}\\s+${months},?\\s+${yearPhrase}`), ['month', 'phrase'], readDay),
    form(
      whole(
        `(?:${weekday})?\\(?${number}\\s+(?:(?:${either(pack.ofWords)})\\s+)?${months}(?:,?\\s+${year})?\\)?${after ? `(?:${after})?` : ''}${laterYear}`,
      ),
      ['month'],
      readDay,
    ),
    form(whole(`(?:${weekday})?\\(?${months}\\s+${number},?\\s+${yearPhrase}`), ['month', 'phrase'], readDay),
    form(whole(`(?:${weekday})?\\(?${months}\\s+${number}(?:,?\\s+${year})?\\)?`), ['month'], readDay),
    form(
      whole(
        `${months}(?:,\\s+(?:${monthNames})){0,10},?\\s+(?:${either(pack.listWords)})\\s+(?<lastMonth>${monthNames})\\s+${year}`,
      ),
      ['month', 'year'],
      readMonth,
    ),
    form(whole(`${months}\\s+(?:${either(pack.ofWords)}\\s+)?${year}`), ['month', 'year'], readMonth),
    form(whole(`${months}\\s+${yearPhrase}`), ['month', 'phrase'], readMonth),
    ...(after
      ? [
          form(
            whole(`${months}\\s+(?:${either(pack.listWords)})\\s+(?<lastMonth>${monthNames})${after}`),
            ['month'],
            readMonth,
          ),
        ]
      : []),
    ...(pack.thisWords.after.length > 0
      ? [form(whole(`${months}\\s+(?:${either(pack.thisWords.after)})`), ['month'], readThisMonth)]
      : []),
    ...(pack.thisWords.before.length > 0
      ? [form(whole(`(?:${either(pack.thisWords.before)})\\s+${months}`), ['month'], readThisMonth)]
      : []),
    ...directed(months).map((pattern) => form(pattern, ['month'], readMonth)),
    form(
      whole(`${bound}${months}(?:\\s+(?:${either(pack.listWords)})\\s+(?<lastMonth>${monthNames}))?`),
      ['month'],
      readMonth,
    ),
    form(
      whole(
        `(?:${either(pack.quarterWords)})\\s+(?:ke-?)?(?<quarter>I{1,3}|IV|[1-4]|${numbered})(?:[\\s/-]+(?:${either(pack.ofWords)}\\s+)?${year})?`,
      ),
      ['quarter'],
      readQuarter,
    ),
    form(
      whole(
        `(?<quarter>${either(pack.quarterOrdinals)})\\s+(?:${either(pack.quarterWords)})(?:\\s+(?:${either(pack.ofWords)}\\s+)?${year})?`,
      ),
      ['quarter'],
      readQuarter,
    ),
    form(whole(`${dayWord}(?<weekday>${days})\\s+(?<phrase>${weekPhrases})`), ['weekday', 'phrase'], readDayOfWeek),
    form(
      new RegExp(
        `(?<![\\p{L}\\d]|(?:${either(pack.roughWords)})\\s)${counts}\\s+${units}\\s+(?:(?:${either(pack.agoWords)})|(?<ahead>${either(pack.aheadWords)}))(?!\\p{L})`,
        'giu',
      ),
      ['unit'],
      readCounted,
    ),
    form(
      new RegExp(`(?<![\\p{L}\\d])(?<told>${either(Object.keys(pack.narrative))})(?!\\p{L})`, 'giu'),
      ['told'],
      readTold,
    ),
    form(
      new RegExp(
        `(?<![\\p{L}\\d-]|(?:\\d|${numbered}|${either(pack.roughWords)})\\s)(?<phrase>${either([...relative.keys()])})(?!\\p{L})`,
        'giu',
      ),
      ['phrase'],
      readRelative,
    ),
    ...directed(`${dayWord}(?<weekday>${days})`).map((pattern) => form(pattern, ['weekday'], readWeekday)),
    form(
      whole(`(?:(?<until>${opening(pack.untilWords)})\\s+)?${dayWord}(?<weekday>${days})(?!\\s+\\()(?=[^\\p{L}]|$)`),
      ['weekday'],
      readWeekday,
    ),
    form(
      whole(`(?:${opening([...pack.yearWords, ...pack.sinceWords, ...pack.untilWords])})[\\s-]+${year}(?!-\\p{L})`),
      ['year'],
      readYear,
    ),
    ...(after ? [form(whole(`${year}${after}`), ['year'], readYear)] : []),
  ];
  // Hints may hit too often, inside other words as well: they are asked of every sentence and have to be quick.
  const word = (words: readonly string[]): RegExp => new RegExp(either(words), 'i');
  const hints: Record<Need, RegExp> = {
    digits: /\d[/-]\d/,
    year: /(?:1[89]|20)\d\d/,
    month: new RegExp(monthNames),
    weekday: new RegExp(days),
    phrase: word([...relative.keys()]),
    unit: word(Object.keys(pack.units)),
    told: word(Object.keys(pack.narrative)),
    quarter: word(pack.quarterWords),
  };
  return {
    isTold: (shown) => hints.told.test(shown),
    for(shown) {
      const has = new Map<Need, boolean>();
      const needs = (need: Need): boolean => {
        const known = has.get(need);
        if (known !== undefined) return known;
        const found = hints[need].test(shown);
        has.set(need, found);
        return found;
      };
      return all.filter((one) => one.needs.every(needs));
    },
  };
}
