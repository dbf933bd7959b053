/** The part of a language pack that says nothing about what is told. */
export interface QuietWords {
  stopWords: readonly string[];
  cues: readonly string[];
  encliticCues: readonly string[];
  speechVerbs: readonly string[];
  clauseVerbs: readonly string[];
  passiveCues: readonly string[];
  adverbs: readonly string[];
  conjunctions: readonly string[];
  pronouns: readonly string[];
  titles: readonly string[];
  dayWords: readonly string[];
  yearWords: readonly string[];
  futureMarks: readonly string[];
  months: Readonly<Record<string, number>>;
  weekdays: Readonly<Record<string, number>>;
}

/** Words of every language that stand in any news: who says and when, not what. */
export function quietWords(packs: readonly QuietWords[]): Set<string> {
  return new Set(
    packs.flatMap((pack) => [
      ...[pack.stopWords, pack.cues, pack.encliticCues, pack.speechVerbs, pack.clauseVerbs, pack.passiveCues].flat(),
      ...[pack.adverbs, pack.conjunctions, pack.pronouns, pack.titles, pack.dayWords, pack.yearWords].flat(),
      ...pack.futureMarks,
      ...Object.keys(pack.months),
      ...Object.keys(pack.weekdays),
    ]),
  );
}
