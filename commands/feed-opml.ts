import { type Context, defineSubcommand } from '#core/command.ts';
import type { Desk } from '#core/desk.ts';
import { UserError } from '#core/errors.ts';
import type { Say } from '#core/messages.ts';
import type { Feed } from '#core/news.ts';
import type { Reply } from '#core/reply.ts';
import { type OpmlFault, type OpmlFeed, readOpml, writeOpml } from '#text/opml.ts';

/** Bad outlines named one by one; a file that has more of them is better mended as a whole. */
const FAULTS_SHOWN = 10;
/** Of so many new sources each shows its newest item; more samples at once would flood the channel. */
const PREVIEWS_MOST = 5;
const FILE_NAME = 'kabar.opml';
const FILE_TYPE = 'text/x-opml';

/** What importing needs to know; the command line has it too. */
export interface ImportParts {
  say: Say;
  desk: Pick<Desk, 'decode' | 'refusal' | 'feeds' | 'feedsMost'>;
  channelId: number;
  by: string;
  now: Date;
}

/** The document a person attached or named, and what to call it. @throws UserError when it is neither, FeedError when it can't be had. */
async function documentOf(context: Context, url: string | undefined): Promise<{ source: string; bytes: Uint8Array }> {
  const [file, second] = context.attachments;
  if (second) throw new UserError('feed.import.several-files');
  if (file) return { source: file.name, bytes: await file.bytes() };
  if (!url) throw new UserError('feed.import.how');
  const address = /^[a-z][a-z0-9+.-]*:/iu.test(url) ? url : `https://${url}`;
  return { source: address, bytes: await context.desk.download(address) };
}

/** The feeds that can be followed, each address once, and a sentence for each outline that can't. */
function sort(
  { say, desk }: ImportParts,
  found: OpmlFeed[],
  unread: OpmlFault[],
): { feeds: Omit<Feed, 'id'>[]; faults: string[] } {
  const faults = unread.map(({ line, reason }) => ({ line, why: say(`feed.import.${reason}`) }));
  const feeds = new Map<string, Omit<Feed, 'id'>>();
  for (const { line, url: written, title, siteUrl, language, topics } of found) {
    const fault = desk.refusal(written);
    if (fault) {
      faults.push({ line, why: say(`fault.${fault}`, { status: undefined }) });
      continue;
    }
    const { href, hostname } = new URL(written);
    if (!feeds.has(href)) feeds.set(href, { url: href, title: title ?? hostname, siteUrl, language, topics });
  }
  const lines = faults.toSorted((a, b) => a.line - b.line).map((fault) => say('feed.import.fault', fault));
  return { feeds: [...feeds.values()], faults: lines };
}

/**
 * Follows every feed of an OPML document, all of them or, when anything goes wrong, none; the reply names what was left
 * out, line by line. @throws UserError when nothing was done.
 */
export async function followOpml(parts: ImportParts, source: string, bytes: Uint8Array): Promise<Reply> {
  const { say, desk, channelId, by, now } = parts;
  const document = readOpml(desk.decode(bytes));
  if (document.kind === 'no-opml') throw new UserError('feed.import.no-opml', { source });
  if (document.kind === 'broken') throw new UserError('feed.import.broken', { source, line: document.line });
  const { feeds, faults } = sort(parts, document.feeds, document.faults);

  const reply: Reply = { title: say('feed.import.nothing', { source }), blocks: [] };
  if (feeds.length > 0) {
    const followed = new Set((await desk.feeds.followed(channelId)).map(({ feed }) => feed.url));
    const total = followed.size + feeds.filter(({ url }) => !followed.has(url)).length;
    if (total > desk.feedsMost) throw new UserError('feed.too-many', { most: desk.feedsMost, now: total });
    const counts = await desk.feeds.followAll(channelId, feeds, { by, at: now, previews: PREVIEWS_MOST });
    reply.title = say('feed.imported', counts);
    if (counts.added > 0) {
      const quiet = counts.added > PREVIEWS_MOST;
      reply.blocks.push({ kind: 'text', spans: [say('feed.imported-how', { quiet })] });
    }
  }
  if (faults.length > 0) {
    const shown = faults.slice(0, FAULTS_SHOWN);
    if (faults.length > shown.length) shown.push(say('feed.import.more', { outlines: faults.length - shown.length }));
    reply.blocks.push({ kind: 'text', spans: [say('feed.import.left-out', { outlines: faults.length })] });
    reply.blocks.push({ kind: 'list', items: shown.map((line) => [line]) });
  }
  return reply;
}

export const importFeeds = defineSubcommand({
  name: 'import',
  cost: 5,
  description: 'feed.import.about',
  options: {
    url: { kind: 'url', description: 'feed.option.opml-url' },
    file: { kind: 'file', description: 'feed.option.file' },
  },
  async run(context, values) {
    const { say, desk, place, asker, now } = context;
    const rights = await desk.missingRights(place);
    if (rights.length > 0) throw new UserError('feed.rights-missing', { rights: rights.join(', ') });
    const { source, bytes } = await documentOf(context, values.url);
    const channel = await desk.channelOf(place);
    const reply = await followOpml({ say, desk, channelId: channel.id, by: asker.id, now }, source, bytes);
    desk.readSoon();
    return reply;
  },
});

export const exportFeeds = defineSubcommand({
  name: 'export',
  description: 'feed.export.about',
  options: {},
  async run(context) {
    const { say, desk, place, now } = context;
    const channel = await desk.channelOf(place);
    const feeds = (await desk.feeds.followed(channel.id)).map(({ feed }) => feed);
    if (feeds.length === 0)
      return {
        title: say('feed.list.title', { feeds: 0 }),
        blocks: [{ kind: 'text', spans: [say('feed.list.none')] }],
      };
    const title = say('feed.export.title', { place: channel.title ?? place.title ?? channel.address });
    return {
      title: say('feed.exported', { feeds: feeds.length }),
      blocks: [],
      file: { name: FILE_NAME, type: FILE_TYPE, content: writeOpml(title, feeds, now) },
    };
  },
});
