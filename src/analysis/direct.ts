import type { Quote } from '#core/analysis.ts';
import type { Marked } from './marks.ts';
import { creditIn, dayIn, type Reading, tokenAt } from './reading.ts';
import type { Attribution } from './speakers.ts';

export type Draft = Omit<Quote, 'confidence'>;

/** A quoted fragment inside a reporter's clause is a quote of its own from so many words on. */
const FRAGMENT_WORDS = 6;
/** Tokens between a name and its verb after a quote: `"…," Smith, a teacher, said`. */
const NAME_VERB_GAP = 14;
/** Tokens before an opening mark in which its introducing verb is looked for. */
const LEAD_TOKENS = 30;

/** What stands directly behind or before a quote, as far as it names a speaker. */
interface Beside {
  attribution: Attribution;
  /** Tokens of the attribution. */
  from: number;
  to: number;
}

export function createDirectReader(reading: Reading) {
  const { text, tokens, sentences, lexicon, names, speakers } = reading;

  /** `", kata X …`, `", katanya`, `", X said`, `", he said`. */
  function behind(mark: Marked): Beside | undefined {
    let at = tokenAt(tokens, mark.close);
    const paragraph = mark.paragraph;
    if (tokens[at]?.text === ',') at += 1;
    const from = at;
    if (tokens[at] && lexicon.pack.cueOpeners.includes(tokens[at]!.low)) at += 1;
    const first = tokens[at];
    if (!first || first.paragraph !== paragraph || first.quoted) return undefined;
    const to = sentences[first.sentence]!.to;
    if (lexicon.encliticCues.has(first.low))
      return { attribution: speakers.referred(first.text, 'enclitic', paragraph), from, to };
    if (lexicon.cues.has(first.low)) {
      const who = whoAt(at + 1, to);
      return who
        ? { attribution: who === 'unnamed' ? unnamed(at + 1, to) : speakers.attribute(who, paragraph), from, to }
        : { attribution: { resolution: 'none' }, from, to };
    }
    const who = names.readDescribed(first.low === 'the' ? at + 1 : at);
    if (!who) return undefined;
    let verb = who.to;
    if (tokens[verb]?.text === ',') {
      const until = Math.min(to, verb + NAME_VERB_GAP);
      verb += 1;
      while (verb < until && tokens[verb]!.text !== ',') verb += 1;
      verb += 1;
    }
    while (verb < to && lexicon.adverbs.has(tokens[verb]!.low)) verb += 1;
    const word = tokens[verb];
    if (!word || word.quoted || !(lexicon.cues.has(word.low) || lexicon.speechVerbs.has(word.low))) return undefined;
    return { attribution: speakers.attribute(who, paragraph), from, to };
  }

  function whoAt(at: number, to: number) {
    const start = tokens[at]?.low === 'the' ? at + 1 : at;
    const first = tokens[start];
    if (!first || start >= to) return undefined;
    if (lexicon.anonymous.has(first.low)) return 'unnamed' as const;
    const who = names.readDescribed(start);
    if (who?.kind === 'person' && who.role !== undefined) reading.registry.add(who, names.isPerson(who));
    if (who?.kind !== 'office' || tokens[who.to]?.text !== ',') return who;
    // "kata Ketua LBH Jember, Mohammad Khoiron": the office first, the name behind the comma.
    const next = names.readAt(who.to + 1);
    if (next?.kind === 'person' && next.to - next.from >= 2 && next.to <= to) {
      const mention = { ...next, role: who.phrase };
      reading.registry.add(mention);
      return mention;
    }
    return who;
  }

  /** An unnamed source keeps the words that describe it. */
  function unnamed(at: number, to: number): Attribution {
    let end = at + 1;
    while (
      end < Math.min(to, at + 8) &&
      tokens[end]!.word &&
      !lexicon.stopWords.has(tokens[end]!.low) &&
      !lexicon.calendar.has(tokens[end]!.low)
    )
      end += 1;
    const phrase = text.slice(tokens[at]!.start, tokens[end - 1]!.end);
    // "kata saksi itu" means somebody met before: who, the words alone don't tell.
    if (lexicon.pack.demonstratives.includes(tokens[end]?.low ?? '')) return { as: phrase, resolution: 'none' };
    return { speaker: { name: phrase }, as: phrase, resolution: 'named' };
  }

  /** `X mengatakan, "…`, `Menurut X, "…`, `X: "…`. */
  function ahead(mark: Marked): Beside | undefined {
    const open = tokenAt(tokens, mark.open);
    const sentence = sentences[tokens[open]?.sentence ?? -1];
    if (!sentence) return undefined;
    for (let at = open - 1; at >= Math.max(sentence.from, open - LEAD_TOKENS); at -= 1) {
      const token = tokens[at]!;
      if (token.quoted) return undefined;
      if (token.text === ':' && at === open - 1) {
        const who = names.readBefore(at);
        if (who && who.from === sentence.from && who.kind !== 'pronoun')
          return { attribution: speakers.attribute(who, mark.paragraph), from: sentence.from, to: open };
      }
      if (lexicon.accordingTo.has(token.low)) {
        const who = names.readAt(at + 1);
        if (who) return { attribution: speakers.attribute(who, mark.paragraph), from: sentence.from, to: open };
      }
      if (!lexicon.speechVerbs.has(token.low) && !lexicon.cues.has(token.low) && !lexicon.clauseVerbs.has(token.low))
        continue;
      if (lexicon.negations.has(tokens[at - 1]?.low ?? '')) return undefined;
      const who =
        names.readBefore(at) ?? (lexicon.and.has(tokens[at - 1]?.low ?? '') ? names.readAt(sentence.from) : undefined);
      if (who) return { attribution: speakers.attribute(who, mark.paragraph), from: sentence.from, to: open };
    }
    return undefined;
  }

  /** The quotes of one sentence. `before` is the last quote of the paragraph before, if it ended that paragraph. */
  let isOpen = false;
  return function readDirect(
    marks: readonly Marked[],
    before: Draft | undefined,
    inParagraph: readonly Draft[],
  ): Draft[] {
    const quotes: Draft[] = [];
    if (inParagraph.length === 0) isOpen = false;
    for (const mark of marks) {
      const raw = text.slice(mark.start, mark.end);
      const trimmed = raw.trimEnd().replace(/,$/u, '').trimEnd();
      const start = mark.start + raw.length - raw.trimStart().length;
      const end = mark.start + trimmed.length;
      if (end <= start) continue;
      const words = trimmed.slice(0, 400).split(/\s+/u).length;
      const paragraph = reading.paragraphs[mark.paragraph]!;
      const opensParagraph = mark.open === paragraph.start;
      const isUtterance = /[.!?,…]["'’”]?\s*$/u.test(raw.slice(-4)) || !mark.closed;
      const previous = quotes.at(-1) ?? inParagraph.at(-1);
      const after = behind(mark);
      const found: Beside | undefined = after ?? (isOpen ? undefined : ahead(mark));
      const home = sentences[tokens[tokenAt(tokens, mark.open)]?.sentence ?? -1];
      const sentence = home ? text.slice(home.start, home.end) : undefined;

      if (!found && previous && isOpen && isUtterance && /[.,]\s*$/u.test(text.slice(mark.open - 3, mark.open))) {
        previous.segments = [...(previous.segments ?? [previous.text]), text.slice(start, end)];
        previous.text = previous.segments.join(' ');
        previous.end = end;
        continue;
      }
      const isFragment = !isUtterance && !opensParagraph;
      if (isFragment && (words < FRAGMENT_WORDS || !found?.attribution.speaker)) continue;
      const isAlone = home === undefined || mark.close >= home.end;
      const continued = !found && opensParagraph && isAlone && previous === undefined ? before : undefined;
      if (!found && !continued && !(opensParagraph && isUtterance && words >= FRAGMENT_WORDS)) continue;

      const attribution = found?.attribution ?? fromBefore(continued);
      const spoken = attribution.speaker;
      quotes.push({
        text: text.slice(start, end),
        sentence,
        kind: 'direct',
        speaker: spoken?.name,
        speakerAs: attribution.as,
        role: spoken?.role,
        date: found ? dayIn(reading, tokens[found.from]!.start, tokens[found.to - 1]!.end) : continued?.date,
        credit: found ? creditIn(reading, found.from, found.to) : continued?.credit,
        start,
        end,
        resolution: attribution.resolution,
      });
      isOpen = after !== undefined;
    }
    return quotes;
  };

  function fromBefore(before: Draft | undefined): Attribution {
    if (!before?.speaker) return { resolution: 'none' };
    return { speaker: { name: before.speaker, role: before.role }, resolution: 'continued' };
  }
}
