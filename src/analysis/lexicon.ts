import type { LanguagePack } from '#language/pack.ts';

/** A pack's word lists as sets. */
export interface Lexicon {
  pack: LanguagePack;
  cues: ReadonlySet<string>;
  encliticCues: ReadonlySet<string>;
  speechVerbs: ReadonlySet<string>;
  clauseVerbs: ReadonlySet<string>;
  stopWords: ReadonlySet<string>;
  adverbs: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  conjunctions: ReadonlySet<string>;
  and: ReadonlySet<string>;
  pronouns: ReadonlySet<string>;
  titles: ReadonlySet<string>;
  officeWords: ReadonlySet<string>;
  organisations: ReadonlySet<string>;
  places: ReadonlySet<string>;
  anonymous: ReadonlySet<string>;
  particles: ReadonlySet<string>;
  abbreviations: ReadonlySet<string>;
  credits: ReadonlySet<string>;
  accordingTo: ReadonlySet<string>;
  /** Weekdays and whole names of months: capitals that are no names. */
  calendar: ReadonlySet<string>;
}

export function createLexicon(pack: LanguagePack): Lexicon {
  return {
    pack,
    cues: new Set(pack.cues),
    encliticCues: new Set(pack.encliticCues),
    speechVerbs: new Set(pack.speechVerbs),
    clauseVerbs: new Set(pack.clauseVerbs),
    stopWords: new Set(pack.stopWords),
    adverbs: new Set(pack.adverbs),
    negations: new Set(pack.negations),
    conjunctions: new Set(pack.conjunctions),
    and: new Set(pack.and),
    pronouns: new Set(pack.pronouns),
    titles: new Set(pack.titles),
    officeWords: new Set(pack.officeWords),
    organisations: new Set(pack.organisations),
    places: new Set(pack.places),
    anonymous: new Set(pack.anonymous),
    particles: new Set(pack.nameParticles),
    abbreviations: new Set(pack.abbreviations),
    credits: new Set(pack.credits),
    accordingTo: new Set(pack.accordingTo),
    calendar: new Set([...Object.keys(pack.weekdays), ...Object.keys(pack.months).filter((month) => month.length > 3)]),
  };
}
