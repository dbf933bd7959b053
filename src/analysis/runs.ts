import type { Lexicon } from './lexicon.ts';
import { INITIALS } from './split.ts';
import type { Token } from './tokens.ts';
import { ACRONYM, NUMERAL, type Words } from './words.ts';

/** Tokens of a mention at most: longer ones are lists or hostile text. */
export const MENTION_MOST = 24;
const QUOTE = /^["“”]$/u;

/** How far a mention goes, forwards from its first token and backwards from its last. */
export function createRuns(tokens: readonly Token[], words: Words, lexicon: Lexicon) {
  const { isPart, isKnown, isShortForm, closing } = words;

  /** Whether the token at `at` goes on with the mention that `first` begins. */
  function joins(at: number, first: Token): boolean {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || token.quoted || token.sentence !== first.sentence) return false;
    if (isPart(token)) return true;
    const before = tokens[at - 1]!;
    if (NUMERAL.test(token.text) && isPart(before) && token.word) return isPart(next);
    if (lexicon.nameParticles.has(token.low)) return isPart(next);
    if (lexicon.and.has(token.low) || lexicon.officeWords.has(token.low))
      return (
        (isHeaded(first) ? !isBehindName(first, at) : isInsideBody(first, at)) &&
        (isPart(next) || lexicon.officeWords.has(next?.low ?? ''))
      );
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

  /** "Bishop Ronelio Fabriquier of …": behind a name the place or body is another mention. */
  function isBehindName(first: Token, at: number): boolean {
    if (!lexicon.fromWords.has(tokens[at]!.low)) return false;
    for (let back = first.index; back < at; back += 1) if (lexicon.fromWords.has(tokens[back]!.low)) return false;
    const before = tokens[at - 1]!;
    return (
      before.capital && !isKnown(before) && !lexicon.titles.has(before.low) && !lexicon.nameParticles.has(before.low)
    );
  }

  /** "California Department of Forestry and Fire Protection": an organisation's word in the middle. */
  function isInsideBody(first: Token, at: number): boolean {
    let body = at - 1;
    while (body > first.index && !(tokens[body]!.capital && lexicon.organisations.has(tokens[body]!.low))) body -= 1;
    if (body <= first.index) return false;
    return lexicon.fromWords.has(tokens[body === at - 1 ? at : body + 1]?.low ?? '');
  }

  function runEnd(from: number): number {
    let to = from + 1;
    while (to < from + MENTION_MOST && joins(to, tokens[from]!)) to += 1;
    return to;
  }

  function goesBack(at: number): boolean {
    const token = tokens[at]!;
    if (token.quoted) return false;
    if (isPart(token) || lexicon.nameParticles.has(token.low)) return true;
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

  /** The first token of the run that ends before `end`. */
  function runStart(end: number): number {
    const last = tokens[end - 1]!;
    let from = end - 1;
    while (from > 0 && end - from < MENTION_MOST && tokens[from - 1]!.sentence === last.sentence && goesBack(from - 1))
      from -= 1;
    while (from < end && !isPart(tokens[from])) from += 1;
    return from;
  }

  return { runEnd, runStart, goesBack };
}

export type Runs = ReturnType<typeof createRuns>;
