import type { Analysis, ArticleText, Event, Person, Quote, Resolution } from '#core/analysis.ts';
import { detectLanguage } from '#language/detect.ts';
import { packs } from '#language/packs.ts';
import { bodyParagraphs, type Span } from './clean.ts';
import { createDateReader, type DateContext, type FoundDate, publicationDay } from './dates.ts';
import { createDirectReader, type Draft } from './direct.ts';
import { createIndirectReader } from './indirect.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';
import { findMarked, type Marked } from './marks.ts';
import { createNames, type Mention, type Names } from './names.ts';
import { type Reading, tokenAt } from './reading.ts';
import { createRegistry } from './registry.ts';
import { createSpeakers, type Occurrence } from './speakers.ts';
import { createSummary } from './summary.ts';
import { readTokens, type Sentence, type Token } from './tokens.ts';

/** Until each share is measured on its own, only the order of these means something. */
const CONFIDENCE: Record<Resolution, number> = { named: 0.9, pronoun: 0.75, enclitic: 0.75, continued: 0.8, none: 0.3 };

const readers = new Map(
  packs.map((pack) => [
    pack.code,
    { pack, lexicon: createLexicon(pack), readDates: createDateReader(pack), summarise: createSummary(pack) },
  ]),
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
  const marked = findMarked(text, paragraphs, lexicon);
  const { tokens, sentences } = readTokens(text, paragraphs, marked, pack);
  const names = createNames(text, tokens, lexicon);
  const { registry, occurrences, talkers } = registerNames(text, tokens, names, lexicon);
  const reading: Reading = {
    text,
    paragraphs,
    marked,
    tokens,
    sentences,
    lexicon,
    names,
    registry,
    speakers: createSpeakers({ registry, lexicon, occurrences, talkers, tokens, names }),
    datesIn: (span: Span, context: DateContext = { today }): FoundDate[] => reader.readDates(text, span, context),
  };
  const quotes = readQuotes(reading).map((draft): Quote => ({ ...draft, confidence: CONFIDENCE[draft.resolution] }));
  return {
    lang,
    title,
    body: paragraphs.map(({ start, end }) => text.slice(start, end)).join('\n\n'),
    summary: reader.summarise(text, sentences, tokens),
    people: peopleOf(quotes, reading),
    quotes,
    events: eventsOf(reading, today),
  };
}

/** Everybody whom the article names, from its first word to its last, and where the persons stand. */
function registerNames(text: string, tokens: readonly Token[], names: Names, lexicon: Lexicon) {
  const registry = createRegistry();
  const occurrences: Occurrence[] = [];
  const speaking: Mention[] = [];
  let named: { name: string; sentence: number } | undefined;
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]!;
    const mention = names.isPart(token) ? names.readAt(at) : undefined;
    if (!mention) {
      if (named && lexicon.aliasCues.has(token.low) && named.sentence === token.sentence && !token.quoted) {
        const other = names.readAt(at + 1);
        if (other?.kind === 'person')
          registry.alias(named.name, text.slice(tokens[other.from]!.start, tokens[other.to - 1]!.end));
      }
      at += 1;
      continue;
    }
    const isPerson = names.isPerson(mention);
    registry.add(mention, isPerson, names.shortFormOf(mention));
    if (mention.kind === 'person') {
      named = { name: mention.name!, sentence: token.sentence };
      const before = tokens[mention.from - 1]?.low ?? '';
      if (
        names.isVerb(tokens[names.skipAdverbs(mention.to)]) ||
        lexicon.cues.has(before) ||
        lexicon.accordingTo.has(before)
      )
        speaking.push(mention);
      if (isPerson) occurrences.push({ name: mention.name!, paragraph: token.paragraph, token: at });
    }
    at = mention.to;
  }
  for (const one of occurrences)
    one.name = registry.resolve({ from: 0, to: 0, phrase: one.name, kind: 'person', name: one.name })?.name ?? one.name;
  const talkers = new Set(speaking.flatMap((one) => registry.resolve(one)?.name ?? []));
  return { registry, occurrences, talkers };
}

/** Direct and indirect quotes in the order of the text, so that each finds who spoke before it. */
function readQuotes(reading: Reading): Draft[] {
  const { text, sentences, speakers } = reading;
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
  sentences.forEach((sentence, index) => {
    speakers.enter(sentence, text);
    const marks = bySentence.get(index) ?? [];
    // Quotes first where the sentence opens with one: what follows speaks of the same speaker.
    if (marks[0] && marks[0].open <= sentence.start) {
      const direct = readDirect(marks, undefined);
      quotes.push(...direct, ...readIndirect(index, direct.at(-1)));
    } else {
      const indirect = readIndirect(index, undefined);
      quotes.push(...indirect, ...readDirect(marks, indirect[0]));
    }
  });
  return onOneOccasion(quotes.sort((a, b) => a.start - b.start));
}

/** Units from which words that come twice are a pull quote rather than said twice. */
const PULLED_LEAST = 20;

/** Day and credit hold for what the same speaker says next, until another is named (annotation rules: the same occasion). */
function onOneOccasion(quotes: Draft[]): Draft[] {
  const known = new Map<string, { date?: string | undefined; credit?: string | undefined }>();
  const told = new Set<string>();
  const kept = quotes.filter(
    (quote) =>
      quote.kind !== 'direct' ||
      quote.text.length < PULLED_LEAST ||
      (!told.has(quote.text) && Boolean(told.add(quote.text))),
  );
  for (const quote of kept) {
    if (!quote.speaker) continue;
    const before = known.get(quote.speaker);
    quote.date ??= before?.date;
    quote.credit ??= before?.credit;
    known.set(quote.speaker, quote);
  }
  return kept;
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
  const quoteStarts = (at: number, sentence: Sentence): boolean => {
    const token = reading.tokens[tokenAt(reading.tokens, at)];
    return token !== undefined && token.quoted && token.start < sentence.end;
  };
  let told: number | undefined;
  return reading.sentences.flatMap((sentence) => {
    const found = reading.datesIn(sentence, { today, told });
    // "… hari ini," kata X, Selasa: inside a quote the day of the utterance counts.
    const said = found.find((one) => one.precision === 'day' && !quoteStarts(one.start, sentence))?.date;
    const utterance = said === undefined ? undefined : Date.parse(said);
    const isOther =
      utterance !== undefined && utterance !== today && found.some((one) => quoteStarts(one.start, sentence));
    const spoken = isOther ? reading.datesIn(sentence, { today: utterance, told }) : [];
    const dates = isOther
      ? [
          ...spoken.filter((one) => quoteStarts(one.start, sentence)),
          ...found.filter((one) => !quoteStarts(one.start, sentence)),
        ].sort((a, b) => a.start - b.start)
      : found;
    const last = dates.findLast((one) => one.precision === 'day')?.date;
    if (last !== undefined) told = Date.parse(last);
    const seen = new Set<string>();
    return dates
      .filter((one) => !seen.has(one.date + one.precision) && seen.add(one.date + one.precision))
      .map((one) => ({
        ...one,
        sentence: reading.text.slice(sentence.start, sentence.end),
        planned: day !== undefined && one.date > day.slice(0, one.date.length),
      }));
  });
}
