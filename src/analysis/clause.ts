import type { Reading } from './reading.ts';
import type { Sentence } from './tokens.ts';

/** Tokens after a verb in which its conjunction is looked for. */
const CONJUNCTION_WITHIN = 18;
/** Words of whom something was told. */
const OBJECT_MOST = 8;
/** Tokens behind a verb in which the clause's own verb is looked for. */
const CLAUSE_WITHIN = 14;

/** Finds where a reported clause begins behind its verb, past whom it was told, when and where. */
export function createClauses(reading: Reading) {
  const { tokens, lexicon, names } = reading;

  const relative = new Set(lexicon.pack.relative.map((one) => one.phrase));

  function clauseStart(sentence: Sentence, at: number, needsConjunction: boolean, verb: string): number | undefined {
    const isOccasion = isOccasionAt(at + 1);
    // "mengatakan, hal itu bermula saat …": behind the comma the clause has begun.
    const behindComma =
      tokens[at + 1]?.text === ',' && lexicon.pack.cuesBeforeNames && !needsConjunction ? tokens[at + 2] : undefined;
    if (behindComma?.word && !lexicon.conjunctions.has(behindComma.low) && !isAttributionTail(at + 2)) return at + 2;
    const begins = beginsAtOnce(at + 1, sentence.to, verb);
    if (begins !== undefined && !needsConjunction && !lexicon.weakVerbs.has(verb)) return begins;
    for (let next = at + 1; next < Math.min(sentence.to, at + CONJUNCTION_WITHIN); next += 1) {
      const token = tokens[next]!;
      if (
        token.quoted ||
        (/^[,—–]$/u.test(token.text) && next > at + 1 && !isOccasion && tokens[next - 1]!.text !== ')')
      )
        break;
      if (next > at + 1 && (lexicon.speechVerbs.has(token.low) || lexicon.participles.has(token.low))) break;
      if (!lexicon.pack.cuesBeforeNames && lexicon.clauseMarks.has(token.low)) break;
      if (
        lexicon.conjunctions.has(token.low) &&
        !lexicon.conjunctionBlocks.has(tokens[next - 1]!.low) &&
        !lexicon.and.has(tokens[next - 1]!.low)
      )
        return next + 1;
      if (lexicon.accusations.has(verb) && lexicon.chargeWords.has(token.low)) return at + 1;
      // "meminta kepada Pertamina untuk menghitung …".
      const isAsked = isOccasion && lexicon.addressees.has(tokens[at + 1]!.low) && lexicon.pack.cuesBeforeNames;
      if (isAsked && lexicon.purposeWords.has(token.low) && !lexicon.and.has(tokens[next - 1]!.low)) return at + 2;
      if (needsConjunction && lexicon.purposeWords.has(token.low) && isAskedFor(verb))
        return lexicon.addressees.has(tokens[at + 1]!.low) ? at + 2 : at + 1;
      // "said in a radio interview inflation would fall".
      const isBehindOccasion =
        isOccasion && next > at + 2 && lexicon.occasions.has(tokens[next - 1]!.low) && !lexicon.pack.cuesBeforeNames;
      if (isBehindOccasion && token.word && !needsConjunction && opensClause(skipDay(next), sentence))
        return skipDay(next);
      if (/^[,—–]$/u.test(token.text) && next > at + 1 && isOccasion)
        return lexicon.pack.cuesBeforeNames || looksLikeClause(next + 1, sentence.to) ? next + 1 : undefined;
    }
    // "pasukan Turki yang menganggap …": what somebody is like, not what they said.
    if (needsConjunction && lexicon.relativeWords.has(tokens[at - 1]?.low ?? '')) return undefined;
    const isWeak = needsConjunction || lexicon.weakVerbs.has(verb);
    if (needsConjunction && !lexicon.pack.cuesBeforeNames) return undefined;
    if (isWeak && !looksLikeClause(at + 1, sentence.to)) return undefined;
    let from = skipDay(at + 1);
    if (tokens[from]?.text === ',' || tokens[from]?.text === ':') from += 1;
    else if (isOccasion) return afterOccasion(at + 1, sentence);
    if (lexicon.objectVerbs.has(verb)) {
      if (isToldTo(from, sentence)) return from;
      from = skipObject(from, sentence);
    }
    const first = tokens[from];
    if (!first || from >= sentence.to || (!first.word && !first.quoted)) return undefined;
    if (lexicon.accordingTo.has(first.low) || lexicon.noClauseStarts.has(first.low)) return undefined;
    if (isPointer(from)) return undefined;
    return lexicon.pack.cuesBeforeNames || opensClause(from, sentence) ? from : undefined;
  }

  function opensClause(from: number, sentence: Sentence): boolean {
    const first = tokens[from];
    if (!first || from >= sentence.to || lexicon.fromWords.has(first.low)) return false;
    return (
      first.capital ||
      lexicon.determiners.has(first.low) ||
      lexicon.articles.has(first.low) ||
      lexicon.pronouns.has(first.low.split(/['’]/u)[0]!) ||
      looksLikeClause(from, sentence.to)
    );
  }

  /** "told the party leader to shelve his plan": what somebody was told to do, where nothing else is said behind it. */
  function isToldTo(from: number, sentence: Sentence): boolean {
    if (lexicon.pack.cuesBeforeNames) return false;
    let at = from;
    while (at < from + OBJECT_MOST && tokens[at]?.word && !lexicon.purposeWords.has(tokens[at]!.low)) {
      if (lexicon.clauseMarks.has(tokens[at]!.low) || lexicon.conjunctions.has(tokens[at]!.low)) return false;
      at += 1;
    }
    const isAsked = at > from && at < sentence.to && lexicon.purposeWords.has(tokens[at]?.low ?? '');
    return isAsked && !tokens.slice(at, sentence.to).some((token) => names.isVerb(token));
  }

  /** "said the fire threatens lines that feed …": behind a determiner the clause has begun, and "that" is inside it. */
  function beginsAtOnce(at: number, to: number, verb: string): number | undefined {
    if (lexicon.pack.cuesBeforeNames || lexicon.objectVerbs.has(verb)) return undefined;
    const from = skipDay(at);
    const first = tokens[from]?.low ?? '';
    const isSubject = lexicon.determiners.has(first) || lexicon.pronouns.has(first);
    return isSubject && looksLikeClause(from, to, true) ? from : undefined;
  }

  const isAskedFor = (verb: string): boolean => lexicon.requestVerbs.size === 0 || lexicon.requestVerbs.has(verb);

  /** "mengatakan hal itu saat …": what was said stands before, and only when and where behind. */
  function isPointer(at: number): boolean {
    if (!lexicon.thingWords.has(tokens[at]!.low) || !lexicon.demonstratives.has(tokens[at + 1]?.low ?? ''))
      return false;
    const next = tokens[at + 2];
    return next === undefined || !next.word || isAttributionTail(at + 2);
  }

  /** Verbs that also take a plain object report something only when what follows has a verb of its own. */
  function looksLikeClause(from: number, to: number, isBeforeThat = false): boolean {
    for (let at = from; at < Math.min(to, from + CLAUSE_WITHIN); at += 1) {
      const token = tokens[at]!;
      if (token.quoted || token.text === ';' || (token.text === ',' && !lexicon.pack.cuesBeforeNames)) return false;
      if (at > from && lexicon.relativeWords.has(token.low) && !isBeforeThat) return false;
      if (
        lexicon.clauseMarks.has(token.low) ||
        ((at > from || lexicon.pack.cuesBeforeNames) && !token.capital && lexicon.verbShape?.test(token.low) === true)
      )
        return true;
    }
    return false;
  }

  /** "mengatakan dalam sidang itu jaksa akan …": no comma tells where the clause begins, so it is taken whole. */
  function afterOccasion(at: number, sentence: Sentence): number | undefined {
    if (!lexicon.pack.cuesBeforeNames) return undefined;
    if (!lexicon.addressees.has(tokens[at]!.low)) return looksLikeClause(at, sentence.to) ? at : undefined;
    // "mengimbau kepada masyarakat untuk segera …"
    for (let next = at + 2; next < Math.min(sentence.to, at + 8); next += 1)
      if (lexicon.purposeWords.has(tokens[next]!.low)) return at + 1;
    return undefined;
  }

  /** "kepada wartawan", "dalam keterangan tertulis", "in a statement": where and to whom, before the clause. */
  function isOccasionAt(at: number): boolean {
    const first = tokens[at];
    if (!first) return false;
    if (lexicon.addressees.has(first.low)) return lexicon.pack.cuesBeforeNames || isListener(at + 1);
    if (!lexicon.attributionTails.has(first.low)) return false;
    for (let next = at + 1; next < at + 4; next += 1) if (lexicon.occasions.has(tokens[next]?.low ?? '')) return true;
    return lexicon.dayPrepositions.has(first.low) && lexicon.places.has(tokens[at + 1]?.low ?? '');
  }

  /** "to reporters", "to the court": not "to follow them". */
  function isListener(at: number): boolean {
    const token = tokens[at];
    if (!token) return false;
    const { low } = token;
    return token.capital || [lexicon.determiners, lexicon.articles, lexicon.listeners].some((words) => words.has(low));
  }

  /** "said Monday", "mengatakan pada Rabu (3/4)". */
  function skipDay(at: number, isBehindTime = false): number {
    let next = at;
    if (lexicon.dayPrepositions.has(tokens[next]?.low ?? '') && lexicon.calendar.has(tokens[next + 1]?.low ?? ''))
      next += 1;
    if (lexicon.timeWords.has(tokens[next]?.low ?? '')) return skipDay(next + 1, true);
    // "said last week": a phrase that counts from today.
    const two = `${tokens[next]?.low} ${tokens[next + 1]?.low}`;
    if (relative.has(two)) return skipDay(next + 2, true);
    if (!lexicon.calendar.has(tokens[next]?.low ?? ''))
      return isBehindTime && tokens[next]?.text === '(' ? skipBrackets(next) : at;
    next += 1;
    return tokens[next]?.text === '(' ? skipBrackets(next) : next;
  }

  function skipBrackets(open: number): number {
    let next = open;
    while (tokens[next] && tokens[next]!.text !== ')' && next < open + 10) next += 1;
    return next + 1;
  }

  /** "told reporters", "told the official Xinhua News Agency": whom, before the clause. */
  function skipObject(at: number, sentence: Sentence): number {
    let start = at;
    if (lexicon.determiners.has(tokens[start]?.low ?? '') || lexicon.articles.has(tokens[start]?.low ?? '')) {
      start += 1;
      while (
        start < Math.min(sentence.to, at + 6) &&
        tokens[start]?.word &&
        !tokens[start]!.capital &&
        !lexicon.occasions.has(tokens[start]!.low)
      )
        start += 1;
      if (lexicon.occasions.has(tokens[start]?.low ?? '')) {
        while (lexicon.occasions.has(tokens[start]?.low ?? '')) start += 1;
        return skipDay(start);
      }
    }
    const object = names.readAt(start);
    if (object && object.kind !== 'pronoun') return skipDay(object.to);
    return lexicon.listeners.has(tokens[start]?.low ?? '') ? skipDay(start + 1) : start;
  }

  /** Behind the verb stands at most whom, when and where: nothing that it could report. */
  function endsAttribution(sentence: Sentence, verb: number): boolean {
    let at = skipDay(verb + 1);
    if (lexicon.objectVerbs.has(tokens[verb]!.low)) at = skipObject(at, sentence);
    const next = tokens[at];
    if (next === undefined || at >= sentence.to || /^[.,;–—-]$/u.test(next.text)) return true;
    if (!lexicon.attributionTails.has(next.low) && !lexicon.addressees.has(next.low)) return false;
    for (let rest = at; rest < sentence.to; rest += 1) if (lexicon.conjunctions.has(tokens[rest]!.low)) return false;
    return true;
  }

  /** Behind the comma stands only when or where it was said: ", Selasa (29/10)", ", saat ditemui". */
  function isAttributionTail(at: number): boolean {
    const token = tokens[at];
    return (
      token === undefined ||
      lexicon.calendar.has(token.low) ||
      lexicon.addressees.has(token.low) ||
      lexicon.credits.has(token.low) ||
      lexicon.attributionTails.has(token.low)
    );
  }

  return { clauseStart, endsAttribution, isAttributionTail };
}
