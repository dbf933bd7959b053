import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SetupError } from '#core/errors.ts';
import type { Feed } from '#core/news.ts';

export type ConfiguredFeed = Omit<Feed, 'id' | 'title'> & { title?: string | undefined };

const Entries = z.array(
  z.object({
    url: z
      .string()
      .refine((text) => /^https?:\/\//iu.test(text) && URL.canParse(text), { error: 'no http(s) address' }),
    title: z.string().min(1).optional(),
    language: z.string().min(2).max(8).optional(),
    topics: z.array(z.string()).default([]),
  }),
);

/** Attributes of an XML start tag; entities decoded. */
function attributes(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, , double, single] of tag.matchAll(/([\w:-]{1,40})\s*=\s*("([^"]*)"|'([^']*)')/gu)) {
    const value = double ?? single ?? '';
    found[name!.toLowerCase()] = value
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
  }
  return found;
}

/** The feeds of an OPML document: every outline that has an `xmlUrl`, at any depth. */
function readOpml(text: string): unknown[] {
  return [...text.matchAll(/<outline\b([^<>]*)>/giu)]
    .map(([, tag]) => attributes(tag!))
    .filter((outline) => outline['xmlurl'])
    .map((outline) => ({
      url: outline['xmlurl'],
      title: outline['title'] ?? outline['text'],
      language: outline['language'],
      topics: outline['category']?.split(',').map((topic) => topic.trim()) ?? [],
    }));
}

/**
 * The feeds named in FEEDS_FILE, JSON or OPML; an empty list is allowed.
 * @throws SetupError saying which entry is wrong and how to write it.
 */
export function readFeedsFile(path: string): ConfiguredFeed[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SetupError(
      [`FEEDS_FILE: ${path} can't be read (${(error as NodeJS.ErrnoException).code}). Check the path.`],
      error,
    );
  }
  let entries: unknown;
  try {
    entries = /^\s*(?:<\?xml|<opml|<!--)/iu.test(text) ? readOpml(text) : JSON.parse(text);
  } catch (error) {
    throw new SetupError([`FEEDS_FILE: ${path} is neither JSON nor OPML: ${(error as Error).message}.`], error);
  }
  const read = Entries.safeParse(entries);
  if (read.success) return read.data;
  throw new SetupError(
    read.error.issues.slice(0, 10).map((issue) => {
      const where = issue.path.length > 0 ? ` entry ${issue.path.join('.')}` : '';
      return `FEEDS_FILE:${where}: ${issue.message}. Write [{ "url": "https://…", "title"?: "…", "language"?: "id", "topics"?: ["…"] }].`;
    }),
  );
}
