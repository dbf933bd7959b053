import { en } from './en.ts';
import { id } from './id.ts';
import type { LanguagePack } from './pack.ts';

/** The languages that are read. */
export const packs: readonly LanguagePack[] = [id, en];
