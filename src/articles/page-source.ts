import type { FeedFault } from '#core/errors.ts';

/** What reading articles needs of a fetcher: a GET whose failures are values. */
export interface PageSource {
  get(url: string, options?: { maxBytes?: number; accept?: string; signal?: AbortSignal }): Promise<FetchedPage>;
}

export type FetchedPage =
  | { kind: 'ok'; bytes: Uint8Array; url: string; contentType?: string | undefined }
  | { kind: 'not-modified' }
  | { kind: 'failed'; fault: FeedFault; status?: number | undefined; retryAfterMs?: number | undefined };
