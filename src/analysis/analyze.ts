import type { Analysis, ArticleText, Event } from '#core/analysis.ts';
import { detectLanguage } from '#language/detect.ts';
import { packs } from '#language/packs.ts';
import { createDateReader } from './dates.ts';
import { createQuoteReader, createRegistry } from './quotes.ts';
import { paragraphsOf, sentencesOf, type Slice } from './sentences.ts';

/** Sentences of a summary, and the length beyond which no further one is taken (UTF-16 units). */
const SUMMARY_SENTENCES = 2;
const SUMMARY_CHARS = 420;
/** A lead that starts like this hangs on something before it. */
const DANGLING = /^(?:["“(]|(?:dia|ia|hal ini|hal itu|selain itu|namun|he|she|it|but|however)\b)/iu;

const readers = new Map(
  packs.map((pack) => [pack.code, { pack, dates: createDateReader(pack), quotes: createQuoteReader(pack) }]),
);

/** The first sentences as they stand, leaving out those that can't stand alone. */
function summarise(text: string, sentences: readonly Slice[]): string[] {
  const summary: string[] = [];
  let length = 0;
  for (const { start, end } of sentences) {
    const shown = text.slice(start, end);
    if (DANGLING.test(shown) || shown.length > SUMMARY_CHARS || shown.split(/\s+/u).length < 5) continue;
    if (summary.length > 0 && length + shown.length > SUMMARY_CHARS) break;
    summary.push(shown);
    length += shown.length;
    if (summary.length === SUMMARY_SENTENCES) break;
  }
  return summary;
}

/**
 * Reads one article: summary, people, quotes and dated events, each a slice of the text given.
 * Pure, synchronous, offline; never throws. A language without a pack gives its text and nothing more.
 */
export function analyze(article: ArticleText): Analysis {
  const { text } = article;
  const asked = article.lang?.slice(0, 2).toLowerCase();
  const lang = asked && readers.has(asked) ? asked : detectLanguage(text);
  const reader = readers.get(lang);
  if (!reader)
    return { lang, title: article.title, body: text.trim(), summary: [], people: [], quotes: [], events: [] };

  const { pack } = reader;
  const paragraphs = paragraphsOf(text, pack);
  const sentences = paragraphs.flatMap((paragraph) => sentencesOf(text, paragraph, pack));
  const given = new Date(article.published ?? Number.NaN);
  // The day counts where the outlet is: an offset in the text is kept by reading the date as it is written.
  const written = article.published?.slice(0, 10) ?? '';
  const published = /^\d{4}-\d{2}-\d{2}$/u.test(written) ? new Date(`${written}T00:00:00Z`) : given;
  const isDated = !Number.isNaN(published.getTime());
  const datesIn = (slice: Slice) => (isDated ? reader.dates(text, slice, published) : []);

  const today = isDated ? published.toISOString().slice(0, 10) : '';
  const events: Event[] = sentences.flatMap((sentence) =>
    datesIn(sentence).map((found) => ({
      ...found,
      sentence: text.slice(sentence.start, sentence.end),
      planned: found.date.slice(0, 10) > today.slice(0, found.date.length),
    })),
  );
  const registry = createRegistry();
  const quotes = reader.quotes(
    text,
    paragraphs,
    registry,
    (slice) => datesIn(slice).find((one) => one.precision === 'day')?.date,
  );
  return {
    lang,
    title: article.title,
    body: paragraphs.map(({ start, end }) => text.slice(start, end)).join('\n\n'),
    summary: summarise(text, sentences),
    people: registry.all(),
    quotes,
    events,
  };
}
