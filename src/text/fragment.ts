/** Words at each end that name a longer sentence: enough to be unique on a page, short enough for any link. */
const END_WORDS = 5;
/** A sentence up to so many words is named whole. */
const WHOLE_WORDS = 12;

const encode = (text: string): string => encodeURIComponent(text).replaceAll('-', '%2D');

/**
 * The address with a text fragment (`#:~:text=`), so that a browser scrolls to the sentence and marks it
 * (WICG scroll-to-text-fragment; `-`, `&` and `,` are syntax there and are escaped).
 */
export function textFragment(url: string, sentence: string): string {
  const words = sentence.toWellFormed().trim().split(/\s+/u);
  if (words[0] === '') return url;
  const text =
    words.length <= WHOLE_WORDS
      ? encode(words.join(' '))
      : `${encode(words.slice(0, END_WORDS).join(' '))},${encode(words.slice(-END_WORDS).join(' '))}`;
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${text}`;
}
