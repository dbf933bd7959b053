import type { Item } from '#core/news.ts';

/** Parameters that say where a reader came from, not what is read. */
const TRACKING =
  /^(?:utm_.*|at_.*|ns_.*|mc_[ce]id|mkt_tok|_ga|_gl|[gdy]clid|gbraid|wbraid|fbclid|fb_.*|msclkid|igshid?|twclid|ttclid|xtor|cmpid|ocid|smid|spm|ref|ref_src|refsrc|s_cid|ito|taid|amp|amp_.*|guccounter|guce_.*|__twitter_impression|outputtype)$/i;
/** The same parameter may mean something; with these values it doesn't (`page=all`: the article unpaged). */
const IDLE_VALUE =
  /^(?:source|from|src|medium|partner)=(?:rss|feed|google|twitter|facebook|whatsapp)$|^page=all$|^single=1$/i;
/** Hosts that serve the same article to another kind of browser. */
const TWIN_HOST = /^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.]+)/;
const AMP_CACHE = /^[a-z0-9-]+\.cdn\.ampproject\.org$/;
const GOOGLE = /^(?:www\.)?google\.[a-z.]+$/;
/** Ids that the parser made of an entry's words where the feed gave none: they change with each word. */
const MADE_UP = 'sha256:';
/** Both passes strip what the other may have laid bare; real addresses need two rounds. */
const MAX_ROUNDS = 8;

/**
 * One spelling for all addresses of an article: without fragment, tracking parameters and AMP or mobile twins,
 * `https`, no `www`, parameters in order. It is an identity, not an address to open. Undefined for
 * anything but http(s). Idempotent.
 */
export function canonicalUrl(url: string): string | undefined {
  let current: string | undefined = url;
  for (let round = 0; round < MAX_ROUNDS && current !== undefined; round++) {
    const next = fold(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

/**
 * What makes it the same article wherever it is met: its canonical URL; else the feed's guid; else title, outlet
 * and day. A front page as link says nothing about the article and is passed over.
 */
export function articleIdentity(item: Item, feed: { url: string; title: string }): string {
  const canonical = item.link === undefined ? undefined : canonicalUrl(item.link);
  if (canonical !== undefined && !isFrontPage(canonical)) return canonical;
  return guidName(item, feed) ?? titleName(item, feed);
}

/** The name a feed's own guid gives; a guid belongs to its feed. Undefined when the feed gave none. */
export function guidName({ id }: Item, feed: { url: string }): string | undefined {
  const own = id?.trim();
  return own && !own.startsWith(MADE_UP) ? `guid:${canonicalUrl(feed.url) ?? feed.url}#${own}` : undefined;
}

/** The name that title, outlet and day give. */
export function titleName(item: Item, feed: { title: string }): string {
  const words = plain(item.title ?? item.summary ?? item.contentHtml ?? '').slice(0, 300);
  const day = item.publishedAt?.toISOString().slice(0, 10) ?? '';
  return `title:${plain(feed.title)}#${day}#${words}`;
}

function fold(text: string): string | undefined {
  const url = unwrapped(URL.parse(text));
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  const port = url.port ? `:${url.port}` : '';
  const host = url.hostname.replace(/\.$/, '').replace(TWIN_HOST, '');
  return `https://${host}${port}${foldPath(url.pathname)}${foldQuery(url.search)}`;
}

/** The article's own address out of an AMP cache's or Google's AMP viewer's. */
function unwrapped(url: URL | null): URL | null {
  if (!url) return null;
  const inner = AMP_CACHE.test(url.hostname)
    ? /^\/[a-z]\/(s\/)?(.+)$/.exec(url.pathname)
    : GOOGLE.test(url.hostname)
      ? /^\/amp\/(s\/)?(.+\..+)$/.exec(url.pathname)
      : null;
  return inner ? URL.parse(`https://${inner[2]}${url.search}`) : url;
}

function foldPath(path: string): string {
  const folded = path
    .replace(/\/{2,}/g, '/')
    .replace(/\/amp\/?$/i, '/')
    .replace(/^\/amp\/(?=.)/i, '/')
    .replace(/\.amp(\.html?)?$/i, '$1')
    .replace(/\/index\.(?:html?|php)$/i, '/');
  return folded.endsWith('/') ? folded.slice(0, -1) || '/' : folded;
}

/** Parameters stay as they are written: decoding and encoding them again could change what they mean. */
function foldQuery(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=', 1)[0] ?? '') && !IDLE_VALUE.test(pair))
    .sort();
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}

function isFrontPage(canonical: string): boolean {
  return /^https:\/\/[^/]+\/$/.test(canonical);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
