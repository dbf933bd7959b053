import { expect, test } from 'vitest';
import { openOutboxDesk } from '#tests/support/outbox-desk.ts';

const MINUTE_MS = 60_000;

test('topics of one group share its allowance, also when they come up together', async () => {
  const desk = await openOutboxDesk({
    platform: {
      limits: {
        ...{ perSecond: 28, perAddressPerSecond: 1, atOnce: 20 },
        group: { perMinute: 20, of: (address) => address.split(':', 1)[0] },
      },
    },
  });
  for (let topic = 0; topic < 5; topic++) {
    const { id } = await desk.place(`-100:${topic}`);
    await desk.put(
      id,
      Array.from({ length: 12 }, (_, at) => `${topic}/${at}`),
    );
  }
  await desk.start();
  await desk.drained();
  const moments = desk.sent.map((one) => one.at);
  expect(moments).toHaveLength(60);
  const most = Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + MINUTE_MS).length));
  expect(most).toBeLessThanOrEqual(20);
});
