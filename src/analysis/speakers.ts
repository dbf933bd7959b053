import type { Resolution } from '#core/analysis.ts';
import type { Lexicon } from './lexicon.ts';
import type { Mention, Names } from './names.ts';
import type { Registry, Speaker } from './registry.ts';
import type { Sentence, Token } from './tokens.ts';

/** Who said something, as far as the text tells. `speaker` is undefined rather than guessed. */
export interface Attribution {
  speaker?: Speaker | undefined;
  as?: string | undefined;
  resolution: Resolution;
}

/** Paragraphs after which "katanya" no longer means the last speaker. */
const REACH_PARAGRAPHS = 4;
/** Paragraphs back in which the only person named may be meant when nobody has spoken. */
const LOOK_BACK_PARAGRAPHS = 3;

/** Persons remembered for pronouns that the last one does not fit. */
const RECENT_MOST = 6;

/** Words that may open a sentence before its subject. */
const OPENING_MOST = 4;

/** A person met at a token. */
export interface Occurrence {
  name: string;
  paragraph: number;
  token: number;
}

interface Focus {
  speaker: Speaker;
  paragraph: number;
  /** They have said something; otherwise they are only what the sentence is about. */
  spoke: boolean;
}

const lastWord = (phrase: string): string => phrase.slice(phrase.lastIndexOf(' ') + 1).toLowerCase();

/** Remembers who spoke last, so that "katanya" and "dia" find their person, and forgets when that gets unclear. */
export function createSpeakers(parts: {
  registry: Registry;
  lexicon: Lexicon;
  occurrences: readonly Occurrence[];
  /** Those whose name stands beside a verb of saying somewhere in the article. */
  talkers: ReadonlySet<string>;
  tokens: readonly Token[];
  names: Names;
}) {
  const { registry, lexicon, occurrences, talkers, tokens, names } = parts;
  let focus: Focus | undefined;
  /** Persons in the order of their last mention as subject or speaker. */
  const recent: Focus[] = [];
  /** The organisation that spoke or was spoken of last. */
  let body: Speaker | undefined;
  let bodyParagraph = 0;
  /** The unnamed source that spoke last: "an officer" is "the officer" afterwards. */
  let unnamed: { speaker: Speaker; noun: string } | undefined;
  /** The person that the sentence being read is about, and where their mention ends. */
  let subjectHere: { speaker: Speaker; to: number; sentence: number } | undefined;
  /** Token at which the topic last changed: nobody named before is meant after it. */
  let changedAt = 0;
  /** Occurrences before this one lie behind. */
  let passed = 0;

  function remember(speaker: Speaker, paragraph: number, spoke: boolean): void {
    focus = { speaker, paragraph, spoke };
    const known = recent.findIndex((one) => one.speaker.name === speaker.name);
    if (known >= 0) recent.splice(known, 1);
    recent.push(focus);
    if (recent.length > RECENT_MOST) recent.shift();
  }

  /** Told of while somebody else speaks: a pronoun that does not fit the speaker may mean them. */
  function standBy(speaker: Speaker, paragraph: number): void {
    const known = recent.findIndex((one) => one.speaker.name === speaker.name);
    if (known >= 0) recent.splice(known, 1);
    recent.splice(-1, 0, { speaker, paragraph, spoke: false });
    if (recent.length > RECENT_MOST) recent.shift();
  }

  /** A paragraph that opens with somebody in full, office and all, is about them. */
  const isIntroduced = (subject: Mention, sentence: Sentence): boolean =>
    subject.role !== undefined && tokens[sentence.from - 1]?.paragraph !== sentence.paragraph;

  /** Whom a sentence is about: its first mention, also behind an organisation's: "Bushfire Group convenor Geoffrey Luscombe". */
  function subjectOf(sentence: Sentence): Mention | undefined {
    const subject = names.readAt(subjectStart(sentence));
    if (subject?.kind !== 'organisation') return subject;
    const owned = names.readOwned(subject);
    if (owned) return owned;
    const described = names.readDescribed(subject.to);
    return described?.kind === 'person' && described.role !== undefined && described.to <= sentence.to
      ? described
      : subject;
  }

  function rememberBody(speaker: Speaker | undefined, paragraph: number): void {
    body = speaker;
    bodyParagraph = paragraph;
  }

  /** "Hal itu disampaikan (oleh) X": X is who speaks from here on. */
  function passiveSpeaker(sentence: Sentence): Speaker | undefined {
    for (let at = sentence.from; at < sentence.to - 1; at += 1) {
      if (tokens[at]!.quoted || !lexicon.passiveCues.has(tokens[at]!.low)) continue;
      const start = lexicon.pack.byWords.includes(tokens[at + 1]!.low) ? at + 2 : at + 1;
      const who = names.readDescribed(start);
      if (who?.kind !== 'person') continue;
      if (who.role !== undefined) registry.add(who, names.isPerson(who));
      return registry.resolve(who);
    }
    return undefined;
  }

  /** "the company", "the agency": the organisation of that kind named before, else the words themselves. */
  function bodyMeant(mention: Mention): Speaker | undefined {
    const noun = mention.phrase.slice(mention.phrase.lastIndexOf(' ') + 1);
    const isBare = mention.phrase === noun;
    const isFirm =
      lexicon.firmNouns.has(noun) &&
      body !== undefined &&
      /\b(?:commission|ministry|court|police|agency|government|parliament)\b/iu.test(body.name);
    if (isFirm) return { name: mention.phrase };
    const known = registry.bodyOf(noun) ?? (isBare && lexicon.anyBodyNouns.has(noun) ? body : undefined);
    return known ?? { name: mention.phrase };
  }

  /** "the sheriff", "Menteri Saudi tersebut": the only one in the article who holds that office. */
  function holderMeant(phrase: string): Speaker | undefined {
    const words = phrase
      .toLowerCase()
      .split(' ')
      .filter((word) => !lexicon.determiners.has(word) && !lexicon.demonstratives.has(word));
    const head = lexicon.pack.cuesBeforeNames ? words[0] : words.at(-1);
    if (head === undefined || (focus?.speaker.role !== undefined && focus.speaker.role.toLowerCase().includes(head)))
      return undefined;
    return lexicon.titles.has(head) ? registry.holder(head) : undefined;
  }

  function isPronounAt(sentence: Sentence, units: number): boolean {
    for (let at = sentence.from; at < Math.min(sentence.to, sentence.from + 8); at += 1) {
      if (tokens[at]!.start < sentence.start + units || !tokens[at]!.word) continue;
      return lexicon.pronouns.has(tokens[at]!.low);
    }
    return false;
  }

  /** Whether a first name speaks against the pronoun; most names speak for neither. */
  function isOfGender({ name }: Speaker, gender: 'female' | 'male' | undefined): boolean {
    if (!gender) return true;
    const first = name.split(' ')[0]!.toLowerCase();
    if (lexicon.femaleNames.has(first)) return gender === 'female';
    if (lexicon.givenNames.has(first)) return gender === 'male';
    return true;
  }

  /** "Namun, Ali Fikri …": the subject behind the words that open a sentence. */
  function subjectStart(sentence: Sentence): number {
    let at = sentence.from;
    while (
      at < Math.min(sentence.to - 1, sentence.from + OPENING_MOST) &&
      (lexicon.stopWords.has(tokens[at]!.low) || tokens[at]!.text === ',')
    )
      at += 1;
    return at;
  }

  /** The only person named shortly before, when nobody has spoken yet. */
  function onlyOneNamed(paragraph: number, token: number, fits: (one: Speaker) => boolean): Speaker | undefined {
    while (passed < occurrences.length && occurrences[passed]!.token < token) passed += 1;
    const near = new Set<string>();
    for (
      let at = passed - 1;
      at >= 0 && paragraph - occurrences[at]!.paragraph <= LOOK_BACK_PARAGRAPHS && occurrences[at]!.token >= changedAt;
      at -= 1
    )
      if (fits({ name: occurrences[at]!.name })) near.add(occurrences[at]!.name);
    // An article may begin with a quote whose speaker it names only afterwards.
    const [name] = near.size === 0 && passed === 0 && talkers.size === 1 ? talkers : near;
    return name !== undefined && near.size <= 1
      ? registry.resolve({ from: 0, to: 0, phrase: name, kind: 'person', name: name })
      : undefined;
  }

  return {
    /** Before a sentence is read: a change of topic or a new subject makes the last speaker unclear. */
    enter(sentence: Sentence, text: string): void {
      const change = lexicon.topicChange.exec(text.slice(sentence.start, sentence.start + 40));
      if (change && !isPronounAt(sentence, change[0].length)) {
        focus = undefined;
        recent.length = 0;
        changedAt = sentence.from;
      }
      const passive = passiveSpeaker(sentence);
      if (passive) {
        remember(passive, sentence.paragraph, true);
        return;
      }
      if (tokens[sentence.from]!.quoted) return;
      const subject = subjectOf(sentence);
      if (subject?.kind !== 'person' && subject?.kind !== 'organisation') return;
      const person = registry.resolve(subject);
      if (subject.kind === 'organisation' && !person?.person) {
        rememberBody(person, sentence.paragraph);
        return;
      }
      if (lexicon.demonstratives.has(tokens[subject.to]?.low ?? '')) return;
      if (!person?.person) return;
      subjectHere = { speaker: person, to: subject.to, sentence: tokens[subject.from]!.sentence };
      if (focus && person.name === focus.speaker.name) {
        focus.paragraph = sentence.paragraph;
        return;
      }
      // Somebody the article only tells of does not take the word from whoever is speaking.
      const isSpeaking = focus?.spoke === true && sentence.paragraph - focus.paragraph <= 1;
      if (!isSpeaking || talkers.has(person.name) || isIntroduced(subject, sentence))
        remember(person, sentence.paragraph, false);
      else standBy(person, sentence.paragraph);
    },
    named(mention: Mention, paragraph: number): Attribution {
      const isBodyNoun = mention.kind === 'organisation' && /^\p{Ll}/u.test(mention.phrase);
      const speaker = isBodyNoun ? bodyMeant(mention) : registry.resolve(mention);
      if (mention.kind === 'organisation') rememberBody(speaker, paragraph);
      if (speaker?.person || (speaker && mention.kind === 'person')) remember(speaker, paragraph, true);
      else focus = undefined;
      return { speaker, as: mention.phrase, resolution: speaker ? 'named' : 'none' };
    },
    /** A pronoun, a verb with `-nya`, or words that point back. */
    referred(as: string, resolution: 'pronoun' | 'enclitic', paragraph: number, token: number): Attribution {
      if (lexicon.bodyPronouns.has(as.toLowerCase())) {
        const isBody = body !== undefined && paragraph - bodyParagraph <= REACH_PARAGRAPHS;
        return isBody ? { speaker: body, as, resolution } : { as, resolution: 'none' };
      }
      const fits = (one: Speaker): boolean => isOfGender(one, lexicon.pack.pronounGenders[as.toLowerCase()]);
      const isNear = (one: Focus): boolean => paragraph - one.paragraph <= REACH_PARAGRAPHS;
      const own = subjectHere?.sentence === tokens[token]?.sentence ? subjectHere : undefined;
      if (own && token > own.to && resolution === 'pronoun' && fits(own.speaker)) {
        remember(own.speaker, paragraph, true);
        return { speaker: own.speaker, as, resolution };
      }
      const isGendered = lexicon.pack.pronounGenders[as.toLowerCase()] !== undefined;
      // An organisation that spoke last is no "she"; without genders only who spoke right before it may be meant.
      const isOther = focus === undefined || (isNear(focus) && !fits(focus.speaker));
      const isMeant = (one: Focus): boolean => isNear(one) && fits(one.speaker) && (isGendered || one.spoke);
      const known = isOther ? recent.findLast(isMeant) : focus;
      const speaker = known && isNear(known) ? known.speaker : onlyOneNamed(paragraph, token, fits);
      if (!speaker) return { as, resolution: 'none' };
      remember(speaker, paragraph, true);
      return { speaker, as, resolution };
    },
    /** An unnamed source spoke. */
    described(phrase: string): Attribution {
      const speaker = { name: phrase };
      unnamed = { speaker, noun: lastWord(phrase) };
      focus = undefined;
      return { speaker, as: phrase, resolution: 'named' };
    },
    attribute(mention: Mention, paragraph: number): Attribution {
      if (mention.kind === 'reference' && unnamed?.noun === lastWord(mention.phrase))
        return { speaker: unnamed.speaker, as: mention.phrase, resolution: 'pronoun' };
      if (mention.kind !== 'pronoun' && mention.kind !== 'reference') return this.named(mention, paragraph);
      const holder = mention.kind === 'reference' ? holderMeant(mention.phrase) : undefined;
      if (holder) remember(holder, paragraph, true);
      return this.referred(mention.phrase, 'pronoun', paragraph, mention.from);
    },
    /** Words without an attribution belong to whoever spoke right before. */
    goingOn(paragraph: number, reach: number): Attribution {
      if (!focus || paragraph - focus.paragraph > reach) return { resolution: 'none' };
      focus.paragraph = paragraph;
      focus.spoke = true;
      return { speaker: focus.speaker, resolution: 'continued' };
    },
  };
}

export type Speakers = ReturnType<typeof createSpeakers>;
