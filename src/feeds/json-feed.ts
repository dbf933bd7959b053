import { absolute } from './links.ts';
import type { RawFeed, RawItem } from './normalise.ts';

type Fields = Record<string, unknown>;

/** A JSON Feed (jsonfeed.org/version/1.1) as raw strings; undefined when it is none. What has the wrong type is not there. */
export function readJsonFeed(json: string): RawFeed | undefined {
  let feed: unknown;
  try {
    feed = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isFields(feed) || !isJsonFeed(feed)) return undefined;
  return {
    title: text(feed['title']),
    language: text(feed['language']),
    siteUrl: text(feed['home_page_url']),
    self: text(feed['feed_url']),
    hub: text(list(feed['hubs'])[0]?.['url']),
    items: list(feed['items']).map((item): RawItem => {
      const plain = text(item['content_text']);
      return {
        id: text(item['id']),
        title: text(item['title']),
        plainTitle: true,
        links: [text(item['url']), text(item['external_url']), absolute(text(item['id']))],
        dates: [text(item['date_published']), text(item['date_modified'])],
        summary: text(item['summary']) ?? plain,
        contentHtml: text(item['content_html']) ?? (plain === undefined ? undefined : asMarkup(plain)),
        author: authorOf(item) ?? authorOf(feed),
      };
    }),
  };
}

/** Its version says so; early ones forgot it. */
function isJsonFeed(feed: Fields): boolean {
  const version = text(feed['version']);
  if (version !== undefined) return version.includes('jsonfeed.org/version/');
  return text(feed['title']) !== undefined && Array.isArray(feed['items']);
}

/** Version 1.0 knew one author only. */
function authorOf(owner: Fields): string | undefined {
  const author = list(owner['authors'])[0] ?? owner['author'];
  return isFields(author) ? text(author['name']) : undefined;
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Numbers are written as ids again and again. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}

/** Plain text as the markup that shows it. */
function asMarkup(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\n{2,}/g, '<p>')
    .replaceAll('\n', '<br>');
}
