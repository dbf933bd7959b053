import { type Beside, createBeside } from './beside.ts';
import type { Marked } from './marks.ts';
import { creditIn, dayIn, type Reading, tokenAt } from './reading.ts';
import { type Draft, FRAGMENT_WORDS } from './saying.ts';
import type { Attribution } from './speakers.ts';

/** Paragraphs back to the words that a quote without an attribution goes on with. */
const GOES_ON_PARAGRAPHS = 1;
/** Units in which words are counted: more than enough to tell a fragment from an utterance. */
const COUNTED_UNITS = 400;
/** Tokens between "calling" and the words in marks. */
const CALLED_MOST = 10;
/** Tokens between the halves of a quote that its attribution cut in two. */
const BETWEEN_MOST = 40;

/** Who said something, and the words beside it that tell. */
interface Attributed {
  attribution: Attribution;
  beside?: Beside;
}

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
    const segment = text.slice(start, end);
    draft.segments ??= [draft.text];
    draft.segments.push(segment);
    draft.text += ` ${segment}`;
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

  /** The words between two marks, without the comma that leads to the attribution. */
  function wordsOf(mark: Marked): { start: number; end: number; count: number; raw: string } {
    const raw = text.slice(mark.start, mark.end);
    const trimmed = raw.trimEnd().replace(/,$/u, '').trimEnd();
    const start = mark.start + raw.length - raw.trimStart().length;
    return {
      start,
      end: mark.start + trimmed.length,
      count: trimmed.slice(0, COUNTED_UNITS).split(/\s+/u).length,
      raw,
    };
  }

  const sentenceOf = (mark: Marked): number => tokens[tokenAt(tokens, mark.open)]?.sentence ?? -1;

  /** Who says the words of a mark: named beside them, by the clause they stand in, or by going on from before. */
  function attributionOf(mark: Marked, after: Beside | undefined, reported: Draft | undefined): Attributed | undefined {
    const { count, raw } = wordsOf(mark);
    const opens = isAtParagraphStart(mark);
    const home = sentences[sentenceOf(mark)];
    const startsSentence = home !== undefined && tokens[home.from]!.start >= mark.open - 1;
    // A comma ends an utterance only where one began: in "they are “lucky to be alive,” X said" it is the sentence's.
    const ends = startsSentence || reading.lexicon.pack.cuesBeforeNames ? /[.!?,…]["'’”]?\s*$/u : /[.!?…]["'’”]?\s*$/u;
    const isUtterance = !mark.closed || ends.test(raw.slice(-4));
    const isFragment = !isUtterance && !(startsSentence && (after || opens));
    if (isFragment && count < FRAGMENT_WORDS) return undefined;
    const isTaken =
      last?.attributedBehind === true &&
      last.mark.paragraph === mark.paragraph &&
      sentenceOf(last.mark) === sentenceOf(mark);
    const beside = after ?? (isTaken ? undefined : ahead(mark));
    if (beside?.attribution.speaker) return { attribution: beside.attribution, beside };
    // "…," X said, calling it "…": one sentence, one speaker.
    const isCalled = isTaken && !startsSentence && last?.draft.speaker !== undefined && callsBefore(mark);
    if (isCalled) {
      const { speaker, role, speakerAs, resolution } = last!.draft;
      return { attribution: { speaker: { name: speaker!, role }, as: speakerAs, resolution } };
    }
    if ((isFragment || !startsSentence) && reported?.speaker) {
      const { speaker: name, role, speakerAs, resolution } = reported;
      return { attribution: { speaker: { name, role }, as: speakerAs, resolution } };
    }
    if (isFragment) return undefined;
    if (beside)
      return startsSentence || count >= FRAGMENT_WORDS ? { attribution: beside.attribution, beside } : undefined;
    const isAlone = startsSentence && mark.close >= home.end - 1;
    if (isAlone && (opens || count >= FRAGMENT_WORDS)) {
      return { attribution: speakers.goingOn(mark.paragraph, GOES_ON_PARAGRAPHS) };
    }
    return startsSentence && isUtterance && count >= FRAGMENT_WORDS
      ? { attribution: { resolution: 'none' } }
      : undefined;
  }

  /** A participle that leads to quoted words: "calling the incident an “…”". */
  function callsBefore(mark: Marked): boolean {
    const open = tokenAt(tokens, mark.open);
    for (let at = open - 1; at > open - CALLED_MOST && tokens[at] && !tokens[at]!.quoted; at -= 1)
      if (reading.lexicon.callings.has(tokens[at]!.low)) return true;
    return false;
  }

  /** The quotes of one sentence. `reported`: what the same sentence reports without marks. */
  return function readDirect(marks: readonly Marked[], reported: Draft | undefined): Draft[] {
    const quotes: Draft[] = [];
    for (const mark of marks) {
      const { start, end } = wordsOf(mark);
      if (end <= start) continue;
      const after = mark.closed ? behind(mark) : undefined;
      if (goesOnWithLast(mark, start, end, after)) continue;
      const found = attributionOf(mark, after, reported);
      if (!found) continue;
      const home = sentences[sentenceOf(mark)];
      const { speaker, as, resolution } = found.attribution;
      const draft: Draft = {
        text: text.slice(start, end),
        sentence: home ? text.slice(home.start, home.end) : undefined,
        kind: 'direct',
        speaker: speaker?.name,
        speakerAs: as,
        role: speaker?.role,
        start,
        end,
        resolution: speaker ? resolution : 'none',
      };
      if (found.beside) {
        const { from, to } = found.beside;
        draft.date = dayIn(reading, tokens[from]!.start, tokens[to - 1]!.end);
        draft.credit = creditIn(reading, from, to);
      }
      quotes.push(draft);
      last = { draft, mark, attributedBehind: after !== undefined };
    }
    return quotes;
  };
}
