import type { Event, Quote } from '#core/analysis.ts';
import { type Reading, tokenAt } from './reading.ts';
import type { Sentence } from './tokens.ts';

/**
 * The dated sentences of an article. `today`: its day of publication as UTC midnight in milliseconds; `quotes`: in
 * the order of the text, so that "yesterday" inside one counts from the day it was said.
 */
export function eventsOf(reading: Reading, today: number | undefined, quotes: readonly Quote[]): Event[] {
  const day = today === undefined ? undefined : new Date(today).toISOString().slice(0, 10);
  const quoteStarts = (at: number, sentence: Sentence): boolean => {
    const token = reading.tokens[tokenAt(reading.tokens, at)];
    return token !== undefined && token.quoted && token.start < sentence.end;
  };
  const spokenOn = createSpokenOn(quotes);
  let told: number | undefined;
  return reading.sentences.flatMap((sentence) => {
    const found = reading.datesIn(sentence, { today, told });
    // "… hari ini," kata X, Selasa: inside a quote the day of the utterance counts.
    const quoted = found.find((one) => quoteStarts(one.start, sentence));
    const said =
      found.find((one) => one.precision === 'day' && !quoteStarts(one.start, sentence))?.date ??
      (quoted && spokenOn(quoted.start));
    const utterance = said === undefined ? undefined : Date.parse(said);
    const isOther =
      utterance !== undefined && utterance !== today && utterance <= (today ?? Infinity) && quoted !== undefined;
    const spoken = isOther ? reading.datesIn(sentence, { today: utterance, told }) : [];
    const dates = isOther
      ? [
          ...spoken.filter((one) => quoteStarts(one.start, sentence)),
          ...found.filter((one) => !quoteStarts(one.start, sentence)),
        ].sort((a, b) => a.start - b.start)
      : found;
    const last = dates.findLast((one) => one.precision === 'day')?.date;
    if (last !== undefined) told = Date.parse(last);
    const seen = new Set<string>();
    return dates
      .filter((one) => !seen.has(one.date + one.precision) && seen.add(one.date + one.precision))
      .map((one) => ({
        ...one,
        sentence: reading.text.slice(sentence.start, sentence.end),
        planned: day !== undefined && one.date > day.slice(0, one.date.length),
      }));
  });
}

/** The day on which the direct quote around an offset was said, as far as the article tells. */
function createSpokenOn(quotes: readonly Quote[]): (offset: number) => string | undefined {
  const direct = quotes.filter((quote) => quote.kind === 'direct' && quote.date !== undefined);
  let next = 0;
  return (offset) => {
    while (next < direct.length - 1 && direct[next]!.end < offset) next += 1;
    const quote = direct[next];
    return quote && quote.start <= offset && offset < quote.end ? quote.date : undefined;
  };
}
