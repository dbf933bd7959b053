import type { Context } from '#core/command.ts';
import type { Block, Reply } from '#core/reply.ts';

/** Feeds named at most; the others are one number. */
const NAMED_MOST = 3;

/** Titles of the feeds here whose first read goes on. One that has failed so far is not among them. */
async function readingNow({ desk, place }: Context): Promise<string[]> {
  const followed = await desk.feeds.followed((await desk.channelOf(place)).id);
  return followed
    .filter(({ health, paused }) => !paused && health.firstReadAt === undefined && health.failures === 0)
    .map(({ feed }) => feed.title);
}

/** An answer without anything: what was looked for is not there, not there yet, or nothing has been read at all. */
export async function nothingFound(context: Context, title: string, why: string): Promise<Reply> {
  const { say, desk } = context;
  const [{ total }, reading] = await Promise.all([desk.library.latest({ limit: 1, offset: 0 }), readingNow(context)]);
  const named = reading.slice(0, NAMED_MOST);
  const lines = [
    ...(total > 0 ? [why] : []),
    ...(reading.length > 0 ? [say('empty.reading', { feeds: named, more: reading.length - named.length })] : []),
  ];
  if (lines.length === 0) lines.push(say('empty.library'));
  return { title, blocks: lines.map((line): Block => ({ kind: 'text', spans: [line] })) };
}
