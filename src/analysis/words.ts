import type { Lexicon } from './lexicon.ts';
import type { Token } from './tokens.ts';

export const ACRONYM = /^\p{Lu}{2,}\d*$/u;
export const NUMERAL = /^(?:\d+|[IVX]+)$/u;

/** What single words of an article show: a part of a name, a verb of saying, somebody who stands alone as a speaker. */
export function createWords(tokens: readonly Token[], lexicon: Lexicon) {
  /** "Menurut X", "Kata X": capitals only because a sentence begins. */
  const opensSentence = (token: Token): boolean =>
    tokens[token.index - 1]?.sentence !== token.sentence &&
    (lexicon.isCue(token.low) || lexicon.accordingTo.has(token.low) || lexicon.conjunctions.has(token.low));

  const isNameWord = (token: Token): boolean =>
    token.capital &&
    !opensSentence(token) &&
    !lexicon.calendar.has(token.low) &&
    !(lexicon.stopWords.has(token.low) && !(ACRONYM.test(token.text) && token.text.length > 2));

  const isPart = (token: Token | undefined): boolean =>
    token !== undefined && !token.quoted && token.word && (isNameWord(token) || lexicon.titles.has(token.low));

  const isVerb = (token: Token | undefined): boolean =>
    token !== undefined &&
    !token.quoted &&
    !token.capital &&
    (lexicon.speechVerbs.has(token.low) || lexicon.clauseVerbs.has(token.low) || lexicon.cues.has(token.low));

  const isAge = (at: number): boolean =>
    tokens[at]?.text === '(' && /^\d{1,2}$/u.test(tokens[at + 1]?.text ?? '') && tokens[at + 2]?.text === ')';

  /** Words with a capital where no sentence starts: a capital at its start alone shows nothing. */
  const proper = new Set<string>();

  const lowered = new Set(tokens.flatMap((token) => (token.word && !token.capital ? [token.low] : [])));

  const alone = new Set<string>();
  tokens.forEach((token, at) => {
    if (!token.capital || token.quoted) return;
    const isInside =
      at > 0 && tokens[at - 1]!.sentence === token.sentence && /^[\p{L}\p{N}.]/u.test(tokens[at - 1]!.text);
    if (isInside || isAge(at + 1)) proper.add(token.low);
    // "Parents have said": a word that the article also writes small is no name.
    if (lowered.has(token.low) && tokens[at - 1]?.sentence !== token.sentence) return;
    if (!isNameWord(token) || isKnown(token) || lexicon.titles.has(token.low)) return;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (isPart(before) || isPart(after)) return;
    const verb = tokens[skipAdverbs(at + 1)];
    const isSpeaker =
      (before !== undefined &&
        ((lexicon.cues.has(before.low) && !lexicon.objectVerbs.has(before.low)) ||
          lexicon.accordingTo.has(before.low))) ||
      (verb !== undefined && (lexicon.speechVerbs.has(verb.low) || lexicon.clauseVerbs.has(verb.low)));
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
      lexicon.placeHeads.has(token.low) ||
      (ACRONYM.test(token.text) && token.text.length > 2)
    );
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

  /** The first token from `at` on that is no adverb. */
  function skipAdverbs(at: number): number {
    let next = at;
    while (lexicon.adverbs.has(tokens[next]?.low ?? '')) next += 1;
    return next;
  }

  return { isPart, isVerb, isAge, isKnown, proper, alone, isShortForm, closing, skipAdverbs };
}

export type Words = ReturnType<typeof createWords>;
