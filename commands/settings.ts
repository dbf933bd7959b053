import type { ChannelSettings, Quiet } from '#core/alerts.ts';
import type { Context } from '#core/command.ts';
import { UserError } from '#core/errors.ts';
import type { Channel } from '#core/news.ts';
import type { Block } from '#core/reply.ts';
import { showMoment } from '#text/show-date.ts';

/** What takes a setting back. */
const OFF = /^(?:off|none|no|-|mati|tidak|nonaktif)$/iu;
const ON = /^(?:on|yes|ya|aktif)$/iu;
/** Indonesia's zones by their everyday names. */
const ZONES: Readonly<Record<string, string>> = { wib: 'Asia/Jakarta', wita: 'Asia/Makassar', wit: 'Asia/Jayapura' };
const CAP_MOST = 1000;

export const isOff = (given: string): boolean => OFF.test(given.trim());

/** Minutes after midnight of `7`, `07:00`, `07.30`; undefined when it is no time. */
function minuteOf(text: string): number | undefined {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/u.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return Number(hours) * 60 + Number(minutes);
}

/** @throws UserError */
export function readTime(given: string): number {
  const minute = minuteOf(given);
  if (minute === undefined) throw new UserError('setting.bad-time', { given });
  return minute;
}

/** `22:00-06:00`; undefined for `off`. @throws UserError */
export function readQuiet(given: string): Quiet | undefined {
  if (isOff(given)) return undefined;
  const [from, to, ...more] = given.split(/[-–—]/u).map(minuteOf);
  if (from === undefined || to === undefined || from === to || more.length > 0) {
    throw new UserError('setting.bad-quiet', { given });
  }
  return { from, to };
}

/** @throws UserError */
export function readZone(given: string): string {
  const zone = ZONES[given.trim().toLowerCase()] ?? given.trim();
  try {
    // Offsets such as +07:00 are no zones: they know no daylight saving time.
    if (!/^[a-z]/iu.test(zone)) throw new RangeError(zone);
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new UserError('setting.bad-zone', { given });
  }
}

/** @throws UserError */
export function readCap(given: string): number | undefined {
  if (isOff(given)) return undefined;
  const cap = /^\d{1,4}$/u.test(given.trim()) ? Number(given) : 0;
  if (cap < 1 || cap > CAP_MOST) throw new UserError('setting.bad-number', { given });
  return cap;
}

/** @throws UserError */
export function readSwitch(given: string): boolean {
  if (ON.test(given.trim())) return true;
  if (isOff(given)) return false;
  throw new UserError('error.option-choice', { name: 'breaking', choices: 'on, off' });
}

export const showTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The settings as people read them; those of a reader's private chat are fewer. */
export function settingsBlock({ say, now, locale: reader }: Context, channel: Channel, all: boolean): Block {
  const { settings, zone, locale } = channel;
  const { mode, digestAt, quiet, only, except, style, mention, maxPerHour, breaking }: ChannelSettings = settings;
  const none = say('setting.none');
  const rows: [name: string, value: string][] = [
    [say('setting.mode'), mode === 'digest' ? say('setting.digest', { at: showTime(digestAt) }) : say('setting.live')],
    [say('setting.quiet'), quiet ? `${showTime(quiet.from)}–${showTime(quiet.to)}` : none],
    [say('setting.breaking'), say(breaking ? 'setting.on' : 'setting.off')],
    [say('setting.zone'), `${zone} (${say('setting.now', { when: showMoment(now, zone, reader) })})`],
  ];
  if (all) {
    rows.unshift([say('setting.language'), locale]);
    rows.push(
      [say('setting.only'), only ?? none],
      [say('setting.except'), except ?? none],
      [say('setting.style'), say(`setting.style.${style}`)],
      [say('setting.mention'), mention ?? none],
      [say('setting.max-per-hour'), maxPerHour === undefined ? none : String(maxPerHour)],
    );
  }
  return { kind: 'fields', fields: rows.map(([name, value]) => ({ name, value: [value] })) };
}
