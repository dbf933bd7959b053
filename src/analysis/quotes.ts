import { createDirectReader } from './direct.ts';
import { createIndirectReader } from './indirect.ts';
import type { Marked } from './marks.ts';
import type { Reading } from './reading.ts';
import type { Draft } from './saying.ts';

/** Direct and indirect quotes in the order of the text, so that each finds who spoke before it. */
export function readQuotes(reading: Reading): Draft[] {
  const { text, sentences, speakers } = reading;
  const readDirect = createDirectReader(reading);
  const readIndirect = createIndirectReader(reading);
  const bySentence = new Map<number, Marked[]>();
  let next = 0;
  sentences.forEach((sentence, index) => {
    const inside: Marked[] = [];
    while (reading.marked[next] && reading.marked[next]!.open < sentence.end) inside.push(reading.marked[next++]!);
    if (inside.length > 0) bySentence.set(index, inside);
  });
  const quotes: Draft[] = [];
  sentences.forEach((sentence, index) => {
    speakers.enter(sentence, text);
    const marks = bySentence.get(index) ?? [];
    // Quotes first where the sentence opens with one: what follows speaks of the same speaker.
    if (marks[0] && marks[0].open <= sentence.start) {
      const direct = readDirect(marks, undefined);
      quotes.push(...direct, ...readIndirect(index, direct.at(-1)));
    } else {
      const indirect = readIndirect(index, undefined);
      quotes.push(...indirect, ...readDirect(marks, indirect[0]));
    }
  });
  return onOneOccasion(quotes.sort((a, b) => a.start - b.start));
}

/** Units from which words that come twice are a pull quote rather than said twice. */
const PULLED_LEAST = 20;

/** Day and credit hold for what the same speaker says next, until another is named (annotation rules: the same occasion). */
function onOneOccasion(quotes: Draft[]): Draft[] {
  const known = new Map<string, { date?: string | undefined; credit?: string | undefined }>();
  const told = new Set<string>();
  const kept = quotes.filter(
    (quote) =>
      quote.kind !== 'direct' ||
      quote.text.length < PULLED_LEAST ||
      (!told.has(quote.text) && Boolean(told.add(quote.text))),
  );
  for (const quote of kept) {
    if (!quote.speaker) continue;
    const before = known.get(quote.speaker);
    quote.date ??= before?.date;
    quote.credit ??= before?.credit;
    known.set(quote.speaker, quote);
  }
  return kept;
}
