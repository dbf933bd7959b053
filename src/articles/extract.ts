import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { htmlToText, namesFurniture } from '#text/html.ts';
import { decodePage } from './charset.ts';
import { readFacts, type PageDocument, type PageElement, type PageFacts } from './page-facts.ts';

/** Longer pages are cut: no article is so long, and Readability's time grows with its elements. */
const MAX_HTML_CHARS = 4_000_000;
const MAX_ELEMENTS = 15_000;
/** Structured data of an article is a few thousand characters; more is not looked at. */
const MAX_DATA_CHARS = 200_000;
/** Each character reference is a node of its own to the HTML parser. */
const MAX_REFERENCES = 50_000;
/** Deeper nesting is no page but an attack: building and walking the document would take quadratic time. */
const MAX_DEPTH = 400;
const MAX_TEXT_CHARS = 200_000;
/** Short wire reports are articles too. */
const MIN_ARTICLE_CHARS = 200;
/** A page that says so little may be a wall or an error page rather than an article. */
const SHORT_PAGE_CHARS = 700;
const MARKABLE = 'div[class],div[id],p[class],ul[class],section[class],table[class],span[class]';
const MAX_FURNITURE_CHARS = 1500;
const MISSING = /\b404\b|not found|tidak ditemukan|halaman (?:tidak|yang anda cari)|page (?:does not|doesn.t) exist/i;
const WALL =
  /enable (?:javascript|cookies)|aktifkan (?:javascript|cookie)|accept (?:all )?cookies|verify you are (?:a )?human|are you a robot|subscribe to (?:continue|read)|berlangganan untuk (?:membaca|melanjutkan)|(?:log|sign) in to (?:continue|read)/i;
/** Elements without an end, or whose end is often left out. */
const VOID =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|option|path)$/i;

export interface PageHints {
  /** Where the page was had in the end. */
  url: string;
  contentType?: string | undefined;
}

export interface Extracted extends PageFacts {
  /** Paragraphs separated by a blank line; empty when the page has no article. */
  text: string;
  /** Why the text is probably not the article. */
  suspicion?: 'missing' | 'wall' | undefined;
}

/** Reads pages, here or in a thread. */
export type Extract = (bytes: Uint8Array, hints: PageHints) => Extracted | Promise<Extracted>;

/**
 * The article in an HTML page. Runs no script, loads nothing, never throws. A large page takes a second or more, so the
 * program runs it in a thread (extract-pool.ts).
 */
export function extract(bytes: Uint8Array, hints: PageHints): Extracted {
  const html = withoutScripts(decodePage(bytes, hints.contentType)).slice(0, MAX_HTML_CHARS);
  if (isMonstrous(html)) return { text: htmlToText(html).slice(0, MAX_TEXT_CHARS), paywalled: false };
  const document = attempt(() => parse(html));
  // Facts first: Readability takes the document apart.
  const facts = attempt(() => document && readFacts(document, hints.url)) ?? { paywalled: false };
  const readable = attempt(() => document && readability(document)) ?? '';
  const whole = readable.length >= MIN_ARTICLE_CHARS ? '' : (attempt(() => paragraphText(parse(html))) ?? '');
  const text = (whole.length > readable.length ? whole : readable).slice(0, MAX_TEXT_CHARS);
  return { ...facts, text, suspicion: suspicionOf(facts, text) };
}

function readability(document: PageDocument): string {
  clear(document);
  const reader = new Readability(document, {
    charThreshold: MIN_ARTICLE_CHARS,
    maxElemsToParse: MAX_ELEMENTS,
    keepClasses: true,
  });
  return htmlToText(reader.parse()?.content ?? '');
}

/**
 * Takes marked furniture out. Readability would unwrap an element around a single paragraph, and with it lose the mark.
 * What holds much text is the article itself, whatever it is called.
 */
function clear(document: PageDocument): void {
  for (const element of document.querySelectorAll(MARKABLE)) {
    const marked = ['class', 'id'].some((name) => namesFurniture(element.getAttribute(name) ?? ''));
    if (marked && (element.textContent?.length ?? 0) < MAX_FURNITURE_CHARS) element.remove();
  }
}

/** For pages that Readability finds nothing in: the paragraphs of the narrowest element that claims to be the article. */
function paragraphText(document: PageDocument): string {
  for (const scope of ['article p', 'main p', 'p']) {
    const found = [...document.querySelectorAll(scope)].map((p: PageElement) => p.textContent?.trim() ?? '');
    const text = found
      .filter((line) => line !== '')
      .map((line) => line.replace(/\s+/g, ' '))
      .join('\n\n');
    if (text) return text;
  }
  return '';
}

function parse(html: string): PageDocument {
  // Fragments without a root leave the document without a body.
  const whole = /<html[\s>]/i.test(html.slice(0, 20_000)) ? html : `<!doctype html><html><body>${html}</body></html>`;
  return parseHTML(whole).document;
}

/** Scripts and styles go first: megabytes of them before the article would push it past the cut. Structured data stays. */
function withoutScripts(html: string): string {
  const opening = /<(script|style)\b([^>]{0,2000})>/gi;
  const unclosed = new Set<string>();
  let out = '';
  let kept = 0;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const name = match[1]!.toLowerCase();
    if (unclosed.has(name)) continue;
    const closing = new RegExp(`</${name}[^>]{0,100}>`, 'gi');
    closing.lastIndex = opening.lastIndex;
    if (!closing.exec(html)) {
      unclosed.add(name);
      continue;
    }
    const isData = /ld\+json/i.test(match[2]!) && closing.lastIndex - match.index < MAX_DATA_CHARS;
    out += html.slice(kept, isData ? closing.lastIndex : match.index);
    kept = opening.lastIndex = closing.lastIndex;
  }
  return out + html.slice(kept);
}

/** Judged by the tags alone, in one pass, before a document is built. */
function isMonstrous(html: string): boolean {
  let tags = 0;
  let depth = 0;
  let references = 0;
  for (const [mark, slash, name] of html.matchAll(/&|<(\/?)([a-z][a-z0-9]{0,20})?/gi)) {
    if (mark === '&') {
      if (++references > MAX_REFERENCES) return true;
      continue;
    }
    if (++tags > 2 * MAX_ELEMENTS) return true;
    if (!name || VOID.test(name)) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function suspicionOf(facts: PageFacts, text: string): Extracted['suspicion'] {
  if (text.length >= SHORT_PAGE_CHARS) return undefined;
  if (MISSING.test(facts.title ?? '') || (text.length < MIN_ARTICLE_CHARS && MISSING.test(text))) return 'missing';
  return facts.paywalled || WALL.test(text) ? 'wall' : undefined;
}

/** Hostile markup may exhaust the stack or hit the element limit; then that way of reading has no answer. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
