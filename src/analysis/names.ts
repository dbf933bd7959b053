import type { LanguagePack } from '#language/pack.ts';

export interface Named {
  name: string;
  role?: string | undefined;
  /** The whole phrase as it stands, role included. */
  as: string;
}

/** Words between name parts that are written small. */
const PARTICLES = new Set(['bin', 'binti', 'van', 'de', 'von', 'al', 'el', 'bint', 'der']);
const NAME_WORDS_MOST = 5;

/**
 * Reads role and name from the beginning of a phrase: "juru bicara Pentagon Sabrina Singh seperti …".
 * The name is the last run of capitalised words before anything else; title words, and organisations that
 * stand between a small-written title and the name's last two words, are the role.
 */
export function readName(phrase: string, pack: LanguagePack): Named | undefined {
  const words = [...phrase.slice(0, 200).matchAll(/[^\s,;:()"“”]+|[,;:()"“”]/gu)];
  let end = 0;
  let lastTitle = -1;
  let caps = 0;
  for (const [at, match] of words.entries()) {
    const word = match[0];
    const bare = word.replace(/[.'’]+$/u, '').toLowerCase();
    const isTitle = pack.titles.includes(bare);
    const isCapital = /^\p{Lu}/u.test(word);
    const isParticle = PARTICLES.has(bare) && caps > 0;
    if (/^[,;:()"“”]$/u.test(word)) break;
    if (!isTitle && !isCapital && !isParticle) break;
    if (isTitle) lastTitle = at;
    if (isCapital) caps += 1;
    end = at + 1;
    if (/[^.]{3,}\.$/u.test(word)) break;
  }
  const run = words.slice(0, end);
  const after = run.slice(lastTitle + 1);
  if (caps === 0 || after.length === 0) return undefined;
  // After a title come organisation and name: the name is the last two words of a longer run.
  const nameWords =
    lastTitle >= 0 && after.length > 3
      ? after.slice(-2)
      : lastTitle >= 0 && after.length === 3
        ? after.slice(-2)
        : after;
  if (pack.pronouns.includes(nameWords[0]![0].toLowerCase())) return undefined;
  if (nameWords.length > NAME_WORDS_MOST || !/^\p{Lu}/u.test(nameWords[0]![0])) return undefined;
  const from = nameWords[0]!.index;
  const last = nameWords.at(-1)!;
  const name = phrase.slice(from, last.index + last[0].length).replace(/\.$/u, '');
  const role = phrase.slice(run[0]!.index, from).trim();
  return {
    name,
    role: role === '' ? undefined : role,
    as: phrase.slice(run[0]!.index, last.index + name.split(/\s+/u).at(-1)!.length),
  };
}

/** People introduced with an office anywhere in a paragraph: "…, kata juru bicara Pentagon Sabrina Singh, …". */
export function introductions(paragraph: string, pack: LanguagePack): Named[] {
  const found: Named[] = [];
  let from = 0;
  for (const match of paragraph.matchAll(/\p{L}[\p{L}.]*/gu)) {
    if (match.index < from || !pack.titles.includes(match[0].replace(/\.$/u, '').toLowerCase())) continue;
    const named = readName(paragraph.slice(match.index), pack);
    if (!named?.role || !/\s/u.test(named.name)) continue;
    found.push(named);
    from = match.index + named.as.length;
  }
  return found;
}
