/** A name or word as it is compared: lower case, without diacritics, apostrophes or invisible marks. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}'’‘`]/gu, '')
    .toLowerCase();
}
