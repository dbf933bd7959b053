import type { Precision } from '#core/analysis.ts';
import type { LanguagePack, RelativeUnit } from '#language/pack.ts';
import type { Direction } from './tense.ts';

/** A date as precise as it is known. */
export interface Value {
  date: string;
  precision: Precision;
  until?: string | undefined;
}

export const DAY_MS = 86_400_000;
/** A day without its year lies rarely further ahead, unless its clause looks ahead (facts/language.md §2.4). */
const AHEAD_DAYS_MOST = 45;
/** News is of what was: a day ahead counts for more than a day back. */
const NEAR_WEIGHT = 1.5;
const FAR_WEIGHT = 3;
/** Where the clause itself tells of what was, a day ahead is taken only right before it: a slip, or today in another zone. */
const CONTRARY_WEIGHT = 20;
/** Months ahead that a month without its year may lie, where the tense says nothing. */
const AHEAD_MONTHS_MOST = 4;

export const pad = (value: number): string => String(value).padStart(2, '0');
export const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day as YYYY-MM-DD; undefined when there is no such day. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1800 && year < 2200;
  return isReal ? iso(date.getTime()) : undefined;
}

export const monthOf = (pack: LanguagePack, name: string): number =>
  pack.months[name.toLowerCase().replace(/\.$/u, '')]!;

/** A day without its year: the nearest to `today` that the tense allows, and of the weekday named beside it where there is one. */
export function nearestDay(
  month: number,
  day: number,
  today: number,
  direction: Direction,
  weekday?: number,
): string | undefined {
  const year = new Date(today).getUTCFullYear();
  const ahead = (date: string): number => (Date.parse(date) - today) / DAY_MS;
  const cost = (date: string): number => {
    const days = ahead(date);
    if (direction === 'future') return days >= 0 ? days : -days * FAR_WEIGHT;
    if (days <= 0) return -days;
    if (direction === 'past') return days * CONTRARY_WEIGHT;
    return days * (direction === 'open' && days <= AHEAD_DAYS_MOST ? NEAR_WEIGHT : FAR_WEIGHT);
  };
  const days = [year - 1, year, year + 1].map((one) => dayOf(one, month, day)).filter((one) => one !== undefined);
  const named = days.filter((one) => weekday === undefined || new Date(one).getUTCDay() === weekday);
  return (named.length > 0 ? named : days)
    .filter((one) => (direction === 'only-past' ? ahead(one) < 0 : direction !== 'only-future' || ahead(one) > 0))
    .toSorted((a, b) => cost(a) - cost(b))[0];
}

/** The year of a month without one. `strict`: "Juni lalu" is never the running month. */
export function nearestMonth(month: number, today: number, direction: Direction, strict: boolean): number {
  const now = new Date(today);
  const year = now.getUTCFullYear();
  const current = now.getUTCMonth() + 1;
  if (direction === 'past') return month < current || (month === current && !strict) ? year : year - 1;
  if (direction === 'future') return month >= current ? year : year + 1;
  const ahead = (month - current + 12) % 12;
  if (ahead <= AHEAD_MONTHS_MOST) return month >= current ? year : year + 1;
  return month <= current ? year : year - 1;
}

/** The week of a day, Monday to Sunday. */
export function weekOf(day: number): Value {
  const monday = day - ((new Date(day).getUTCDay() + 6) % 7) * DAY_MS;
  return { date: iso(monday), precision: 'week', until: iso(monday + 6 * DAY_MS) };
}

/** So many units from a day on, as precise as the unit. */
export function add(unit: RelativeUnit, offset: number, today: number): Value {
  const now = new Date(today);
  const year = now.getUTCFullYear();
  if (unit === 'day') return { date: iso(today + offset * DAY_MS), precision: 'day' };
  if (unit === 'year') return { date: String(year + offset), precision: 'year' };
  if (unit === 'month')
    return { date: iso(Date.UTC(year, now.getUTCMonth() + offset, 1)).slice(0, 7), precision: 'month' };
  return weekOf(today + offset * 7 * DAY_MS);
}
