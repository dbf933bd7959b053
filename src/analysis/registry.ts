import { fold } from '#text/fold.ts';
import type { Mention } from './names.ts';

interface Entry {
  name: string;
  words: string[];
  kind: 'person' | 'organisation';
  role?: string | undefined;
  aliases: Set<string>;
  /** The article shows that it is a person. */
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

/** People of one name in an article, and people in all, beyond which it is no news text and nobody is looked for. */
const NAMESAKES_MOST = 200;
const HOLDERS_MOST = 2000;

/** The names of one article: a short form met anywhere leads to the fullest form the article gives. */
export function createRegistry() {
  const entries: Entry[] = [];
  const byWord = new Map<string, Set<Entry>>();
  const byName = new Map<string, Entry>();
  const byAlias = new Map<string, Entry>();
  /** Who holds which office, folded. */
  const byOffice = new Map<string, Set<Entry>>();

  /** Takes a mention in. `shortForm`: what stands in brackets behind it ("(Jokowi)", "(BNPB)"). */
  function add(mention: Mention, isPerson = false, shortForm?: string): void {
    if (!mention.name) return;
    const words = wordsOf(mention.name);
    const key = words.join(' ');
    const known = byName.get(key);
    const entry = known ?? newEntry(mention, words, key, isPerson || shortForm !== undefined);
    if (!entry) return;
    if (known) {
      // "chief" met first is "harbour chief" in full.
      const isFuller =
        mention.role !== undefined && known.role !== undefined && mention.role.endsWith(` ${known.role}`);
      if (mention.role && (!known.role || isFuller)) appoint(known, mention.role);
      known.person ||= isPerson;
    }
    if (shortForm !== undefined && shortForm !== entry.name) addAlias(entry, shortForm);
  }

  function newEntry(mention: Mention, words: string[], key: string, isSure: boolean): Entry | undefined {
    if (words.length === 0 || (words.length < 2 && !isSure) || mention.name!.includes('/')) return undefined;
    const kind = mention.kind === 'organisation' ? 'organisation' : 'person';
    const entry: Entry = {
      name: mention.name!,
      words,
      kind,
      aliases: new Set(),
      person: kind === 'person' && isSure,
    };
    if (mention.role !== undefined) appoint(entry, mention.role);
    entries.push(entry);
    byName.set(key, entry);
    for (const word of words) {
      const list = byWord.get(word) ?? new Set();
      byWord.set(word, list.add(entry));
    }
    return entry;
  }

  function appoint(entry: Entry, role: string): void {
    if (entry.role !== undefined) byOffice.get(fold(entry.role))?.delete(entry);
    entry.role = role;
    if (entry.kind !== 'person') return;
    const office = fold(role);
    byOffice.set(office, (byOffice.get(office) ?? new Set()).add(entry));
  }

  function addAlias(entry: Entry, alias: string): void {
    entry.aliases.add(alias);
    const key = wordsOf(alias).join(' ');
    if (key && !byName.has(key)) byAlias.set(key, entry);
  }

  /** Records another name of somebody already known: "Melki, sapaan Melkiades". */
  function alias(name: string, other: string): void {
    const entry = find(name, 'person');
    if (entry) addAlias(entry, other);
  }

  function find(name: string, kind: Entry['kind']): Entry | undefined {
    const words = wordsOf(name);
    const key = words.join(' ');
    const exact = byName.get(key);
    const aliased = byAlias.get(key);
    if (aliased) return aliased;
    if (kind === 'organisation') return exact;
    const rarest = words
      .map((word) => byWord.get(word))
      .reduce((best, list) => ((list?.size ?? 0) < (best?.size ?? 0) ? list : best));
    if (!rarest || rarest.size > NAMESAKES_MOST) return exact;
    const fitting = [...rarest].filter(
      (entry) => entry.kind === kind && words.every((word) => entry.words.includes(word)),
    );
    const longest = fitting.reduce<Entry | undefined>(
      (best, entry) => (best && best.words.length >= entry.words.length ? best : entry),
      undefined,
    );
    if (!longest) return exact;
    const isSame = fitting.every((entry) => entry.words.every((word) => longest.words.includes(word)));
    if (isSame) return longest;
    const titled = fitting.filter((entry) => entry.role !== undefined);
    return titled.length === 1 ? titled[0] : exact;
  }

  /** The holder of an office: "Menkeu", "wali kota", when the article names just one. */
  function holderOf(phrase: string): Entry | undefined {
    const office = fold(phrase);
    if (entries.length > HOLDERS_MOST) return undefined;
    const exact = byOffice.get(office);
    if (exact && exact.size > 0) return only([...exact].slice(0, 2));
    return only([...byOffice].flatMap(([role, held]) => (holds(role, office) ? [...held].slice(0, 2) : [])));
  }

  /** The speaker a mention means; the mention's own words where the article gives nothing fuller. */
  function resolve(mention: Mention): Speaker | undefined {
    if (mention.kind === 'pronoun' || mention.kind === 'reference') return undefined;
    if (mention.kind === 'office') {
      const entry = byAlias.get(wordsOf(mention.phrase).join(' ')) ?? holderOf(mention.phrase);
      if (!entry) return undefined;
      entry.aliases.add(mention.phrase);
      return { name: entry.name, role: entry.role, person: true };
    }
    const entry = surnamed(mention) ?? find(mention.name!, mention.kind);
    if (!entry) return { name: mention.name!, role: mention.role };
    if (entry.name !== mention.name) entry.aliases.add(mention.name!);
    return { name: entry.name, role: entry.role ?? mention.role, person: entry.person };
  }

  /** A single word that begins or ends the name of somebody in the article means them: "Scholz", "Darmo". */
  function surnamed(mention: Mention): Entry | undefined {
    if (mention.kind !== 'organisation') return undefined;
    const words = wordsOf(mention.name!);
    if (words.length !== 1 || byName.has(words[0]!)) return undefined;
    const entry = find(mention.name!, 'person');
    const isEdge = entry?.words.at(-1) === words[0] || entry?.words[0] === words[0];
    return entry?.person && isEdge ? entry : undefined;
  }

  /** The only person of the article with that office. */
  function holder(office: string): Speaker | undefined {
    const entry = holderOf(office);
    return entry && { name: entry.name, role: entry.role, person: true };
  }

  /** The organisation named last whose name holds a word: "the agency". */
  function bodyOf(noun: string): Speaker | undefined {
    const entry = entries.findLast((one) => one.kind === 'organisation' && one.words.includes(noun));
    return entry && { name: entry.name };
  }

  /** Whether the article names somebody in full whom the mention may mean. */
  const knows = (mention: Mention): boolean =>
    mention.name !== undefined &&
    find(mention.name, 'person') !== undefined &&
    mention.kind === 'person' &&
    byName.has(wordsOf(mention.name).join(' ')) &&
    mention.role !== undefined;

  const aliasesOf = (name: string): string[] => [...(byName.get(wordsOf(name).join(' '))?.aliases ?? [])];

  return { add, alias, resolve, holder, bodyOf, knows, aliasesOf };
}

const only = (holders: Entry[]): Entry | undefined => (holders.length === 1 ? holders[0] : undefined);

/** "menteri keuangan (menkeu)" is held by "menkeu", "menteri" and "menteri keuangan". */
function holds(role: string, office: string): boolean {
  if (role.startsWith(`${office} `)) return true;
  const short = /\(([^)]+)\)/u.exec(role)?.[1];
  if (short === office) return true;
  return role.endsWith(` ${office}`) && office.length > 4;
}

export type Registry = ReturnType<typeof createRegistry>;
