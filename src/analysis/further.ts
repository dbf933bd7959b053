import { createClauses } from './clause.ts';
import type { Mention } from './names.ts';
import type { Reading } from './reading.ts';
import { CLAUSE_WORDS, createSayings, type Draft } from './saying.ts';
import type { Attribution } from './speakers.ts';
import type { Sentence } from './tokens.ts';

/** Sayings of one sentence at most. */
const SAYINGS_MOST = 4;
/** Tokens back to the subject or verb that a further saying hangs on. */
export const LOOK_BACK_MOST = 80;

/** Reads what the speaker of a sentence says further in it: "said …, but added …, noting that …". */
export function createFurther(reading: Reading) {
  const { text, tokens, lexicon, names } = reading;
  const { isNoSpeaker } = names;
  const { draft, trim } = createSayings(reading);
  const { clauseStart } = createClauses(reading);

  /** `…, adding that CLAUSE`, `… but added CLAUSE`, `… even as he added CLAUSE`: where a further saying begins, or undefined. */
  function furtherAt(sentence: Sentence, verb: number): number | undefined {
    const token = tokens[verb]!;
    if (token.quoted || token.capital) return undefined;
    const isParticiple = lexicon.participles.has(token.low);
    if (!isParticiple && !lexicon.speechVerbs.has(token.low) && !lexicon.requestVerbs.has(token.low)) return undefined;
    const at = names.beforeAdverbs(verb);
    const before = tokens[at - 1];
    if (!before || at <= sentence.from) return undefined;
    if (isParticiple) {
      const lists = [lexicon.and, lexicon.participleOpeners, lexicon.occasions, lexicon.documents];
      const opens = /^[,"”]$/u.test(before.text) || lists.some((list) => list.has(before.low));
      return opens ? at : undefined;
    }
    if (lexicon.participleOpeners.has(before.low)) return at - 1;
    const from = Math.max(sentence.from, verb - LOOK_BACK_MOST);
    if (tokens.slice(from, verb).some((one) => one.low === token.low)) return undefined;
    if (lexicon.joiners.has(before.low)) return names.beforeAdverbs(at - 1);
    const joined = tokens[at - 2]?.low ?? '';
    return lexicon.pronouns.has(before.low) && lexicon.joiners.has(joined) ? names.beforeAdverbs(at - 2) : undefined;
  }

  /** Whose further saying it is when the sentence reports nothing before: its subject, or who stands behind `by`. */
  function doerOf(sentence: Sentence, at: number): Mention | undefined {
    const last = tokens[at - 1]?.text === ',' ? names.readBefore(at - 1) : undefined;
    if (last?.kind === 'person' && lexicon.byWords.has(tokens[last.from - 1]?.low ?? '')) return last;
    for (let verb = sentence.from + 1; verb < Math.min(at, sentence.from + LOOK_BACK_MOST); verb += 1) {
      const token = tokens[verb]!;
      const isFinite =
        names.isVerb(token) || lexicon.verbShape?.test(token.low) === true || lexicon.clauseMarks.has(token.low);
      if (token.quoted || token.capital || !isFinite) continue;
      const who = names.readBefore(verb);
      return who && who.from >= sentence.from && who.kind !== 'office' && !isNoSpeaker(who) ? who : undefined;
    }
    return undefined;
  }

  /** "…, the air force said, after the Kremlin rejected the offer but reiterated that": whose the nearest verb is. */
  function doerNear(sentence: Sentence, at: number): Mention | undefined {
    for (let verb = at - 1; verb > Math.max(sentence.from, at - LOOK_BACK_MOST); verb -= 1) {
      const token = tokens[verb]!;
      if (token.quoted || token.capital || !(names.isVerb(token) || lexicon.verbShape?.test(token.low))) continue;
      const who = names.readBefore(verb);
      if (who && who.from >= sentence.from && who.kind !== 'office' && !isNoSpeaker(who)) return who;
    }
    return undefined;
  }

  const sameSpeaker = (by: Draft): Attribution => ({
    speaker: by.speaker ? { name: by.speaker, role: by.role } : undefined,
    as: by.speakerAs,
    resolution: by.resolution,
  });

  /** Further sayings of one sentence, each cut off the one before. `quoted`: a direct quote in the same sentence. */
  return function furtherSayings(sentence: Sentence, first: Draft | undefined, quoted: Draft | undefined): Draft[] {
    const found = first ? [first] : [];
    for (let at = sentence.from + 1; at < sentence.to && found.length < SAYINGS_MOST; at += 1) {
      const begins = furtherAt(sentence, at);
      const by = found.at(-1) ?? quoted;
      if (begins === undefined || (by && by === first && tokens[at]!.start < first.start && !first.segments)) continue;
      if (!by && !lexicon.participles.has(tokens[at]!.low) && !lexicon.participleOpeners.has(tokens[begins]!.low))
        continue;
      const verb = tokens[at]!.low;
      const from = clauseStart(sentence, at, lexicon.clauseVerbs.has(verb), verb);
      const isBehind = by !== undefined && by === first && by.end <= tokens[begins]!.start;
      const other = isBehind && !lexicon.participles.has(verb) ? doerNear(sentence, begins) : undefined;
      const who = other ?? (by ? sameSpeaker(by) : doerOf(sentence, begins));
      const more = from === undefined || !who ? undefined : draft(who, sentence, [{ from, to: sentence.to }]);
      if (!more || more.start === first?.start) continue;
      const last = found.at(-1);
      if (last && more.start > last.start && more.start < last.end && !last.segments) {
        const end = tokens[trim({ from: sentence.from, to: begins }).to - 1]!.end;
        if (end > last.start) Object.assign(last, { text: text.slice(last.start, end), end });
        // "confirmed the arrest and said …": what is left says nothing.
        if (last.text.split(/\s+/u).length < CLAUSE_WORDS) found.pop();
      }
      found.push({ ...more, date: more.date ?? by?.date, credit: more.credit ?? by?.credit });
    }
    return found;
  };
}
