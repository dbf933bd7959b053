import { sayIn } from '#config/locales/index.ts';
import { writeOpml } from '#text/opml.ts';
import { channelNamed, withStores } from './channel.ts';
import { takeFlag, UsageError } from './terminal.ts';

/** `kabar export`: the feeds that a channel follows, as OPML. */
export async function run(args: string[]): Promise<number> {
  const name = takeFlag(args, '--channel');
  if (args.length > 0) throw new UsageError('export writes to the standard output: kabar export > feeds.opml');
  return withStores(async (opened) => {
    const channel = await channelNamed(name, opened);
    const feeds = (await opened.feeds.followed(channel.id)).map(({ feed }) => feed);
    const title = sayIn('en')('feed.export.title', { place: channel.title ?? channel.address });
    process.stdout.write(writeOpml(title, feeds, new Date()));
    return 0;
  });
}
