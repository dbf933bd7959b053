/** Making a formatter takes longer than the whole rest of an answer, so each is made once. Few: a locale and a zone each. */
const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  return format;
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

/** A date of known precision in words: `2024-06` is "Juni 2024" / "June 2024", never a made-up day. */
export function showDate(date: string, locale: string, until?: string): string {
  const one = (iso: string): string => {
    const [year, month, day] = iso.split('-').map(Number) as [number, number?, number?];
    if (month === undefined) return String(year);
    const options: Intl.DateTimeFormatOptions = day === undefined ? { month: 'long', year: 'numeric' } : DAY;
    return formatOf(locale, { ...options, timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day ?? 1));
  };
  return until && until !== date ? `${one(date)} – ${one(until)}` : one(date);
}

/** A moment as a full date and time in a zone: "29 Oktober 2024 pukul 09.13 WIB". */
export function showMoment(moment: Date, zone: string, locale: string): string {
  return formatOf(locale, {
    ...DAY,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(moment);
}

/** The calendar day of a moment in a zone, YYYY-MM-DD. */
export function dayOf(moment: Date, zone: string): string {
  return formatOf('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(moment);
}
