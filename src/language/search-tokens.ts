import { fold } from '#text/fold.ts';

/** Words kept for one article: more is no news text. */
const WORDS_MOST = 20_000;

/** Light stems: the endings and prefixes whose removal keeps the word's meaning. Longest first; a stem keeps four letters. */
const AFFIXES: Record<string, { prefixes: readonly string[]; suffixes: readonly string[] }> = {
  id: {
    prefixes: ['di', 'ber', 'ter', 'me', 'pe', 'se', 'ke'],
    suffixes: ['kannya', 'annya', 'nya', 'kan', 'lah', 'kah', 'an', 'i'],
  },
  en: { prefixes: [], suffixes: ['ations', 'ation', 'ings', 'ing', 'ies', 'ed', 'es', 's'] },
};
const STEM_LETTERS = 4;

function stem(word: string, lang: string): string {
  const affixes = AFFIXES[lang];
  if (!affixes) return word;
  let stemmed = word;
  const suffix = affixes.suffixes.find((one) => stemmed.endsWith(one) && stemmed.length - one.length >= STEM_LETTERS);
  if (suffix) stemmed = stemmed.slice(0, -suffix.length);
  const prefix = affixes.prefixes.find((one) => stemmed.startsWith(one) && stemmed.length - one.length >= STEM_LETTERS);
  return prefix ? stemmed.slice(prefix.length) : stemmed;
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The folded words of a text and their stems, each once, as the full-text index keeps them. */
export function indexTokens(text: string, lang?: string): string[] {
  const langs = lang && AFFIXES[lang] ? [lang] : Object.keys(AFFIXES);
  const tokens = new Set(wordsOf(text).slice(0, WORDS_MOST));
  // The words alone are gone through, not the stems that come behind them.
  for (const word of [...tokens]) for (const one of langs) tokens.add(stem(word, one));
  return [...tokens];
}

/** A query as AND of ORs: each word with its stems in every language known. */
export function queryTokens(words: string): string[][] {
  return wordsOf(words).map((word) => [...new Set([word, ...Object.keys(AFFIXES).map((lang) => stem(word, lang))])]);
}
