const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface LocalTime {
  /** Minutes after midnight that a wall clock shows there. */
  minuteOf(moment: Date, zone: string): number;
  /**
   * The next moment after `after` at which a wall clock there shows that minute. Where the clock is put forward over
   * it, an hour later; where it is put back, the first of the two.
   */
  nextAt(minute: number, zone: string, after: Date): Date;
}

/** Wall clocks of all zones; one formatter is kept for each. */
export function createLocalTime(): LocalTime {
  const formats = new Map<string, Intl.DateTimeFormat>();

  /** The wall clock's reading, as if it were UTC. */
  function wallOf(at: number, zone: string): number {
    let format = formats.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
      formats.set(zone, format);
    }
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
  }

  function momentOf(wall: number, zone: string): number {
    const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallOf(near, zone) - near);
    const moments = offsets.map((offset) => wall - offset);
    const fitting = moments.filter((moment) => wallOf(moment, zone) === wall);
    return fitting.length > 0 ? Math.min(...fitting) : Math.max(...moments);
  }

  return {
    minuteOf: (moment, zone) => Math.floor((wallOf(moment.getTime(), zone) % DAY_MS) / MINUTE_MS),
    nextAt(minute, zone, after) {
      const wall = wallOf(after.getTime(), zone);
      const midnight = wall - (wall % DAY_MS);
      for (let day = 0; ; day++) {
        const moment = momentOf(midnight + day * DAY_MS + minute * MINUTE_MS, zone);
        if (moment > after.getTime()) return new Date(moment);
      }
    },
  };
}
