import type { Lexicon } from './lexicon.ts';
import type { Mention } from './names.ts';
import type { Token } from './tokens.ts';
import type { Words } from './words.ts';

/** Tokens of a description with a clause of its own. */
const DESCRIBED_MOST = 24;
/** Words of a description before its verb. */
const REFERENCE_MOST = 8;
/** Words of "the Qatari official" at most. */
const POINTING_MOST = 5;
/** Words of "the sheriff's office" at most. */
const BODY_MOST = 7;

/** Reads words that point back to somebody: "politikus itu", "the economist", "the sheriff's office". */
export function createReferences(text: string, tokens: readonly Token[], words: Words, lexicon: Lexicon) {
  const { isVerb } = words;

  /** "politikus Partai Golkar itu", "the Serb", "the economist": who, the speaker before tells. */
  function readReference(end: number): Mention | undefined {
    const last = tokens[end - 1]!;
    const isPointed = lexicon.demonstratives.has(last.low);
    if (!isPointed && lexicon.determiners.size === 0) return undefined;
    const ofPlace = isPointed ? undefined : bodyOfPlace(end);
    if (ofPlace) return ofPlace;
    if (isPointed) {
      const whole = pointedSentence(end);
      if (whole) return whole;
    }
    for (let back = end - (isPointed ? 2 : 1); back >= Math.max(0, end - REFERENCE_MOST); back -= 1) {
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
        if (!isPointed && !isPersonPhrase(words)) {
          // "the Ukrainian air force": whoever it is, the words say it.
          if (words.length < 2 || words.length > 5 || last.capital || lexicon.stopWords.has(last.low)) return undefined;
          const isNamed = words.some((word) => word.capital) || lexicon.organisations.has(last.low);
          if (!isNamed) return undefined;
          const phrase = text.slice(words[1]!.start, last.end);
          return { from, to: end, phrase, kind: 'organisation', name: phrase };
        }
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
      (tokens[from - 1]!.word || isBracket(tokens[from - 1]!))
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

  /** "Mantan Ketua Mahkamah Konstitusi (MK) ini". */
  const isBracket = (token: Token): boolean => token.text === '(' || token.text === ')';

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

  /** "Germany's government", "Tucson police": a noun for an organisation behind whose it is. */
  function bodyOfPlace(end: number): Mention | undefined {
    const last = tokens[end - 1]!;
    if (last.capital || !lexicon.organisations.has(last.low)) return undefined;
    let from = end - 1;
    while (
      from > 0 &&
      from > end - 5 &&
      tokens[from - 1]!.capital &&
      tokens[from - 1]!.word &&
      tokens[from - 1]!.sentence === last.sentence &&
      !tokens[from - 1]!.quoted
    )
      from -= 1;
    if (from === end - 1) return ownedBody(end);
    if (lexicon.calendar.has(tokens[from]!.low)) return undefined;
    if (lexicon.determiners.has(tokens[from]!.low)) from += 1;
    if (from === end - 1) return undefined;
    const phrase = text.slice(tokens[from]!.start, last.end);
    return { from, to: end, phrase, kind: 'organisation', name: phrase };
  }

  /** "Thailand's airport authority", read backwards from its last word. */
  function ownedBody(end: number): Mention | undefined {
    for (let back = end - 2; back >= Math.max(0, end - BODY_MOST); back -= 1) {
      const token = tokens[back]!;
      if (!token.word || token.quoted || token.sentence !== tokens[end - 1]!.sentence) return undefined;
      const isOwner = token.capital && lexicon.pack.possessiveEndings.some((one) => token.text.endsWith(one));
      if (isOwner) {
        const phrase = text.slice(token.start, tokens[end - 1]!.end);
        return { from: back, to: end, phrase, kind: 'organisation', name: phrase };
      }
      if (token.capital || lexicon.stopWords.has(token.low) || isVerb(token)) return undefined;
    }
    return undefined;
  }

  /** "the sheriff's office", "the company". */
  const isBodyPhrase = (words: readonly Token[]): boolean =>
    words.length > 1 &&
    words.length < BODY_MOST &&
    !words.at(-1)!.capital &&
    lexicon.organisations.has(words.at(-1)!.low);

  /** "the observatory", "the sheriff's office": an organisation by a noun, from its article on. */
  function readBody(at: number): Mention | undefined {
    if (!lexicon.determiners.has(tokens[at]?.low ?? '')) return undefined;
    for (let end = at + 1; end < at + BODY_MOST; end += 1) {
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

  /** "the Qatari official", read forwards from its article. */
  function readPointing(at: number): Mention | undefined {
    if (!lexicon.determiners.has(tokens[at]?.low ?? '')) return undefined;
    for (let end = at + 2; end <= at + POINTING_MOST; end += 1) {
      const token = tokens[end - 1];
      if (!token?.word || token.quoted || lexicon.stopWords.has(token.low)) return undefined;
      const isWhole = isPersonPhrase(tokens.slice(at, end)) && !(tokens[end]?.capital && tokens[end]?.word);
      if (isWhole) return { from: at, to: end, phrase: text.slice(tokens[at]!.start, token.end), kind: 'reference' };
    }
    return undefined;
  }

  return { readReference, readBody, readPointing };
}

export type References = ReturnType<typeof createReferences>;
