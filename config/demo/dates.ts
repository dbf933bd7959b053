/**
 * Placeholders in the templates of the bundled newsroom. `{{style n}}`: n counts days (for `month` months, for `year`
 * years) from the day on which the newsroom starts, so 0 is that day and -5 the day five days before.
 *
 * | placeholder      | Indonesian                | English                    |
 * | ---------------- | ------------------------- | -------------------------- |
 * | `{{day -3}}`     | Selasa (24/11/2026)       | Tuesday, Nov 24            |
 * | `{{short -3}}`   | Selasa (24/11)            | Tuesday (Nov 24)           |
 * | `{{full -3}}`    | Selasa, 24 November 2026  | Tuesday, November 24, 2026 |
 * | `{{date -3}}`    | 24 November               | November 24                |
 * | `{{weekday -3}}` | Selasa                    | Tuesday                    |
 * | `{{month 2}}`    | Januari 2027              | January 2027               |
 * | `{{year -4}}`    | 2022                      | 2022                       |
 */

/** A calendar day, without time or zone. */
export interface Day {
  year: number;
  /** 1..12 */
  month: number;
  day: number;
}

export type DemoLanguage = 'id' | 'en';

/** Words of the calendar: the newsroom writes as its outlets would, not as the machine's locale data does. */
const CALENDAR = {
  id: {
    weekdays: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
    months: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
    shortMonths: 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des'.split(' '),
  },
  en: {
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: 'January February March April May June July August September October November December'.split(' '),
    shortMonths: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  },
} as const satisfies Record<DemoLanguage, { weekdays: string[]; months: string[]; shortMonths: string[] }>;

const MONTHS_PER_YEAR = 12;

/** The calendar day that a clock on the wall of `zone` shows at `at`. */
export function dayIn(zone: string, at: Date): Day {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
    .format(at)
    .split('-')
    .map(Number);
  return { year: year ?? 0, month: month ?? 1, day: day ?? 1 };
}

/** The day `days` later (or earlier), whatever month or year that falls into. */
export function addDays(day: Day, days: number): Day {
  const moved = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** The instant at which a clock on the wall of `zone` shows `time` (HH:MM) on `day`. */
export function instantAt(zone: string, day: Day, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const asUtc = Date.UTC(day.year, day.month - 1, day.day, hour, minute);
  return new Date(asUtc - offsetMs(zone, new Date(asUtc)));
}

/** Replaces every placeholder of a template. Throws on one that it doesn't know: a template is code. */
export function renderDates(template: string, start: Day, language: DemoLanguage): string {
  return template.replaceAll(/\{\{([^}]*)\}\}/g, (whole, inside: string) => {
    const match = /^(day|short|full|date|weekday|month|year) ([+-]?\d{1,3})$/.exec(inside);
    if (!match) throw new Error(`Unknown placeholder ${whole}`);
    return renderDate(match[1] ?? '', Number(match[2]), start, language);
  });
}

/** As a byline prints it: `Selasa, 24 Nov 2026 08:20 WIB`, `Tuesday, Nov 24, 2026, 08:20 WIB`. */
export function renderByline(at: Date, zone: string, language: DemoLanguage): string {
  const day = dayIn(zone, at);
  const words = CALENDAR[language];
  const month = words.shortMonths[day.month - 1];
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
  return language === 'id'
    ? `${weekday(day, language)}, ${day.day} ${month} ${day.year} ${time} ${zoneName(zone, at)}`
    : `${weekday(day, language)}, ${month} ${day.day}, ${day.year}, ${time} ${zoneName(zone, at)}`;
}

/** ISO 8601 week of a day, like `2026w48`: Monday starts it, and the week of the year's first Thursday is the first. */
export function isoWeek(day: Day): string {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  const mondayFirst = (date.getUTCDay() + 6) % 7;
  const thursday = addDays(day, 3 - mondayFirst);
  const dayOfYear = (Date.UTC(thursday.year, thursday.month - 1, thursday.day) - Date.UTC(thursday.year, 0, 1)) / 864e5;
  return `${thursday.year}w${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}

function renderDate(style: string, offset: number, start: Day, language: DemoLanguage): string {
  const words = CALENDAR[language];
  if (style === 'year') return String(start.year + offset);
  if (style === 'month') {
    const months = start.year * MONTHS_PER_YEAR + start.month - 1 + offset;
    return `${words.months[months % MONTHS_PER_YEAR]} ${Math.floor(months / MONTHS_PER_YEAR)}`;
  }
  const day = addDays(start, offset);
  const name = weekday(day, language);
  const month = words.months[day.month - 1];
  const short = words.shortMonths[day.month - 1];
  if (style === 'weekday') return name;
  if (language === 'id') {
    if (style === 'day') return `${name} (${day.day}/${day.month}/${day.year})`;
    if (style === 'short') return `${name} (${day.day}/${day.month})`;
    return style === 'full' ? `${name}, ${day.day} ${month} ${day.year}` : `${day.day} ${month}`;
  }
  if (style === 'day') return `${name}, ${short} ${day.day}`;
  if (style === 'short') return `${name} (${short} ${day.day})`;
  return style === 'full' ? `${name}, ${month} ${day.day}, ${day.year}` : `${month} ${day.day}`;
}

function weekday(day: Day, language: DemoLanguage): string {
  return CALENDAR[language].weekdays[new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()] ?? '';
}

/** How far the clocks of a zone are ahead of UTC. */
function offsetMs(zone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000 : 0;
}

/** Indonesia's three zones by the names that its papers print. */
const ZONE_NAMES: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

function zoneName(zone: string, at: Date): string {
  const part = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(at)
    .find((each) => each.type === 'timeZoneName');
  return ZONE_NAMES[zone] ?? part?.value ?? zone;
}
