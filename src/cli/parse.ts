import { readFile } from 'node:fs/promises';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { FeedError } from '#core/errors.ts';
import { createFetch } from '#feeds/fetch.ts';
import { createParsePool } from '#feeds/parse-pool.ts';
import { complain, isUrl, print, reasonOf, UsageError } from './terminal.ts';

/** `kabar parse FILE|URL…`: a line of JSON for each feed; status 1 when one of them was none. */
export async function run(sources: string[]): Promise<number> {
  if (sources.length === 0) throw new UsageError('parse needs a file or an address');
  const pool = createParsePool();
  const fetch = createFetch({ allow: loadConfig().fetchAllow, userAgent: 'Kabar/0.1', clock: systemClock });
  let isGood = true;
  for (const source of sources) {
    try {
      let bytes: Uint8Array;
      let hints: { url?: string; contentType?: string } = {};
      if (isUrl(source)) {
        const answer = await fetch.get(source);
        if (answer.kind === 'failed') throw new FeedError(answer.fault, undefined, answer);
        if (answer.kind === 'not-modified') throw new FeedError('http', undefined, { status: 304 });
        bytes = answer.bytes;
        hints = { url: answer.url, ...(answer.contentType ? { contentType: answer.contentType } : {}) };
      } else {
        bytes = await readFile(source);
      }
      print(JSON.stringify(await pool.parse(bytes, hints)));
    } catch (error) {
      isGood = false;
      complain(`${source}: ${reasonOf(error)}`);
    }
  }
  await fetch.close();
  await pool.close();
  return isGood ? 0 : 1;
}
