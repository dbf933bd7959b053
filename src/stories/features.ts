import type { ReadArticle } from '#core/news.ts';
import type { Features } from '#core/story-index.ts';
import { fold } from '#text/fold.ts';

/** n: a name's word · w: a word · b: two neighbours · g: letters inside a word · d: a figure · t: a day. */
const WEIGHTS = { n: 2.2, w: 1, b: 1.2, g: 0.35, d: 1.2, t: 0.8 } as const;
type Kind = keyof typeof WEIGHTS;
/** Whether a term is part of a name: what articles in two languages share. */
export const isName = (term: string): boolean => term.startsWith('n:');

/** The headline says more than the text. */
const TITLE_FACTOR = 1.6;
/** Words of the body that are looked at: news says what it is about at its beginning. */
const LEAD_WORDS = 140;
/** Terms kept of one article, the weightiest first. */
const TERMS_MOST = 80;
const WORD_LETTERS = 3;
/** Letters of a gram, taken from the headline alone: shared by the forms of a word (ditahan, menahan) and by its kin in another language. */
const GRAM_LETTERS = 5;

interface Word {
  text: string;
  /** Written large where no sentence begins. */
  isName: boolean;
}

/** The words of a stretch; a headline's capitals say nothing, so names are only read in running text. */
function wordsOf(text: string, isRunning: boolean): Word[] {
  const words: Word[] = [];
  let begins = true;
  let opener: Word | undefined;
  for (const [raw, gap = ''] of splitKeepingGaps(text)) {
    const isLarge = /^\p{Lu}/u.test(raw);
    const word = { text: fold(raw), isName: isRunning && isLarge && !begins };
    // A sentence's first word is a name when the next one is: "Mutiara Bahari unggul".
    if (opener && word.isName) opener.isName = true;
    opener = isRunning && isLarge && begins && gap === ' ' ? word : undefined;
    words.push(word);
    begins = /[.!?:"“”\n]/u.test(gap);
  }
  return words;
}

/** Words, each with what stands between it and the next. */
function splitKeepingGaps(text: string): [string, string][] {
  const found = [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[.,-][\p{N}]+)*/gu)];
  return found.map((one, at) => {
    const end = one.index + one[0].length;
    return [one[0], text.slice(end, found[at + 1]?.index)];
  });
}

/** A figure as both languages mean it: 5,25 and 5.25 are one, and so are 3.100 and 3,100. */
const figure = (text: string): string => text.replaceAll(/[.,](?=\d{3}(?!\d))/gu, '').replaceAll(',', '.');
const isYear = (text: string): boolean => /^(?:19|20)\d\d$/u.test(text);

/**
 * The terms of an article with their weights, before it is known how rare they are. Names are the words of
 * the people in it and the words written large; they are what articles in two languages share.
 * In: the article and the words that say nothing (of every language).
 */
export function featuresOf(
  article: Pick<ReadArticle, 'title' | 'text' | 'analysis'>,
  stopWords: ReadonlySet<string>,
): Features {
  const terms = new Map<string, number>();
  const add = (kind: Kind, text: string, factor: number): void => {
    const key = `${kind}:${text}`;
    terms.set(key, Math.max(terms.get(key) ?? 0, WEIGHTS[kind] * factor));
  };
  const title = wordsOf(article.title, false);
  const lead = wordsOf((article.analysis.body || article.text).slice(0, LEAD_WORDS * 12), true).slice(0, LEAD_WORDS);
  const names = new Set<string>();
  for (const person of article.analysis.people) {
    for (const one of [person.name, ...person.aliases]) for (const word of wordsOf(one, false)) names.add(word.text);
  }
  for (const word of lead) if (word.isName) names.add(word.text);

  for (const [words, factor] of [
    [title, TITLE_FACTOR],
    [lead, 1],
  ] as const) {
    let before: string | undefined;
    for (const { text } of words) {
      if (/^\p{N}/u.test(text)) {
        before = undefined;
        if (!isYear(text) && text.length > 1) add('d', figure(text), factor);
        continue;
      }
      if (stopWords.has(text) || text.length < WORD_LETTERS) {
        before = undefined;
        continue;
      }
      if (names.has(text)) add('n', text, factor);
      else {
        add('w', text, factor);
        for (let at = 0; factor > 1 && at + GRAM_LETTERS <= text.length; at++) {
          add('g', text.slice(at, at + GRAM_LETTERS), factor);
        }
      }
      if (before) add(names.has(before) && names.has(text) ? 'n' : 'b', `${before} ${text}`, factor);
      before = text;
    }
  }
  for (const event of article.analysis.events) if (event.precision === 'day') add('t', event.date, 1);
  if (terms.size <= TERMS_MOST) return terms;
  return new Map([...terms].sort(([, a], [, b]) => b - a).slice(0, TERMS_MOST));
}
