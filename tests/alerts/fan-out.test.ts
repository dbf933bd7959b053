import { expect, test } from 'vitest';
import { alertsOver } from '#tests/support/outbox.ts';
import { openOutboxDesk } from '#tests/support/outbox-desk.ts';

/** More than two steps of fan-out. */
const FOLLOWERS = 450;

test('a crash between two steps of a fan-out resumes it: every follower gets the article, none twice', async () => {
  const { stores, db, clock, place } = await openOutboxDesk();
  const feed = await stores.feeds.add({ url: 'https://x.example/rss', title: 'X', topics: [] });
  for (let number = 0; number < FOLLOWERS; number++) {
    await stores.feeds.follow((await place(String(number))).id, feed.id, 'me', clock.now());
  }
  const at = clock.now();
  await stores.news.commit(
    {
      feedId: feed.id,
      identity: 'https://x.example/1',
      title: 'Banjir',
      outlet: 'X',
      publishedAt: at,
      fetchedAt: at,
      source: 'feed',
      text: 'Banjir.',
      analysis: { lang: 'id', body: '', summary: [], people: [], quotes: [], events: [] },
    },
    'new',
  );
  // Each step is another process's: what it kept in mind is gone, what it wrote is there.
  let steps = 0;
  while (await alertsOver(stores, () => clock.now()).expand(false)) steps += 1;
  expect(steps).toBeGreaterThan(2);
  const rows = await db.selectFrom('outbox').select('channel_id').execute();
  expect(rows).toHaveLength(FOLLOWERS);
  expect(new Set(rows.map((row) => row.channel_id)).size).toBe(FOLLOWERS);
  // A step whose cursor was lost adds nothing that is there already.
  await db.updateTable('fanouts').set({ done: 0, stage: 'followers', after_id: 100 }).execute();
  while (await alertsOver(stores, () => clock.now()).expand(false)) steps += 1;
  expect(await db.selectFrom('outbox').select('id').execute()).toHaveLength(FOLLOWERS);
});
