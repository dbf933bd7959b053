import type { Analysis, ArticleText, Quote, Resolution } from '#core/analysis.ts';
import { createDetect } from '#language/detect.ts';
import type { LanguagePack } from '#language/pack.ts';
import { packs } from '#language/packs.ts';
import { bodyParagraphs, type Span } from './clean.ts';
import { createDateReader, type DateContext, type FoundDate, publicationDay } from './dates.ts';
import { eventsOf } from './events.ts';
import { createLexicon } from './lexicon.ts';
import { findMarked } from './marks.ts';
import { createNames } from './names.ts';
import { peopleOf, registerNames } from './people.ts';
import { readQuotes } from './quotes.ts';
import type { Reading } from './reading.ts';
import type { Draft } from './saying.ts';
import { createSpeakers } from './speakers.ts';
import { createSummary } from './summary.ts';
import { readTokens } from './tokens.ts';

/**
 * Share of quotes whose speaker proved right, by how the speaker was found: measured on 186 annotated articles of
 * some sixty outlets in both languages (1,050 quotes) that are not part of the project.
 */
const CONFIDENCE: Record<'direct' | 'indirect', Record<Resolution, number>> = {
  direct: { named: 0.98, pronoun: 0.94, enclitic: 0.96, continued: 0.93, none: 0 },
  indirect: { named: 0.98, pronoun: 0.96, enclitic: 0.95, continued: 0.9, none: 0 },
};

/** A field that is no text counts as absent. */
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Makes the reader of articles in the languages of these packs. */
export function createAnalyze(languages: readonly LanguagePack[]): (article: ArticleText) => Analysis {
  const readers = new Map(
    languages.map((pack) => [
      pack.code,
      { pack, lexicon: createLexicon(pack), dates: createDateReader(pack), summarise: createSummary(pack) },
    ]),
  );
  const detect = createDetect(languages);
  const confidenceOf = ({ kind, resolution }: Draft): number =>
    CONFIDENCE[kind === 'direct' ? 'direct' : 'indirect'][resolution];

  return (article) => {
    const text = asText(article.text) ?? '';
    const title = asText(article.title);
    const asked = asText(article.lang)?.slice(0, 2).toLowerCase();
    const lang = asked !== undefined && readers.has(asked) ? asked : detect(text);
    const reader = readers.get(lang);
    if (!reader) return { lang, title, body: text.trim(), summary: [], people: [], quotes: [], events: [] };
    const { pack, lexicon } = reader;
    const today = publicationDay(asText(article.published), pack);
    const paragraphs = bodyParagraphs(text, title, pack);
    const marked = findMarked(text, paragraphs, lexicon);
    const { tokens, sentences } = readTokens(text, paragraphs, marked, lexicon);
    const names = createNames(text, tokens, lexicon);
    const people = registerNames(text, tokens, names, lexicon);
    // A sentence is asked for its days by every quote in it, and again for its events.
    const known = new Map<number, FoundDate[]>();
    const datesIn = (span: Span, context: DateContext = { today }): FoundDate[] => {
      const isPlain = context.today === today && (context.told === undefined || !reader.dates.isTold(text, span));
      if (!isPlain) return reader.dates.readDates(text, span, context);
      const found = known.get(span.start) ?? reader.dates.readDates(text, span, { today });
      known.set(span.start, found);
      return found;
    };
    const reading: Reading = {
      text,
      paragraphs,
      marked,
      tokens,
      sentences,
      lexicon,
      names,
      registry: people.registry,
      speakers: createSpeakers({ ...people, lexicon, tokens, names }),
      datesIn,
    };
    const quotes = readQuotes(reading).map((draft): Quote => ({ ...draft, confidence: confidenceOf(draft) }));
    return {
      lang,
      title,
      body: paragraphs.map(({ start, end }) => text.slice(start, end)).join('\n\n'),
      summary: reader.summarise(text, sentences, tokens),
      people: peopleOf(quotes, reading),
      quotes,
      events: eventsOf(reading, today, quotes),
    };
  };
}

/**
 * Reads one article: summary, people, quotes and dated events, each a slice of the text given.
 * Pure, synchronous, offline; never throws. A language without a pack gives its text and nothing more.
 */
export const analyze = createAnalyze(packs);
