import { en } from './en.ts';
import { id } from './id.ts';
import type { LanguagePack } from './pack.ts';

/** The languages that are read. A new one is its pack and a line here. */
export const packs: readonly LanguagePack[] = [id, en];
