const MONTHS: Readonly<Record<string, number>> = {
  jan: 0,
  feb: 1,
  peb: 1,
  mar: 2,
  apr: 3,
  mei: 4,
  may: 4,
  jun: 5,
  jul: 6,
  agu: 7,
  ags: 7,
  agt: 7,
  aug: 7,
  sep: 8,
  okt: 9,
  oct: 9,
  nov: 10,
  nop: 10,
  des: 11,
  dec: 11,
};
/** Minutes east of UTC. Indonesia's three zones, and the names RFC 822 knows. */
const ZONES: Readonly<Record<string, number>> = {
  wib: 420,
  wita: 480,
  wit: 540,
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
/** The web is younger; what says otherwise is an empty field of some database. */
const FIRST_YEAR = 1970;
const NAMES_ZONE = /[+-]\d{2}:?\d{2}\b|\b(?:z|gmt|utc?|[ecmp][sd]t)\b/i;
/** Longer strings are no dates. */
const MAX_CHARS = 100;
const MINUTE_MS = 60_000;

const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]+(.*))?$/i;
const DAY_FIRST = /^(?:[\p{L}']+\.?,?\s+)?(\d{1,2})[\s\-/]+(\p{L}{3,})\.?[\s\-/]+(\d{4}|\d{2})(?:[\s,|-]+(.*))?$/iu;
const MONTH_FIRST = /^(?:[\p{L}']+\.?,?\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[\s,|-]+(.*))?$/iu;
const NUMERIC = /^(?:[\p{L}']+\.?,?\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\s,|-]+(.*))?$/iu;
const TIME =
  /^(?:pukul\s+|jam\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?m\.?)?\s*\(?(?:(?:gmt|utc)\s*(?=[+-]))?([a-z]+|[+-]\d{1,2}:?\d{2}|[+-]\d{1,2})?(.*)$/i;

/**
 * A feed's date: RFC 822, ISO 8601, Indonesian months and zones ("Senin, 2 Maret 2026 pukul 14.30 WIB"), day before
 * month in numbers. A time without a zone is UTC. Undefined for what is no date.
 */
export function parseDate(raw: string | undefined): Date | undefined {
  const text = raw?.trim();
  if (!text || text.length > MAX_CHARS) return undefined;
  const iso = ISO.exec(text);
  if (iso) return build(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), iso[4]);
  const named = DAY_FIRST.exec(text);
  const month = MONTHS[named?.[2]?.slice(0, 3).toLowerCase() ?? ''];
  if (named && month !== undefined) return build(fullYear(named[3]!), month, Number(named[1]), named[4]);
  const american = MONTH_FIRST.exec(text);
  const first = MONTHS[american?.[1]?.slice(0, 3).toLowerCase() ?? ''];
  if (american && first !== undefined) return build(Number(american[3]), first, Number(american[2]), american[4]);
  const numeric = NUMERIC.exec(text);
  if (numeric) return build(Number(numeric[3]), Number(numeric[2]) - 1, Number(numeric[1]), numeric[4]);
  // Without a zone the engine would take its own.
  const fallback = /\d{4}/.test(text) ? new Date(NAMES_ZONE.test(text) ? text : `${text} UTC`) : undefined;
  return fallback && !Number.isNaN(fallback.getTime()) ? fallback : undefined;
}

/** RFC 822's two digits: 00 to 69 are this century. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function build(year: number, month: number, day: number, rest: string | undefined): Date | undefined {
  if (year < FIRST_YEAR) return undefined;
  const time = rest?.trim() ? TIME.exec(rest.trim()) : undefined;
  let hour = Number(time?.[1] ?? 0);
  const half = time?.[4]?.toLowerCase();
  if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  const minute = Number(time?.[2] ?? 0);
  const second = Math.min(Number(time?.[3] ?? 0), 59);
  if (hour > 24 || minute > 59) return undefined;
  const at = new Date(Date.UTC(year, month, day, hour, minute, second));
  // 31 February rolls over into March: no such day, no date.
  const exact = new Date(Date.UTC(year, month, day));
  if (exact.getUTCMonth() !== month || exact.getUTCDate() !== day) return undefined;
  return new Date(at.getTime() - offsetMinutes(time?.[5]) * MINUTE_MS);
}

function offsetMinutes(zone: string | undefined): number {
  if (!zone) return 0;
  const number = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!number) return ZONES[zone.toLowerCase()] ?? 0;
  return (number[1] === '-' ? -1 : 1) * (Number(number[2]) * 60 + Number(number[3] ?? 0));
}
