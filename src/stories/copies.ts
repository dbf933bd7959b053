import { minimaOf, wordsOf } from '#text/minhash.ts';

/** Words of a shingle; minima kept of a text; minima that make one key; minima that must agree. */
const SHINGLE_WORDS = 3;
const MINIMA = 24;
const KEY_MINIMA = 2;
const AGREE_LEAST = 0.5;
/** Shorter texts have too little to be copies of each other. */
const SHINGLES_LEAST = 8;
/** Wire copy is printed within days. */
const WINDOW_MS = 5 * 24 * 60 * 60 * 1000;

/** A text's MinHash signature over its word triples; empty for a text that is too short to tell. */
export function signatureOf(text: string): number[] {
  return minimaOf(wordsOf(text), SHINGLE_WORDS, MINIMA, SHINGLES_LEAST);
}

const keysOf = (signature: readonly number[]): string[] => {
  const keys: string[] = [];
  for (let at = 0; at + KEY_MINIMA <= signature.length; at += KEY_MINIMA) {
    keys.push(`${at}:${signature.slice(at, at + KEY_MINIMA).join('.')}`);
  }
  return keys;
};

/** Share of two signatures that agrees: an estimate of how much of the texts is the same. */
export function agreement(one: readonly number[], other: readonly number[]): number {
  if (one.length === 0 || one.length !== other.length) return 0;
  return one.filter((value, at) => value === other[at]).length / one.length;
}

interface Kept {
  articleId: number;
  at: number;
  signature: readonly number[];
}

/** The texts of the last days, to tell the copies of an agency's report from articles of their own. */
export interface Copies {
  add(articleId: number, at: Date, signature: readonly number[]): void;
  /** The article whose text this is, near enough word for word. */
  find(at: Date, signature: readonly number[]): number | undefined;
  forget(now: Date): void;
}

export function createCopies(): Copies {
  const byKey = new Map<string, Kept[]>();
  return {
    add(articleId, at, signature) {
      const kept = { articleId, at: at.getTime(), signature };
      for (const key of keysOf(signature)) {
        const same = byKey.get(key);
        if (same) same.push(kept);
        else byKey.set(key, [kept]);
      }
    },
    find(at, signature) {
      const near = keysOf(signature)
        .flatMap((key) => byKey.get(key) ?? [])
        .filter(
          (one) => Math.abs(one.at - at.getTime()) <= WINDOW_MS && agreement(one.signature, signature) >= AGREE_LEAST,
        );
      return near.length === 0 ? undefined : Math.min(...near.map((one) => one.articleId));
    },
    forget(now) {
      for (const [key, kept] of byKey) {
        const left = kept.filter((one) => one.at >= now.getTime() - WINDOW_MS);
        if (left.length === 0) byKey.delete(key);
        else if (left.length < kept.length) byKey.set(key, left);
      }
    },
  };
}
