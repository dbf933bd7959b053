import { type Beside, createBeside } from './beside.ts';
import type { Marked } from './marks.ts';
import { creditIn, dayIn, type Reading, tokenAt } from './reading.ts';
import type { Draft } from './saying.ts';
import type { Attribution } from './speakers.ts';

/** A quoted fragment inside a reporter's clause is a quote of its own from so many words on (annotation rule 2). */
const FRAGMENT_WORDS = 6;
/** Paragraphs back to the words that a quote without an attribution goes on with. */
const GOES_ON_PARAGRAPHS = 1;
/** Tokens between the halves of a quote that its attribution cut in two. */
const BETWEEN_MOST = 40;

/** The last quote read, for the ones that go on with it. */
interface Last {
  draft: Draft;
  mark: Marked;
  /** Its attribution stands behind it: what follows in the paragraph may be its second half. */
  attributedBehind: boolean;
}

export function createDirectReader(reading: Reading) {
  const { text, tokens, sentences, speakers } = reading;
  const { behind, ahead, paragraphOf } = createBeside(reading);
  let last: Last | undefined;

  /** The second half of a quote that its attribution cut in two, or its next paragraph. */
  function goesOnWithLast(mark: Marked, start: number, end: number, after: Beside | undefined): boolean {
    if (!last) return false;
    const isNextParagraph = !last.mark.closed && mark.paragraph === last.mark.paragraph + 1 && isAtParagraphStart(mark);
    const isSecondHalf =
      last.attributedBehind &&
      !after &&
      mark.paragraph === paragraphOf(last.mark) &&
      onlyAttributionBetween(last.mark, mark);
    if (!isNextParagraph && !isSecondHalf) return false;
    const { draft } = last;
    draft.segments = [...(draft.segments ?? [draft.text]), text.slice(start, end)];
    draft.text = draft.segments.join(' ');
    draft.end = end;
    if (after?.attribution.speaker && !draft.speaker) attribute(draft, after);
    last = { draft, mark, attributedBehind: after !== undefined };
    return true;
  }

  const isAtParagraphStart = (mark: Marked): boolean => mark.open === reading.paragraphs[mark.paragraph]!.start;

  function onlyAttributionBetween(one: Marked, other: Marked): boolean {
    const from = tokenAt(tokens, one.close);
    const to = tokenAt(tokens, other.open);
    if (to <= from || to - from > BETWEEN_MOST || tokens[to - 1]!.quoted) return false;
    return tokens[from]!.sentence === tokens[to - 1]!.sentence && /[.,:;]/u.test(tokens[to - 1]!.text);
  }

  function attribute(draft: Draft, beside: Beside): void {
    const { speaker, as, resolution } = beside.attribution;
    draft.speaker = speaker?.name;
    draft.role = speaker?.role;
    draft.speakerAs = as;
    draft.resolution = resolution;
    draft.date ??= dayIn(reading, tokens[beside.from]!.start, tokens[beside.to - 1]!.end);
    draft.credit ??= creditIn(reading, beside.from, beside.to);
  }

  /** The quotes of one sentence. `reported`: what the same sentence reports without marks. */
  return function readDirect(marks: readonly Marked[], reported: Draft | undefined): Draft[] {
    const quotes: Draft[] = [];
    for (const mark of marks) {
      const raw = text.slice(mark.start, mark.end);
      const trimmed = raw.trimEnd().replace(/,$/u, '').trimEnd();
      const start = mark.start + raw.length - raw.trimStart().length;
      const end = mark.start + trimmed.length;
      if (end <= start) continue;
      const words = trimmed.slice(0, 400).split(/\s+/u).length;
      const opens = isAtParagraphStart(mark);
      const home = sentences[tokens[tokenAt(tokens, mark.open)]?.sentence ?? -1];
      const startsSentence = home !== undefined && tokens[home.from]!.start >= mark.open - 1;
      const isUtterance = !mark.closed || /[.!?,…]["'’”]?\s*$/u.test(raw.slice(-4));
      const after = mark.closed ? behind(mark) : undefined;
      if (goesOnWithLast(mark, start, end, after)) continue;
      const wasBehind = last?.attributedBehind === true && last.mark.paragraph === mark.paragraph;
      const isSameSentence =
        wasBehind &&
        tokens[tokenAt(tokens, last!.mark.open)]?.sentence === tokens[tokenAt(tokens, mark.open)]?.sentence;
      let found = after ?? (isSameSentence ? undefined : ahead(mark));
      const isFragment = !isUtterance && !(startsSentence && (after || opens));
      if (isFragment && words < FRAGMENT_WORDS) continue;
      const isInside = isFragment || !startsSentence;
      if (isInside && !found?.attribution.speaker && reported?.speaker) {
        found = undefined;
      } else if (isFragment && !found?.attribution.speaker) continue;
      const isAlone = startsSentence && (home === undefined || mark.close >= home.end - 1);
      let attribution: Attribution | undefined = found?.attribution;
      if (!attribution && isInside && reported) {
        attribution = {
          speaker: { name: reported.speaker!, role: reported.role },
          as: reported.speakerAs,
          resolution: reported.resolution,
        };
      }
      if (!attribution && isAlone && (opens || words >= FRAGMENT_WORDS)) {
        attribution = speakers.goingOn(mark.paragraph, GOES_ON_PARAGRAPHS);
      }
      if (!attribution && !(startsSentence && isUtterance && words >= FRAGMENT_WORDS)) continue;
      if (!startsSentence && words < FRAGMENT_WORDS && !attribution?.speaker) continue;
      const draft: Draft = {
        text: text.slice(start, end),
        sentence: home ? text.slice(home.start, home.end) : undefined,
        kind: 'direct',
        speaker: attribution?.speaker?.name,
        speakerAs: attribution?.as,
        role: attribution?.speaker?.role,
        start,
        end,
        resolution: attribution?.speaker ? attribution.resolution : 'none',
      };
      if (found) {
        draft.date = dayIn(reading, tokens[found.from]!.start, tokens[found.to - 1]!.end);
        draft.credit = creditIn(reading, found.from, found.to);
      }
      quotes.push(draft);
      last = { draft, mark, attributedBehind: after !== undefined };
    }
    return quotes;
  };
}
