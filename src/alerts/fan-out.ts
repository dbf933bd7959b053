import type { Clock } from '#core/clock.ts';
import { type Fanout, type FanoutStore, type FanoutSubject, type NewRow, PRIORITY } from '#core/delivery.ts';
import type { Log } from '#core/log.ts';
import type { Channel } from '#core/news.ts';
import type { SubscriptionStore } from '#core/alerts.ts';
import type { Matched } from './match-index.ts';
import type { Matcher } from './matcher.ts';
import type { Plan } from './plan.ts';
import type { Reading } from './reading.ts';

/** Destinations gone through in one step: its transaction stays short enough for nobody to notice. */
const STEP_ROWS = 200;
const HOUR_MS = 60 * 60_000;
/** A message that could not be sent for a day is no news; a correction of a headline is none after six hours. */
const EXPIRES_MS = { post: 24 * HOUR_MS, alert: 24 * HOUR_MS, notice: 24 * HOUR_MS, edit: 6 * HOUR_MS };
/** Many outlets fast: so many outlets within this time make a story breaking news. */
const BREAKING = { outlets: 3, withinMs: HOUR_MS };
/** A post is changed for so long when another outlet tells its story. */
const STORY_EDIT_MS = 24 * HOUR_MS;
/** Feeds whose news is turned into rows by turns. */
const FEEDS_IN_TURN = 100;
/** Destinations whose post is corrected at most: more edits would take longer than anybody cares. */
const EDITS_MOST = 5000;

export interface FanOutParts {
  fanouts: FanoutStore;
  subscriptions: Pick<SubscriptionStore, 'destinations'>;
  matcher: Pick<Matcher, 'refresh' | 'match'>;
  /** The article as subscriptions and filters see it, and the earlier articles that it repeats nearly word for word. */
  readingOf(subject: FanoutSubject): Promise<{ reading: Reading; twins: number[] }>;
  /** Whether a channel's filter lets an article through. */
  allows(channel: Channel, reading: Reading): boolean;
  plan: Plan;
  clock: Clock;
  log: Log;
}

/** What is known of a fan-out's article while its destinations are gone through. */
interface Work {
  subject: FanoutSubject;
  reading: Reading;
  isBreaking: boolean;
  twins: number[];
  matched?: Matched;
}

/** Turns news into rows of the outbox, a small step at a time: who follows its feed, then who asked to hear of it. */
export function createFanOut(parts: FanOutParts): { step(urgentOnly?: boolean): Promise<boolean> } {
  const { fanouts, matcher, clock, log } = parts;
  let current: { id: number; work: Work | undefined } | undefined;
  let lastFeedId = 0;

  async function workOf(fanout: Fanout): Promise<Work | undefined> {
    if (current?.id === fanout.id) return current.work;
    const now = clock.now();
    const subject =
      fanout.articleId === undefined
        ? undefined
        : await fanouts.subject(fanout.articleId, new Date(now.getTime() - BREAKING.withinMs));
    let work: Work | undefined;
    if (subject) {
      const isBreaking = fanout.kind === 'new' && subject.outlets >= BREAKING.outlets;
      work = { subject, isBreaking, ...(await parts.readingOf(subject)) };
    }
    current = { id: fanout.id, work };
    return work;
  }

  async function rowFor(channel: Channel, kind: 'post' | 'alert', work: Work, now: Date): Promise<NewRow> {
    const { article } = work.subject;
    const { maxPerHour, mode } = channel.settings;
    const recent =
      kind === 'post' && maxPerHour !== undefined && mode === 'live'
        ? await fanouts.recent(channel.id, new Date(now.getTime() - HOUR_MS))
        : [];
    const held = parts.plan(channel, { kind, isBreaking: work.isBreaking, recent }, now);
    const rank = held ? PRIORITY.digest : work.isBreaking ? PRIORITY.urgent : PRIORITY[kind];
    return {
      channelId: channel.id,
      kind,
      subject: `article:${article.id}`,
      articleId: article.id,
      priority: rank,
      ...(held ? { heldUntil: held.until, batch: held.batch } : {}),
      expiresAt: new Date((held?.until ?? now).getTime() + EXPIRES_MS[kind]),
    };
  }

  const editOf = (channelId: number, rowId: number, fanout: Fanout, now: Date): NewRow => ({
    channelId,
    kind: 'edit',
    subject: `edit:${rowId}:${fanout.id}`,
    articleId: undefined,
    payload: JSON.stringify({ rowId }),
    priority: PRIORITY.edit,
    // All changes of one message that wait are made at once.
    batch: `edit:${rowId}`,
    expiresAt: new Date(now.getTime() + EXPIRES_MS.edit),
  });

  async function followers(fanout: Fanout, work: Work): Promise<void> {
    const now = clock.now();
    const { article } = work.subject;
    const channels = await fanouts.followers(fanout.feedId, fanout.cursor, STEP_ROWS);
    const ids = channels.map((channel) => channel.id);
    const have = await fanouts.holders(ids, work.twins);
    const firsts = await fanouts.firstPosts(ids, article, new Date(now.getTime() - STORY_EDIT_MS));
    const rows: NewRow[] = [];
    for (const channel of channels) {
      if (!parts.allows(channel, work.reading)) continue;
      if (!have.has(channel.id)) rows.push(await rowFor(channel, 'post', work, now));
      const first = firsts.get(channel.id);
      if (first !== undefined) rows.push(editOf(channel.id, first, fanout, now));
    }
    const isLast = channels.length < STEP_ROWS;
    // What a feed's first read shows is no news: nobody is alerted.
    const isOver = isLast && fanout.kind !== 'new';
    await fanouts.enqueue(rows, now, {
      id: fanout.id,
      stage: isLast ? 'subscribers' : 'followers',
      cursor: isLast ? 0 : ids.at(-1)!,
      done: isOver,
    });
  }

  async function subscribers(fanout: Fanout, work: Work): Promise<void> {
    const now = clock.now();
    if (!work.matched) {
      await matcher.refresh();
      work.matched = matcher.match(work.reading);
    }
    const ids = work.matched.after(fanout.cursor, STEP_ROWS);
    const found = await parts.subscriptions.destinations(ids, fanout.feedId);
    const channels = new Map(found.map(({ channel }) => [channel.id, channel]));
    const have = await fanouts.holders([...channels.keys()], work.twins);
    const rows: NewRow[] = [];
    for (const channel of channels.values()) {
      if (!have.has(channel.id)) rows.push(await rowFor(channel, 'alert', work, now));
    }
    await fanouts.enqueue(rows, now, {
      id: fanout.id,
      stage: 'subscribers',
      cursor: ids.at(-1) ?? fanout.cursor,
      done: ids.length < STEP_ROWS,
    });
  }

  /** A changed headline: what was posted under the old one is corrected. */
  async function retitled(fanout: Fanout): Promise<void> {
    const now = clock.now();
    const shown = await fanouts.shown(fanout.articleId!, fanout.cursor, STEP_ROWS);
    const rows = shown.map(({ channelId, rowId }) => editOf(channelId, rowId, fanout, now));
    const cursor = shown.at(-1)?.channelId ?? fanout.cursor;
    const done = shown.length < STEP_ROWS || fanout.cursor + shown.length >= EDITS_MOST;
    await fanouts.enqueue(rows, now, { id: fanout.id, stage: 'followers', cursor, done });
  }

  /** A feed broke or is well again: everyone who follows it hears it once. */
  async function health(fanout: Fanout): Promise<void> {
    const now = clock.now();
    const about = await fanouts.feed(fanout.feedId);
    const channels = about ? await fanouts.followers(fanout.feedId, fanout.cursor, STEP_ROWS) : [];
    const rows = channels.map((channel): NewRow => {
      const held = parts.plan(channel, { kind: 'notice', isBreaking: false }, now);
      return {
        channelId: channel.id,
        kind: 'notice',
        subject: `${fanout.kind}:${fanout.id}`,
        payload: JSON.stringify({ about: `feed-${fanout.kind}`, ...about }),
        priority: PRIORITY.alert,
        ...(held ? { heldUntil: held.until } : {}),
        expiresAt: new Date((held?.until ?? now).getTime() + EXPIRES_MS.notice),
      };
    });
    const cursor = channels.at(-1)?.id ?? fanout.cursor;
    await fanouts.enqueue(rows, now, { id: fanout.id, stage: 'followers', cursor, done: channels.length < STEP_ROWS });
  }

  return {
    /** One small step: of breaking news first, else of the next feed's oldest; false when there is none. */
    async step(urgentOnly = false) {
      const since = new Date(clock.now().getTime() - BREAKING.withinMs);
      const urgent = await fanouts.urgent(BREAKING.outlets, since);
      const open = urgent || urgentOnly ? [] : await fanouts.open(FEEDS_IN_TURN);
      // Feeds take turns: one with a million followers does not keep the others waiting.
      const fanout = urgent ?? open.find((one) => one.feedId > lastFeedId) ?? open[0];
      if (!fanout) return false;
      if (!urgent) lastFeedId = fanout.feedId;
      if (fanout.kind === 'retitled') await retitled(fanout);
      else if (fanout.kind === 'broken' || fanout.kind === 'recovered') await health(fanout);
      else {
        const work = await workOf(fanout);
        if (!work) {
          log.warn('fan-out.article-gone', { fanout: fanout.id });
          await fanouts.enqueue([], clock.now(), { ...fanout, done: true });
        } else if (fanout.stage === 'followers') await followers(fanout, work);
        else await subscribers(fanout, work);
      }
      return true;
    },
  };
}
