import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SetupError } from '#core/errors.ts';
import type { Feed } from '#core/news.ts';
import { readOpml } from '#text/opml.ts';

export type ConfiguredFeed = Omit<Feed, 'id' | 'title'> & { title?: string | undefined };

const FAULTS_SHOWN = 10;
const FAULTS = { markup: 'this tag can not be read', 'no-address': 'a feed without an address (xmlUrl)' } as const;

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

/** The feeds of an OPML document. @throws SetupError when a line of it can't be read. */
function feedsOf(path: string, text: string): unknown[] {
  const document = readOpml(text);
  if (document.kind === 'no-opml') throw new SetupError([`FEEDS_FILE: ${path} is neither JSON nor OPML.`]);
  if (document.kind === 'broken') {
    throw new SetupError([`FEEDS_FILE: ${path} breaks off at line ${document.line}. Export it again.`]);
  }
  if (document.faults.length > 0) {
    throw new SetupError(
      document.faults
        .slice(0, FAULTS_SHOWN)
        .map(({ line, reason }) => `FEEDS_FILE: ${path} line ${line}: ${FAULTS[reason]}.`),
    );
  }
  return document.feeds.map(({ url, title, language, topics }) => ({ url, title, language, topics }));
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
    entries = /^\s*(?:<\?xml|<opml|<!--)/iu.test(text) ? feedsOf(path, text) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError([`FEEDS_FILE: ${path} is neither JSON nor OPML: ${(error as Error).message}.`], error);
  }
  const read = Entries.safeParse(entries);
  if (read.success) return read.data;
  throw new SetupError(
    read.error.issues.slice(0, FAULTS_SHOWN).map((issue) => {
      const where = issue.path.length > 0 ? ` entry ${issue.path.join('.')}` : '';
      return `FEEDS_FILE:${where}: ${issue.message}. Write [{ "url": "https://…", "title"?: "…", "language"?: "id", "topics"?: ["…"] }].`;
    }),
  );
}
