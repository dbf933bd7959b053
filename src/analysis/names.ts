import type { Lexicon } from './lexicon.ts';
import { createReferences } from './references.ts';
import { createRuns } from './runs.ts';
import { createSplit, type Split } from './split.ts';
import { createSubjects } from './subjects.ts';
import type { Token } from './tokens.ts';
import { createWords } from './words.ts';

/** Words that name a speaker: "juru bicara Pentagon Sabrina Singh". */
export interface Mention {
  /** Indices of the first token and after the last. */
  from: number;
  to: number;
  phrase: string;
  /** `reference`: words that point back to somebody ("politikus itu", "the economist"). */
  kind: 'person' | 'organisation' | 'office' | 'pronoun' | 'reference';
  name?: string | undefined;
  role?: string | undefined;
}

/** Commas inside an office: "Camat Neglasari, Kabupaten Tangerang, Ubaidillah Ansar". */
const OFFICE_PARTS_MOST = 4;
/** Tokens of ", the Lawdar health department chief" in which a title shows that somebody is described. */
const DESCRIBED_MOST = 8;
/** Words of an organisation's name before an office. */
const OFFICE_WORDS_MOST = 8;
/** Words of "quake agency" behind whose it is. */
const OWNED_MOST = 3;
/** Words between a subject and the participle of a passive: "was also". */
const AUXILIARIES_MOST = 3;
/** Words of a description before a name. */
const DESCRIPTION_MOST = 6;

/** Reads mentions. What stands alone as a speaker somewhere in the article decides where an office ends and its holder's name begins. */
export function createNames(text: string, tokens: readonly Token[], lexicon: Lexicon) {
  const words = createWords(tokens, lexicon);
  const { isPart, isVerb, isKnown, isAge, alone, isShortForm, closing, skipAdverbs } = words;
  const split = createSplit(text, tokens, words, lexicon);
  const runs = createRuns(tokens, words, lexicon);
  const { runEnd } = runs;
  const references = createReferences(text, tokens, words, lexicon);
  const { readBefore, beforeAdverbs } = createSubjects({
    text,
    tokens,
    words,
    runs,
    references,
    lexicon,
    split,
    withName,
  });

  /** "Indonesia's quake agency": what belongs to an organisation or place and can speak itself. */
  function readOwned(owner: Mention): Mention | undefined {
    if (!lexicon.pack.possessiveEndings.some((one) => owner.phrase.endsWith(one))) return undefined;
    for (let end = owner.to + 1; end <= owner.to + OWNED_MOST; end += 1) {
      const last = tokens[end - 1];
      if (!last?.word || last.capital || lexicon.stopWords.has(last.low)) return undefined;
      if (!lexicon.organisations.has(last.low)) continue;
      const phrase = text.slice(tokens[owner.from]!.start, last.end);
      return { from: owner.from, to: end, phrase, kind: 'organisation', name: phrase };
    }
    return undefined;
  }

  const quoting = new Set(lexicon.pack.passiveSayings.map((phrase) => phrase.split(' ')[0]));

  /** The mention that starts at a token, or undefined. */
  function readAt(from: number, isTitled = false): Mention | undefined {
    const first = tokens[from];
    if (!first || first.quoted) return undefined;
    if (lexicon.pronouns.has(first.low)) return { from, to: from + 1, phrase: first.text, kind: 'pronoun' };
    if (!isPart(first)) return undefined;
    return withName(split(from, runEnd(from), isTitled));
  }

  /** "Ketua Koperasi Desa Sukaraya, Tarmidzi,": an office whose holder stands behind a comma. */
  function withName(office: Split): Split {
    if (office.sure || office.kind === 'organisation' || (office.kind === 'person' && office.role === undefined))
      return office;
    let at = office.to;
    if (tokens[at]?.text === '(' && isShortForm(at)) at = closing(at) + 1;
    for (let part = 0; part < OFFICE_PARTS_MOST; part += 1) {
      if (tokens[at]?.text !== ',' && !lexicon.and.has(tokens[at]?.low ?? '')) break;
      let start = at + 1;
      if (lexicon.and.has(tokens[start]?.low ?? '')) start += 1;
      const first = tokens[start];
      if (!isPart(first) || first!.sentence !== tokens[office.from]!.sentence) break;
      const to = runEnd(start);
      const holder = split(start, to);
      const after = tokens[to];
      const ends = after === undefined || !after.word || !after.capital;
      if (holder.kind === 'person' && ends && (holder.sure || holder.role === undefined)) {
        const nameless = holder.role === undefined && holder.to - holder.from === 1 && !holder.sure;
        const isPlace = tokens.slice(holder.from, holder.to).every((token) => isKnown(token));
        if (!nameless && !isPlace)
          return {
            ...holder,
            from: office.from,
            phrase: text.slice(tokens[office.from]!.start, tokens[to - 1]!.end),
            role: text.slice(tokens[office.from]!.start, tokens[start - 1]!.start).replace(/[,\s]+$/u, ''),
            sure: true,
          };
      }
      at = to;
    }
    return office;
  }

  /** Index after "was quoted (by Reuters) as saying" at a token; undefined where nothing of the kind stands. */
  function passiveSayingEnd(at: number): number | undefined {
    for (const phrase of lexicon.pack.passiveSayings) {
      const [head, ...rest] = phrase.split(' ');
      let next = at;
      while (next < at + AUXILIARIES_MOST && tokens[next]?.low !== head && tokens[next]?.word) next += 1;
      if (tokens[next]?.low !== head) continue;
      next += 1;
      if (lexicon.byWords.has(tokens[next]?.low ?? '')) next = runEnd(next + 1);
      if (rest.every((word, offset) => tokens[next + offset]?.low === word)) return next + rest.length;
    }
    return undefined;
  }

  /** "quoted Anwar as saying": whom an outlet quotes. */
  function citedBehind(at: number): Mention | undefined {
    for (const phrase of lexicon.pack.passiveSayings) {
      const [head, ...rest] = phrase.split(' ');
      const who = tokens[at]?.low === head ? readDescribed(at + 1) : undefined;
      if (who && rest.every((word, offset) => tokens[who.to + offset]?.low === word)) return who;
    }
    return undefined;
  }

  /** Whether the article treats the name as a person's: an office, an age, or a part of it used alone. */
  function isPerson(mention: Mention): boolean {
    if (mention.kind !== 'person' || !mention.name) return false;
    const words = mention.name.split(' ');
    if (mention.role !== undefined && (words.length > 1 || alone.has(words[0]!.toLowerCase()))) return true;
    if (isAge(mention.to)) return true;
    const isDescribed =
      tokens[mention.to]?.text === ',' &&
      tokens.slice(mention.to + 1, mention.to + DESCRIBED_MOST).some((token) => lexicon.titles.has(token.low));
    if (words.length > 1 && (isDescribed || lexicon.givenNames.has(words[0]!.toLowerCase()))) return true;
    return words.some((word) => alone.has(word.toLowerCase()));
  }

  /** The mention after a few words that describe it: "said lead author Halvard Mokoena". */
  function readDescribed(at: number): Mention | undefined {
    const here = readAt(at);
    // "KPK's new Chairman Setyo Budiyanto": whose chairman it is, stands first.
    const isOwner = here !== undefined && lexicon.pack.possessiveEndings.some((one) => here.phrase.endsWith(one));
    // "Rules member Ralph Norman", "Kuala Lumpur police chief X".
    const isBefore = here !== undefined && here.role === undefined && here.kind !== 'office' && isOfficeWord(here.to);
    if (here && here.kind !== 'office' && !isOwner && !isBefore) return here;
    let start = here?.to ?? at;
    if (isBefore) start = behindName(start);
    const from = start;
    while (start < from + DESCRIPTION_MOST && isDescription(tokens[start])) start += 1;
    if (lexicon.fromWords.has(tokens[start]?.low ?? '') && isPart(tokens[start + 1])) start = runEnd(start + 1);
    if (lexicon.demonstratives.has(tokens[start]?.low ?? '') && start > at) {
      return { from: at, to: start + 1, phrase: text.slice(tokens[at]!.start, tokens[start]!.end), kind: 'reference' };
    }
    if (tokens[start]?.text === ',' && start > at) start += 1;
    const isTitled = here?.kind === 'office';
    const isHeaded = start > at && lexicon.titles.has(tokens[start - 1]!.low);
    const next = start > at ? readAt(start, isTitled || isHeaded) : undefined;
    // "corporate secretary Israwadi": a single name behind an office.
    const isLone = isHeaded && next !== undefined && next.to - next.from === 1 && !isKnown(tokens[next.from]!);
    const further = next?.kind === 'organisation' && isOfficeWord(next.to) ? readDescribed(start) : next;
    const named: Mention | undefined = isLone
      ? { ...next, kind: 'person', name: next.phrase, role: undefined }
      : further;
    if (named?.kind !== 'person') return here;
    const role = text.slice(tokens[at]!.start, tokens[named.from]!.start) + (named.role ?? '');
    return {
      ...named,
      from: at,
      role: role.replace(/[,\s]+$/u, ''),
      phrase: text.slice(tokens[at]!.start, tokens[named.to - 1]!.end),
    };
  }

  /** Past the rest of an organisation's name: "and Geological Disaster Mitigation Centre". */
  function behindName(at: number): number {
    let next = at;
    while (next < at + OFFICE_WORDS_MOST && ((tokens[next]?.capital && isPart(tokens[next])) || isLink(next)))
      next += 1;
    return next;
  }

  const isLink = (at: number): boolean =>
    (lexicon.and.has(tokens[at]?.low ?? '') || lexicon.fromWords.has(tokens[at]?.low ?? '')) && isPart(tokens[at + 1]);

  /** A small word for an office behind what it belongs to. */
  function isOfficeWord(at: number): boolean {
    let next = at;
    // "Volcanology and Geological Disaster Mitigation Centre spokesman X".
    next = behindName(next);
    const from = next;
    while (next < from + DESCRIPTION_MOST && isDescription(tokens[next])) next += 1;
    return next > from && isPart(tokens[next]) && lexicon.titles.has(tokens[next - 1]!.low);
  }

  const isDescription = (token: Token | undefined): boolean =>
    token !== undefined &&
    token.word &&
    !token.quoted &&
    !token.capital &&
    !lexicon.stopWords.has(token.low) &&
    !lexicon.demonstratives.has(token.low) &&
    !quoting.has(token.low) &&
    !isVerb(token);

  /** A short form in brackets behind a mention: "Presiden Joko Widodo (Jokowi)". */
  function shortFormOf(mention: Mention): string | undefined {
    if (tokens[mention.to]?.text !== '(' || !isShortForm(mention.to)) return undefined;
    return text.slice(tokens[mention.to + 1]!.start, tokens[closing(mention.to) - 1]!.end);
  }

  /** "Pasal 5", "the company's manual": what holds words but says nothing. */
  const isNoSpeaker = (who: Mention): boolean =>
    who.kind !== 'person' &&
    who.kind !== 'pronoun' &&
    tokens.slice(who.from, who.to).some((token) => lexicon.notSpeakers.has(token.low));

  return {
    isNoSpeaker,
    readAt,
    readBefore,
    beforeAdverbs,
    passiveSayingEnd,
    citedBehind,
    readOwned,
    readBody: references.readBody,
    readPointing: references.readPointing,
    readDescribed,
    isPart,
    isPerson,
    shortFormOf,
    isVerb,
    skipAdverbs,
  };
}

export type Names = ReturnType<typeof createNames>;
