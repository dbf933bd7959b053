import type { LanguagePack } from './pack.ts';

export const en: LanguagePack = {
  code: 'en',
  stopWords:
    'the of and to in a is that for on with was as at by it from are be this has have said were not which'.split(' '),
  cues: 'said says told added adds wrote explained asked replied noted warned argued continued insisted stated tweeted posted announced'.split(
    ' ',
  ),
  encliticCues: [],
  reportVerbs:
    'said says told added explained noted warned argued insisted stated claimed announced confirmed emphasized emphasised acknowledged admitted revealed estimated predicted suggested urged'.split(
      ' ',
    ),
  complementizers: ['that'],
  accordingTo: ['according to'],
  pronouns: ['he', 'she', 'they'],
  titles:
    'president prime minister vice secretary general chief chair chairman chairwoman chairperson director governor mayor senator representative spokesman spokeswoman spokesperson professor prof dr mr mrs ms sir coach captain head deputy minister judge police inspector superintendent colonel lieutenant resident fisherman teacher executive officer former acting harbour harbor regional national agency economist analyst'.split(
      ' ',
    ),
  creditWords: ['told', 'reported'],
  abbreviations:
    'mr mrs ms dr prof gen col lt sen rep gov st no vs inc ltd co u.s u.k u.n jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m etc e.g i.e'.split(
      ' ',
    ),
  months: {
    january: 1,
    jan: 1,
    february: 2,
    feb: 2,
    march: 3,
    mar: 3,
    april: 4,
    apr: 4,
    may: 5,
    june: 6,
    jun: 6,
    july: 7,
    jul: 7,
    august: 8,
    aug: 8,
    september: 9,
    sep: 9,
    sept: 9,
    october: 10,
    oct: 10,
    november: 11,
    nov: 11,
    december: 12,
    dec: 12,
  },
  weekdays: { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 },
  furniture: [
    /^(?:read (?:more|also|next)|see also|watch|related|also read)\b.{0,200}$/iu,
    /^(?:advertisement|most read|subscribe.*|sign up.*|share this.*|scroll to continue.*)$/iu,
    /^(?:by|photo|image|editing by|reporting by)\s*:?\s.{1,80}$/iu,
    /^(?:published|updated)\b.{0,120}$/iu,
    /\((?:photo|file|ap photo|reuters)[^()]{0,120}\)\.?$/iu,
  ],
  dateline: /^(?:[\p{Lu}][\p{L}.]*(?:[ ,]+[\p{L}.]+){0,4})\s*(?:\([^()]{1,30}\)\s*)?[-–—]{1,2}\s+(?=["“\p{Lu}\d])/u,
  lastWords: ['last'],
  yearWords: ['in', 'since', 'year'],
  relativeDays: { yesterday: -1, today: 0, tomorrow: 1 },
};
