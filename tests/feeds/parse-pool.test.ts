import { afterAll, expect, test } from 'vitest';
import { FeedError } from '#core/errors.ts';
import { createParsePool } from '#feeds/parse-pool.ts';
import { parseFeed } from '#feeds/parse.ts';

const FEED = Buffer.from(
  '<rss version="2.0"><channel><title>Harian Uji</title><item><title>Satu</title><link>/1</link><pubDate>2 Mar 2026 14:30 WIB</pubDate></item></channel></rss>',
);
const HINTS = { url: 'https://berita.example/rss' };
const pool = createParsePool();
afterAll(() => pool.close());

test('gives what parseFeed gives, dates included', async () => {
  expect(await pool.parse(FEED, HINTS)).toEqual(await parseFeed(FEED, HINTS));
});

test('leaves the bytes to the caller', async () => {
  const bytes = Uint8Array.from(FEED);
  await pool.parse(bytes, HINTS);
  expect(bytes).toHaveLength(FEED.length);
});

test.each<[string, Uint8Array, string]>([
  ['a page', Buffer.from('<html><body></body></html>'), 'html'],
  ['60 MB', new Uint8Array(60 * 1024 * 1024), 'too-large'],
])('%s is refused with a FeedError', async (_reason, bytes, fault) => {
  const result = pool.parse(bytes, {});
  await expect(result).rejects.toBeInstanceOf(FeedError);
  await expect(result).rejects.toMatchObject({ fault });
});

/** Each takes a thread for longer than it may; the good feed waits behind both and must not pay for it. */
test('feeds that wait behind slow ones are not given up', { timeout: 30_000 }, async () => {
  const killMs = 1500;
  const patient = createParsePool({ killMs });
  const attributes = Array.from({ length: 900_000 }, (_, index) => `a${index}=""`).join(' ');
  const slow = Buffer.from(`<rss><channel><item ${attributes}><title>x</title></item></channel></rss>`);
  const jam = [slow, slow].map((bytes) => patient.parse(bytes, {}).catch((error: unknown) => error));
  expect((await patient.parse(FEED, HINTS)).items).toHaveLength(1);
  for (const outcome of await Promise.all(jam)) expect(outcome).toMatchObject({ fault: 'too-slow' });
  await patient.close();
});

test('a feed that takes too long is given up, and the next one is read', async () => {
  const hurried = createParsePool({ killMs: 1 });
  const slow = Buffer.from(`<rss><channel>${'<item><title>x</title></item>'.repeat(400_000)}</channel></rss>`);
  await expect(hurried.parse(slow, {})).rejects.toMatchObject({ fault: 'too-slow' });
  await hurried.close();
  expect((await pool.parse(FEED, HINTS)).items).toHaveLength(1);
});
