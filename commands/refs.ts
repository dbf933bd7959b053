/** How a button names exactly one person, story or quote, whatever they are called: `#p12`, `#s34`, `#q56`. */
type Kind = 'p' | 's' | 'q';

export const refTo = (kind: Kind, id: number): string => `#${kind}${id}`;

/** The number in a reference of that kind, or undefined when the text is something else. */
export function readRef(kind: Kind, text: string | undefined): number | undefined {
  const [, of, digits] = /^#([psq])(\d{1,15})$/u.exec(text ?? '') ?? [];
  return of === kind ? Number(digits) : undefined;
}
