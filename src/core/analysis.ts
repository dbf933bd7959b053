/**
 * What reading one article gives. Everything shown to people is a slice of the article's text:
 * `start` and `end` are UTF-16 offsets into the text that was analysed, so `text.slice(start, end)`
 * is the evidence itself.
 */

/** An article as the analysis takes it. `text` is plain text or HTML already turned into text; paragraphs end at newlines. */
export interface ArticleText {
  text: string;
  title?: string | undefined;
  url?: string | undefined;
  /** ISO 8601; the day that "kemarin" and "Tuesday" are counted from. */
  published?: string | undefined;
  /** ISO 639-1; detected when absent or unknown. */
  lang?: string | undefined;
}

export interface Analysis {
  /** ISO 639-1, or `und` when no language pack fits. */
  lang: string;
  title?: string | undefined;
  /** The article without furniture: what a reader would call its text. */
  body: string;
  /** One to three sentences, verbatim. */
  summary: string[];
  people: Person[];
  quotes: Quote[];
  events: Event[];
}

/** Somebody or something that speaks in the article, under the fullest name it gives. */
export interface Person {
  name: string;
  aliases: string[];
  /** Office as the article words it. */
  role?: string | undefined;
}

export type QuoteKind = 'direct' | 'mixed' | 'indirect';

/**
 * How the speaker was found. `named`: the name stands beside the words; `pronoun`: dia, she …;
 * `enclitic`: katanya; `continued`: a quote that goes on without an attribution of its own;
 * `none`: not found, and then never guessed.
 */
export type Resolution = 'named' | 'pronoun' | 'enclitic' | 'continued' | 'none';

export interface Quote {
  /** The words, without the marks. Segments of a split quote are joined by a space. */
  text: string;
  /** Present when the quote was split by its attribution or runs over paragraphs. */
  segments?: string[] | undefined;
  /** The sentence or sentences it stands in. */
  sentence?: string | undefined;
  kind: QuoteKind;
  /** The fullest name the article gives for the speaker; undefined when unresolved. */
  speaker?: string | undefined;
  /** The speaker as the text says it beside the quote ("dia", "juru bicara Pentagon"). */
  speakerAs?: string | undefined;
  role?: string | undefined;
  /** Day of the saying, YYYY-MM-DD. */
  date?: string | undefined;
  /** Outlet or agency that the words are credited to. */
  credit?: string | undefined;
  start: number;
  end: number;
  resolution: Resolution;
  /** 0..1: the share of quotes of this kind and resolution whose speaker proved right when measured. */
  confidence: number;
}

export type Precision = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Event {
  /** YYYY, YYYY-MM or YYYY-MM-DD, as precise as the text is. A week's date is its Monday, a quarter's its first month. */
  date: string;
  precision: Precision;
  /** Last day (or month, year) of a range, a week or a quarter. */
  until?: string | undefined;
  /** The expression in the text that gave the date. */
  anchor: string;
  sentence: string;
  start: number;
  end: number;
  /** It lay ahead when the article was published. */
  planned: boolean;
}
