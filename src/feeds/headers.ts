import type { FeedFault } from '#core/errors.ts';
import type { Validators } from '#core/news.ts';

const SECOND_MS = 1000;
/** A server's wish is believed up to a month; beyond that it is a mistake. */
const MAX_WISH_MS = 31 * 24 * 3600 * SECOND_MS;

const MAX_LINK_CHARS = 8192;

interface HeaderReader {
  get(name: string): string | null;
}

/** Milliseconds that `Retry-After` asks to wait: seconds or an HTTP date (RFC 9110 §10.2.3); undefined when absent or nonsense. */
export function readRetryAfter(headers: HeaderReader, now: Date): number | undefined {
  return until(headers.get('retry-after')?.trim(), now);
}

/** How long the answer stays fresh: `Cache-Control: max-age`, else `Expires` (RFC 9111 §4.2.1). */
export function readMaxAge(headers: HeaderReader, now: Date): number | undefined {
  const control = headers.get('cache-control')?.toLowerCase() ?? '';
  if (/\bno-(?:cache|store)\b/.test(control)) return undefined;
  const age = /\bmax-age\s*=\s*"?(\d{1,12})/.exec(control)?.[1];
  if (age !== undefined) return bounded(Number(age) * SECOND_MS);
  const expires = headers.get('expires')?.trim();
  return expires && !/^\d+$/.test(expires) ? until(expires, now) : undefined;
}

/** The validators of an answer; a server that sends `Expires: 0` wants no caching, so it gets none back. */
export function readValidators(headers: HeaderReader): Validators {
  if (headers.get('expires')?.trim() === '0') return {};
  return { etag: headers.get('etag') || undefined, lastModified: headers.get('last-modified') || undefined };
}

/** The hub and the feed's own address that `Link` headers name (RFC 8288); undefined where they don't. */
export function readHub(headers: HeaderReader, base: string): { hub?: string | undefined; self?: string | undefined } {
  const links = headers.get('link')?.slice(0, MAX_LINK_CHARS) ?? '';
  const found = new Map<string, string>();
  for (const [, target = '', parameters = ''] of links.matchAll(/<([^<>]{1,2000})>([^<]{0,500})/g)) {
    const rels = /;\s*rel\s*=\s*(?:"([^"]*)"|([\w-]+))/i.exec(parameters);
    for (const rel of (rels?.[1] ?? rels?.[2] ?? '').toLowerCase().split(/\s+/)) {
      const url = URL.parse(target, base);
      if (url && /^https?:$/.test(url.protocol) && !found.has(rel)) found.set(rel, url.href);
    }
  }
  return { hub: found.get('hub'), self: found.get('self') };
}

/** What an answer's status means when it brings no content. */
export function faultOf(status: number, headers: HeaderReader): FeedFault {
  if (headers.get('cf-mitigated') === 'challenge') return 'challenge';
  if (status === 410) return 'gone';
  if (status === 429 || (status === 503 && headers.get('retry-after'))) return 'throttled';
  return 'http';
}

function until(value: string | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  if (/^\d{1,12}(?:\.\d+)?$/.test(value)) return bounded(Number(value) * SECOND_MS);
  const at = Date.parse(value);
  return Number.isNaN(at) || !/[a-z]/i.test(value) ? undefined : bounded(Math.max(0, at - now.getTime()));
}

function bounded(ms: number): number {
  return Math.min(ms, MAX_WISH_MS);
}
