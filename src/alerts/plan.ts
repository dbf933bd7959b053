import type { Quiet } from '#core/alerts.ts';
import type { MessageKind } from '#core/delivery.ts';
import type { Channel } from '#core/news.ts';
import type { LocalTime } from './local-time.ts';

/** Held until then, together with everything else of that batch. */
export interface Held {
  until: Date;
  batch: string;
}

const HOUR_MS = 60 * 60_000;

export const isQuiet = ({ from, to }: Quiet, minute: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/** The batch that what is held for a destination until a moment goes out in. */
export const batchOf = (channelId: number, until: Date): string => `digest:${channelId}:${until.getTime() / 1000}`;

export interface Plan {
  /**
   * When a message may go: undefined for now. `isBreaking` news passes quiet hours and digests where the destination
   * allows it; `recent` are the times of the posts of the last hour, for a channel with a cap.
   */
  (
    channel: Channel,
    message: { kind: MessageKind; isBreaking: boolean; recent?: readonly Date[] },
    now: Date,
  ): Held | undefined;
}

/** Digest hours, quiet hours and caps of a destination. */
export function createPlan(time: LocalTime): Plan {
  return ({ id, zone, isPrivate, settings }, { kind, isBreaking, recent = [] }, now) => {
    if (kind === 'edit' || (isBreaking && settings.breaking)) return undefined;
    const { quiet, mode, maxPerHour } = settings;
    const afterQuiet = (moment: Date): Date =>
      quiet && isQuiet(quiet, time.minuteOf(moment, zone)) ? time.nextAt(quiet.to, zone, moment) : moment;
    // An alert was asked for by name: a channel's digest does not hold it, a reader's own does.
    const isDigested = mode === 'digest' && (kind === 'post' || (kind === 'alert' && isPrivate));
    let until = isDigested ? time.nextAt(settings.digestAt, zone, now) : now;
    if (!isDigested && kind === 'post' && maxPerHour !== undefined && recent.length >= maxPerHour) {
      until = new Date(recent[recent.length - maxPerHour]!.getTime() + HOUR_MS);
    }
    until = afterQuiet(until);
    return until.getTime() > now.getTime() ? { until, batch: batchOf(id, until) } : undefined;
  };
}
