import type { Lexicon } from './lexicon.ts';
import type { Mention } from './names.ts';
import type { Token } from './tokens.ts';
import { ACRONYM, type Words } from './words.ts';

/** How sure a split is that what it took for a name is one. */
export interface Split extends Mention {
  sure: boolean;
}

/** Tokens of a person's name at most. */
const NAME_MOST = 6;
export const INITIALS = /^(?:\p{Lu}\.)*\p{Lu}\.?$/u;
/** Score from which the name needs no further evidence. */
const SURE = 3;

/** Tells office, organisation and name apart in a run of words. */
export function createSplit(text: string, tokens: readonly Token[], words: Words, lexicon: Lexicon) {
  const { isAge, isKnown, alone, proper } = words;

  /** Tells office, organisation and name apart. */
  function split(from: number, to: number, isTitled = false): Split {
    const run = tokens.slice(from, to);
    const phrase = text.slice(run[0]!.start, run.at(-1)!.end);
    const first = run[0]!;
    const heads = run.map((_word, at) => isTitle(run, at) && !isInsideName(run, at));
    const hasTitle = isTitled || heads.includes(true);
    const isBody = lexicon.organisations.has(first.low) || (run.length > 1 && run.some((word) => isBodyWord(word)));
    const best = nameIn(run, heads, hasTitle, isBody);
    if (best && best.start === 0) {
      const isUnsure = run.length === 1 && !proper.has(first.low) && !ACRONYM.test(first.text) && !alone.has(first.low);
      if (isUnsure) return { from, to, phrase, kind: 'office', role: phrase, sure: false };
      return { from, to, phrase, kind: 'person', name: phrase, sure: best.score >= SURE };
    }
    if (best)
      return {
        from,
        to,
        phrase,
        kind: 'person',
        name: text.slice(run[best.start]!.start, run.at(-1)!.end),
        role: text.slice(first.start, run[best.start - 1]!.end),
        sure: best.score >= SURE,
      };
    if (hasTitle && !(lexicon.organisations.has(first.low) && !heads[0])) {
      return { from, to, phrase, kind: 'office', role: phrase, sure: false };
    }
    const isUnsure = run.length === 1 && !proper.has(first.low) && !ACRONYM.test(first.text);
    if (isUnsure && !lexicon.organisations.has(first.low))
      return { from, to, phrase, kind: 'office', role: phrase, sure: false };
    return { from, to, phrase, kind: 'organisation', name: phrase, sure: isBody };
  }

  /** A title, or an abbreviated one: "Brigjen Pol. Danu", "H. Wulan"; but "Muh. Rizal" is a name. */
  function isTitle(words: readonly Token[], at: number): boolean {
    const { low } = words[at]!;
    if (lexicon.titles.has(low)) return true;
    // "Hydrologist Hasbi Lamatenggo": what somebody does, written large where a sentence begins.
    const isOccupation = at === 0 && words.length > 2 && lexicon.pack.occupationShape?.test(low) === true;
    if (isOccupation && !lexicon.givenNames.has(low)) return true;
    return lexicon.abbreviations.has(low) && words[at + 1]?.text === '.' && !lexicon.givenNames.has(low);
  }

  /** "Arya Perdana", "Bane Raja Manalu": a word that is a title elsewhere, behind the first word of a name. */
  function isInsideName(words: readonly Token[], at: number): boolean {
    const before = words[at - 1];
    if (!lexicon.titlesAsNames.has(words[at]!.low)) return false;
    if (!lexicon.pack.titlesBeginRuns && at < words.length - 1) return false;
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
    const ageBehind = isAge(last.index + 1);
    for (let start = words.length - 1; start >= 0; start -= 1) {
      const word = words[start]!;
      const isWithin = word.word ? !heads[start] || lexicon.givenNames.has(word.low) : word.text === '.';
      if (!isWithin) break;
      const count = words.slice(start).filter((one) => one.word).length;
      if (count > NAME_MOST) break;
      if (!word.word) continue;
      if (lexicon.nameParticles.has(word.low) || (lexicon.officeWords.has(word.low) && !word.capital)) continue;
      const isShort = ACRONYM.test(word.text) && word.text.length > 2;
      const isEarlyKnown = isKnown(word) && !alone.has(word.low);
      if (isEarlyKnown && (count > 1 ? !isShort || start > 0 : true)) {
        if (count === 1 || start === 0) break;
        break;
      }
      const before = words[start - 1]?.text === '.' ? words[start - 2] : words[start - 1];
      const isHeaded = before !== undefined && heads[words.indexOf(before)] === true;
      let score = count === 1 ? -1 : count === 2 ? 1.5 : count === 3 ? 1 : 0;
      const isLater = words.slice(start + 1, -1).some((one) => alone.has(one.low));
      if (isLater) score -= 2;
      else if (alone.has(word.low) || alone.has(last.low)) score += 4;
      if (before && lexicon.placeHeads.has(before.low)) score -= 4;
      if (lexicon.givenNames.has(word.low)) score += 3;
      if (ageBehind) score += 3;
      if (INITIALS.test(word.text)) score += 0.5;
      // A first name right behind a title: "Camat Wulan Kinanti Arsita", whoever is called Kinanti later.
      if (isHeaded && lexicon.givenNames.has(word.low)) score += 2;
      if (before && isHeaded) score += lexicon.placeTitles.has(before.low) ? 0.2 : 2;
      else if (before && isKnown(before)) score += 1;
      // In the middle of a name rather than at its start.
      else if (before?.word) score -= INITIALS.test(word.text) ? 3 : 1.5;
      if (start === 0) score += hasTitle ? 0 : isBody ? -3 : 0.5;
      else if (!hasTitle) score += isBody ? -3 : -2;
      if (!best || score >= best.score) best = { start, score };
    }
    if (!best || best.score <= 0) return undefined;
    const isPrefixed =
      lexicon.namePrefixes.has(words[best.start - 1]?.low ?? '') && lexicon.givenNames.has(words[best.start]!.low);
    return isPrefixed ? { ...best, start: best.start - 1 } : best;
  }

  return split;
}
