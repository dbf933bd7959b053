import { fetch as request, type Response } from 'undici';
import type { Clock } from '#core/clock.ts';
import { FeedError, type FeedFault } from '#core/errors.ts';
import type { Validators } from '#core/news.ts';
import { createAgent, type Resolve } from './agent.ts';
import { faultOf, readHub, readMaxAge, readRetryAfter, readValidators } from './headers.ts';
import { faultOfError } from './network-fault.ts';

const MAX_HOPS = 5;
const DEFAULT_TIMEOUT_MS = 20_000;
/** Decoded size; real feeds stay well under it. */
const DEFAULT_MAX_BYTES = 15 * 1024 * 1024;
const FEED_TYPES =
  'application/atom+xml,application/rss+xml,application/rdf+xml,application/feed+json,application/xml;q=0.9,text/html;q=0.8,*/*;q=0.7';
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);

export interface FetchOptions {
  validators?: Validators;
  /** Of the decoded body. */
  maxBytes?: number;
  /** Of everything: connecting, all hops, the body. */
  timeoutMs?: number;
  accept?: string;
  signal?: AbortSignal;
}

/** What came of a GET. Failures are values: the caller knows what they mean for a feed, a page or robots.txt. */
export type Fetched =
  | {
      kind: 'ok';
      bytes: Uint8Array;
      /** After all redirects. */
      url: string;
      contentType?: string | undefined;
      validators: Validators;
      maxAgeMs?: number | undefined;
      /** Where a chain of nothing but permanent redirects led. */
      movedPermanentlyTo?: string | undefined;
      /** WebSub, from `Link` headers. */
      hub?: string | undefined;
      self?: string | undefined;
    }
  | { kind: 'not-modified'; validators: Validators; maxAgeMs?: number | undefined }
  | { kind: 'failed'; fault: FeedFault; status?: number | undefined; retryAfterMs?: number | undefined };

export interface Fetch {
  /** One HTTP GET with at most five redirects, never throwing. */
  get(url: string, options?: FetchOptions): Promise<Fetched>;
  /** Sends a form, following nothing; true when it was accepted. Never throws. */
  post(url: string, form: Record<string, string>): Promise<boolean>;
  /** Why the URL would never be fetched, as far as can be told without asking DNS. */
  refusal(url: string): FeedFault | undefined;
  /** The URL lies in a network the operator named. */
  trusted(url: string): boolean;
  close(): Promise<void>;
}

/** @param parts.allow CIDRs that may be fetched from beside the public internet. `resolve`: the system's DNS unless given. */
export function createFetch(parts: { allow: string[]; userAgent: string; clock: Clock; resolve?: Resolve }): Fetch {
  const { agent, rule, trusted } = createAgent(parts);

  async function follow(start: string, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
    const headers = requestHeaders(parts.userAgent, options);
    let url = rule.checkUrl(start);
    let permanentSoFar = true;
    let movedPermanentlyTo: string | undefined;
    for (let hop = 0; hop <= MAX_HOPS; hop++) {
      const response = await request(url, { headers, redirect: 'manual', dispatcher: agent, signal });
      const next = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (next === null) return await settle(response, url, movedPermanentlyTo, options);
      await discard(response);
      permanentSoFar &&= PERMANENT.has(response.status);
      url = rule.checkUrl(resolveLocation(next, url));
      if (permanentSoFar) movedPermanentlyTo = url.href;
    }
    return { kind: 'failed', fault: 'redirects' };
  }

  async function settle(
    response: Response,
    url: URL,
    movedPermanentlyTo: string | undefined,
    options: FetchOptions,
  ): Promise<Fetched> {
    const now = parts.clock.now();
    const { status, headers } = response;
    const maxAgeMs = readMaxAge(headers, now);
    if (status === 304 && (options.validators?.etag || options.validators?.lastModified)) {
      await discard(response);
      const fresh = readValidators(headers);
      return {
        kind: 'not-modified',
        validators: {
          etag: fresh.etag ?? options.validators.etag,
          lastModified: fresh.lastModified ?? options.validators.lastModified,
        },
        maxAgeMs,
      };
    }
    if (!response.ok || headers.get('cf-mitigated') === 'challenge') {
      await discard(response);
      return {
        kind: 'failed',
        fault: faultOf(status, headers),
        status,
        retryAfterMs: readRetryAfter(headers, now),
      };
    }
    return {
      kind: 'ok',
      bytes: await readBody(response, options.maxBytes ?? DEFAULT_MAX_BYTES),
      url: url.href,
      contentType: headers.get('content-type') ?? undefined,
      validators: readValidators(headers),
      maxAgeMs,
      movedPermanentlyTo,
      ...readHub(headers, url.href),
    };
  }

  return {
    async get(url, options = {}) {
      const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
      try {
        return await follow(url, options, signal);
      } catch (error) {
        return { kind: 'failed', fault: signal.aborted ? 'timeout' : faultOfError(error) };
      }
    },
    async post(url, form) {
      try {
        const response = await request(rule.checkUrl(url), {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { 'user-agent': parts.userAgent },
          redirect: 'manual',
          dispatcher: agent,
          signal: AbortSignal.timeout(DEFAULT_TIMEOUT_MS),
        });
        await discard(response);
        return response.ok;
      } catch {
        return false;
      }
    },
    refusal(url) {
      try {
        rule.checkUrl(url);
        return undefined;
      } catch (error) {
        return faultOfError(error);
      }
    },
    trusted,
    close: () => agent.destroy(),
  };
}

function requestHeaders(userAgent: string, { accept, validators }: FetchOptions): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: accept ?? FEED_TYPES,
    'accept-encoding': 'gzip, br',
    ...(validators?.etag && { 'if-none-match': validators.etag }),
    ...(validators?.lastModified && { 'if-modified-since': validators.lastModified }),
  };
}

/** Counts what was decoded, not what came over the wire: a small gzip body may unpack to gigabytes. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body) {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      // Leaving the loop cancels the stream, and with it the connection.
      if (size > maxBytes) throw new FeedError('too-large', `${maxBytes} bytes`);
      chunks.push(chunk);
    }
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

/** Servers write UTF-8 into Location although headers are Latin-1; browsers read it so. */
function resolveLocation(location: string, base: URL): string {
  const text = Buffer.from(location, 'latin1').toString('utf8');
  return URL.parse(text.includes('\uFFFD') ? location : text, base.href)?.href ?? location;
}

/** A body that nobody reads would hold its connection. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}
