import type { Locale } from '#core/locale.ts';
import type { Catalogue, Say } from '#core/messages.ts';
import { en } from './en.ts';
import { id } from './id.ts';

const catalogues: Record<Locale, Catalogue> = { id, en };

/** The words of a language: `sayIn('id')('quote.nobody', { name })`. */
export function sayIn(locale: Locale): Say {
  const catalogue = catalogues[locale];
  return (key, ...[args]) => {
    const words = catalogue[key] as string | ((args: unknown) => string);
    return typeof words === 'string' ? words : words(args);
  };
}
