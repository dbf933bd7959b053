import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Words that name a speaker: "juru bicara Pentagon Sabrina Singh". */
export interface Mention {
  /** Indices of the first token and after the last. */
  from: number;
  to: number;
  phrase: string;
  kind: 'person' | 'organisation' | 'office' | 'pronoun';
  name?: string | undefined;
  role?: string | undefined;
}

/** Tokens of a mention at most: longer ones are lists or hostile text. */
const MENTION_MOST = 18;
/** Tokens of an appositive between commas: "Yance (43), salah seorang nelayan,". */
const APPOSITIVE_MOST = 16;
/** Words of a description before a name. */
const DESCRIPTION_MOST = 4;
const INITIALS = /^(?:\p{Lu}\.)*\p{Lu}$/u;
const ACRONYM = /^\p{Lu}{2,}$/u;

/** Reads mentions. `alone` holds the folded words that stand alone as a speaker somewhere in the article. */
export function createNames(text: string, tokens: readonly Token[], lexicon: Lexicon) {
  const isNameWord = (token: Token): boolean =>
    token.capital &&
    !lexicon.calendar.has(token.low) &&
    !(lexicon.stopWords.has(token.low) && !ACRONYM.test(token.text));
  const isPart = (token: Token | undefined): boolean =>
    token !== undefined && !token.quoted && token.word && (isNameWord(token) || lexicon.titles.has(token.low));

  /** Words with a capital where no sentence starts: a capital at its start alone shows nothing. */
  const proper = new Set<string>();
  tokens.forEach((token, at) => {
    if (!token.capital || token.quoted) return;
    const isInside = at > 0 && tokens[at - 1]!.sentence === token.sentence;
    const hasAge = tokens[at + 1]?.text === '(' && /^\d{1,2}$/u.test(tokens[at + 2]?.text ?? '');
    if (isInside || hasAge) proper.add(token.low);
  });
  const alone = new Set<string>();
  tokens.forEach((token, at) => {
    if (!isNameWord(token) || token.quoted) return;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (isPart(before) || isPart(after)) return;
    const spoken =
      (before && (lexicon.cues.has(before.low) || lexicon.accordingTo.has(before.low))) ||
      (after && (lexicon.speechVerbs.has(after.low) || lexicon.clauseVerbs.has(after.low)));
    if (spoken) alone.add(token.low);
  });

  /** The token after `at` that goes on with the mention, or undefined. */
  function joins(at: number, first: Token): boolean {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || token.quoted || token.sentence !== first.sentence) return false;
    if (isPart(token)) return true;
    if (lexicon.particles.has(token.low)) return isPart(next);
    if (lexicon.and.has(token.low) || lexicon.officeWords.has(token.low))
      return lexicon.titles.has(first.low) && (isPart(next) || lexicon.officeWords.has(next?.low ?? ''));
    if (token.text === '.') {
      const before = tokens[at - 1]!;
      return (lexicon.abbreviations.has(before.low) || INITIALS.test(before.text)) && isPart(next);
    }
    if (token.text === '(')
      return ACRONYM.test(next?.text ?? '') && tokens[at + 2]?.text === ')' && isPart(tokens[at + 3]);
    return token.text === ')' && tokens[at - 2]?.text === '(';
  }

  /** The mention that starts at a token, or undefined. */
  function readAt(from: number): Mention | undefined {
    const first = tokens[from];
    if (!first || first.quoted) return undefined;
    if (lexicon.pronouns.has(first.low)) {
      return { from, to: from + 1, phrase: first.text, kind: 'pronoun' };
    }
    if (!isPart(first)) return undefined;
    let to = from + 1;
    while (to < from + MENTION_MOST && joins(to, first)) to += 1;
    return withName(split(from, to));
  }

  /** "Ketua Koperasi Desa Sukaraya, Tarmidzi,": an office whose holder stands behind the comma. */
  function withName(office: Mention): Mention {
    if (office.role === undefined || tokens[office.to]?.text !== ',') return office;
    if (office.name?.split(' ').some((word) => alone.has(word.toLowerCase()))) return office;
    const first = tokens[office.to + 1];
    if (!isPart(first) || first!.sentence !== tokens[office.from]!.sentence) return office;
    let to = office.to + 2;
    while (to < office.to + MENTION_MOST && joins(to, first!)) to += 1;
    const holder = split(office.to + 1, to);
    const after = tokens[to];
    const isHolder =
      holder.kind === 'person' &&
      (holder.role === undefined || holder.to - holder.from > 2) &&
      (to - office.to > 2 || alone.has(first!.low)) &&
      (after === undefined || !after.word || lexicon.speechVerbs.has(after.low));
    if (!isHolder) return office;
    const phrase = text.slice(tokens[office.from]!.start, tokens[to - 1]!.end);
    return { from: office.from, to, phrase, kind: 'person', name: holder.name, role: office.phrase };
  }

  /** The mention that ends right before a token, or undefined. */
  function readBefore(at: number): Mention | undefined {
    let end = at;
    while (end > 0 && lexicon.adverbs.has(tokens[end - 1]!.low) && end > at - 4) end -= 1;
    end = skipParenthesis(end);
    const last = tokens[end - 1];
    if (!last || last.sentence !== tokens[at]?.sentence || last.quoted) return undefined;
    if (lexicon.pronouns.has(last.low)) return { from: end - 1, to: end, phrase: last.text, kind: 'pronoun' };
    if (!isPart(last)) return undefined;
    let from = end - 1;
    while (from > 0 && end - from < MENTION_MOST && tokens[from - 1]!.sentence === last.sentence && goesBack(from - 1))
      from -= 1;
    while (from < end && !isPart(tokens[from])) from += 1;
    if (from >= end) return undefined;
    const subject = split(from, end);
    const isHeld = subject.role === undefined && tokens[from - 1]?.text === ',' && from > 1;
    if (!isHeld) return subject.role !== undefined && end < at ? heldBehind(subject, at) : subject;
    const held = readBackOffice(from - 1);
    return held?.to === end ? held : subject;
  }

  /** "Manajer Pasar Wetan, Wiwit Sulastri, mengatakan": what stood between the commas may be the holder. */
  function heldBehind(office: Mention, at: number): Mention {
    const whole = withName(office);
    return whole.to > office.to && whole.to <= at ? whole : office;
  }

  function readBackOffice(comma: number): Mention | undefined {
    let from = comma;
    while (
      from > 0 &&
      comma - from < MENTION_MOST &&
      tokens[from - 1]!.sentence === tokens[comma]!.sentence &&
      goesBack(from - 1)
    )
      from -= 1;
    while (from < comma && !isPart(tokens[from])) from += 1;
    return from < comma ? withName(split(from, comma)) : undefined;
  }

  function goesBack(at: number): boolean {
    const token = tokens[at]!;
    if (token.quoted) return false;
    if (isPart(token) || lexicon.particles.has(token.low)) return true;
    if (lexicon.officeWords.has(token.low) || lexicon.and.has(token.low)) {
      for (let back = at - 1; back >= Math.max(0, at - 6); back -= 1) {
        const before = tokens[back]!;
        if (before.sentence !== token.sentence) return false;
        if (lexicon.titles.has(before.low)) return true;
        if (!isPart(before) && !lexicon.officeWords.has(before.low)) return false;
      }
      return false;
    }
    if (token.text === '.')
      return lexicon.abbreviations.has(tokens[at - 1]?.low ?? '') || INITIALS.test(tokens[at - 1]?.text ?? '');
    if (token.text === ')') return tokens[at - 2]?.text === '(';
    if (token.text === '(') return tokens[at + 2]?.text === ')';
    return ACRONYM.test(token.text) && tokens[at - 1]?.text === '(';
  }

  /** Steps back over "(38)" and over an appositive between commas. */
  function skipParenthesis(end: number): number {
    const last = tokens[end - 1];
    if (last?.text === ')') {
      for (let back = end - 2; back >= Math.max(0, end - 6); back -= 1) if (tokens[back]!.text === '(') return back;
    }
    if (last?.text === ',') {
      for (let back = end - 2; back >= Math.max(0, end - APPOSITIVE_MOST); back -= 1) {
        const token = tokens[back]!;
        if (token.sentence !== last.sentence || token.quoted) return end;
        if (token.text === ',' && isPart(tokens[back - 1])) return back;
        if (token.text === ',' && tokens[back - 1]?.text === ')') return skipParenthesis(back);
        if (token.text === ',') return end;
      }
    }
    return end;
  }

  /** Tells office, organisation and name apart. */
  function split(from: number, to: number): Mention {
    const words = tokens.slice(from, to);
    const phrase = text.slice(words[0]!.start, words.at(-1)!.end);
    const known = (word: Token): boolean =>
      lexicon.places.has(word.low) ||
      lexicon.organisations.has(word.low) ||
      lexicon.officeWords.has(word.low) ||
      ACRONYM.test(word.text) ||
      !word.word;
    const lastTitle = words.findLastIndex((word) => lexicon.titles.has(word.low));
    if (lastTitle < 0) {
      const first = words[0]!;
      const isUnsure = words.length === 1 && !proper.has(first.low) && !ACRONYM.test(first.text);
      if (isUnsure && !lexicon.organisations.has(first.low)) return { from, to, phrase, kind: 'office', role: phrase };
      const isBody = lexicon.organisations.has(first.low) || (words.length > 1 && lexicon.officeWords.has(first.low));
      if (isBody || words.every(known)) return { from, to, phrase, kind: 'organisation', name: phrase };
      return { from, to, phrase, kind: 'person', name: phrase };
    }
    if (lexicon.organisations.has(words[0]!.low) && !lexicon.titles.has(words[0]!.low)) {
      return { from, to, phrase, kind: 'organisation', name: phrase };
    }
    let start = lastTitle + 1;
    const lastKnown = words.findLastIndex((word, index) => index >= start && known(word));
    if (lastKnown >= start) start = lastKnown + 1;
    if (start >= words.length) return { from, to, phrase, kind: 'office', role: phrase };
    start = nameStart(words, start, lastTitle);
    return {
      from,
      to,
      phrase,
      kind: 'person',
      name: text.slice(words[start]!.start, words.at(-1)!.end),
      role: start > 0 ? text.slice(words[0]!.start, words[start - 1]!.end) : undefined,
    };
  }

  /** Where the name starts in "Dinas Perhubungan Lantana Ratna Kusumadewi": a word that later stands alone decides. */
  function nameStart(words: readonly Token[], start: number, lastTitle: number): number {
    const left = words.length - start;
    if (left <= 2) return start;
    const reused = words.findIndex((word, index) => index >= start && alone.has(word.low));
    if (reused < 0) return start === lastTitle + 1 && left === 3 ? start + 1 : words.length - 2;
    if (reused === words.length - 1) return reused - 1;
    return reused;
  }

  /** Whether the article treats the name as a person's: an office, an age, or a part of it used alone. */
  function isPerson(mention: Mention): boolean {
    if (mention.kind !== 'person' || !mention.name) return false;
    const words = mention.name.split(' ');
    if (mention.role !== undefined && words.length > 1) return true;
    if (tokens[mention.to]?.text === '(' && /^\d{1,2}$/u.test(tokens[mention.to + 1]?.text ?? '')) return true;
    const isDescribed =
      tokens[mention.to]?.text === ',' &&
      tokens.slice(mention.to + 1, mention.to + 5).some((token) => lexicon.titles.has(token.low));
    return (words.length > 1 && isDescribed) || words.some((word) => alone.has(word.toLowerCase()));
  }

  /** The mention after a few words that describe it: "said lead author Halvard Mokoena". */
  function readDescribed(at: number): Mention | undefined {
    const here = readAt(at);
    if (here && here.kind !== 'office') return here;
    let start = here?.to ?? at;
    while (
      start < at + DESCRIPTION_MOST &&
      tokens[start]?.word &&
      !tokens[start]!.capital &&
      !lexicon.stopWords.has(tokens[start]!.low)
    )
      start += 1;
    if (tokens[start]?.text === ',' && start > (here?.to ?? at)) start += 1;
    const named = start > at ? readAt(start) : undefined;
    if (named?.kind !== 'person' || named.role !== undefined) return here;
    const role = text.slice(tokens[at]!.start, tokens[start - 1]!.end).replace(/,$/u, '');
    return { ...named, from: at, role, phrase: text.slice(tokens[at]!.start, tokens[named.to - 1]!.end) };
  }

  return { readAt, readBefore, readDescribed, isPart, isPerson };
}

export type Names = ReturnType<typeof createNames>;
