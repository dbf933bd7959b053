import { extract, type Extracted, type PageHints } from './extract.ts';

export interface ExtractTask {
  bytes: Uint8Array;
  hints: PageHints;
}

/** What the pool's thread runs. */
export default function extractTask({ bytes, hints }: ExtractTask): Extracted {
  return extract(bytes, hints);
}
