export type RelativeUnit = 'day' | 'week' | 'month' | 'year';

/** A phrase that counts from the day of publication: "pekan lalu" is one week back. */
export interface RelativeDate {
  phrase: string;
  unit: RelativeUnit;
  offset: number;
}

/**
 * What the analysis knows of one language. A pack is data: all words in lower case, phrases with single
 * spaces. A further language needs a pack and its place in `packs.ts`, nothing else; `definePack` fills what it leaves out.
 */
export interface LanguagePack {
  /** ISO 639-1. */
  code: string;
  /** Hours east of UTC that a publication time without an own zone is read in. */
  utcOffsetHours: number;
  /** Frequent words that tell the language from others; also never part of a name. */
  stopWords: readonly string[];
  /** Verbs that stand beside a quote: kata, said. */
  cues: readonly string[];
  /** Cues that hold their speaker in themselves: katanya. */
  encliticCues: readonly string[];
  /** Words that may stand between a quote and its cue: demikian. */
  cueOpeners: readonly string[];
  /** Verbs of indirect speech that take their clause with or without a conjunction. */
  speechVerbs: readonly string[];
  /** Verbs that report speech only when the conjunction follows. */
  clauseVerbs: readonly string[];
  /** Words between a subject and its verb: juga, also. */
  adverbs: readonly string[];
  /** The form of further adverbs: -ly. */
  adverbShape: RegExp | undefined;
  negations: readonly string[];
  conjunctions: readonly string[];
  and: readonly string[];
  accordingTo: readonly string[];
  /** Words that name whom something was said to, or where: kepada, to. */
  addressees: readonly string[];
  pronouns: readonly string[];
  /** Offices, ranks and forms of address, word by word. */
  titles: readonly string[];
  /** Words inside the name of an office or organisation. */
  officeWords: readonly string[];
  /** First words of organisations' names. */
  organisations: readonly string[];
  places: readonly string[];
  /** First names that are common: where an office ends and its holder's name begins. */
  givenNames: readonly string[];
  /** Titles that a place follows more often than a name: camat, bupati. */
  placeTitles: readonly string[];
  /** The form of further words for what somebody does: -ologist. */
  occupationShape: RegExp | undefined;
  /** Words for one person that are no titles: politikus, woman. */
  personNouns: readonly string[];
  /** Words that make a description point back, before it: the. */
  determiners: readonly string[];
  /** Words before a weekday between subject and verb: on. */
  dayPrepositions: readonly string[];
  /** Words that join an organisation to a description: dari, from. */
  fromWords: readonly string[];
  /** Between a word of credit and the outlet: dari, the. */
  creditJoiners: readonly string[];
  /** Passive forms that name the speaker behind them: disampaikan (oleh) X. */
  passiveCues: readonly string[];
  /** Passive phrases that follow their speaker: "Bahri was quoted as saying". */
  passiveSayings: readonly string[];
  /** What a noun takes on when another belongs to it: 's. */
  possessiveEndings: readonly string[];
  /** Between a passive form and its speaker: oleh. */
  byWords: readonly string[];
  /** What hangs on a verb and means its speaker: katanya. Empty when a language has nothing of the kind. */
  encliticEndings: readonly string[];
  /** Words that open what is asked for: agar, to. */
  purposeWords: readonly string[];
  /** Forms that hang a further saying on the same speaker: adding that. */
  participles: readonly string[];
  /** Words before another name of the same person: disapa, alias. */
  aliasCues: readonly string[];
  /** First words of an unnamed source: seorang, a. */
  anonymous: readonly string[];
  /** Words behind a description that point back: itu. */
  demonstratives: readonly string[];
  /** Particles inside names: bin, van. */
  nameParticles: readonly string[];
  /** Nouns for an organisation of any kind: company. */
  anyBodyNouns: readonly string[];
  /** Of those nouns, the ones that no authority is called by: company. */
  firmNouns: readonly string[];
  /** What something is said at or in: konferensi, statement. */
  occasions: readonly string[];
  /** Forms before quoted words that its sentence's subject uses: calling it. */
  callings: readonly string[];
  /** Words for when and where behind a verb of saying: yesterday, here. */
  timeWords: readonly string[];
  /** Words before a conjunction that make it another: so that. */
  conjunctionBlocks: readonly string[];
  /** Words that no reported clause begins with. */
  noClauseStarts: readonly string[];
  /** Articles before a listener: a. */
  articles: readonly string[];
  /** Those to whom things are said: reporters. */
  listeners: readonly string[];
  /** Verbs that follow a clause and its speaker beside the cues: reported. */
  reportVerbs: readonly string[];
  /** Of the given names, those of women; empty where pronouns don't tell. */
  femaleNames: readonly string[];
  /** Pronouns that tell a woman from a man: she is `female`. */
  pronounGenders: Readonly<Record<string, 'female' | 'male'>>;
  /** Words before a place's name: desa, kecamatan. */
  placeHeads: readonly string[];
  /** Verbs of saying that take a plain object as often: menyebut. */
  weakVerbs: readonly string[];
  /** Words that open a relative clause: yang. */
  relativeWords: readonly string[];
  /** Words that show that a clause follows: akan, tidak. */
  clauseMarks: readonly string[];
  /** The form of a verb, for what the list of clause marks leaves out. */
  verbShape: RegExp | undefined;
  /** Pronouns for an organisation: it. */
  bodyPronouns: readonly string[];
  /** First words of what is quoted but nobody says: pasal. */
  notSpeakers: readonly string[];
  /** Verbs whose object comes before the clause: meminta X agar, told X that. */
  objectVerbs: readonly string[];
  /** Of the verbs that need a conjunction, those that ask for something ("urged X to"); empty when all may. */
  requestVerbs: readonly string[];
  /** Verbs that charge somebody with something, and the word that opens it: accused X of. */
  accusations: readonly string[];
  chargeWords: readonly string[];
  /** Nouns that with a demonstrative stand for what was said before: hal itu. */
  thingWords: readonly string[];
  /** Openings of what is said about a saying behind its clause: when asked. */
  clauseEnds: readonly string[];
  /** What an organisation says something in, behind its name: the ministry's report. */
  documents: readonly string[];
  /** Words before a participle that say when or how: after saying, while noting. */
  participleOpeners: readonly string[];
  /** Words between two sayings of one speaker: said …, but added. */
  joiners: readonly string[];
  /** Words that begin the rest of an attribution: saat, usai. */
  attributionTails: readonly string[];
  /** Forms of `accordingTo` that hold their speaker: menurutnya. */
  accordingToHim: readonly string[];
  /** Whether a verb of saying stands before its speaker behind a quote: kata X. */
  cuesBeforeNames: boolean;
  /** Whether a title begins the run it stands in; elsewhere a place may come first: "Ohio Governor X". */
  titlesBeginRuns: boolean;
  /** Titles that are names as often: raja, hakim. */
  titlesAsNames: readonly string[];
  /** Single words before a first name that belong to it: I Wayan. */
  namePrefixes: readonly string[];
  /** What may follow an outlet's name: dilansir, told. */
  credits: readonly string[];
  /** Openings after which a pronoun no longer means the speaker before. */
  topicChanges: readonly string[];
  abbreviations: readonly string[];
  months: Readonly<Record<string, number>>;
  /** 0 is Sunday. */
  weekdays: Readonly<Record<string, number>>;
  /** Words before a weekday that belong to the expression: hari. */
  dayWords: readonly string[];
  /** Words that let a bare year or month be a date: tahun, sejak. */
  yearWords: readonly string[];
  /** Before a month or weekday: it has been, or is to come. */
  sinceWords: readonly string[];
  untilWords: readonly string[];
  /** Words and where they stand that put a month or weekday in the past or future. */
  past: { before: readonly string[]; after: readonly string[] };
  future: { before: readonly string[]; after: readonly string[] };
  /** Words that show that a sentence speaks of what is to come. */
  futureMarks: readonly string[];
  relative: readonly RelativeDate[];
  /** Words that show that a clause tells of what was. */
  pastMarks: readonly string[];
  /** Endings of verbs in the past: ed. */
  pastEndings: readonly string[];
  /** Words that let a bare month be a date: bulan, in. */
  monthWords: readonly string[];
  /** Between the months or days of a list or range: dan, hingga. */
  listWords: readonly string[];
  /** Between a day and its month, or a month and its year: of, tahun. */
  ofWords: readonly string[];
  /** Words for the beginning of a month: awal. */
  earlyWords: readonly string[];
  /** Whether "until Tuesday" lies ahead also where the verb stands in the past. */
  untilLooksAhead: boolean;
  /** Words that name the running year's month: ini, this. */
  thisWords: { before: readonly string[]; after: readonly string[] };
  /** Words that open how something is said, between subject and verb: secara pribadi. */
  mannerWords: readonly string[];
  quarterWords: readonly string[];
  /** Before the word for quarter: first. */
  quarterOrdinals: readonly string[];
  /** Number words up to twelve. */
  numbers: Readonly<Record<string, number>>;
  /** Words that make a number of units too vague for a date: hampir, nearly. */
  roughWords: readonly string[];
  /** Words for units of time. */
  units: Readonly<Record<string, RelativeUnit>>;
  /** Behind a number of units, back and ahead: lalu, ago. */
  agoWords: readonly string[];
  aheadWords: readonly string[];
  /** Phrases that count days from the last day told: keesokan harinya. */
  narrative: Readonly<Record<string, number>>;
  /** Days that are feasts by name: Good Friday. */
  namedDays: readonly string[];
  /** Names that carry a year or a day of their own: piala, cup. */
  datedNames: readonly string[];
  /** Openings that hang on the sentence before: Selain itu, But. */
  danglingOpenings: readonly string[];
  /** Whole lines that are no text of the article. */
  furniture: readonly RegExp[];
}

type Needed = 'code' | 'stopWords' | 'cues' | 'months' | 'weekdays';

const NOTHING: Omit<LanguagePack, Needed> = {
  utcOffsetHours: 0,
  encliticCues: [],
  cueOpeners: [],
  speechVerbs: [],
  clauseVerbs: [],
  adverbs: [],
  adverbShape: undefined,
  negations: [],
  conjunctions: [],
  and: [],
  accordingTo: [],
  addressees: [],
  pronouns: [],
  titles: [],
  officeWords: [],
  organisations: [],
  places: [],
  givenNames: [],
  placeTitles: [],
  occupationShape: undefined,
  personNouns: [],
  determiners: [],
  dayPrepositions: [],
  creditJoiners: [],
  fromWords: [],
  passiveCues: [],
  passiveSayings: [],
  possessiveEndings: [],
  byWords: [],
  encliticEndings: [],
  purposeWords: [],
  participles: [],
  aliasCues: [],
  anonymous: [],
  demonstratives: [],
  nameParticles: [],
  anyBodyNouns: [],
  firmNouns: [],
  occasions: [],
  callings: [],
  timeWords: [],
  conjunctionBlocks: [],
  noClauseStarts: [],
  articles: [],
  listeners: [],
  reportVerbs: [],
  femaleNames: [],
  pronounGenders: {},
  placeHeads: [],
  weakVerbs: [],
  relativeWords: [],
  clauseMarks: [],
  verbShape: undefined,
  bodyPronouns: [],
  notSpeakers: [],
  objectVerbs: [],
  requestVerbs: [],
  accusations: [],
  chargeWords: [],
  thingWords: [],
  clauseEnds: [],
  documents: [],
  participleOpeners: [],
  joiners: [],
  attributionTails: [],
  accordingToHim: [],
  cuesBeforeNames: false,
  titlesBeginRuns: false,
  titlesAsNames: [],
  namePrefixes: [],
  credits: [],
  topicChanges: [],
  abbreviations: [],
  dayWords: [],
  yearWords: [],
  sinceWords: [],
  untilWords: [],
  past: { before: [], after: [] },
  future: { before: [], after: [] },
  futureMarks: [],
  relative: [],
  pastMarks: [],
  pastEndings: [],
  monthWords: [],
  listWords: [],
  ofWords: [],
  earlyWords: [],
  untilLooksAhead: false,
  thisWords: { before: [], after: [] },
  mannerWords: [],
  quarterWords: [],
  quarterOrdinals: [],
  numbers: {},
  roughWords: [],
  units: {},
  agoWords: [],
  aheadWords: [],
  narrative: {},
  namedDays: [],
  datedNames: [],
  danglingOpenings: [],
  furniture: [],
};

/** A pack from what its language has; what is left out is a thing that the language does without. */
export function definePack(pack: Pick<LanguagePack, Needed> & Partial<LanguagePack>): LanguagePack {
  return { ...NOTHING, ...pack };
}
