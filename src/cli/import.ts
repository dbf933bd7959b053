import { readFile } from 'node:fs/promises';
import { followOpml } from '#commands/feed-opml.ts';
import { sayIn } from '#config/locales/index.ts';
import { systemClock } from '#core/clock.ts';
import { UserError } from '#core/errors.ts';
import { decodeFeed } from '#feeds/decode.ts';
import { createFetch } from '#feeds/fetch.ts';
import { renderText } from '#platforms/web/render.ts';
import { channelNamed, withStores } from './channel.ts';
import { complain, print, takeFlag, UsageError } from './terminal.ts';

/** `kabar import FILE.opml`: a channel follows its feeds, all of them or none. A running bot reads them within a second. */
export async function run(args: string[]): Promise<number> {
  const channel = takeFlag(args, '--channel');
  const [file, ...more] = args;
  if (!file || more.length > 0) throw new UsageError('import needs one OPML file');
  const bytes = await readFile(file);
  const say = sayIn('en');
  return withStores(async (opened) => {
    const { config, feeds } = opened;
    const fetch = createFetch({ allow: config.fetchAllow, userAgent: '', clock: systemClock });
    try {
      const { id } = await channelNamed(channel, opened);
      const desk = { decode: decodeFeed, refusal: fetch.refusal, feeds, feedsMost: config.feedsMost };
      print(
        renderText(await followOpml({ say, desk, channelId: id, by: 'kabar import', now: new Date() }, file, bytes)),
      );
      return 0;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      complain(say(error.key, error.args as never));
      return 1;
    } finally {
      await fetch.close();
    }
  });
}
