import { createClauses } from './clause.ts';
import { createFurther, LOOK_BACK_MOST } from './further.ts';
import type { Mention } from './names.ts';
import { dayIn, type Reading } from './reading.ts';
import { CLAUSE_WORDS, createSayings, type Draft, FRAGMENT_WORDS, type Part } from './saying.ts';
import type { Attribution } from './speakers.ts';
import type { Sentence } from './tokens.ts';

/** Tokens after a verb in which its conjunction is looked for. */
const CONJUNCTION_WITHIN = 18;
/** Speech verbs of one sentence looked at: hostile text could hold thousands. */
const VERBS_MOST = 6;
/** Tokens of an attribution in the middle of a sentence. */
const ASIDE_MOST = 24;
/** Words behind an attribution in the middle that go on with what was said. */
const REST_WORDS = 2;
/** Words before an attribution that are no clause of their own: "Persepsi BI, sambung X …". */
const SHORT_HEAD_WORDS = 4;
/** Words of "a report published on Monday by". */
const DOCUMENT_MOST = 7;
/** Lists whose words open an aside that tells who somebody is: "Hazel Moore, a teacher at". */
const ASIDE_OPENERS = ['titles', 'relativeWords', 'determiners', 'articles', 'anonymous', 'personNouns'] as const;
/** Tokens between a subject and its second verb. */
const LEAD_MOST = 40;

/** Reads what a sentence reports without quote marks. */
export function createIndirectReader(reading: Reading) {
  const { text, tokens, sentences, lexicon, names, speakers } = reading;
  const { isNoSpeaker } = names;
  const { draft, countWords } = createSayings(reading);
  const { clauseStart, endsAttribution, isAttributionTail } = createClauses(reading);
  const furtherSayings = createFurther(reading);

  /** Who the words before a verb name, unless they name nobody that can speak. */
  function subjectOf(sentence: Sentence, verb: number): Mention | undefined {
    const before = tokens[names.beforeAdverbs(verb) - 1];
    const isSecond =
      lexicon.and.has(before?.low ?? '') || lexicon.joiners.has(before?.low ?? '') || before?.text === ',';
    const isInverted = lexicon.cues.has(tokens[verb]!.low) && names.isPart(tokens[verb + 1]) && before?.text === ',';
    const who =
      asideSubject(sentence, verb) ??
      names.readBefore(verb) ??
      (isSecond && !isInverted ? subjectAhead(sentence, verb) : undefined);
    if (!who || who.from < sentence.from) return undefined;
    if (who.kind !== 'person' && lexicon.anonymous.has(tokens[who.from - 1]?.low ?? '')) return undefined;
    if (isNoSpeaker(who)) return undefined;
    return who;
  }

  /** "Hemraj Rajput, Deputy Commissioner of Police, Zone VII, said": what stands between the commas tells who it is. */
  function asideSubject(sentence: Sentence, verb: number): Mention | undefined {
    const closing = names.beforeAdverbs(verb) - 1;
    if (tokens[closing]?.text !== ',') return undefined;
    const who = subjectAhead(sentence, verb);
    if (who?.kind !== 'person' || !who.name!.includes(' ') || tokens[who.to]?.text !== ',') return undefined;
    const isAged = /^\d{1,2}$/u.test(tokens[who.to + 1]?.text ?? '') && tokens[who.to + 2]?.text === ',';
    const aside = tokens.slice(who.to + (isAged ? 3 : 1), closing);
    const isTold = aside[0] !== undefined && ASIDE_OPENERS.some((list) => lexicon[list].has(aside[0]!.low));
    return isTold && !aside.some((token) => token.quoted || names.isVerb(token)) ? who : undefined;
  }

  /** "Lavrov menepis komentar Rutte dan menggarisbawahi bahwa …": the subject of the first verb speaks on. */
  function subjectAhead(sentence: Sentence, verb: number): Mention | undefined {
    if (verb - sentence.from > LEAD_MOST) return undefined;
    const { low } = tokens[sentence.from]!;
    const start = lexicon.stopWords.has(low) && !lexicon.pronouns.has(low) ? sentence.from + 1 : sentence.from;
    const who = names.readAt(tokens[start]?.text === ',' ? start + 1 : start);
    return who && who.to < verb && who.kind !== 'office' ? who : undefined;
  }

  /** `X mengatakan [kepada Y] [bahwa] CLAUSE`. */
  function afterVerb(sentence: Sentence, at: number): Draft | undefined {
    const verb = tokens[at]!.low;
    const needsConjunction = lexicon.clauseVerbs.has(verb);
    if (!needsConjunction && !lexicon.speechVerbs.has(verb)) return undefined;
    for (let back = Math.max(sentence.from, at - 3); back < at; back += 1)
      if (lexicon.negations.has(tokens[back]!.low)) return undefined;
    const who = subjectOf(sentence, at);
    if (!who || (who.kind === 'office' && who.from !== sentence.from && !isHeld(who))) return undefined;
    const from = clauseStart(sentence, at, needsConjunction, verb);
    return from === undefined ? undefined : draft(who, sentence, [{ from, to: sentence.to }]);
  }

  const isHeld = (who: Mention): boolean => reading.registry.resolve(who) !== undefined;

  /** `CLAUSE, kata X[, CLAUSE]` and `CLAUSE, katanya`; in English also `CLAUSE, X said`. */
  function beforeCue(sentence: Sentence, at: number): Draft | undefined {
    // "They are “very lucky,” X said": the comma stands inside the marks.
    const isMark = isBehindFragment(sentence, at);
    const comma = isMark ? at - 2 : at - 1;
    const isAside = comma >= sentence.from && /^[,–—-]$/u.test(tokens[comma]?.text ?? '');
    if (!isAside || (tokens[comma - 1]?.quoted && tokens[sentence.from]!.quoted)) return undefined;
    const token = tokens[at]!;
    if (lexicon.isEnclitic(token.low, false)) {
      return aroundCue(speakers.referred(token.text, 'enclitic', sentence.paragraph, at), at + 1, sentence, comma);
    }
    if (lexicon.cues.has(token.low)) {
      const who = names.readDescribed(names.skipAdverbs(at + 1));
      if (!who || (who.kind === 'office' && !isHeld(who))) return undefined;
      // English turns round only before a name: ", said X." but ", said she would …".
      const isTurned =
        lexicon.pack.cuesBeforeNames ||
        (who.kind !== 'pronoun' && endsAttribution(sentence, who.to - 1)) ||
        (who.kind === 'person' && lexicon.fromWords.has(tokens[who.to]?.low ?? ''));
      return isTurned ? aroundCue(who, who.to, sentence, comma) : undefined;
    }
    const verb = verbBehindName(sentence, at);
    return verb ? aroundCue(verb.who, verb.to, sentence, comma) : undefined;
  }

  function isBehindFragment(sentence: Sentence, at: number): boolean {
    if (!/^["”]$/u.test(tokens[at - 1]?.text ?? '') || tokens[at - 2]?.text !== ',') return false;
    const before = tokens.slice(Math.max(sentence.from, at - LOOK_BACK_MOST), at);
    return (
      !tokens[sentence.from]!.quoted && before.filter((token) => token.quoted && token.word).length < FRAGMENT_WORDS
    );
  }

  /** "but", "and": a new clause begins, no attribution. */
  const isJoiner = (token: { low: string; capital: boolean }): boolean =>
    !token.capital &&
    lexicon.stopWords.has(token.low) &&
    !lexicon.determiners.has(token.low) &&
    !lexicon.articles.has(token.low) &&
    !lexicon.pronouns.has(token.low);

  /** `, X said[, on Monday].`: only where nothing follows that the verb could govern. */
  function verbBehindName(sentence: Sentence, at: number): { who: Mention; to: number } | undefined {
    if (lexicon.pack.cuesBeforeNames || isJoiner(tokens[at]!)) return undefined;
    for (let verb = at + 1; verb < Math.min(sentence.to, at + ASIDE_MOST); verb += 1) {
      const token = tokens[verb]!;
      if (token.quoted) return undefined;
      const passiveEnd = lexicon.clauseMarks.has(token.low) ? names.passiveSayingEnd(verb) : undefined;
      if (passiveEnd === undefined && !lexicon.cues.has(token.low) && !lexicon.reportVerbs.has(token.low)) continue;
      const who = names.readBefore(verb);
      // "The NRA denied it, saying …, NBC News reports": an outlet that passes on what somebody else says.
      const isPassedOn = lexicon.reportVerbs.has(token.low) && who?.kind === 'organisation' && hasSaying(sentence, at);
      if (isPassedOn) return undefined;
      if (!who || who.from < at || (who.kind === 'office' && !isHeld(who))) return undefined;
      const isOffice = lexicon.titles.has(tokens[at]!.low);
      for (let between = at; between < who.from; between += 1)
        if (tokens[between]!.text === ',' && !isOffice) return undefined;
      if (
        who.from > at + (lexicon.determiners.has(tokens[at]!.low) ? 1 : 0) &&
        !names.isPart(tokens[at]) &&
        !isTitleLed(at, who.from)
      )
        return undefined;
      const last = passiveEnd === undefined ? verb : passiveEnd - 1;
      return endsAttribution(sentence, last) ? { who, to: last + 1 } : undefined;
    }
    return undefined;
  }

  const hasSaying = (sentence: Sentence, to: number): boolean =>
    tokens
      .slice(Math.max(sentence.from, to - LOOK_BACK_MOST), to)
      .some((token) => lexicon.participles.has(token.low) || lexicon.cues.has(token.low));

  const isTitleLed = (from: number, to: number): boolean =>
    tokens.slice(from, to).every((token) => !token.word || !names.isVerb(token));

  function aroundCue(who: Mention | Attribution, behind: number, sentence: Sentence, comma: number): Draft | undefined {
    const headWords = countWords({ from: sentence.from, to: comma });
    let from = behind;
    const isRunOn = headWords <= SHORT_HEAD_WORDS && tokens[behind]?.word === true && !isAttributionTail(behind);
    while (!isRunOn && from < sentence.to && tokens[from]!.text !== ',' && from < behind + ASIDE_MOST) from += 1;
    // "Anggarannya, kata dia, baru …": what was said stands on both sides of the attribution.
    const rest: Part = { from, to: sentence.to };
    const hasRest =
      (isRunOn || tokens[from]?.text === ',') &&
      countWords(rest) >= REST_WORDS &&
      !isAttributionTail(isRunOn ? from : from + 1);
    const head: Part = { from: clauseHead(sentence, comma), to: comma };
    return draft(who, sentence, hasRest ? [head, rest] : [head]);
  }

  /** "Selain itu, kata X, …": an opening that only joins the sentence to the one before is no part of what was said. */
  function clauseHead(sentence: Sentence, comma: number): number {
    const words = countWords({ from: sentence.from, to: comma });
    return words <= 2 && lexicon.stopWords.has(tokens[sentence.from]!.low) ? comma : sentence.from;
  }

  /** `Kata X, CLAUSE` and `Ujarnya, CLAUSE` at the start of a sentence. */
  function openingCue(sentence: Sentence): Draft | undefined {
    const first = tokens[sentence.from]!;
    if (first.quoted) return undefined;
    if (lexicon.isEnclitic(first.low, false) && tokens[sentence.from + 1]?.text === ',') {
      const who = speakers.referred(first.text, 'enclitic', sentence.paragraph, sentence.from);
      return draft(who, sentence, [{ from: sentence.from + 2, to: sentence.to }]);
    }
    if (!lexicon.cues.has(first.low) || !lexicon.pack.cuesBeforeNames) return undefined;
    const who = names.readDescribed(sentence.from + 1);
    if (!who || tokens[who.to]?.text !== ',') return undefined;
    return draft(who, sentence, [{ from: who.to + 1, to: sentence.to }]);
  }

  /** `Menurut X, CLAUSE`, `CLAUSE, menurut X`. */
  function accordingTo(sentence: Sentence, at: number): Draft | undefined {
    const token = tokens[at]!;
    const enclitic = lexicon.accordingToHim.has(token.low);
    const phrase = enclitic ? token.low : phraseAt(at);
    if (!phrase) return undefined;
    let start = at + phrase.split(' ').length;
    const body = names.readPointing(start) ?? names.readBody(start);
    start = behindDocument(start);
    if (lexicon.determiners.has(tokens[start]?.low ?? '')) start += 1;
    const him = tokens[start];
    const isHim = him !== undefined && lexicon.pack.pronounGenders[him.low] !== undefined;
    if (isHim) start += 1;
    const who: Mention | Attribution | undefined =
      enclitic || isHim
        ? speakers.referred(isHim ? him.text : token.text, isHim ? 'pronoun' : 'enclitic', sentence.paragraph, at)
        : (named(names.readDescribed(start)) ?? body);
    if (!who) return undefined;
    if (!('resolution' in who) && who.kind === 'office' && !isHeld(who)) return undefined;
    const behind = 'resolution' in who ? (isHim ? start : at + 1) : who.to;
    const isOpening =
      at <= sentence.from + 2 ||
      tokens.slice(sentence.from, at).every((one) => lexicon.stopWords.has(one.low) || !one.word);
    if (!isOpening) {
      const head: Part = { from: sentence.from, to: at };
      if (
        tokens[behind]?.word &&
        !isAttributionTail(behind) &&
        countWords({ from: behind, to: sentence.to }) >= CLAUSE_WORDS
      )
        return draft(who, sentence, [head, { from: behind, to: sentence.to }]);
      if (tokens[at - 1]?.text !== ',') return draft(who, sentence, [head]);
      return aroundCue(who, behind, sentence, at - 1);
    }
    let from = behind;
    const isAside = tokens[from]?.text === ',' || tokens[from]?.text === '(';
    while (isAside && from < Math.min(sentence.to, behind + ASIDE_MOST) && tokens[from]!.text !== ',') from += 1;
    return draft(who, sentence, [{ from, to: sentence.to }]);
  }

  /** "a Sunday update from the Department", "a report by Amnesty": whose paper it is stands behind it. */
  function behindDocument(at: number): number {
    if (!lexicon.articles.has(tokens[at]?.low ?? '') && !lexicon.determiners.has(tokens[at]?.low ?? '')) return at;
    for (let next = at + 1; next < at + DOCUMENT_MOST; next += 1) {
      if (!tokens[next]?.word) return at;
      const isOf = lexicon.byWords.has(tokens[next]!.low) || lexicon.fromWords.has(tokens[next]!.low);
      if (isOf) return lexicon.documents.has(tokens[next - 1]!.low) ? next + 1 : at;
    }
    return at;
  }

  const named = (who: Mention | undefined): Mention | undefined =>
    who?.kind === 'office' && !isHeld(who) ? undefined : who;

  function phraseAt(at: number): string | undefined {
    if (!lexicon.accordingTo.has(tokens[at]!.low) && tokens[at]!.low !== 'according') return undefined;
    const words = `${tokens[at]!.low} ${tokens[at + 1]?.low ?? ''}`;
    return lexicon.pack.accordingTo.find((one) => words === one || words.startsWith(`${one} `));
  }

  /** "Disampaikan X bahwa CLAUSE", and "Demikian disampaikan X", where what X said is the sentence before. */
  function passive(sentence: Sentence, index: number, at: number): Draft | undefined {
    if (!lexicon.passiveCues.has(tokens[at]!.low)) return undefined;
    const start = lexicon.pack.byWords.includes(tokens[at + 1]?.low ?? '') ? at + 2 : at + 1;
    const who = names.readDescribed(start);
    if (!who || who.kind === 'office') return undefined;
    // "…, diakui Budi, tren penurunan sudah terjadi": an attribution in the middle.
    if (tokens[at - 1]?.text === ',' && tokens[who.to]?.text === ',') return aroundCue(who, who.to, sentence, at - 1);
    const opening = tokens[sentence.from]!.low;
    const isThing = lexicon.thingWords.has(opening) && lexicon.demonstratives.has(tokens[sentence.from + 1]?.low ?? '');
    const hasMore =
      isThing &&
      tokens.slice(who.to, sentence.to).some((token) => names.isVerb(token) || lexicon.conjunctions.has(token.low));
    if ((lexicon.cueOpeners.has(opening) || (isThing && !hasMore)) && at <= sentence.from + 2) {
      const before = sentences[index - 1];
      const isSaid = before && isThing && tokens.slice(before.from, before.to).some((token) => names.isVerb(token));
      if (isSaid) return undefined;
      if (!before || before.paragraph !== sentence.paragraph || tokens[before.from]!.quoted) return undefined;
      const found = draft(who, before, [before], dayIn(reading, sentence.start, sentence.end));
      return found && { ...found, sentence: text.slice(before.start, sentence.end) };
    }
    // "Ditambahkan Yusri penangkapan itu merupakan …": it opens the sentence, and the clause follows at once.
    const isOpening = at === sentence.from && !isAttributionTail(who.to);
    if (isOpening && !lexicon.conjunctions.has(tokens[who.to]?.low ?? ''))
      return draft(who, sentence, [{ from: who.to, to: sentence.to }]);
    for (let next = who.to; next < Math.min(sentence.to, who.to + CONJUNCTION_WITHIN); next += 1) {
      if (names.isVerb(tokens[next])) return undefined;
      if (lexicon.conjunctions.has(tokens[next]!.low) && !tokens[next]!.quoted)
        return draft(who, sentence, [{ from: next + 1, to: sentence.to }]);
    }
    return undefined;
  }

  function firstIn(sentence: Sentence, index: number): Draft | undefined {
    const opening = openingCue(sentence);
    if (opening) return opening;
    let verbs = 0;
    for (let at = sentence.from; at < sentence.to; at += 1) {
      const token = tokens[at]!;
      if (token.quoted) continue;
      const found = accordingTo(sentence, at) ?? passive(sentence, index, at) ?? beforeCue(sentence, at);
      if (found) return found;
      // "the United States": a capital inside a sentence is no verb.
      const isNoun = token.capital && at > sentence.from;
      if (isNoun || (!lexicon.speechVerbs.has(token.low) && !lexicon.clauseVerbs.has(token.low))) continue;
      const said = afterVerb(sentence, at);
      if (said) return said;
      verbs += 1;
      if (verbs === VERBS_MOST) return undefined;
    }
    return undefined;
  }

  /** What a sentence reports: the first saying that is sure, and what hangs on it. `quoted`: a direct quote in the same sentence. */
  return function readIndirect(index: number, quoted: Draft | undefined): Draft[] {
    const sentence = sentences[index]!;
    return furtherSayings(sentence, firstIn(sentence, index), quoted);
  };
}
