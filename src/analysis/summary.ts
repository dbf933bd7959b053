import type { LanguagePack } from '#language/pack.ts';
import type { Sentence, Token } from './tokens.ts';

/** Sentences of a summary at most, and its length in UTF-16 units: it stands whole in every platform's post. */
const SENTENCES_MOST = 3;
const LENGTH_MOST = 460;
/** A lead alone may be longer than that, but no more than a caption holds (Telegram: 1,024). */
const LEAD_MOST = 900;
const WORDS_LEAST = 5;
/** Sentences looked at for a beginning that stands by itself. */
const LOOKED_AT = 10;
/** Share of a further sentence's words that the summary must not have yet. */
const NOVELTY_LEAST = 0.5;

/** Chooses the sentences of a summary, each as it stands: in news the lead is hard to beat, what follows must add to it and stand by itself. */
export function createSummary(pack: LanguagePack) {
  /** A sentence that starts like this hangs on something before it. */
  const dangling = new RegExp(`^(?:${pack.danglingOpenings.join('|').replaceAll(' ', '\\s+')})(?!\\p{L})`, 'iu');
  const stopWords = new Set(pack.stopWords);

  return function summarise(text: string, sentences: readonly Sentence[], tokens: readonly Token[]): string[] {
    const words = ({ from, to }: Sentence): string[] =>
      tokens
        .slice(from, to)
        .filter((token) => token.word && !stopWords.has(token.low))
        .map((token) => token.low);
    const summary: string[] = [];
    const known = new Set<string>();
    let length = 0;
    for (const sentence of sentences.slice(0, LOOKED_AT)) {
      const shown = text.slice(sentence.start, sentence.end);
      const content = words(sentence);
      const isDangling = tokens[sentence.from]!.quoted || /^["“”„«(]/u.test(shown) || dangling.test(shown);
      if (isDangling || sentence.to - sentence.from < WORDS_LEAST) continue;
      const room = summary.length === 0 ? LEAD_MOST : LENGTH_MOST - length;
      const news = content.filter((word) => !known.has(word)).length / Math.max(1, content.length);
      if (shown.length > room || news < NOVELTY_LEAST) continue;
      summary.push(shown);
      length += shown.length;
      for (const word of content) known.add(word);
      if (summary.length === SENTENCES_MOST) break;
    }
    if (summary.length > 0) return summary;
    const [first] = sentences;
    return first ? [text.slice(first.start, first.end)] : [];
  };
}
