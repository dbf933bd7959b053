import type { Analysis, Resolution } from '#core/analysis.ts';
import { fold } from '#text/fold.ts';

/** An annotated article: what a careful reader found in it. */
export interface Gold {
  id: string;
  lang: string;
  published: string;
  title?: string;
  text: string;
  quotes: GoldQuote[];
  events: { date: string; sentence: string; anchor?: string; optional?: boolean }[];
}

export interface GoldQuote {
  text: string;
  kind: 'direct' | 'mixed' | 'indirect';
  sentence?: string;
  speaker?: string | null;
  speakerAliases?: string[];
  optional?: boolean;
}

/** Counts of one measure. `right` are the found ones that gold has, `optional` are neither demanded nor spurious. */
export interface Tally {
  gold: number;
  found: number;
  right: number;
}

export interface Score {
  direct: Tally;
  directAttributed: Tally;
  indirect: Tally;
  indirectAttributed: Tally;
  events: Tally;
  /** Events whose expression names day, month or year, and those counted from another day. */
  explicitEvents: Tally;
  relativeEvents: Tally;
  /** Quotes shown with a speaker, and those of them that gold contradicts. */
  shown: number;
  wrongSpeakers: number;
  /** Found quotes of known speakers that were left without one. */
  unresolved: number;
  /** By how the speaker was found: right and all of the matched quotes. */
  byResolution: Map<Resolution, { right: number; all: number }>;
  faults: string[];
}

/** Token F1 from which two stretches count as the same. */
const SAME_LEAST = 0.8;
const EVENT_OVERLAP_LEAST = 0.5;

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function overlap(one: string[], other: string[]): number {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of one) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared += 1;
    left.set(word, count - 1);
  }
  return shared;
}

function tokenF1(one: string, other: string): number {
  const a = wordsOf(one);
  const b = wordsOf(other);
  return a.length + b.length === 0 ? 0 : (2 * overlap(a, b)) / (a.length + b.length);
}

function isSpeaker(gold: GoldQuote, name: string | undefined): boolean {
  if (!gold.speaker) return name === undefined;
  if (!name) return false;
  const last = (one: string): string => wordsOf(one).at(-1) ?? '';
  const whole = wordsOf(name).join(' ');
  return [gold.speaker, ...(gold.speakerAliases ?? [])].some(
    (one) => wordsOf(one).join(' ') === whole || last(one) === last(name),
  );
}

/** An expression with digits says its date itself. */
const isExplicit = (anchor: string): boolean => /\d/u.test(anchor);

const kindOf = (kind: string): 'direct' | 'indirect' => (kind === 'direct' ? 'direct' : 'indirect');
const tally = (): Tally => ({ gold: 0, found: 0, right: 0 });
export const emptyScore = (): Score => ({
  direct: tally(),
  directAttributed: tally(),
  indirect: tally(),
  indirectAttributed: tally(),
  events: tally(),
  explicitEvents: tally(),
  relativeEvents: tally(),
  shown: 0,
  wrongSpeakers: 0,
  unresolved: 0,
  byResolution: new Map(),
  faults: [],
});

/** Adds one article's comparison to a score: each annotation is matched once, the best fit first. */
export function scoreArticle(score: Score, gold: Gold, analysis: Analysis): void {
  const taken = new Set<GoldQuote>();
  for (const quote of analysis.quotes) {
    const kind = kindOf(quote.kind);
    const spans = score[kind];
    const attributed = score[`${kind}Attributed`];
    const ranked = gold.quotes
      .filter((one) => !taken.has(one) && kindOf(one.kind) === kind)
      .map((one) => ({
        one,
        fit: Math.max(tokenF1(quote.text, one.text), kind === 'indirect' ? tokenF1(quote.text, one.sentence ?? '') : 0),
      }))
      .sort((a, b) => b.fit - a.fit);
    const best = ranked[0] && ranked[0].fit >= SAME_LEAST ? ranked[0].one : undefined;
    if (best) taken.add(best);
    if (best?.optional) continue;
    spans.found += 1;
    if (quote.speaker) attributed.found += 1;
    if (!best) {
      score.faults.push(`${gold.id}: spurious ${kind} [${quote.speaker ?? '-'}] ${quote.text.slice(0, 90)}`);
      continue;
    }
    spans.right += 1;
    const isRight = isSpeaker(best, quote.speaker) && quote.speaker !== undefined;
    const resolved = score.byResolution.get(quote.resolution) ?? { right: 0, all: 0 };
    score.byResolution.set(quote.resolution, { right: resolved.right + (isRight ? 1 : 0), all: resolved.all + 1 });
    if (quote.speaker) score.shown += 1;
    else if (best.speaker) score.unresolved += 1;
    if (isSpeaker(best, quote.speaker) && quote.speaker) attributed.right += 1;
    else {
      if (quote.speaker) score.wrongSpeakers += 1;
      score.faults.push(
        `${gold.id}: ${kind} by ${best.speaker ?? '-'}, given ${quote.speaker ?? '-'}: ${quote.text.slice(0, 70)}`,
      );
    }
  }
  for (const one of gold.quotes.filter((one) => !one.optional)) {
    const kind = kindOf(one.kind);
    score[kind].gold += 1;
    if (one.speaker) score[`${kind}Attributed`].gold += 1;
    if (!taken.has(one))
      score.faults.push(`${gold.id}: missed ${kind} [${one.speaker ?? '-'}] ${one.text.slice(0, 90)}`);
  }
  scoreEvents(score, gold, analysis);
}

function scoreEvents(score: Score, gold: Gold, analysis: Analysis): void {
  const taken = new Set<Gold['events'][number]>();
  for (const event of analysis.events) {
    const words = wordsOf(event.sentence);
    const best = gold.events.find((one) => {
      if (taken.has(one) || !event.date.startsWith(one.date)) return false;
      const goldWords = wordsOf(one.sentence);
      return overlap(words, goldWords) / Math.min(words.length, goldWords.length) >= EVENT_OVERLAP_LEAST;
    });
    if (best) taken.add(best);
    if (best?.optional || (!best && event.precision === 'week')) continue;
    const kind = isExplicit(best?.anchor ?? event.anchor) ? score.explicitEvents : score.relativeEvents;
    for (const one of [score.events, kind]) {
      one.found += 1;
      if (best) one.right += 1;
    }
    if (!best)
      score.faults.push(`${gold.id}: spurious event ${event.date} "${event.anchor}" ${event.sentence.slice(0, 60)}`);
  }
  for (const one of gold.events.filter((one) => !one.optional)) {
    score.events.gold += 1;
    (isExplicit(one.anchor ?? one.date) ? score.explicitEvents : score.relativeEvents).gold += 1;
    if (!taken.has(one)) score.faults.push(`${gold.id}: missed event ${one.date} ${one.sentence.slice(0, 80)}`);
  }
}
