import { expect, test, vi } from 'vitest';
import { createAutoClock } from '#tests/support/auto-clock.ts';
import { openOutboxDesk } from '#tests/support/outbox-desk.ts';

const SECOND_MS = 1000;

test('messages leave evenly, however unevenly they are put into words', async () => {
  const clock = createAutoClock();
  let number = 0;
  const desk = await openOutboxDesk({
    clock,
    delivery: {
      async compose({ rows }) {
        // Now and then everything stands still for a while.
        if (++number % 10 === 0) await clock.sleep(300);
        return { kind: 'post', reply: { title: rows[0]!.subject, blocks: [] } };
      },
    },
  });
  for (let place = 0; place < 60; place++) await desk.put((await desk.place(String(place))).id, [String(place)]);
  await desk.start();
  await desk.drained();
  const moments = desk.sent.map((one) => one.at);
  const most = Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + SECOND_MS).length));
  expect(moments).toHaveLength(60);
  expect(most).toBeLessThanOrEqual(30);
});

test.each<[why: string, waiting: number, urgent: number, steps: boolean[]]>([
  ['little waits: everything is turned into rows', 100, 0, [false]],
  ['much waits: breaking news alone', 5000, 0, [true]],
  ['much waits, and so does breaking news: nothing', 5000, 5000, []],
])('%s', async (_why, waiting, urgent, steps) => {
  const asked = new Set<boolean>();
  let counted = 0;
  const desk = await openOutboxDesk({
    outbox: (real) => ({
      ...real,
      async waiting(_platform, _most, urgentOnly) {
        counted += 1;
        return urgentOnly ? urgent : waiting;
      },
    }),
    delivery: {
      async expand(urgentOnly) {
        asked.add(urgentOnly);
        return false;
      },
    },
  });
  await desk.start();
  await vi.waitFor(() => expect(counted).toBeGreaterThanOrEqual(steps[0] === false ? 1 : 2));
  await new Promise((resolve) => setImmediate(resolve));
  expect([...asked]).toEqual(steps);
});
