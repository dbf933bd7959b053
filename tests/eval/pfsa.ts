import { readFileSync } from 'node:fs';
import { analyze } from '#analysis/analyze.ts';
import { fold } from '#text/fold.ts';

interface Token {
  text: string;
  label: string;
}

/** A marked quote of PFSA-ID: its tokens, and who the words behind it name, when they name a person. */
interface Marked {
  words: string;
  person: string | undefined;
}

export interface PfsaResult {
  articles: number;
  quotes: number;
  /** Quotes found with exact bounds. */
  exact: number;
  named: number;
  namedRight: number;
  namedWrong: number;
}

const QUOTE = /^["”“]$/u;
const TIGHT_BEFORE = /^[,.!?;:)\]%]$/u;
/** Tokens behind a quote in which the corpus names its speaker. */
const ATTRIBUTION_MOST = 40;
/** Titles that the corpus marks as a speaker although they are no name. */
const BARE_TITLE = /^(?:presiden|panglima|politisi|politikus|mantan|dokter|peneliti)(?:\s|$)/iu;

function readArticles(file: string): Token[][][] {
  const sentences = readFileSync(file, 'utf8')
    .split(/\n\s*\n/u)
    .map((block) =>
      block
        .split('\n')
        .filter(Boolean)
        .map((line): Token => {
          const at = line.lastIndexOf('\t');
          return { text: line.slice(0, at), label: line.slice(at + 1).trim() };
        }),
    )
    .filter((sentence) => sentence.length > 0);
  const articles: Token[][][] = [];
  for (const sentence of sentences) {
    if (articles.length === 0 || sentence.some((token) => token.label.endsWith('B-ISSUE'))) articles.push([]);
    articles.at(-1)!.push(sentence);
  }
  return articles;
}

/** The text as it was printed, as far as tokens tell; the corpus keeps no paragraphs. */
function printed(article: readonly Token[][]): string {
  let text = '';
  let open = false;
  for (const sentence of article) {
    for (const [at, token] of sentence.entries()) {
      const isQuote = QUOTE.test(token.text);
      const closes = isQuote && open;
      const isTight =
        closes ||
        (at > 0 &&
          (TIGHT_BEFORE.test(token.text) ||
            /^[-/]$/u.test(token.text) ||
            /[([\-/]$/u.test(text) ||
            (open && /["”“]$/u.test(text))));
      if (text && !isTight) text += ' ';
      text += token.text;
      if (isQuote) open = !open;
    }
  }
  return text;
}

function markedIn(article: readonly Token[][]): Marked[] {
  const tokens = article.flat();
  const marked: Marked[] = [];
  let start: number | undefined;
  tokens.forEach((token, at) => {
    if (token.label === 'B-STATEMENT') start = at;
    if (token.label !== 'L-STATEMENT' || start === undefined) return;
    const words = tokens
      .slice(start, at + 1)
      .filter((one) => !QUOTE.test(one.text))
      .map((one) => one.text)
      .join('');
    marked.push({ words: bare(words), person: personBehind(tokens, at + 1) });
    start = undefined;
  });
  return marked;
}

function personBehind(tokens: readonly Token[], from: number): string | undefined {
  let hasCue = false;
  for (let at = from; at < Math.min(tokens.length, from + ATTRIBUTION_MOST); at += 1) {
    const { label } = tokens[at]!;
    if (label.includes('STATEMENT') || label === 'U-CUECOREF') return undefined;
    hasCue ||= label.includes('CUE');
    if (!hasCue || !/^[BU]-PERSON(?:COREF)?$/u.test(label)) continue;
    let end = at;
    while (!/^[LU]-/u.test(tokens[end]!.label) && end < tokens.length - 1) end += 1;
    const name = tokens
      .slice(at, end + 1)
      .map((one) => one.text)
      .join(' ');
    return BARE_TITLE.test(name) || /^(?:dia|ia|beliau)$/iu.test(name) ? undefined : name;
  }
  return undefined;
}

const bare = (text: string): string => text.replaceAll(/[\s"”“]+/gu, '').replace(/,$/u, '');
const namesOf = (name: string): string[] =>
  fold(name)
    .split(/[\s.,]+/u)
    .filter((word) => word.length > 1);

/** Measures marked quotes of public figures: bounds, and the speaker where the words behind the quote name one. */
export function measurePfsa(file: string): PfsaResult {
  const result: PfsaResult = { articles: 0, quotes: 0, exact: 0, named: 0, namedRight: 0, namedWrong: 0 };
  for (const article of readArticles(file)) {
    result.articles += 1;
    const analysis = analyze({ text: printed(article), lang: 'id' });
    const direct = analysis.quotes.filter((quote) => quote.kind === 'direct');
    for (const marked of markedIn(article)) {
      result.quotes += 1;
      const found = direct.find((quote) =>
        [quote.text, ...(quote.segments ?? [])].some((one) => bare(one) === marked.words),
      );
      if (!found) continue;
      result.exact += 1;
      if (marked.person === undefined) continue;
      result.named += 1;
      const wanted = namesOf(marked.person);
      if (found.speaker && namesOf(found.speaker).some((word) => wanted.includes(word))) result.namedRight += 1;
      else if (found.speaker) result.namedWrong += 1;
    }
  }
  return result;
}
