import type { LanguagePack } from '#language/pack.ts';

/** A pack's word lists as sets. */
export interface Lexicon {
  pack: LanguagePack;
  /** Whether a word, in lower case, stands beside quotes: kata, katanya. */
  isCue(word: string): boolean;
  verbShape: RegExp | undefined;
  /** Whether a word holds its speaker in itself; behind a quote that ends in a comma any word of that form does. */
  isEnclitic(word: string, behindStop: boolean): boolean;
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
  givenNames: ReadonlySet<string>;
  placeTitles: ReadonlySet<string>;
  personNouns: ReadonlySet<string>;
  demonstratives: ReadonlySet<string>;
  determiners: ReadonlySet<string>;
  dayPrepositions: ReadonlySet<string>;
  fromWords: ReadonlySet<string>;
  passiveCues: ReadonlySet<string>;
  purposeWords: ReadonlySet<string>;
  participles: ReadonlySet<string>;
  aliasCues: ReadonlySet<string>;
  notSpeakers: ReadonlySet<string>;
  cueOpeners: ReadonlySet<string>;
  objectVerbs: ReadonlySet<string>;
  attributionTails: ReadonlySet<string>;
  accordingToHim: ReadonlySet<string>;
  addressees: ReadonlySet<string>;
  anyBodyNouns: ReadonlySet<string>;
  occasions: ReadonlySet<string>;
  callings: ReadonlySet<string>;
  noClauseStarts: ReadonlySet<string>;
  articles: ReadonlySet<string>;
  listeners: ReadonlySet<string>;
  reportVerbs: ReadonlySet<string>;
  femaleNames: ReadonlySet<string>;
  placeHeads: ReadonlySet<string>;
  weakVerbs: ReadonlySet<string>;
  relativeWords: ReadonlySet<string>;
  clauseMarks: ReadonlySet<string>;
  bodyPronouns: ReadonlySet<string>;
  mannerWords: ReadonlySet<string>;
  timeWords: ReadonlySet<string>;
  conjunctionBlocks: ReadonlySet<string>;
  firmNouns: ReadonlySet<string>;
  /** Weekdays and whole names of months: capitals that are no names. */
  calendar: ReadonlySet<string>;
}

export function createLexicon(pack: LanguagePack): Lexicon {
  const cues = new Set(pack.cues);
  const encliticCues = new Set(pack.encliticCues);
  return {
    pack,
    isEnclitic: (word, behindStop) =>
      encliticCues.has(word) ||
      (behindStop &&
        pack.encliticEndings.some((ending) => word.endsWith(ending) && word.length > ending.length + 3) &&
        /^\p{Ll}+$/u.test(word)),
    isCue: (word) => cues.has(word) || encliticCues.has(word),
    cues,
    encliticCues,
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
    givenNames: new Set(pack.givenNames),
    placeTitles: new Set(pack.placeTitles),
    personNouns: new Set(pack.personNouns),
    demonstratives: new Set(pack.demonstratives),
    determiners: new Set(pack.determiners),
    dayPrepositions: new Set(pack.dayPrepositions),
    fromWords: new Set(pack.fromWords),
    passiveCues: new Set(pack.passiveCues),
    purposeWords: new Set(pack.purposeWords),
    participles: new Set(pack.participles),
    aliasCues: new Set(pack.aliasCues),
    notSpeakers: new Set(pack.notSpeakers),
    cueOpeners: new Set(pack.cueOpeners),
    objectVerbs: new Set(pack.objectVerbs),
    attributionTails: new Set(pack.attributionTails),
    accordingToHim: new Set(pack.accordingToHim),
    addressees: new Set(pack.addressees),
    anyBodyNouns: new Set(pack.anyBodyNouns),
    occasions: new Set(pack.occasions),
    callings: new Set(pack.callings),
    noClauseStarts: new Set(pack.noClauseStarts),
    articles: new Set(pack.articles),
    listeners: new Set(pack.listeners),
    reportVerbs: new Set(pack.reportVerbs),
    femaleNames: new Set(pack.femaleNames),
    placeHeads: new Set(pack.placeHeads),
    weakVerbs: new Set(pack.weakVerbs),
    relativeWords: new Set(pack.relativeWords),
    clauseMarks: new Set(pack.clauseMarks),
    bodyPronouns: new Set(pack.bodyPronouns),
    verbShape: pack.verbShape,
    mannerWords: new Set(pack.mannerWords),
    timeWords: new Set(pack.timeWords),
    conjunctionBlocks: new Set(pack.conjunctionBlocks),
    firmNouns: new Set(pack.firmNouns),
    calendar: new Set([...Object.keys(pack.weekdays), ...Object.keys(pack.months).filter((month) => month.length > 3)]),
  };
}
