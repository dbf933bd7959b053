import type { LanguagePack } from '#language/pack.ts';
import { either } from './tense.ts';

/** Every word list of a pack as a set, under the pack's own name for it. */
type WordSets = {
  [K in keyof LanguagePack as LanguagePack[K] extends readonly string[] ? K : never]: ReadonlySet<string>;
};

/** A pack, ready to be asked word by word. */
export interface Lexicon extends WordSets {
  pack: LanguagePack;
  /** Whether a word, in lower case, stands beside quotes: kata, katanya. */
  isCue(word: string): boolean;
  /** Whether a word holds its speaker in itself; behind a quote that ends in a comma any word of that form does. */
  isEnclitic(word: string, behindStop: boolean): boolean;
  /** Weekdays and whole names of months: capitals that are no names. */
  calendar: ReadonlySet<string>;
  /** A sentence's opening after which a pronoun no longer means the speaker before. */
  topicChange: RegExp;
  verbShape: RegExp | undefined;
}

/** Letters of a verb before its ending at least: "tanya" is a verb itself. */
const STEM_LEAST = 3;
/** Shorter names of months are abbreviations, or other words. */
const MONTH_LEAST = 4;

export function createLexicon(pack: LanguagePack): Lexicon {
  const lists = Object.entries(pack).filter(
    (entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every((one) => typeof one === 'string'),
  );
  const sets = Object.fromEntries(lists.map(([name, words]) => [name, new Set(words)])) as unknown as WordSets;
  const endsLikeOne = (word: string): boolean =>
    pack.encliticEndings.some((ending) => word.endsWith(ending) && word.length > ending.length + STEM_LEAST);
  /** "Ditegaskannya": a passive that holds who did it. */
  const isPassive = (word: string): boolean =>
    pack.encliticEndings.some((ending) => word.endsWith(ending) && sets.passiveCues.has(word.slice(0, -ending.length)));
  return {
    ...sets,
    pack,
    isCue: (word) => sets.cues.has(word) || sets.encliticCues.has(word),
    isEnclitic: (word, behindStop) =>
      sets.encliticCues.has(word) || isPassive(word) || (behindStop && endsLikeOne(word) && /^\p{Ll}+$/u.test(word)),
    calendar: new Set([
      ...Object.keys(pack.weekdays),
      ...Object.keys(pack.months).filter((month) => month.length >= MONTH_LEAST),
    ]),
    topicChange: new RegExp(`^(?:${either(pack.topicChanges)})(?!\\p{L})`, 'iu'),
    verbShape: pack.verbShape,
  };
}
