import type { Marked } from './marks.ts';
import type { Mention } from './names.ts';
import { type Reading, tokenAt } from './reading.ts';
import { createSources } from './source.ts';
import type { Attribution } from './speakers.ts';
import type { Sentence } from './tokens.ts';

/** Tokens between a name and its verb after a quote: `"…," Smith, a teacher, said`. */
const NAME_VERB_GAP = 18;
/** Tokens before an opening mark in which its introducing verb is looked for. */
const LEAD_TOKENS = 40;
/** Tokens that may open a sentence before its subject. */
const OPENING_MOST = 3;
/** Tokens of an unnamed source before its verb. */
const SOURCE_MOST = 12;
/** Tokens between a pronoun and the colon before its words: "He went on:". */
const WENT_ON_MOST = 4;
/** Words of "pernyataan resmi pada laman" before whose it is. */
const CLOSING_MOST = 7;

/** What stands directly behind or before a quote, as far as it names a speaker. */
export interface Beside {
  attribution: Attribution;
  /** Tokens of the attribution. */
  from: number;
  to: number;
}

/** Reads the attribution that stands behind or before words in quote marks. */
export function createBeside(reading: Reading) {
  const { text, tokens, sentences, lexicon, names, speakers } = reading;
  const { isNoSpeaker } = names;
  const { attributed, afterCue } = createSources(reading);

  /** `", kata X …`, `", katanya`, `", X said`, `", he said`. */
  function behind(mark: Marked): Beside | undefined {
    let at = tokenAt(tokens, mark.close);
    const paragraph = paragraphOf(mark);
    const isStopped = /[,.?!…]/u.test(text[mark.end - 1] ?? '') || tokens[at]?.text === ',';
    while (tokens[at] && /^[,)\]"”]$/u.test(tokens[at]!.text) && !tokens[at]!.quoted) at += 1;
    const from = at;
    while (tokens[at] && lexicon.cueOpeners.has(tokens[at]!.low)) at += 1;
    const first = tokens[at];
    if (!first || first.paragraph !== paragraph || first.quoted) return undefined;
    const to = sentences[first.sentence]!.to;
    if (lexicon.isEnclitic(first.low, isStopped)) {
      return { attribution: speakers.referred(first.text, 'enclitic', paragraph, at), from, to };
    }
    if (lexicon.cues.has(first.low)) {
      return { attribution: afterCue(names.skipAdverbs(at + 1), to, paragraph), from, to };
    }
    const isUnlisted =
      isStopped &&
      !first.capital &&
      first.word &&
      (lexicon.pack.cuesBeforeNames || lexicon.verbShape?.test(first.low) === true) &&
      !lexicon.stopWords.has(first.low);
    if (isUnlisted && !lexicon.titles.has(first.low)) {
      const who = names.readDescribed(at + 1);
      if (who && (who.kind === 'person' || who.kind === 'pronoun') && !lexicon.fromWords.has(first.low))
        return { attribution: attributed(who, paragraph), from, to };
    }
    return (
      (at > from ? namedClosing(at, from, to, paragraph) : undefined) ?? nameBehind(at, from, to, paragraph, isStopped)
    );
  }

  /** `demikian Jokowi.`, `demikian pernyataan (pada laman) PBB`: no verb, only whose words these were. */
  function namedClosing(at: number, from: number, to: number, paragraph: number): Beside | undefined {
    let start = at;
    if (lexicon.occasions.has(tokens[at]!.low))
      while (start < Math.min(to, at + CLOSING_MOST) && !names.isPart(tokens[start])) start += 1;
    const who = names.readDescribed(start);
    if (who === undefined || who.kind === 'office') return undefined;
    const next = tokens[who.to];
    const isWhole = start > at || next === undefined || !next.word || lexicon.attributionTails.has(next.low);
    return isWhole ? { attribution: attributed(who, paragraph), from, to } : undefined;
  }

  /** `", Direktur X menuturkan`, `" X said`, and without a verb `", Direktur Riset X, dalam rilis`. */
  function nameBehind(at: number, from: number, to: number, paragraph: number, isStopped: boolean): Beside | undefined {
    const described = describedSource(at, from, to);
    if (described) return described;
    const reference = referenceAt(at, to);
    const who = reference ?? names.readDescribed(lexicon.determiners.has(tokens[at]!.low) ? at + 1 : at);
    const led = officeLed(at, to);
    if (led && (who?.kind !== 'person' || who.to <= led.from))
      return { attribution: attributed(led, paragraph), from, to };
    if (!who) return undefined;
    let verb = who.to;
    if (tokens[verb]?.text === ',' || tokens[verb]?.text === '(') {
      const closer = tokens[verb]!.text === '(' ? ')' : ',';
      const until = Math.min(to, verb + NAME_VERB_GAP);
      verb += 1;
      const isDirect = closer === ',' && names.isVerb(tokens[verb]);
      while (!isDirect && verb < until && tokens[verb]!.text !== closer) verb += 1;
      if (!isDirect) verb += 1;
    }
    while (verb < to && (lexicon.adverbs.has(tokens[verb]!.low) || isDay(verb))) verb += 1;
    verb = behindPlace(verb, to);
    const word = tokens[verb];
    const isShouted =
      word !== undefined &&
      (who.kind === 'person' || who.kind === 'pronoun') &&
      lexicon.verbShape?.test(word.low) === true &&
      /^[.,]$/u.test(tokens[verb + 1]?.text ?? '.');
    const isSaid =
      word && !word.quoted && (lexicon.cues.has(word.low) || lexicon.speechVerbs.has(word.low) || isShouted);
    const cited = names.citedBehind(verb);
    if (cited) return { attribution: attributed(cited, paragraph), from, to };
    if (isSaid || names.passiveSayingEnd(verb) !== undefined)
      return { attribution: attributed(who, paragraph), from, to };
    const isVerbless =
      isStopped &&
      lexicon.pack.cuesBeforeNames &&
      who.kind === 'person' &&
      who.role !== undefined &&
      names.isPerson(who);
    if (!isVerbless || !(word === undefined || !word.word || !word.capital)) return undefined;
    if (word?.word && !lexicon.stopWords.has(word.low)) return undefined;
    return { attribution: attributed(who, paragraph), from, to };
  }

  /** "Head of Data, Information, and Public Relations of the Agency (BNPB) Sutopo Nugroho noted": a long office before a name. */
  function officeLed(at: number, to: number): Mention | undefined {
    if (!lexicon.titles.has(tokens[at]!.low)) return undefined;
    for (let verb = at + 2; verb < Math.min(to, at + LEAD_TOKENS); verb += 1) {
      if (tokens[verb]!.quoted) return undefined;
      if (!names.isVerb(tokens[verb])) continue;
      const who = names.readBefore(verb);
      return who?.kind === 'person' && who.from >= at ? who : undefined;
    }
    return undefined;
  }

  /** "Captain Ryan Christen of the Ocean City fire department told": past where somebody is from. */
  function behindPlace(at: number, to: number): number {
    if (lexicon.pack.cuesBeforeNames || !lexicon.fromWords.has(tokens[at]?.low ?? '')) return at;
    for (let next = at + 1; next < Math.min(to, at + SOURCE_MOST); next += 1) {
      if (!tokens[next]!.word || tokens[next]!.quoted) return at;
      if (lexicon.cues.has(tokens[next]!.low) || lexicon.speechVerbs.has(tokens[next]!.low)) return next;
    }
    return at;
  }

  /** `" a police official who asked not to be named told AFP`: an unnamed source before its verb. */
  function describedSource(at: number, from: number, to: number): Beside | undefined {
    if (lexicon.pack.cuesBeforeNames || !lexicon.articles.has(tokens[at]!.low)) return undefined;
    for (let verb = at + 1; verb < Math.min(to, at + SOURCE_MOST); verb += 1) {
      const token = tokens[verb]!;
      if (token.quoted || token.text === ',') return undefined;
      if (!lexicon.cues.has(token.low)) continue;
      const phrase = text.slice(tokens[at]!.start, tokens[verb - 1]!.end);
      return { attribution: speakers.described(phrase), from, to };
    }
    return undefined;
  }

  const isDay = (at: number): boolean =>
    lexicon.calendar.has(tokens[at]!.low) ||
    (lexicon.dayPrepositions.has(tokens[at]!.low) && lexicon.calendar.has(tokens[at + 1]?.low ?? ''));

  /** "the economist added": a description with the definite article, up to its verb. */
  function referenceAt(at: number, to: number): Mention | undefined {
    if (!lexicon.determiners.has(tokens[at]?.low ?? '')) return undefined;
    for (let end = at + 2; end < Math.min(to, at + 7); end += 1) {
      if (!names.isVerb(tokens[end]) && !lexicon.adverbs.has(tokens[end]!.low)) continue;
      const who = names.readBefore(end);
      return who?.kind === 'reference' || (who?.kind === 'organisation' && who.from >= at - 1) ? who : undefined;
    }
    return undefined;
  }

  /** Where the name begins behind "menurut", "according to", or a cue that opens the sentence: "Kata X, …". */
  function sourceAt(at: number, first: number): number | undefined {
    const { low } = tokens[at]!;
    const phrase = lexicon.pack.accordingTo.find((one) => one === low || one === `${low} ${tokens[at + 1]?.low ?? ''}`);
    if (phrase) return at + phrase.split(' ').length;
    return at === first && lexicon.pack.cuesBeforeNames && lexicon.cues.has(low) ? at + 1 : undefined;
  }

  /** `X mengatakan, "…`, `Menurut X, "…`, `X: "…`, `calling it "…`. */
  function ahead(mark: Marked): Beside | undefined {
    const open = tokenAt(tokens, mark.open);
    const sentence = sentences[tokens[open]?.sentence ?? -1];
    if (!sentence) return undefined;
    for (let at = open - 1; at >= Math.max(sentence.from, open - LEAD_TOKENS); at -= 1) {
      const token = tokens[at]!;
      if (token.quoted) continue;
      if (token.text === ':' && at === open - 1) {
        const who = names.readBefore(at);
        const isNamed = who?.kind === 'person' && (names.isPerson(who) || who.name!.includes(' '));
        const isKnown = who && who.from === sentence.from && (who.kind === 'pronoun' || isNamed);
        // "He went on: “…”".
        const subject = isKnown ? who : names.readAt(sentence.from);
        const isShort = subject?.kind === 'pronoun' && at - subject.to <= WENT_ON_MOST;
        if (isShort) return { attribution: attributed(subject, mark.paragraph), from: sentence.from, to: open };
        if (isKnown) return { attribution: attributed(who, mark.paragraph), from: sentence.from, to: open };
      }
      const source = sourceAt(at, sentence.from);
      if (source !== undefined) {
        const who = names.readDescribed(source);
        if (who) return { attribution: attributed(who, mark.paragraph), from: sentence.from, to: open };
      }
      if (lexicon.callings.has(token.low)) {
        const who =
          (names.isVerb(token) || lexicon.relativeWords.has(tokens[at - 1]?.low ?? '')
            ? names.readBefore(at)
            : undefined) ?? subjectAt(sentence);
        if (who && who.kind !== 'office')
          return { attribution: attributed(who, mark.paragraph), from: sentence.from, to: open };
      }
      if (!names.isVerb(token)) continue;
      if (lexicon.negations.has(tokens[at - 1]?.low ?? '')) return undefined;
      const who =
        names.readBefore(at) ?? (lexicon.and.has(tokens[at - 1]?.low ?? '') ? names.readAt(sentence.from) : undefined);
      if (who && !isNoSpeaker(who))
        return { attribution: attributed(who, mark.paragraph), from: sentence.from, to: open };
    }
    return undefined;
  }

  /** The first mention of a sentence, past "However,". */
  function subjectAt(sentence: Sentence): Mention | undefined {
    let at = sentence.from;
    while (at < sentence.from + OPENING_MOST && (tokens[at]?.text === ',' || isOpening(at))) at += 1;
    return names.readAt(at);
  }

  const isOpening = (at: number): boolean =>
    lexicon.stopWords.has(tokens[at]?.low ?? '') && !lexicon.pronouns.has(tokens[at]!.low);

  /** The paragraph that a quote ends in. */
  function paragraphOf(mark: Marked): number {
    return tokens[tokenAt(tokens, mark.close) - 1]?.paragraph ?? mark.paragraph;
  }

  return { behind, ahead, paragraphOf };
}
