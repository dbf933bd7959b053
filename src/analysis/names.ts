import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Words that name a speaker: "juru bicara Pentagon Sabrina Singh". */
export interface Mention {
  /** Indices of the first token and after the last. */
  from: number;
  to: number;
  phrase: string;
  /** `reference`: words that point back to somebody ("politikus itu", "the economist"). */
  kind: 'person' | 'organisation' | 'office' | 'pronoun' | 'reference';
  name?: string | undefined;
  role?: string | undefined;
}

/** Tokens of a mention at most: longer ones are lists or hostile text. */
const MENTION_MOST = 24;
/** Tokens of an appositive between commas: "Yance (43), salah seorang nelayan,". */
const APPOSITIVE_MOST = 22;
/** Words of a description before a name. */
const DESCRIPTION_MOST = 6;
/** Commas inside an office: "Camat Neglasari, Kabupaten Tangerang, Ubaidillah Ansar". */
const OFFICE_PARTS_MOST = 4;
/** Tokens of a description with a clause of its own. */
const DESCRIBED_MOST = 24;
/** Tokens of "dalam keterangan resminya" between a subject and its verb. */
const OCCASION_MOST = 9;
/** Tokens of a person's name at most. */
const NAME_MOST = 6;
const INITIALS = /^(?:\p{Lu}\.)*\p{Lu}\.?$/u;
const ACRONYM = /^\p{Lu}{2,}\d*$/u;
const QUOTE = /^["“”]$/u;
const NUMERAL = /^(?:\d+|[IVX]+)$/u;

/** How sure a split is that what it took for a name is one. */
interface Split extends Mention {
  sure: boolean;
}

/** Reads mentions. What stands alone as a speaker somewhere in the article decides where an office ends and its holder's name begins. */
export function createNames(text: string, tokens: readonly Token[], lexicon: Lexicon) {
  const isNameWord = (token: Token): boolean =>
    token.capital &&
    !lexicon.calendar.has(token.low) &&
    !(lexicon.stopWords.has(token.low) && !(ACRONYM.test(token.text) && token.text.length > 2));
  const isPart = (token: Token | undefined): boolean =>
    token !== undefined && !token.quoted && token.word && (isNameWord(token) || lexicon.titles.has(token.low));
  const isVerb = (token: Token | undefined): boolean =>
    token !== undefined &&
    !token.quoted &&
    (lexicon.speechVerbs.has(token.low) || lexicon.clauseVerbs.has(token.low) || lexicon.cues.has(token.low));
  const isAge = (at: number): boolean =>
    tokens[at]?.text === '(' && /^\d{1,2}$/u.test(tokens[at + 1]?.text ?? '') && tokens[at + 2]?.text === ')';

  /** Words with a capital where no sentence starts: a capital at its start alone shows nothing. */
  const proper = new Set<string>();
  const alone = new Set<string>();
  tokens.forEach((token, at) => {
    if (!token.capital || token.quoted) return;
    const isInside = at > 0 && tokens[at - 1]!.sentence === token.sentence && tokens[at - 1]!.word;
    if (isInside || isAge(at + 1)) proper.add(token.low);
    if (!isNameWord(token) || isKnown(token) || lexicon.titles.has(token.low)) return;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (isPart(before) || isPart(after)) return;
    const isSpeaker =
      (before !== undefined && (lexicon.cues.has(before.low) || lexicon.accordingTo.has(before.low))) ||
      (after !== undefined && (lexicon.speechVerbs.has(after.low) || lexicon.clauseVerbs.has(after.low)));
    if (isSpeaker || lexicon.givenNames.has(token.low)) alone.add(token.low);
  });

  /** A word of an organisation, an office or a place: no part of a person's name. */
  function isKnown(token: Token): boolean {
    if (!token.word || NUMERAL.test(token.text)) return true;
    if (lexicon.givenNames.has(token.low) && !lexicon.places.has(token.low)) return false;
    return (
      lexicon.places.has(token.low) ||
      lexicon.organisations.has(token.low) ||
      lexicon.officeWords.has(token.low) ||
      (ACRONYM.test(token.text) && token.text.length > 2)
    );
  }

  /** Whether the token at `at` goes on with the mention that `first` begins. */
  function joins(at: number, first: Token): boolean {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || token.quoted || token.sentence !== first.sentence) return false;
    if (isPart(token)) return true;
    const before = tokens[at - 1]!;
    if (NUMERAL.test(token.text) && isPart(before) && token.word) return isPart(next);
    if (lexicon.particles.has(token.low)) return isPart(next);
    if (lexicon.and.has(token.low) || lexicon.officeWords.has(token.low))
      return isHeaded(first) && (isPart(next) || lexicon.officeWords.has(next?.low ?? ''));
    if (token.text === '.')
      return (lexicon.abbreviations.has(before.low) || INITIALS.test(before.text)) && isPart(next);
    if (QUOTE.test(token.text)) return isPart(next) || (isPart(before) && QUOTE.test(tokens[at - 2]?.text ?? ''));
    if (token.text === '(') return isShortForm(at) && isPart(tokens[closing(at) + 1]);
    return token.text === ')' && tokens[at - 2]?.text === '(';
  }

  /** Lower-case words belong to a mention only behind a title or an organisation's first word. */
  function isHeaded(first: Token): boolean {
    return lexicon.titles.has(first.low) || lexicon.organisations.has(first.low);
  }

  /** "(LIPI)", "(Menkeu)", "(BUMDes LKM)". */
  function isShortForm(open: number): boolean {
    const end = closing(open);
    return end > open + 1 && tokens.slice(open + 1, end).every((token) => token.capital && token.word);
  }
  function closing(open: number): number {
    for (let at = open + 1; at < Math.min(tokens.length, open + 5); at += 1) if (tokens[at]!.text === ')') return at;
    return open;
  }

  /** The mention that starts at a token, or undefined. */
  function readAt(from: number): Mention | undefined {
    const first = tokens[from];
    if (!first || first.quoted) return undefined;
    if (lexicon.pronouns.has(first.low)) return { from, to: from + 1, phrase: first.text, kind: 'pronoun' };
    if (!isPart(first)) return undefined;
    return withName(split(from, runEnd(from)));
  }

  function runEnd(from: number): number {
    let to = from + 1;
    while (to < from + MENTION_MOST && joins(to, tokens[from]!)) to += 1;
    return to;
  }

  /** "Ketua Koperasi Desa Sukaraya, Tarmidzi,": an office whose holder stands behind a comma. */
  function withName(office: Split): Split {
    if (office.sure || office.kind === 'organisation' || (office.kind === 'person' && office.role === undefined))
      return office;
    let at = office.to;
    if (tokens[at]?.text === '(' && isShortForm(at)) at = closing(at) + 1;
    for (let part = 0; part < OFFICE_PARTS_MOST; part += 1) {
      if (tokens[at]?.text !== ',' && !lexicon.and.has(tokens[at]?.low ?? '')) break;
      let start = at + 1;
      if (lexicon.and.has(tokens[start]?.low ?? '')) start += 1;
      const first = tokens[start];
      if (!isPart(first) || first!.sentence !== tokens[office.from]!.sentence) break;
      let to = start + 1;
      while (to < start + MENTION_MOST && joins(to, first!)) to += 1;
      const holder = split(start, to);
      const after = tokens[to];
      const ends = after === undefined || !after.word || !after.capital;
      if (holder.kind === 'person' && ends && (holder.sure || holder.role === undefined)) {
        const nameless = holder.role === undefined && holder.to - holder.from === 1 && !holder.sure;
        const isPlace = tokens.slice(holder.from, holder.to).every((token) => isKnown(token));
        if (!nameless && !isPlace)
          return {
            ...holder,
            from: office.from,
            phrase: text.slice(tokens[office.from]!.start, tokens[to - 1]!.end),
            role: text.slice(tokens[office.from]!.start, tokens[start - 1]!.start).replace(/[,\s]+$/u, ''),
            sure: true,
          };
      }
      at = to;
    }
    return office;
  }

  /** The mention that ends right before a token (adverbs, brackets and an appositive between them), or undefined. */
  function readBefore(at: number): Mention | undefined {
    let end = skipAdverbs(at);
    if (lexicon.relativeWords.has(tokens[end - 1]?.low ?? '') && end > 1) end -= tokens[end - 2]!.text === ',' ? 2 : 1;
    if (tokens[end - 1]?.text === ',' && lexicon.demonstratives.has(tokens[end - 2]?.low ?? '')) end -= 1;
    end = skipAside(skipOccasion(end));
    const last = tokens[end - 1];
    if (!last || last.sentence !== tokens[at]?.sentence || last.quoted) return undefined;
    if (lexicon.pronouns.has(last.low)) return { from: end - 1, to: end, phrase: last.text, kind: 'pronoun' };
    const pointed = readReference(end);
    if (pointed) return pointed;
    if (!isPart(last)) return undefined;
    let from = end - 1;
    while (from > 0 && end - from < MENTION_MOST && tokens[from - 1]!.sentence === last.sentence && goesBack(from - 1))
      from -= 1;
    while (from < end && !isPart(tokens[from])) from += 1;
    if (from >= end) return undefined;
    const subject = split(from, end);
    const owner = ofPlace(from, end);
    if (owner) return owner;
    if (subject.role === undefined && tokens[from - 1]?.text === ',' && from > 1) {
      const held = readBackOffice(from - 1);
      if (held?.to === end) return held;
    }
    if (end < at && subject.role !== undefined) {
      const whole = withName(subject);
      if (whole.to > subject.to && whole.to <= at) return whole;
    }
    return described(subject);
  }

  /** "Pria Utama, dalam keterangan resminya mengatakan": when and where it was said, between subject and verb. */
  function skipOccasion(end: number): number {
    const last = tokens[end - 1];
    if (
      !last?.word ||
      last.quoted ||
      isPart(last) ||
      lexicon.pronouns.has(last.low) ||
      lexicon.demonstratives.has(last.low)
    )
      return end;
    for (let back = end - 1; back >= Math.max(1, end - OCCASION_MOST); back -= 1) {
      const token = tokens[back]!;
      if (token.sentence !== last.sentence || token.quoted || isVerb(token)) return end;
      if (!lexicon.attributionTails.has(token.low)) continue;
      const before = tokens[back - 1]!;
      const isSubject = lexicon.pack.cuesBeforeNames && (isPart(before) || lexicon.pronouns.has(before.low));
      if (before.text === ',' || isSubject) return before.text === ',' ? back - 1 : back;
    }
    return end;
  }

  function skipAdverbs(at: number): number {
    let end = at;
    while (end > 0 && end > at - 5 && lexicon.adverbs.has(tokens[end - 1]!.low)) end -= 1;
    // "Ince secara pribadi mengajak".
    if (end > 2 && lexicon.mannerWords.has(tokens[end - 2]!.low) && !tokens[end - 1]!.capital) end -= 2;
    // "Macron on Friday said": a weekday between subject and verb.
    if (end > 1 && lexicon.calendar.has(tokens[end - 1]!.low) && lexicon.dayPrepositions.has(tokens[end - 2]!.low))
      end -= 2;
    // "Cristia Tory, Sabtu mengemukakan", "X, Senin (3/4), mengatakan".
    return skipDayAside(end);
  }

  function skipDayAside(end: number): number {
    let back = tokens[end - 1]?.text === ',' ? end - 2 : end - 1;
    if (tokens[back]?.text === ')') while (back > 0 && back > end - 9 && tokens[back]!.text !== '(') back -= 1;
    if (tokens[back]?.text === '(') back -= 1;
    if (!lexicon.calendar.has(tokens[back]?.low ?? '')) return end;
    if (lexicon.dayPrepositions.has(tokens[back - 1]?.low ?? '')) back -= 1;
    return tokens[back - 1]?.text === ',' ? back - 1 : end;
  }

  /** "ahli hukum tata negara UGM Zainal Arifin": lower-case words of the office before the name. */
  function described(subject: Mention): Mention {
    if (subject.kind !== 'person') return subject;
    for (let back = subject.from - 1; back >= Math.max(0, subject.from - DESCRIPTION_MOST); back -= 1) {
      const token = tokens[back]!;
      if (!token.word || token.quoted || token.sentence !== tokens[subject.from]!.sentence) return subject;
      if (lexicon.titles.has(token.low) && !isVerb(token)) {
        const nameFrom = subject.role === undefined ? tokens[subject.from]!.start : undefined;
        const start = tokens[back]!.start;
        const role =
          nameFrom === undefined
            ? text.slice(start, tokens[subject.from]!.start) + subject.role!
            : text.slice(start, nameFrom).trimEnd();
        return { ...subject, from: back, role, phrase: text.slice(start, tokens[subject.to - 1]!.end) };
      }
      if (lexicon.stopWords.has(token.low) || isVerb(token)) return subject;
    }
    return subject;
  }

  /** "politikus Partai Golkar itu", "the Serb", "the economist": who, the speaker before tells. */
  function readReference(end: number): Mention | undefined {
    const last = tokens[end - 1]!;
    const isPointed = lexicon.demonstratives.has(last.low);
    if (!isPointed && lexicon.determiners.size === 0) return undefined;
    if (isPointed) {
      const whole = pointedSentence(end);
      if (whole) return whole;
    }
    for (let back = end - (isPointed ? 2 : 1); back >= Math.max(0, end - 8); back -= 1) {
      const token = tokens[back]!;
      if (token.sentence !== last.sentence || token.quoted || !token.word) return undefined;
      const isStart = isPointed
        ? lexicon.titles.has(token.low) || lexicon.personNouns.has(token.low)
        : lexicon.determiners.has(token.low);
      if (isStart) {
        let from = back;
        while (isPointed && from > 0 && lexicon.titles.has(tokens[from - 1]!.low)) from -= 1;
        const words = tokens.slice(from, end);
        if (!isPointed && isBodyPhrase(words)) {
          const phrase = text.slice(words[1]!.start, last.end);
          return { from, to: end, phrase, kind: 'organisation', name: phrase };
        }
        if (!isPointed && !isPersonPhrase(words)) return undefined;
        return { from, to: end, phrase: text.slice(tokens[from]!.start, last.end), kind: 'reference' };
      }
      if (lexicon.stopWords.has(token.low) || isVerb(token)) return undefined;
    }
    return undefined;
  }

  /** "Aktris yang sekarang tinggal di Amerika Serikat itu": a description that opens the sentence or follows a comma. */
  function pointedSentence(end: number): Mention | undefined {
    const { sentence } = tokens[end - 1]!;
    let from = end - 1;
    while (
      from > 0 &&
      end - from < DESCRIBED_MOST &&
      tokens[from - 1]!.sentence === sentence &&
      tokens[from - 1]!.word
    ) {
      if (tokens[from - 1]!.quoted || lexicon.speechVerbs.has(tokens[from - 1]!.low)) return undefined;
      from -= 1;
    }
    // A list inside the description: "yang membidangi pariwisata, UMKM, dan Ekonomi Kreatif itu".
    for (let back = from; back > 0 && end - back < DESCRIBED_MOST && tokens[back]!.sentence === sentence; back -= 1)
      if (isHead(tokens[back]!) && (back === 0 || tokens[back - 1]!.sentence !== sentence)) from = back;
    const head = tokens[from]!;
    if (!isHead(head)) return undefined;
    return { from, to: end, phrase: text.slice(head.start, tokens[end - 1]!.end), kind: 'reference' };
  }
  const isHead = (token: Token): boolean =>
    (lexicon.titles.has(token.low) || lexicon.personNouns.has(token.low)) && !token.quoted;

  /** "the economist", "the 38-year-old", "the Serb": one person, by what they are. */
  function isPersonPhrase(words: readonly Token[]): boolean {
    const last = words.at(-1)!;
    if (words.length < 2 || words.length > 5) return false;
    return (
      (lexicon.titles.has(last.low) || lexicon.personNouns.has(last.low) || /^\d+-year-old$/u.test(last.low)) &&
      (!last.capital || lexicon.personNouns.has(last.low))
    );
  }
  /** "the sheriff's office", "the company". */
  const isBodyPhrase = (words: readonly Token[]): boolean =>
    words.length > 1 && words.length < 7 && !words.at(-1)!.capital && lexicon.organisations.has(words.at(-1)!.low);

  /** "Sen. Mike Lee of Utah": the place only tells which one. */
  function ofPlace(from: number, end: number): Mention | undefined {
    if (!lexicon.fromWords.has(tokens[from - 1]?.low ?? '') || !isPart(tokens[from - 2])) return undefined;
    if (lexicon.organisations.has(tokens[from]!.low) || lexicon.titles.has(tokens[from]!.low)) return undefined;
    let start = from - 2;
    while (
      start > 0 &&
      from - start < MENTION_MOST &&
      tokens[start - 1]!.sentence === tokens[from]!.sentence &&
      goesBack(start - 1)
    )
      start -= 1;
    while (start < from - 1 && !isPart(tokens[start])) start += 1;
    const owner = split(start, from - 1);
    return owner.kind === 'person' ? { ...owner, to: end } : undefined;
  }

  function readBackOffice(comma: number): Mention | undefined {
    let from = comma;
    while (
      from > 0 &&
      comma - from < MENTION_MOST &&
      tokens[from - 1]!.sentence === tokens[comma]!.sentence &&
      (goesBack(from - 1) || tokens[from - 1]!.text === ',')
    )
      from -= 1;
    while (from < comma && !(isPart(tokens[from]) && lexicon.titles.has(tokens[from]!.low))) from += 1;
    return from < comma ? withName(split(from, Math.min(comma, runEnd(from)))) : undefined;
  }

  function goesBack(at: number): boolean {
    const token = tokens[at]!;
    if (token.quoted) return false;
    if (isPart(token) || lexicon.particles.has(token.low)) return true;
    if (NUMERAL.test(token.text) && token.word) return isPart(tokens[at - 1]);
    if (lexicon.officeWords.has(token.low) || lexicon.and.has(token.low)) return hasHeadBefore(at);
    if (token.text === '.')
      return lexicon.abbreviations.has(tokens[at - 1]?.low ?? '') || INITIALS.test(tokens[at - 1]?.text ?? '');
    if (QUOTE.test(token.text)) return isPart(tokens[at - 1]) && isPart(tokens[at + 1]);
    if (token.text === ')') return tokens[at - 2]?.text === '(' && tokens[at - 1]!.capital;
    if (token.text === '(') return tokens[at + 2]?.text === ')';
    return ACRONYM.test(token.text) && tokens[at - 1]?.text === '(';
  }

  function hasHeadBefore(at: number): boolean {
    const joinsWords = lexicon.and.has(tokens[at]!.low);
    for (let back = at - 1; back >= Math.max(0, at - 7); back -= 1) {
      const before = tokens[back]!;
      if (before.sentence !== tokens[at]!.sentence) return false;
      if (lexicon.titles.has(before.low)) return true;
      if (joinsWords && lexicon.organisations.has(before.low)) return true;
      if (!isPart(before) && !lexicon.officeWords.has(before.low)) return false;
    }
    return false;
  }

  /** Steps back over "(38)" and over an aside between commas. */
  function skipAside(end: number): number {
    const last = tokens[end - 1];
    if (last?.text === ')') {
      for (let back = end - 2; back >= Math.max(0, end - 8); back -= 1) if (tokens[back]!.text === '(') return back;
    }
    if (last?.text !== ',') return end;
    for (let back = end - 2; back >= Math.max(0, end - APPOSITIVE_MOST); back -= 1) {
      const token = tokens[back]!;
      if (token.sentence !== last.sentence || token.quoted) return end;
      if (token.text !== ',') continue;
      if (tokens[back - 1]?.text === ')') return skipAside(back);
      if (isPart(tokens[back - 1])) return hasEarlierName(back) ?? back;
      break;
    }
    // "Calon bupati nomor urut 1, Yudha Parikesit, menegaskan": the name itself stands between the commas.
    return isPart(tokens[end - 2]) ? end - 1 : end;
  }

  /** In "Camat Neglasari, Kabupaten Tangerang, Ubaidillah Ansar," the last part is the name itself. */
  function hasEarlierName(comma: number): number | undefined {
    const before = tokens[comma - 1]!;
    return isKnown(before) && !lexicon.titles.has(before.low) ? undefined : comma;
  }

  /** Tells office, organisation and name apart. */
  function split(from: number, to: number): Split {
    const words = tokens.slice(from, to);
    const phrase = text.slice(words[0]!.start, words.at(-1)!.end);
    const first = words[0]!;
    const heads = words.map((word, at) => lexicon.titles.has(word.low) && !isInsideName(words, at));
    const hasTitle = heads.includes(true);
    const isBody = lexicon.organisations.has(first.low) || (words.length > 1 && words.some((word) => isBodyWord(word)));
    const best = nameIn(words, heads, hasTitle, isBody);
    if (best && best.start === 0) {
      const isUnsure =
        words.length === 1 && !proper.has(first.low) && !ACRONYM.test(first.text) && !alone.has(first.low);
      if (isUnsure) return { from, to, phrase, kind: 'office', role: phrase, sure: false };
      return { from, to, phrase, kind: 'person', name: phrase, sure: best.score >= SURE };
    }
    if (best)
      return {
        from,
        to,
        phrase,
        kind: 'person',
        name: text.slice(words[best.start]!.start, words.at(-1)!.end),
        role: text.slice(first.start, words[best.start - 1]!.end),
        sure: best.score >= SURE,
      };
    if (hasTitle && !(lexicon.organisations.has(first.low) && !heads[0])) {
      return { from, to, phrase, kind: 'office', role: phrase, sure: false };
    }
    const isUnsure = words.length === 1 && !proper.has(first.low) && !ACRONYM.test(first.text);
    if (isUnsure && !lexicon.organisations.has(first.low))
      return { from, to, phrase, kind: 'office', role: phrase, sure: false };
    return { from, to, phrase, kind: 'organisation', name: phrase, sure: isBody };
  }

  /** "Arya Perdana", "Bane Raja Manalu": a word that is a title elsewhere, behind the first word of a name. */
  function isInsideName(words: readonly Token[], at: number): boolean {
    const before = words[at - 1];
    if (!before?.word || !words[at]!.capital || !before.capital) return false;
    return !isKnown(before) && !lexicon.titles.has(before.low) && !lexicon.abbreviations.has(before.low);
  }

  const isBodyWord = (word: Token): boolean => lexicon.organisations.has(word.low) && !lexicon.titles.has(word.low);

  /** Where a person's name most likely starts in a run of words that ends with it; undefined when nothing looks like one. */
  function nameIn(
    words: readonly Token[],
    heads: readonly boolean[],
    hasTitle: boolean,
    isBody: boolean,
  ): { start: number; score: number } | undefined {
    let best: { start: number; score: number } | undefined;
    const last = words.at(-1)!;
    const ageBehind = isAge(indexOf(last) + 1);
    for (let start = words.length - 1; start >= 0; start -= 1) {
      const word = words[start]!;
      const isWithin = word.word ? !heads[start] || lexicon.givenNames.has(word.low) : word.text === '.';
      if (!isWithin) break;
      const count = words.slice(start).filter((one) => one.word).length;
      if (count > NAME_MOST) break;
      if (!word.word) continue;
      if (lexicon.particles.has(word.low) || (lexicon.officeWords.has(word.low) && !word.capital)) continue;
      const isShort = ACRONYM.test(word.text) && word.text.length > 2;
      const isEarlyKnown = isKnown(word) && !alone.has(word.low);
      if (isEarlyKnown && (count > 1 ? !isShort || start > 0 : true)) {
        if (count === 1 || start === 0) break;
        break;
      }
      const before = words[start - 1];
      let score = count === 1 ? -1 : count === 2 ? 1.5 : count === 3 ? 1 : 0;
      const isLater = words.slice(start + 1, -1).some((one) => alone.has(one.low));
      if (!isLater && (alone.has(word.low) || alone.has(last.low))) score += 4;
      if (before && lexicon.placeHeads.has(before.low)) score -= 4;
      if (lexicon.givenNames.has(word.low)) score += 3;
      if (ageBehind) score += 3;
      if (INITIALS.test(word.text)) score += 0.5;
      if (before && heads[start - 1]) score += lexicon.placeTitles.has(before.low) ? 0.2 : 2;
      else if (before && isKnown(before)) score += 1;
      // In the middle of a name rather than at its start.
      else if (before?.word) score -= INITIALS.test(word.text) ? 3 : 1.5;
      if (start === 0) score += hasTitle ? 0 : isBody ? -3 : 0.5;
      else if (!hasTitle) score += isBody ? -1.5 : -2;
      if (!best || score >= best.score) best = { start, score };
    }
    return best && best.score > 0 ? best : undefined;
  }

  const indexOf = (token: Token): number => token.index;

  /** Whether the article treats the name as a person's: an office, an age, or a part of it used alone. */
  function isPerson(mention: Mention): boolean {
    if (mention.kind !== 'person' || !mention.name) return false;
    const words = mention.name.split(' ');
    if (mention.role !== undefined && (words.length > 1 || alone.has(words[0]!.toLowerCase()))) return true;
    if (isAge(mention.to)) return true;
    const isDescribed =
      tokens[mention.to]?.text === ',' &&
      tokens.slice(mention.to + 1, mention.to + 5).some((token) => lexicon.titles.has(token.low));
    if (words.length > 1 && (isDescribed || lexicon.givenNames.has(words[0]!.toLowerCase()))) return true;
    return words.some((word) => alone.has(word.toLowerCase()));
  }

  /** The mention after a few words that describe it: "said lead author Halvard Mokoena". */
  function readDescribed(at: number): Mention | undefined {
    const here = readAt(at);
    if (here && here.kind !== 'office') return here;
    let start = here?.to ?? at;
    while (start < at + DESCRIPTION_MOST && isDescription(tokens[start])) start += 1;
    if (lexicon.fromWords.has(tokens[start]?.low ?? '') && isPart(tokens[start + 1])) start = runEnd(start + 1);
    if (lexicon.demonstratives.has(tokens[start]?.low ?? '') && start > at) {
      return { from: at, to: start + 1, phrase: text.slice(tokens[at]!.start, tokens[start]!.end), kind: 'reference' };
    }
    if (tokens[start]?.text === ',' && start > at) start += 1;
    const named = start > at ? readAt(start) : undefined;
    if (named?.kind !== 'person') return here;
    const role = text.slice(tokens[at]!.start, tokens[named.from]!.start) + (named.role ?? '');
    return {
      ...named,
      from: at,
      role: role.replace(/[,\s]+$/u, ''),
      phrase: text.slice(tokens[at]!.start, tokens[named.to - 1]!.end),
    };
  }

  const isDescription = (token: Token | undefined): boolean =>
    token !== undefined &&
    token.word &&
    !token.quoted &&
    !token.capital &&
    !lexicon.stopWords.has(token.low) &&
    !lexicon.demonstratives.has(token.low) &&
    !isVerb(token);

  /** "the observatory", "the sheriff's office": an organisation by a noun, from its article on. */
  function readBody(at: number): Mention | undefined {
    if (!lexicon.determiners.has(tokens[at]?.low ?? '')) return undefined;
    for (let end = at + 1; end < at + 7; end += 1) {
      const token = tokens[end];
      if (!token?.word || token.quoted || isVerb(token)) return undefined;
      if (
        token.capital ||
        !lexicon.organisations.has(token.low) ||
        lexicon.organisations.has(tokens[end + 1]?.low ?? '')
      )
        continue;
      const phrase = text.slice(tokens[at + 1]!.start, token.end);
      return { from: at, to: end + 1, phrase, kind: 'organisation', name: phrase };
    }
    return undefined;
  }

  /** A short form in brackets behind a mention: "Presiden Joko Widodo (Jokowi)". */
  function shortFormOf(mention: Mention): string | undefined {
    if (tokens[mention.to]?.text !== '(' || !isShortForm(mention.to)) return undefined;
    return text.slice(tokens[mention.to + 1]!.start, tokens[closing(mention.to) - 1]!.end);
  }

  /** The first token from `at` on that is no adverb. */
  function skipAdverbsFrom(at: number): number {
    let next = at;
    while (lexicon.adverbs.has(tokens[next]?.low ?? '')) next += 1;
    return next;
  }

  return {
    skipAdverbs: skipAdverbsFrom,
    readAt,
    readBefore,
    readBody,
    readDescribed,
    isPart,
    isPerson,
    shortFormOf,
    isVerb,
  };
}

/** Score from which the name needs no further evidence. */
const SURE = 3;

export type Names = ReturnType<typeof createNames>;
