import { fold } from '#text/fold.ts';
import type { Mention } from './names.ts';

interface Entry {
  name: string;
  words: string[];
  role?: string | undefined;
  aliases: Set<string>;
  person: boolean;
}

/** Somebody found for a mention. */
export interface Speaker {
  name: string;
  /** The article shows that it is a person: only then may a pronoun mean it. */
  person?: boolean | undefined;
  role?: string | undefined;
}

const wordsOf = (name: string): string[] =>
  fold(name)
    .split(/[\s.,()]+/u)
    .filter(Boolean);

/** The names of one article: a short form met anywhere leads to the fullest form the article gives. */
export function createRegistry() {
  const entries: Entry[] = [];
  const byWord = new Map<string, Set<Entry>>();
  const byName = new Map<string, Entry>();

  function add(mention: Mention, isPerson = false): void {
    if (!mention.name || mention.kind === 'pronoun') return;
    const words = wordsOf(mention.name);
    const key = words.join(' ');
    const known = byName.get(key);
    if (known) {
      known.role ??= mention.role;
      known.person ||= isPerson;
      return;
    }
    if (words.length < 2 && !isPerson) return;
    const entry = { name: mention.name, words, role: mention.role, aliases: new Set<string>(), person: isPerson };
    entries.push(entry);
    byName.set(key, entry);
    for (const word of words) {
      const list = byWord.get(word) ?? new Set();
      byWord.set(word, list.add(entry));
    }
  }

  function find(name: string): Entry | undefined {
    const words = wordsOf(name);
    const first = byWord.get(words[0] ?? '');
    const fitting = [...(first ?? [])].filter((entry) => words.every((word) => entry.words.includes(word)));
    const longest = fitting.reduce<Entry | undefined>(
      (best, entry) => (best && best.words.length >= entry.words.length ? best : entry),
      undefined,
    );
    if (!longest) return undefined;
    const same = (list: readonly Entry[]): boolean =>
      list.every((entry) => entry.words.every((word) => longest.words.includes(word)));
    if (same(fitting)) return longest;
    const titled = fitting.filter((entry) => entry.role !== undefined);
    return titled.length === 1 ? titled[0] : undefined;
  }

  /** The speaker a mention means; the mention's own words where the article gives nothing fuller. */
  function resolve(mention: Mention): Speaker | undefined {
    if (mention.kind === 'pronoun') return undefined;
    if (mention.kind === 'office') {
      const office = fold(mention.phrase);
      const holders = entries.filter((entry) => entry.role !== undefined && fold(entry.role).startsWith(office));
      if (holders.length > 1) return undefined;
      const holder = holders[0];
      if (!holder) return undefined;
      holder.aliases.add(mention.phrase);
      return { name: holder.name, role: holder.role, person: true };
    }
    const entry = mention.kind === 'person' ? find(mention.name!) : byName.get(wordsOf(mention.name!).join(' '));
    if (!entry) return { name: mention.name!, role: mention.role };
    if (entry.name !== mention.name) entry.aliases.add(mention.name!);
    const role = entry.role ?? mention.role;
    return { name: entry.name, role, person: entry.person };
  }

  const aliasesOf = (name: string): string[] => [...(byName.get(wordsOf(name).join(' '))?.aliases ?? [])];

  return { add, resolve, aliasesOf };
}

export type Registry = ReturnType<typeof createRegistry>;
