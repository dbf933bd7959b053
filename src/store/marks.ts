import type { Marks } from '#core/story-index.ts';

/** As they are kept. The object is spelt out, for one of eighty changing keys is slow to build. */
export function writeMarks({ features, signature }: Marks): string {
  const terms = Array.from(features, ([term, weight]) => `${JSON.stringify(term)}:${weight}`);
  return `[{${terms.join(',')}},[${signature.join(',')}]]`;
}
export function readMarks(text: string): Marks {
  const [features, signature] = JSON.parse(text) as [Record<string, number>, number[]];
  return { features: new Map(Object.entries(features)), signature };
}
