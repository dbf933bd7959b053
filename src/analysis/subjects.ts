import type { Lexicon } from './lexicon.ts';
import type { Mention } from './names.ts';
import type { References } from './references.ts';
import { MENTION_MOST, type Runs } from './runs.ts';
import type { Split } from './split.ts';
import type { Token } from './tokens.ts';
import type { Words } from './words.ts';

/** Tokens of an appositive between commas: "Yance (43), salah seorang nelayan,". */
const APPOSITIVE_MOST = 22;
/** Tokens of "dalam keterangan resminya" between a subject and its verb. */
const OCCASION_MOST = 9;
/** Tokens of adverbs between a subject and its verb. */
const ADVERBS_MOST = 7;
/** Words of a description before a name. */
const DESCRIPTION_MOST = 6;

/** Reads whom the words before a verb name: its subject. */
export function createSubjects(parts: {
  text: string;
  tokens: readonly Token[];
  words: Words;
  runs: Runs;
  references: References;
  lexicon: Lexicon;
  split(from: number, to: number): Split;
  withName(office: Split): Split;
}) {
  const { text, tokens, words, runs, references, lexicon, split, withName } = parts;
  const { isPart, isVerb, isKnown } = words;
  const { runEnd, runStart, goesBack } = runs;
  const { readReference } = references;

  /** The mention that ends right before a token (adverbs, brackets and an appositive between them), or undefined. */
  function readBefore(at: number): Mention | undefined {
    let end = skipAdverbs(at);
    if (lexicon.relativeWords.has(tokens[end - 1]?.low ?? '') && end > 1) end -= tokens[end - 2]!.text === ',' ? 2 : 1;
    if (tokens[end - 1]?.text === ',' && lexicon.demonstratives.has(tokens[end - 2]?.low ?? '')) end -= 1;
    end = skipAside(skipOccasion(end));
    const last = tokens[end - 1];
    if (!last || last.sentence !== tokens[at]?.sentence || last.quoted) return undefined;
    if (lexicon.pronouns.has(last.low)) return { from: end - 1, to: end, phrase: last.text, kind: 'pronoun' };
    const pointed = readReference(end);
    if (pointed) return pointed;
    if (!isPart(last)) return undefined;
    const from = runStart(end);
    if (from >= end) return undefined;
    const subject = split(from, end);
    const apposed = beforeOpenAside(from, end);
    if (apposed) return apposed;
    const owner = ofPlace(from, end);
    if (owner) return owner;
    if (subject.role === undefined && tokens[from - 1]?.text === ',' && from > 1) {
      const held = readBackOffice(from - 1);
      if (held?.to === end) return held;
    }
    if (end < at && subject.role !== undefined) {
      const whole = withName(subject);
      if (whole.to > subject.to && whole.to <= at) return whole;
    }
    return described(subject);
  }

  /** "Pria Utama, dalam keterangan resminya mengatakan": when and where it was said, between subject and verb. */
  function skipOccasion(end: number): number {
    const last = tokens[end - 1];
    if (
      !last?.word ||
      last.quoted ||
      isPart(last) ||
      lexicon.pronouns.has(last.low) ||
      lexicon.demonstratives.has(last.low)
    )
      return end;
    for (let back = end - 1; back >= Math.max(1, end - OCCASION_MOST); back -= 1) {
      const token = tokens[back]!;
      if (token.sentence !== last.sentence || token.quoted || isVerb(token)) return end;
      if (!lexicon.attributionTails.has(token.low)) continue;
      const before = tokens[back - 1]!;
      const isSubject = lexicon.pack.cuesBeforeNames && (isPart(before) || lexicon.pronouns.has(before.low));
      if (before.text === ',' || isSubject) return before.text === ',' ? back - 1 : back;
    }
    return end;
  }

  function skipAdverbs(at: number): number {
    let end = at;
    for (let before = agoBefore(end) ?? end; end > at - ADVERBS_MOST; before = agoBefore(end) ?? end) {
      if (before === end && !lexicon.adverbs.has(tokens[end - 1]?.low ?? '')) break;
      end = before === end ? end - 1 : before;
    }
    // "Ince secara pribadi mengajak".
    if (end > 2 && lexicon.mannerWords.has(tokens[end - 2]!.low) && !tokens[end - 1]!.capital) end -= 2;
    // "consequently urged": a form that the list of adverbs leaves out.
    while (end > 1 && !tokens[end - 1]!.capital && lexicon.pack.adverbShape?.test(tokens[end - 1]!.low) === true)
      end -= 1;
    // "Macron on Friday said": a weekday between subject and verb.
    if (end > 1 && lexicon.calendar.has(tokens[end - 1]!.low) && lexicon.dayPrepositions.has(tokens[end - 2]!.low))
      end -= 2;
    // "Cristia Tory, Sabtu mengemukakan", "X, Senin (3/4), mengatakan".
    return skipDayAside(end);
  }

  /** "Agus beberapa waktu lalu mengungkap", "Udoka two days ago told": where such a time begins. */
  function agoBefore(end: number): number | undefined {
    if (end <= 3 || !lexicon.agoWords.has(tokens[end - 1]!.low)) return undefined;
    const { low } = tokens[end - 3]!;
    if (lexicon.roughWords.has(low) || low in lexicon.pack.numbers) return end - 3;
    return tokens[end - 2]!.low in lexicon.pack.units ? end - 2 : undefined;
  }

  function skipDayAside(end: number): number {
    let back = tokens[end - 1]?.text === ',' ? end - 2 : end - 1;
    if (tokens[back]?.text === ')') while (back > 0 && back > end - 9 && tokens[back]!.text !== '(') back -= 1;
    if (tokens[back]?.text === '(') back -= 1;
    if (!lexicon.calendar.has(tokens[back]?.low ?? '')) return end;
    if (lexicon.dayPrepositions.has(tokens[back - 1]?.low ?? '')) back -= 1;
    return tokens[back - 1]?.text === ',' ? back - 1 : end;
  }

  /** "ahli hukum tata negara UGM Zainal Arifin": lower-case words of the office before the name. */
  function described(subject: Mention): Mention {
    if (subject.kind !== 'person') return subject;
    for (let back = subject.from - 1; back >= Math.max(0, subject.from - DESCRIPTION_MOST); back -= 1) {
      const token = tokens[back]!;
      if (!token.word || token.quoted || token.sentence !== tokens[subject.from]!.sentence) return subject;
      if (lexicon.titles.has(token.low) && !isVerb(token)) {
        const nameFrom = subject.role === undefined ? tokens[subject.from]!.start : undefined;
        const start = tokens[back]!.start;
        const role =
          nameFrom === undefined
            ? text.slice(start, tokens[subject.from]!.start) + subject.role!
            : text.slice(start, nameFrom).trimEnd();
        return { ...subject, from: back, role, phrase: text.slice(start, tokens[subject.to - 1]!.end) };
      }
      if (lexicon.stopWords.has(token.low) || isVerb(token)) return subject;
    }
    return subject;
  }

  /** "Lilis Alice, seorang warga Palangka Raya bercerita": an aside that no comma closes. */
  function beforeOpenAside(from: number, end: number): Mention | undefined {
    const { sentence } = tokens[end - 1]!;
    for (let back = from - 1; back > Math.max(0, end - APPOSITIVE_MOST); back -= 1) {
      const token = tokens[back]!;
      if (token.sentence !== sentence || token.quoted || isVerb(token)) return undefined;
      if (token.text !== ',') continue;
      const first = tokens[back + 1]!;
      const isWords = !first.capital && (lexicon.anonymous.has(first.low) || lexicon.articles.has(first.low));
      // "Herry Sidharta, Wakil Direktur Utama BNI mengatakan": an office behind a name, and no name behind it.
      const isOffice = lexicon.titles.has(first.low) && split(back + 1, end).kind !== 'person';
      const isAside = isWords || isOffice;
      const name = isAside ? skipAside(back) : back;
      if (!isAside || !isPart(tokens[name - 1])) return undefined;
      const start = runStart(name);
      const who = start < name ? described(split(start, name)) : undefined;
      return who?.kind === 'person' ? who : undefined;
    }
    return undefined;
  }

  /** "Sen. Mike Lee of Utah": the place only tells which one. */
  function ofPlace(from: number, end: number): Mention | undefined {
    if (!lexicon.fromWords.has(tokens[from - 1]?.low ?? '') || !isPart(tokens[from - 2])) return undefined;
    if (lexicon.organisations.has(tokens[from]!.low) || lexicon.titles.has(tokens[from]!.low)) return undefined;
    let start = from - 2;
    while (
      start > 0 &&
      from - start < MENTION_MOST &&
      tokens[start - 1]!.sentence === tokens[from]!.sentence &&
      goesBack(start - 1)
    )
      start -= 1;
    while (start < from - 1 && !isPart(tokens[start])) start += 1;
    const owner = split(start, from - 1);
    return owner.kind === 'person' ? { ...owner, to: end } : undefined;
  }

  function readBackOffice(comma: number): Mention | undefined {
    let from = comma;
    while (
      from > 0 &&
      comma - from < MENTION_MOST &&
      tokens[from - 1]!.sentence === tokens[comma]!.sentence &&
      (goesBack(from - 1) || tokens[from - 1]!.text === ',')
    )
      from -= 1;
    while (from < comma && !(isPart(tokens[from]) && lexicon.titles.has(tokens[from]!.low))) from += 1;
    return from < comma ? withName(split(from, Math.min(comma, runEnd(from)))) : undefined;
  }

  /** Steps back over "(38)" and over an aside between commas. */
  function skipAside(end: number): number {
    const last = tokens[end - 1];
    if (last?.text === ')') {
      for (let back = end - 2; back >= Math.max(0, end - 8); back -= 1) if (tokens[back]!.text === '(') return back;
    }
    if (last?.text !== ',') return end;
    for (let back = end - 2; back >= Math.max(0, end - APPOSITIVE_MOST); back -= 1) {
      const token = tokens[back]!;
      if (token.sentence !== last.sentence || token.quoted) return end;
      if (token.text !== ',') continue;
      // "Badan Meteorologi … (BMKG), Daryono, menyatakan": behind a short form the name itself stands.
      const isShortForm = tokens[back - 1]?.text === ')' && tokens[back - 3]?.text === '(' && tokens[back - 2]!.capital;
      const isName = tokens.slice(back + 1, end - 1).every((one) => isPart(one) && !lexicon.titles.has(one.low));
      // "Kontraktor bendung itu, PT Arta Pintu Baja, membantah": a firm named in the aside is who speaks.
      const isFirm = isName && end - 1 - back > 2 && lexicon.organisations.has(tokens[back + 1]!.low);
      if ((isShortForm && isName) || isFirm) return end - 1;
      if (tokens[back - 1]?.text === ')') return skipAside(back);
      if (isPart(tokens[back - 1])) return hasEarlierName(back) ?? back;
      break;
    }
    // "Calon bupati nomor urut 1, Yudha Parikesit, menegaskan": the name itself stands between the commas.
    return isPart(tokens[end - 2]) ? end - 1 : end;
  }

  /** In "Camat Neglasari, Kabupaten Tangerang, Ubaidillah Ansar," the last part is the name itself. */
  function hasEarlierName(comma: number): number | undefined {
    const before = tokens[comma - 1]!;
    return isKnown(before) && !lexicon.titles.has(before.low) ? undefined : comma;
  }

  return { readBefore, beforeAdverbs: skipAdverbs };
}
