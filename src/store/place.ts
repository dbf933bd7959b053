import { type Transaction } from 'kysely';
import { hash } from '#text/minhash.ts';
import type { Schema } from './schema.ts';

/**
 * A place is a moment of publication made unique, so that one number both orders a list and names its row: the
 * second, then one of 4,096 slots in it; a quote's place has 512 numbers more inside its article's. Together
 * 32 + 12 + 9 bits: exact in a JavaScript number until the year 2106.
 */
const SLOTS = 4096;
export const QUOTES_MOST = 512;

/** A free place for an article of that moment. The first slot tried depends on its name, so that two at once seldom meet. */
export async function placeOf(tx: Transaction<Schema>, publishedAt: Date, identity: string): Promise<number> {
  const second = Math.max(0, Math.floor(publishedAt.getTime() / 1000));
  for (let place = second * SLOTS + (hash(identity) % SLOTS); ; place++) {
    const taken = await tx.selectFrom('articles').select('id').where('place', '=', place).executeTakeFirst();
    if (!taken) return place;
  }
}

/** Newest first, the quotes of one article stand in the order in which they are read. */
export const quotePlace = (articlePlace: number, number: number): number =>
  articlePlace * QUOTES_MOST + (QUOTES_MOST - 1 - number);
