import type { Event, Precision } from '#core/analysis.ts';
import type { LanguagePack } from '#language/pack.ts';
import type { Slice } from './sentences.ts';

const DAY_MS = 86_400_000;
/** A date without its year is the one nearest to publication, at most this far ahead. */
const AHEAD_DAYS = 45;

type Found = Omit<Event, 'sentence' | 'planned'>;

const pad = (value: number): string => String(value).padStart(2, '0');
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1800 && year < 2200
    ? iso(date.getTime())
    : undefined;
}

function nearest(month: number, day: number, published: number): string | undefined {
  const year = new Date(published).getUTCFullYear();
  return [year - 1, year, year + 1]
    .map((one) => dayOf(one, month, day))
    .filter((one) => one !== undefined && Date.parse(one) - published <= AHEAD_DAYS * DAY_MS)
    .at(-1);
}

interface Shape {
  pattern: RegExp;
  read(
    groups: Record<string, string | undefined>,
    published: number,
  ): { date?: string | undefined; precision: Precision };
}

/** Explicit dates first: what they cover is taken, and a weekday beside its digits is one with them. */
export function createDateReader(pack: LanguagePack): (text: string, sentence: Slice, published: Date) => Found[] {
  const names = (all: Readonly<Record<string, number>>): string =>
    Object.keys(all)
      .sort((a, b) => b.length - a.length)
      .join('|');
  const weekday = `(?:(?:hari\\s+)?(?:${names(pack.weekdays)}),?\\s+)`;
  const month = `(?<month>${names(pack.months)})\\.?`;
  const monthOf = (groups: Record<string, string | undefined>): number => pack.months[groups['month']!.toLowerCase()]!;
  const whole = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\d/.,-])${source}(?![\\p{L}\\d])`, 'giu');
  const shapes: Shape[] = [
    {
      pattern: whole(`${weekday}?\\((?<day>\\d{1,2})[/-](?<number>\\d{1,2})(?:[/-](?<year>\\d{4}))?\\)`),
      read: ({ day, number, year }, published) => ({
        precision: 'day',
        date: year ? dayOf(Number(year), Number(number), Number(day)) : nearest(Number(number), Number(day), published),
      }),
    },
    {
      pattern: whole(`${weekday}?\\(?(?<day>\\d{1,2})\\s+${month}(?:\\s+(?<year>\\d{4}))?\\)?`),
      read: (groups, published) => ({
        precision: 'day',
        date: groups['year']
          ? dayOf(Number(groups['year']), monthOf(groups), Number(groups['day']))
          : nearest(monthOf(groups), Number(groups['day']), published),
      }),
    },
    {
      pattern: whole(`${weekday}?\\(?${month}\\s+(?<day>\\d{1,2})(?:,?\\s+(?<year>\\d{4}))?\\)?`),
      read: (groups, published) => ({
        precision: 'day',
        date: groups['year']
          ? dayOf(Number(groups['year']), monthOf(groups), Number(groups['day']))
          : nearest(monthOf(groups), Number(groups['day']), published),
      }),
    },
    {
      pattern: whole(`${month}\\s+(?<year>\\d{4})`),
      read: (groups) => ({ precision: 'month', date: `${groups['year']}-${pad(monthOf(groups))}` }),
    },
    {
      pattern: whole(
        `(?:${month}\\s+(?:${pack.lastWords.join('|')})|(?:${pack.lastWords.join('|')})\\s+${month.replace('<month>', '<month2>')})`,
      ),
      read(groups, published) {
        const number = pack.months[(groups['month'] ?? groups['month2'])!.toLowerCase()]!;
        const now = new Date(published);
        const year = number < now.getUTCMonth() + 1 ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
        return { precision: 'month', date: `${year}-${pad(number)}` };
      },
    },
    {
      pattern: whole(`(?<relative>${Object.keys(pack.relativeDays).join('|')})`),
      read: ({ relative }, published) => ({
        precision: 'day',
        date: iso(published + pack.relativeDays[relative!.toLowerCase()]! * DAY_MS),
      }),
    },
    {
      pattern: whole(
        `(?:(?:pada|on)\\s+)?(?:hari\\s+)?(?<weekday>${names(pack.weekdays)})(?!\\s*(?:depan|lalu|,?\\s*\\())`,
      ),
      read({ weekday: name }, published) {
        const back = (new Date(published).getUTCDay() - pack.weekdays[name!.toLowerCase()]! + 7) % 7;
        return { precision: 'day', date: iso(published - back * DAY_MS) };
      },
    },
    {
      pattern: whole(`(?:${pack.yearWords.join('|')})\\s+(?<year>(?:19|20)\\d{2})`),
      read: ({ year }) => ({ precision: 'year', date: year }),
    },
  ];

  return (text, sentence, published) => {
    const shown = text.slice(sentence.start, sentence.end);
    const found: Found[] = [];
    for (const { pattern, read } of shapes) {
      for (const match of shown.matchAll(pattern)) {
        const start = sentence.start + match.index;
        const end = start + match[0].length;
        if (found.some((one) => one.start < end && start < one.end)) continue;
        // "UU Nomor 12 Tahun 2011" names a law, not a year in which something happened.
        if (/(?:no(?:mor)?\.?\s*\d+|piala\s+\p{L}+|cup)\s*$/iu.test(text.slice(Math.max(0, start - 24), start)))
          continue;
        const { date, precision } = read(match.groups ?? {}, published.getTime());
        if (date) found.push({ date, precision, anchor: match[0], start, end });
      }
    }
    return found.sort((a, b) => a.start - b.start);
  };
}
