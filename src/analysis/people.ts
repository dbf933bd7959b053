import type { Person, Quote } from '#core/analysis.ts';
import type { Lexicon } from './lexicon.ts';
import type { Mention, Names } from './names.ts';
import type { Reading } from './reading.ts';
import { createRegistry } from './registry.ts';
import type { Occurrence } from './speakers.ts';
import type { Token } from './tokens.ts';

/** Everybody whom the article names, from its first word to its last, and where the persons stand. */
export function registerNames(text: string, tokens: readonly Token[], names: Names, lexicon: Lexicon) {
  const registry = createRegistry();
  const occurrences: Occurrence[] = [];
  const speaking: Mention[] = [];
  let named: { name: string; sentence: number } | undefined;
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]!;
    const mention = names.isPart(token) ? names.readAt(at) : undefined;
    if (!mention) {
      if (named && lexicon.aliasCues.has(token.low) && named.sentence === token.sentence && !token.quoted) {
        const other = names.readAt(at + 1);
        if (other?.kind === 'person')
          registry.alias(named.name, text.slice(tokens[other.from]!.start, tokens[other.to - 1]!.end));
      }
      at += 1;
      continue;
    }
    const isPerson = names.isPerson(mention);
    registry.add(mention, isPerson, names.shortFormOf(mention));
    if (mention.kind === 'person') {
      named = { name: mention.name!, sentence: token.sentence };
      const before = tokens[mention.from - 1]?.low ?? '';
      if (
        names.isVerb(tokens[names.skipAdverbs(mention.to)]) ||
        (lexicon.cues.has(before) && !lexicon.objectVerbs.has(before)) ||
        lexicon.accordingTo.has(before)
      )
        speaking.push(mention);
      if (isPerson) occurrences.push({ name: mention.name!, paragraph: token.paragraph, token: at });
    }
    at = mention.to;
  }
  for (const one of occurrences)
    one.name = registry.resolve({ from: 0, to: 0, phrase: one.name, kind: 'person', name: one.name })?.name ?? one.name;
  const talkers = new Set(speaking.flatMap((one) => registry.resolve(one)?.name ?? []));
  return { registry, occurrences, talkers };
}

/** Those who speak in the article, in the order of their first words. */
export function peopleOf(quotes: readonly Quote[], reading: Reading): Person[] {
  const people = new Map<string, Person>();
  for (const { speaker, role } of quotes) {
    if (speaker && !people.has(speaker))
      people.set(speaker, { name: speaker, aliases: reading.registry.aliasesOf(speaker), role });
  }
  return [...people.values()];
}
