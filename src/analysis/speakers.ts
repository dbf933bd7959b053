import type { Resolution } from '#core/analysis.ts';
import type { LanguagePack } from '#language/pack.ts';
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
const REACH_PARAGRAPHS = 3;

/** Remembers who spoke last, so that "katanya" and "dia" find their person, and forgets when that gets unclear. */
export function createSpeakers(registry: Registry, pack: LanguagePack) {
  const changes = new RegExp(`^(?:${pack.topicChanges.join('|')})(?!\\p{L})`, 'iu');
  let last: { speaker: Speaker; paragraph: number } | undefined;

  function remember(speaker: Speaker, paragraph: number): void {
    last = { speaker, paragraph };
  }

  return {
    /** Before a sentence is read: a change of topic or a new subject makes the last speaker unclear. */
    enter(sentence: Sentence, text: string, tokens: readonly Token[], names: Names): void {
      if (changes.test(text.slice(sentence.start, sentence.start + 40))) last = undefined;
      const subject = names.readAt(sentence.from);
      if (!subject || subject.kind !== 'person' || tokens[sentence.from]!.quoted) return;
      const person = registry.resolve(subject);
      if (person?.person && person.name !== last?.speaker.name) remember(person, sentence.paragraph);
    },
    named(mention: Mention, paragraph: number): Attribution {
      const speaker = registry.resolve(mention);
      if (speaker?.person) remember(speaker, paragraph);
      else last = undefined;
      return { speaker, as: mention.phrase, resolution: speaker ? 'named' : 'none' };
    },
    /** A pronoun or a verb with `-nya`. */
    referred(as: string, resolution: 'pronoun' | 'enclitic', paragraph: number): Attribution {
      if (!last || paragraph - last.paragraph > REACH_PARAGRAPHS) return { as, resolution: 'none' };
      last.paragraph = paragraph;
      return { speaker: last.speaker, as, resolution };
    },
    attribute(mention: Mention, paragraph: number): Attribution {
      return mention.kind === 'pronoun'
        ? this.referred(mention.phrase, 'pronoun', paragraph)
        : this.named(mention, paragraph);
    },
  };
}

export type Speakers = ReturnType<typeof createSpeakers>;
