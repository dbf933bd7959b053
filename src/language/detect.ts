import { packs } from './packs.ts';

/** Words looked at: enough to tell languages apart, few enough for any length. */
const WORDS_MOST = 400;
/** Share of stop words below which a text is in no language known. */
const LEAST = 0.04;

/** The language whose commonest words are most frequent in the text; `und` when none fits. */
export function detectLanguage(text: string): string {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.slice(0, WORDS_MOST) ?? [];
  let best = { code: 'und', share: LEAST };
  for (const pack of packs) {
    const share = words.filter((word) => pack.stopWords.includes(word)).length / Math.max(1, words.length);
    if (share > best.share) best = { code: pack.code, share };
  }
  return best.code;
}
