import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import FeedParser from 'feedparser';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import { parseFeed } from '#feeds/parse.ts';
import type { Document } from './documents.ts';

export interface Parser {
  name: string;
  /** Gives the number of items read. */
  parse(document: Pick<Document, 'bytes' | 'contentType'>): Promise<number>;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function parseWithFeedparser(bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    let items = 0;
    const parser = new FeedParser({ addmeta: false });
    parser.on('readable', () => {
      while (parser.read()) items += 1;
    });
    parser.on('end', () => resolve(items));
    parser.on('error', reject);
    parser.end(bytes);
  });
}

/** Ours does all of its work (charset, salvage, dates, links, identity); the others are bare: a string in, their objects out. */
export const PARSERS: Parser[] = [
  {
    name: 'Kabar',
    parse: async ({ bytes, contentType }) =>
      (await parseFeed(bytes, { contentType, url: 'https://warta.example/feed' })).items.length,
  },
  { name: 'rss-parser', parse: async ({ bytes }) => (await new RssParser().parseString(text(bytes))).items.length },
  {
    name: 'feedsmith',
    parse: async ({ bytes }) => {
      const { format, feed } = parseWithFeedsmith(text(bytes));
      if (format === 'atom') return feed.entries?.length ?? 0;
      return feed.items?.length ?? 0;
    },
  },
  { name: 'feedparser', parse: ({ bytes }) => parseWithFeedparser(bytes) },
  { name: '@rowanmanning', parse: async ({ bytes }) => parseWithRowan(text(bytes)).items.length },
];
