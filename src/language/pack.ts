/** A language as data: what the analysis knows of it. Adding a language is one pack and a line in packs.ts. */
export interface LanguagePack {
  /** ISO 639-1. */
  code: string;
  /** The commonest words: how the language is recognised. */
  stopWords: readonly string[];
  /** Words that say that the words before (or after) them were said: "kata", "said". Lower case. */
  cues: readonly string[];
  /** The same with the speaker inside: "katanya". */
  encliticCues: readonly string[];
  /** Verbs after a subject that report what it said without marks: "mengatakan". */
  reportVerbs: readonly string[];
  /** What may stand between a report verb and the clause: "bahwa", "that". */
  complementizers: readonly string[];
  /** "menurut X,", "according to X,". */
  accordingTo: readonly string[];
  /** Third-person pronouns that may stand for a speaker. */
  pronouns: readonly string[];
  /** Words of offices, ranks and titles that precede a name; lower case, compared word by word. */
  titles: readonly string[];
  /** Words before an outlet that is credited: "dilansir", "told". */
  creditWords: readonly string[];
  /** Abbreviations whose full stop ends no sentence; lower case, without the stop. */
  abbreviations: readonly string[];
  months: Readonly<Record<string, number>>;
  /** 1 is Monday. */
  weekdays: Readonly<Record<string, number>>;
  /** Paragraphs that are no news text, tested against the whole paragraph. */
  furniture: readonly RegExp[];
  /** What stands before the first sentence: "Liputan6.com, Jakarta - ". */
  dateline: RegExp;
  /** Words after a month that put it into the past: "lalu", "last". */
  lastWords: readonly string[];
  /** Words that say a year follows: "tahun", "since". */
  yearWords: readonly string[];
  /** Days counted from publication: yesterday is -1. */
  relativeDays: Readonly<Record<string, number>>;
}
