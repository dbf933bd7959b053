import type { Draft } from './direct.ts';
import type { Mention } from './names.ts';
import { creditIn, dayIn, type Reading } from './reading.ts';
import type { Sentence } from './tokens.ts';

/** Words a reported clause needs at least to say something. */
const CLAUSE_WORDS = 3;
/** Tokens after a verb in which its conjunction is looked for. */
const CONJUNCTION_WITHIN = 16;
/** Speech verbs of one sentence looked at: hostile text could hold thousands. */
const VERBS_MOST = 6;

/** Reads what a sentence reports without quote marks. */
export function createIndirectReader(reading: Reading) {
  const { text, tokens, sentences, lexicon, names, speakers } = reading;

  function draft(who: Mention, sentence: Sentence, from: number, to: number, day?: string): Draft | undefined {
    while (from < to && (tokens[from]!.text === ',' || tokens[from]!.text === ':')) from += 1;
    while (to > from && tokens[to - 1]!.text === ',') to -= 1;
    const clause = tokens.slice(from, to);
    if (clause.filter((token) => token.word).length < CLAUSE_WORDS) return undefined;
    // A clause that is nothing but a quote is a direct quote.
    if (clause.every((token) => token.quoted || !token.word)) return undefined;
    const attribution = speakers.attribute(who, sentence.paragraph);
    const start = tokens[from]!.start;
    const end = tokens[to - 1]!.end;
    return {
      text: text.slice(start, end),
      sentence: text.slice(sentence.start, sentence.end),
      kind: clause.some((token) => token.quoted) ? 'mixed' : 'indirect',
      speaker: attribution.speaker?.name,
      speakerAs: attribution.as,
      role: attribution.speaker?.role,
      date: day ?? (start > sentence.start ? dayIn(reading, sentence.start, start) : dayIn(reading, end, sentence.end)),
      credit: creditIn(reading, sentence.from, from) ?? creditIn(reading, to, sentence.to),
      start,
      end,
      resolution: attribution.resolution,
    };
  }

  /** `X mengatakan [kepada Y] [bahwa] CLAUSE`. */
  function afterVerb(sentence: Sentence, at: number): Draft | undefined {
    const verb = tokens[at]!.low;
    const needsConjunction = lexicon.clauseVerbs.has(verb);
    if (!needsConjunction && !lexicon.speechVerbs.has(verb)) return undefined;
    if (tokens.slice(Math.max(sentence.from, at - 3), at).some((token) => lexicon.negations.has(token.low)))
      return undefined;
    const isSecond = lexicon.and.has(tokens[at - 1]?.low ?? '');
    const who = isSecond ? names.readAt(sentence.from) : names.readBefore(at);
    if (!who || who.from < sentence.from || who.kind === 'office') return undefined;
    if (lexicon.anonymous.has(tokens[who.from - 1]?.low ?? '')) return undefined;
    let from = at + 1;
    let hasConjunction = false;
    for (let next = at + 1; next < Math.min(sentence.to, at + CONJUNCTION_WITHIN); next += 1) {
      if (tokens[next]!.quoted) break;
      if (!lexicon.conjunctions.has(tokens[next]!.low)) continue;
      from = next + 1;
      hasConjunction = true;
      break;
    }
    if (needsConjunction && !hasConjunction) return undefined;
    if (!hasConjunction && lexicon.pack.addressees.includes(tokens[from]?.low ?? '')) return undefined;
    if (!hasConjunction && (verb === 'told' || lexicon.accordingTo.has(tokens[from]?.low ?? ''))) return undefined;
    return draft(who, sentence, from, sentence.to);
  }

  /** `CLAUSE, kata X[, CLAUSE]` and `CLAUSE, katanya`; in English also `CLAUSE, X said`. */
  function beforeCue(sentence: Sentence, at: number): Draft | undefined {
    const comma = at - 1;
    if (tokens[comma]?.text !== ',' || comma <= sentence.from) return undefined;
    if (tokens[comma - 1]!.quoted) return undefined;
    const token = tokens[at]!;
    if (lexicon.cues.has(token.low)) {
      const who = names.readAt(at + 1);
      return who && who.kind !== 'office' ? aroundCue(who, sentence, comma) : undefined;
    }
    const who = names.readAt(at);
    const verb = who && tokens[who.to];
    if (!who || !verb || who.kind === 'office' || verb.quoted || !lexicon.cues.has(verb.low)) return undefined;
    const isLast =
      tokens[who.to + 1] === undefined ||
      ['.', ',', ';'].includes(tokens[who.to + 1]!.text) ||
      lexicon.calendar.has(tokens[who.to + 1]!.low);
    return isLast ? aroundCue(who, sentence, comma) : undefined;
  }

  function aroundCue(who: Mention, sentence: Sentence, comma: number): Draft | undefined {
    const head = tokens.slice(sentence.from, comma).filter((token) => token.word).length;
    if (head >= CLAUSE_WORDS) return draft(who, sentence, sentence.from, comma);
    // "Anggarannya, kata dia, baru …": what was said stands after the attribution.
    let from = who.to;
    while (from < sentence.to && tokens[from]!.text !== ',') from += 1;
    return from < sentence.to ? draft(who, sentence, from, sentence.to) : undefined;
  }

  /** `Menurut X, CLAUSE`, `CLAUSE, menurut X`. */
  function accordingTo(sentence: Sentence, at: number): Draft | undefined {
    const words = text
      .slice(tokens[at]!.start, tokens[at + 1]?.end ?? tokens[at]!.end)
      .toLowerCase()
      .replaceAll(/\s+/gu, ' ');
    const phrase = lexicon.pack.accordingTo.find((one) => words === one || words.startsWith(`${one} `));
    if (!phrase) return undefined;
    let start = at + phrase.split(' ').length;
    if (tokens[start]?.low === 'the') start += 1;
    const who = names.readAt(start);
    if (!who || who.kind === 'office') return undefined;
    if (at > sentence.from + 2) return draft(who, sentence, sentence.from, at);
    let from = who.to;
    while (from < Math.min(sentence.to, who.to + 12) && tokens[from]!.text !== ',') from += 1;
    return tokens[from]?.text === ',' ? draft(who, sentence, from, sentence.to) : undefined;
  }

  /** "Demikian disampaikan X": what X said is the sentence before. */
  function closing(sentence: Sentence, index: number): Draft | undefined {
    const { cueOpeners, closingVerbs } = lexicon.pack;
    if (
      !cueOpeners.includes(tokens[sentence.from]!.low) ||
      !closingVerbs.includes(tokens[sentence.from + 1]?.low ?? '')
    )
      return undefined;
    const before = sentences[index - 1];
    const who = names.readAt(sentence.from + (tokens[sentence.from + 2]?.low === 'oleh' ? 3 : 2));
    if (!before || before.paragraph !== sentence.paragraph || !who || tokens[before.from]!.quoted) return undefined;
    const found = draft(who, before, before.from, before.to, dayIn(reading, sentence.start, sentence.end));
    return found && { ...found, sentence: text.slice(before.start, sentence.end) };
  }

  /** At most one reported clause for each sentence: the first that is sure. */
  return function readIndirect(index: number): Draft | undefined {
    const sentence = sentences[index]!;
    const close = closing(sentence, index);
    if (close) return close;
    let verbs = 0;
    for (let at = sentence.from; at < sentence.to; at += 1) {
      const token = tokens[at]!;
      if (token.quoted) continue;
      const source = accordingTo(sentence, at);
      if (source) return source;
      if (tokens[at - 1]?.text === ',' && at > sentence.from) {
        const told = beforeCue(sentence, at);
        if (told) return told;
      }
      if (!lexicon.speechVerbs.has(token.low) && !lexicon.clauseVerbs.has(token.low)) continue;
      const said = afterVerb(sentence, at);
      if (said) return said;
      verbs += 1;
      if (verbs === VERBS_MOST) return undefined;
    }
    return undefined;
  };
}
