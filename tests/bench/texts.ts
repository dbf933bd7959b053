import { type AnnotatedArticle, readAnnotatedArticles } from '#tests/fixtures/articles.ts';
import { seeded } from '#tests/support/seeded.ts';
import { BACKGROUND } from './background.ts';

export interface Text {
  title: string;
  text: string;
  lang: 'id' | 'en';
  /** ISO 8601 */
  published: string;
}

const SYLLABLES = 'ba di ga ju ka la mi na pu ra sa to wi yu lo ne su ti'.split(' ');
/** Mean length of a news article, in words: DESIGN §9. */
export const MEAN_WORDS = 390;
/** Spread of the logarithm of the length: half of the articles lie between 220 and 530 words. */
const SIGMA = 0.65;
/**
 * Paragraphs of the annotated articles between which one of background stands: then a hundred words hold 2 quotes and 1.8
 * days, where 648 articles of some sixty outlets held 2.0 to 2.6 and 0.8 to 1.2. Without any it would be 3.9 and 3.4.
 */
const BETWEEN = 1.5;

export const wordsIn = (text: string): number => text.split(/\s+/u).length;

/** Invented news of any length, made of the project's own annotated articles with other people in them each time. */
export function createTexts(seed = 1) {
  const random = seeded(seed);
  const articles = readAnnotatedArticles();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const name = (): string => {
    const word = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join('');
    return word[0]!.toUpperCase() + word.slice(1);
  };

  /** The same article about other people: longer texts hold more of them, as in life. */
  function recast({ text, quotes }: AnnotatedArticle): string {
    const words = new Set(
      quotes.flatMap(({ speaker }) => speaker.split(' ').filter((word) => /^\p{Lu}\p{Ll}{3,}$/u.test(word))),
    );
    let told = text;
    for (const word of words) told = told.replaceAll(word, name());
    return told;
  }

  /** @param enough says when the text is long enough. */
  function write(lang: 'id' | 'en', enough: (paragraphs: string[]) => boolean): Text {
    const ours = articles.filter((one) => one.lang === lang);
    const first = pick(ours);
    const paragraphs: string[] = [];
    let sinceBackground = 0;
    for (let next = first; !enough(paragraphs); next = pick(ours)) {
      for (const paragraph of recast(next).split('\n\n')) {
        if (enough(paragraphs)) break;
        paragraphs.push(paragraph);
        if (++sinceBackground < BETWEEN) continue;
        sinceBackground -= BETWEEN;
        paragraphs.push(pick(BACKGROUND[lang]));
      }
    }
    return { title: first.title, text: paragraphs.join('\n\n'), lang, published: first.published };
  }

  function ofWords(words: number, lang: 'id' | 'en'): Text {
    let [counted, seen] = [0, 0];
    return write(lang, (paragraphs) => {
      for (; seen < paragraphs.length; seen++) counted += wordsIn(paragraphs[seen]!);
      return counted >= words;
    });
  }

  return {
    random,
    ofWords,
    ofLetters(letters: number, lang: 'id' | 'en'): Text {
      let [counted, seen] = [0, 0];
      return write(lang, (paragraphs) => {
        for (; seen < paragraphs.length; seen++) counted += paragraphs[seen]!.length + 2;
        return counted >= letters;
      });
    },
    /** Articles as long as news is: log-normal with the mean of MEAN_WORDS; two of three are Indonesian. */
    news(count: number): Text[] {
      return Array.from({ length: count }, (_, at) => {
        const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
        const words = MEAN_WORDS * Math.exp(SIGMA * normal - SIGMA ** 2 / 2);
        // A paragraph is never cut, so each comes out longer by half a paragraph.
        return ofWords(Math.max(40, words - 15), at % 3 === 2 ? 'en' : 'id');
      });
    },
  };
}
