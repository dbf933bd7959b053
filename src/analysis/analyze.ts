import type { Analysis, ArticleText, Event, Person, Quote, Resolution } from '#core/analysis.ts';
import { detectLanguage } from '#language/detect.ts';
import { packs } from '#language/packs.ts';
import { bodyParagraphs, type Span } from './clean.ts';
import { createDateReader, type FoundDate, publicationDay } from './dates.ts';
import { createDirectReader, type Draft } from './direct.ts';
import { createIndirectReader } from './indirect.ts';
import { createLexicon } from './lexicon.ts';
import { findMarked, type Marked } from './marks.ts';
import { createNames } from './names.ts';
import type { Reading } from './reading.ts';
import { createRegistry } from './registry.ts';
import { createSpeakers } from './speakers.ts';
import { summarise } from './summary.ts';
import { readTokens } from './tokens.ts';

/** Until each share is measured on its own, only the order of these means something. */
const CONFIDENCE: Record<Resolution, number> = { named: 0.9, pronoun: 0.75, enclitic: 0.75, continued: 0.8, none: 0.3 };

const readers = new Map(
  packs.map((pack) => [pack.code, { pack, lexicon: createLexicon(pack), readDates: createDateReader(pack) }]),
);

/**
 * Reads one article: summary, people, quotes and dated events, each a slice of the text given.
 * Pure, synchronous, offline; never throws. A language without a pack gives its text and nothing more.
 */
export function analyze(article: ArticleText): Analysis {
  const { text, title } = article;
  const asked = article.lang?.slice(0, 2).toLowerCase();
  const lang = asked !== undefined && readers.has(asked) ? asked : detectLanguage(text);
  const reader = readers.get(lang);
  if (!reader) return { lang, title, body: text.trim(), summary: [], people: [], quotes: [], events: [] };
  const { pack, lexicon } = reader;
  const today = publicationDay(article.published, pack);
  const paragraphs = bodyParagraphs(text, title, pack);
  const marked = findMarked(text, paragraphs);
  const { tokens, sentences } = readTokens(text, paragraphs, marked, pack);
  const names = createNames(text, tokens, lexicon);
  const registry = createRegistry();
  for (let at = 0; at < tokens.length;) {
    const mention = names.isPart(tokens[at]) ? names.readAt(at) : undefined;
    if (mention) registry.add(mention, names.isPerson(mention));
    at = mention ? mention.to : at + 1;
  }
  const reading: Reading = {
    text,
    paragraphs,
    marked,
    tokens,
    sentences,
    lexicon,
    names,
    registry,
    speakers: createSpeakers(registry, pack),
    datesIn: (span: Span): FoundDate[] => reader.readDates(text, span, today),
  };
  const quotes = readQuotes(reading).map((draft): Quote => ({ ...draft, confidence: CONFIDENCE[draft.resolution] }));
  return {
    lang,
    title,
    body: paragraphs.map(({ start, end }) => text.slice(start, end)).join('\n\n'),
    summary: summarise(text, sentences),
    people: peopleOf(quotes, reading),
    quotes,
    events: eventsOf(reading, today),
  };
}

/** Direct and indirect quotes in the order of the text, so that each finds who spoke before it. */
function readQuotes(reading: Reading): Draft[] {
  const { text, tokens, sentences, names, speakers } = reading;
  const readDirect = createDirectReader(reading);
  const readIndirect = createIndirectReader(reading);
  const bySentence = new Map<number, Marked[]>();
  let next = 0;
  sentences.forEach((sentence, index) => {
    const inside: Marked[] = [];
    while (reading.marked[next] && reading.marked[next]!.open < sentence.end) inside.push(reading.marked[next++]!);
    if (inside.length > 0) bySentence.set(index, inside);
  });
  const quotes: Draft[] = [];
  let before: { quote: Draft; paragraph: number } | undefined;
  let inParagraph: Draft[] = [];
  sentences.forEach((sentence, index) => {
    if (sentences[index - 1]?.paragraph !== sentence.paragraph) {
      const last = quotes.at(-1);
      before = last?.speaker ? { quote: last, paragraph: sentences[index - 1]!.paragraph } : before;
      inParagraph = [];
    }
    speakers.enter(sentence, text, tokens, names);
    const indirect = readIndirect(index);
    if (indirect) quotes.push(indirect);
    const previous = before?.paragraph === sentence.paragraph - 1 ? before.quote : undefined;
    const found = readDirect(bySentence.get(index) ?? [], previous, inParagraph);
    inParagraph.push(...found);
    quotes.push(...found);
  });
  return quotes.sort((a, b) => a.start - b.start);
}

function peopleOf(quotes: readonly Quote[], reading: Reading): Person[] {
  const people = new Map<string, Person>();
  for (const { speaker, role } of quotes) {
    if (speaker && !people.has(speaker))
      people.set(speaker, { name: speaker, aliases: reading.registry.aliasesOf(speaker), role });
  }
  return [...people.values()];
}

function eventsOf(reading: Reading, today: number | undefined): Event[] {
  const day = today === undefined ? undefined : new Date(today).toISOString().slice(0, 10);
  return reading.sentences.flatMap((sentence) =>
    reading.datesIn(sentence).map((found) => ({
      ...found,
      sentence: reading.text.slice(sentence.start, sentence.end),
      planned: day !== undefined && found.date > day.slice(0, found.date.length),
    })),
  );
}
