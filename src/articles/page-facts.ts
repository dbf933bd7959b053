/** The little of a document that is asked here. */
export interface PageDocument {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface PageElement {
  getAttribute(name: string): string | null;
  textContent: string | null;
  remove(): void;
}

/** What a page says about its article beside the text. */
export interface PageFacts {
  title?: string | undefined;
  author?: string | undefined;
  publishedAt?: Date | undefined;
  outlet?: string | undefined;
  language?: string | undefined;
  canonicalUrl?: string | undefined;
  image?: string | undefined;
  /** The page says that only subscribers may read it all. */
  paywalled: boolean;
}

type Json = Record<string, unknown>;

const MAX_JSON = 200_000;
const ARTICLE_TYPE = /Article$|^BlogPosting$|^Report$|^LiveBlogPosting$/;

/** Reads structured data first (written for machines, so mostly right), then meta elements. */
export function readFacts(page: PageDocument, url: string): PageFacts {
  const data = articleData(page);
  const metas = metaContents(page);
  const meta = (...names: string[]): string | undefined =>
    names.map((name) => metas.get(name)).find((content) => content !== undefined);
  const author = nameOf(data['author']) ?? meta('author', 'article:author', 'content_author');
  return {
    title: clean(data['headline']) ?? meta('og:title', 'twitter:title') ?? clean(page.querySelector('h1')?.textContent),
    author: author && !/^https?:/i.test(author) ? author : undefined,
    publishedAt: dateOf(data['datePublished']) ?? dateOf(meta('article:published_time', 'datePublished', 'pubdate')),
    outlet: meta('og:site_name', 'application-name') ?? nameOf(data['publisher']),
    language: /^[a-z]{2}(?=$|[-_])/i.exec(page.querySelector('html')?.getAttribute('lang') ?? '')?.[0].toLowerCase(),
    canonicalUrl: webUrl(page.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url'), url),
    image: webUrl(meta('og:image', 'twitter:image'), url),
    paywalled: String(data['isAccessibleForFree']).toLowerCase() === 'false',
  };
}

/** What the meta elements say by their names, the first of each; one walk through the page. */
function metaContents(page: PageDocument): Map<string, string> {
  const contents = new Map<string, string>();
  for (const element of page.querySelectorAll('meta[content]')) {
    const content = clean(element.getAttribute('content'));
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute);
      if (name && content && !contents.has(name)) contents.set(name, content);
    }
  }
  return contents;
}

function articleData(page: PageDocument): Json {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length > MAX_JSON) continue;
    try {
      const found = findArticle(JSON.parse(text), 0);
      if (found) return found;
    } catch {
      // Broken structured data is common and says nothing about the page.
    }
  }
  return {};
}

function findArticle(value: unknown, depth: number): Json | undefined {
  if (depth > 3) return undefined;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 50)) {
      const found = findArticle(one, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  if (!isJson(value)) return undefined;
  const types = [value['@type']].flat();
  if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) return value;
  return findArticle(value['@graph'], depth + 1);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string | undefined {
  const names = [value].flat().map((one) => clean(isJson(one) ? one['name'] : one));
  return names.filter((name) => name !== undefined).join(', ') || undefined;
}

function clean(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.slice(0, 1000).replace(/\s+/g, ' ').trim() || undefined;
}

function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || value.length > 60 || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function webUrl(value: string | undefined, base: string): string | undefined {
  const url = value ? URL.parse(value, base) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
