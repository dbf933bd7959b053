/** Words of a text in their order, each with the forms (the word itself and its stems) that it is compared by. */
export type Forms = (text: string) => string[][];

/** One word, or several that stand next to each other: for each word its forms. */
export type Term = string[][];

/** All of `all` and none of `none`. */
export interface Clause {
  all: Term[];
  none: Term[];
}

/** Entries of a filter or a subscription; longer ones are an accident. */
const ENTRIES_MOST = 50;
const WORD = /^[\p{L}\p{N}]+$/u;
const PARTS = /(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu;

/** Divides at commas that stand outside quotation marks. */
function entriesOf(text: string): string[] {
  const entries = text.match(/(?:["“”][^"“”]*(?:["“”]|$)|[^,])+/gu) ?? [];
  return entries
    .map((one) => one.trim())
    .filter(Boolean)
    .slice(0, ENTRIES_MOST);
}

/**
 * Reads what a person wants to hear of: words that must all be there, "phrases in quotation marks", `-word` that must
 * not; alternatives are divided by commas. A clause that names nothing to look for is left out.
 */
export function readQuery(text: string, forms: Forms): Clause[] {
  // One plain word is what most people ask for.
  if (WORD.test(text)) return [{ all: [forms(text)], none: [] }];
  return entriesOf(text).flatMap((entry): Clause[] => {
    const clause: Clause = { all: [], none: [] };
    for (const [, minus, phrase, word] of entry.matchAll(PARTS)) {
      const term = forms(phrase ?? word ?? '');
      if (term.length === 0) continue;
      // A word with a hyphen inside (anak-anak) is two words that stand together.
      clause[minus ? 'none' : 'all'].push(term);
    }
    return clause.all.length > 0 ? [clause] : [];
  });
}

/** Reads a channel's filter: words and phrases divided by commas, any of which is enough. */
export function readFilter(text: string, forms: Forms): Clause[] {
  return entriesOf(text).flatMap((entry): Clause[] => {
    const term = forms(entry.replaceAll(/["“”]/gu, ' '));
    return term.length > 0 ? [{ all: [term], none: [] }] : [];
  });
}

/** What a query is held against: an article's words with their forms. */
export interface Words {
  /** Every form of every word. */
  forms: ReadonlySet<string>;
  /** The words in their order. */
  order: readonly (readonly string[])[];
}

function holds(term: Term, words: Words): boolean {
  if (!term.every((word) => word.some((form) => words.forms.has(form)))) return false;
  if (term.length === 1) return true;
  const { order } = words;
  for (let at = 0; at + term.length <= order.length; at++) {
    if (term.every((word, step) => order[at + step]!.some((form) => word.includes(form)))) return true;
  }
  return false;
}

/** True when any clause holds. */
export function holdsAny(clauses: readonly Clause[], words: Words): boolean {
  return clauses.some(
    (clause) => clause.all.every((term) => holds(term, words)) && !clause.none.some((term) => holds(term, words)),
  );
}
