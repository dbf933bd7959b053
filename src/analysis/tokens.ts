import type { Lexicon } from './lexicon.ts';
import type { Span } from './clean.ts';
import type { Marked } from './marks.ts';

export interface Token extends Span {
  /** Its place among the article's tokens. */
  index: number;
  text: string;
  low: string;
  word: boolean;
  capital: boolean;
  quoted: boolean;
  sentence: number;
  paragraph: number;
}

export interface Sentence extends Span {
  paragraph: number;
  /** Index of the first token, and after the last. */
  from: number;
  to: number;
}

/** A stop inside a word joins only abbreviations, numbers and addresses: "tersebut.Selain" are two words and a lost space. */
const TOKEN =
  /(?:\p{Lu}\.){2,}-\p{L}+|(?:\p{Lu}\.)+\p{Lu}(?!\p{L})|[\p{L}\p{N}]+(?:(?:['’‘ʼ\-/–]|\.(?=\p{Ll}|\p{N})|(?<=\p{N}),(?=\p{N}))[\p{L}\p{N}]+)*|\S/gu;
const END = new Set(['.', '!', '?', '…']);
const CLOSERS = new Set(['"', '”', '’', ')', ']', '»', "'"]);
/** Tokens after a closed question or exclamation in which its attribution is looked for. */
const CUE_WITHIN = 6;

const SMALL_A = 0x61;
const SMALL_Z = 0x7a;

/** Nearly every word begins with a small ASCII letter: those need no regular expression. */
function isSmall(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= SMALL_A && code <= SMALL_Z;
}
const isWord = (text: string): boolean => isSmall(text) || /^[\p{L}\p{N}]/u.test(text);
const isCapital = (text: string): boolean => !isSmall(text) && /^(?:\p{Lu}|\d+\p{Lu})/u.test(text);

/** The words of the paragraphs and the sentences they form. Marks hold a sentence together. */
export function readTokens(
  text: string,
  paragraphs: readonly Span[],
  marked: readonly Marked[],
  lexicon: Lexicon,
): { tokens: Token[]; sentences: Sentence[] } {
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  const { abbreviations } = lexicon;
  let mark = 0;
  paragraphs.forEach((paragraph, index) => {
    const first = tokens.length;
    for (const match of text.slice(paragraph.start, paragraph.end).matchAll(TOKEN)) {
      const start = paragraph.start + match.index;
      while (marked[mark] && marked[mark]!.close <= start) mark += 1;
      const here = marked[mark];
      tokens.push({
        index: tokens.length,
        text: match[0],
        low: match[0].toLowerCase(),
        start,
        end: start + match[0].length,
        word: isWord(match[0]),
        capital: isCapital(match[0]),
        quoted: here !== undefined && start >= here.open && start < here.close,
        sentence: 0,
        paragraph: index,
      });
    }
    let from = first;
    for (let at = first; at < tokens.length; at += 1) {
      let end = at;
      if (!endsSentence(tokens, at, text, lexicon)) continue;
      while (end + 1 < tokens.length && tokens[end + 1]!.start === tokens[end]!.end && isTail(tokens[end + 1]!))
        end += 1;
      const next = tokens[end + 1];
      if (next?.quoted && tokens[end]!.quoted && sameMark(marked, tokens[end]!, next)) continue;
      if (next && !startsSentence(next) && !isTitled(tokens, end + 1, abbreviations)) continue;
      if (next && tokens[end]!.quoted && hasCue(tokens, end + 1, lexicon)) continue;
      pushSentence(sentences, tokens, from, end + 1);
      from = end + 1;
      at = end;
    }
    if (from < tokens.length) pushSentence(sentences, tokens, from, tokens.length);
  });
  return { tokens, sentences };
}

/** "… Sinovac. dr. Tirta …": an abbreviated title in lower case before a name. */
const isTitled = (tokens: readonly Token[], at: number, abbreviations: ReadonlySet<string>): boolean =>
  abbreviations.has(tokens[at]!.low) && tokens[at + 1]?.text === '.' && tokens[at + 2]?.capital === true;

const isTail = (token: Token): boolean => END.has(token.text) || CLOSERS.has(token.text);
const startsSentence = (token: Token): boolean => token.capital || /^[\p{N}"“«([‘]/u.test(token.text);

/** "Ph.D.", "Sp.A.", "M.Kom.": the stops inside and behind a degree. */
function isDegree(tokens: readonly Token[], at: number, text: string): boolean {
  const before = tokens[at - 1]!;
  const isInside = before.text.length <= 2 && before.capital && /\p{Lu}/u.test(text[tokens[at]!.end] ?? '');
  const stop = tokens[at - 2];
  const isBehind =
    stop?.text === '.' &&
    stop.end === before.start &&
    before.text.length <= 4 &&
    /^\p{Lu}\p{Ll}?$/u.test(tokens[at - 3]?.text ?? '');
  return isInside || isBehind;
}

function endsSentence(tokens: readonly Token[], at: number, text: string, lexicon: Lexicon): boolean {
  const token = tokens[at]!;
  if (!END.has(token.text)) return false;
  const before = tokens[at - 1];
  if (token.text !== '.' || !before || before.end !== token.start) return true;
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(before.text) || isDegree(tokens, at, text)) return false;
  // "17 Agust. 1995": an abbreviated month before its year or day.
  if (before.low in lexicon.pack.months && /^\d/u.test(tokens[at + 1]?.text ?? '')) return false;
  return !lexicon.abbreviations.has(before.low) && text[token.end] !== ',';
}

/** Whether both tokens stand in one quote. Between two quotes there is at least a closing and an opening mark. */
function sameMark(marked: readonly Marked[], one: Token, other: Token): boolean {
  let low = 0;
  let high = marked.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (marked[middle]!.open <= one.start) low = middle;
    else high = middle - 1;
  }
  const mark = marked[low];
  return mark !== undefined && other.start < mark.close;
}

function hasCue(tokens: readonly Token[], from: number, lexicon: Lexicon): boolean {
  for (const token of tokens.slice(from, from + CUE_WITHIN)) {
    if (token.quoted || END.has(token.text)) return false;
    if (lexicon.isCue(token.low) || lexicon.speechVerbs.has(token.low)) return true;
  }
  return false;
}

function pushSentence(sentences: Sentence[], tokens: Token[], from: number, to: number): void {
  const first = tokens[from]!;
  for (let at = from; at < to; at += 1) tokens[at]!.sentence = sentences.length;
  sentences.push({ start: first.start, end: tokens[to - 1]!.end, paragraph: first.paragraph, from, to });
}
