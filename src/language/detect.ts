import type { LanguagePack } from './pack.ts';
import { packs } from './packs.ts';

/** Words of a text looked at: a news text shows its language in its first paragraphs. */
const WORDS_MOST = 400;
/** Share of the words that must be frequent words of the language. */
const SHARE_LEAST = 0.08;

/** Makes the detector of these languages: ISO 639-1 of the one whose frequent words a text holds most of, `und` when none fits. */
export function createDetect(languages: readonly LanguagePack[]): (text: string) => string {
  const frequent = languages.map((pack) => ({ lang: pack.code, words: new Set(pack.stopWords) }));
  return (text) => {
    const words =
      text
        .slice(0, WORDS_MOST * 10)
        .toLowerCase()
        .match(/\p{L}+/gu)
        ?.slice(0, WORDS_MOST) ?? [];
    let best = { lang: 'und', share: SHARE_LEAST };
    for (const { lang, words: known } of frequent) {
      const share = words.filter((word) => known.has(word)).length / words.length;
      if (share > best.share) best = { lang, share };
    }
    return best.lang;
  };
}

/** ISO 639-1 of a text's language, `und` when no pack fits. */
export const detectLanguage = createDetect(packs);
