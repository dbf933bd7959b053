import type { Mention } from './names.ts';
import { type Reading, tokenAt } from './reading.ts';
import type { Attribution } from './speakers.ts';

/** Tokens of "peraih doktor ilmu geografi di Universitas Gadjah Mada (UGM) itu". */
const POINTED_MOST = 16;
/** Words of an unnamed source's description at most. */
const DESCRIPTION_MOST = 9;

/** Reads whom the words behind a cue name: `kata X`, `kata saksi itu`, `said a man who asked not to be named`. */
export function createSources(reading: Reading) {
  const { text, tokens, lexicon, names, speakers } = reading;

  /** Whom a mention means; a description that points to nobody named is itself the source. */
  function attributed(who: Mention, paragraph: number): Attribution {
    const found = speakers.attribute(who, paragraph);
    const isSource = !found.speaker && who.kind === 'reference' && !lexicon.pack.cuesBeforeNames;
    return isSource ? speakers.described(who.phrase) : found;
  }

  function afterCue(at: number, to: number, paragraph: number): Attribution {
    const who = whoAt(at, to);
    if (who === undefined) return { resolution: 'none' };
    return who === 'unnamed' ? unnamed(at, to) : attributed(who, paragraph);
  }

  function whoAt(at: number, to: number): Mention | 'unnamed' | undefined {
    const first = tokens[at];
    if (!first || at >= to) return undefined;
    if (lexicon.determiners.has(first.low)) {
      const described = names.readDescribed(at + 1);
      if (described?.kind === 'person' || described?.kind === 'organisation') return described;
      const body = names.readBody(at);
      if (body && body.to <= to) return body;
      return { from: at, to: at + 2, phrase: phraseAt(at, to), kind: 'reference' };
    }
    if (lexicon.anonymous.has(first.low)) {
      const named = names.readDescribed(at);
      if (named?.kind === 'person' && named.role !== undefined) return registered(named);
      return 'unnamed';
    }
    const who = names.readDescribed(at);
    if (who && isPointedAt(who))
      return {
        ...who,
        to: who.to + 1,
        kind: 'reference',
        phrase: text.slice(tokens[who.from]!.start, tokens[who.to]!.end),
      };
    if (who?.kind === 'person') return registered(who);
    if (who) return who;
    return first.word && !first.capital && !lexicon.stopWords.has(first.low) ? 'unnamed' : undefined;
  }

  /** "Doktor Ilmu Politik UI tersebut": who it is was said before. */
  const isPointedAt = (who: Mention): boolean =>
    lexicon.demonstratives.has(tokens[who.to]?.low ?? '') &&
    who.kind !== 'organisation' &&
    !reading.registry.knows(who);

  function registered(who: Mention): Mention {
    if (who.role !== undefined) reading.registry.add(who, names.isPerson(who));
    return who;
  }

  function phraseAt(at: number, to: number): string {
    let end = at + 1;
    while (
      end < Math.min(to, at + DESCRIPTION_MOST) &&
      tokens[end]!.word &&
      !lexicon.stopWords.has(tokens[end]!.low) &&
      !lexicon.calendar.has(tokens[end]!.low)
    )
      end += 1;
    return text.slice(tokens[at]!.start, tokens[end - 1]!.end);
  }

  /** An unnamed source keeps the words that describe it. */
  function unnamed(at: number, to: number): Attribution {
    const phrase = phraseAt(at, to);
    const last = phrase.slice(phrase.lastIndexOf(' ') + 1).toLowerCase();
    const next = tokens[tokenAt(tokens, tokens[at]!.start + phrase.length)];
    // "kata saksi itu" means somebody met before: who, the words alone don't tell.
    if (
      lexicon.demonstratives.has(next?.low ?? '') ||
      lexicon.demonstratives.has(last) ||
      (next !== undefined && isPointedBehind(next.index, to))
    )
      return speakers.referred(phrase, 'pronoun', tokens[at]!.paragraph, at);
    return speakers.described(phrase);
  }

  /** A description that goes on and ends with "itu" points back as well. */
  function isPointedBehind(at: number, to: number): boolean {
    if (!lexicon.fromWords.has(tokens[at]!.low)) return false;
    for (let next = at; next < Math.min(to, at + POINTED_MOST); next += 1) {
      const token = tokens[next]!;
      if (token.quoted || names.isVerb(token) || !(token.word || /^[()]$/u.test(token.text))) return false;
      if (lexicon.demonstratives.has(token.low)) return !tokens[next + 1]?.word;
    }
    return false;
  }

  return { attributed, afterCue };
}
