import { fold } from './fold.ts';

/** The words of a text as they are compared. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** A hash under another seed (murmur3's finaliser), 32 bits. */
export function mix(value: number, seed: number): number {
  let mixed = Math.imul(value ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * The MinHash minima of a text's stretches of `length` words: two texts agree in as large a share of
 * their minima as of their stretches (Broder 1997). Empty when it has fewer than `least` stretches.
 */
export function minimaOf(words: readonly string[], length: number, minima: number, least = 1): number[] {
  const stretches: number[] = [];
  for (let at = 0; at + length <= words.length; at++) stretches.push(hash(words.slice(at, at + length).join(' ')));
  if (stretches.length < least) return [];
  return Array.from({ length: minima }, (_, seed) =>
    stretches.reduce((smallest, one) => Math.min(smallest, mix(one, seed)), 2 ** 32),
  );
}

/** What two bags of words share: of both together (Jaccard), and of the smaller one. */
export function sharedWords(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
): { ofBoth: number; ofSmaller: number } {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  if (small.size === 0) return { ofBoth: 0, ofSmaller: 0 };
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return { ofBoth: shared / (small.size + large.size - shared), ofSmaller: shared / small.size };
}

/** Whether what is counted agrees: the figures of one bag are all in the other. */
export function figuresAgree(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const within = (from: ReadonlySet<string>, to: ReadonlySet<string>): boolean =>
    [...from].every((word) => !/^\p{N}/u.test(word) || to.has(word));
  return within(one, other) || within(other, one);
}
