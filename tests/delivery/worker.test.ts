import { describe, expect, test } from 'vitest';
import type { Clock } from '#core/clock.ts';
import type { OutboxStore } from '#core/delivery.ts';
import { createAutoClock } from '#tests/support/auto-clock.ts';
import { openOutboxDesk } from '#tests/support/outbox-desk.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Discord as delivery sees it: for two minutes the same key posts once. */
const KEYED = { idempotentForMs: 2 * MINUTE_MS };

const numbered = (count: number, name = 'n'): string[] => Array.from({ length: count }, (_, at) => `${name}${at}`);
const mostIn = (moments: readonly number[], windowMs: number): number =>
  Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + windowMs).length));

test('topics of one group share its allowance, also when they come up together', async () => {
  const group = { perMinute: 20, of: (address: string) => address.split(':', 1)[0] };
  const desk = await openOutboxDesk({
    platform: { limits: { perSecond: 28, perAddressPerSecond: 1, atOnce: 20, group } },
  });
  for (let topic = 0; topic < 5; topic++) {
    const { id } = await desk.place(`-100:${topic}`);
    await desk.put(id, numbered(12, `${topic}/`));
  }
  await desk.start();
  await desk.drained();
  const moments = desk.sent.map((one) => one.at);
  expect(moments).toHaveLength(60);
  expect(mostIn(moments, MINUTE_MS)).toBeLessThanOrEqual(20);
});

describe('an answer that never came', () => {
  /** Crashes after the request left, and starts again so much later. */
  async function crashed(awayMs: number, history?: Map<string, string>) {
    const looked: string[] = [];
    let crash: () => void = () => {};
    const away = new Promise<void>((resolve) => {
      crash = resolve;
    });
    const clock = createAutoClock();
    const desk = await openOutboxDesk({
      clock,
      async post({ key }, tries) {
        if (tries > 1) return { ok: true, messageId: 'again' };
        history?.set(key, 'there');
        crash();
        await new Promise(() => {});
        throw new Error('never');
      },
      platform: {
        ...KEYED,
        ...(history
          ? {
              async find(_address: string, key: string) {
                looked.push(key);
                return history.get(key);
              },
            }
          : {}),
      },
    });
    const { id } = await desk.place('a');
    await desk.put(id, ['x']);
    await desk.crashing();
    await away;
    clock.advance(awayMs);
    await desk.start('second');
    await desk.drained();
    const [row] = await desk.db.selectFrom('outbox').selectAll().execute();
    return { ...desk, looked, row: row! };
  }

  test('while the platform knows the key it is sent again under the same', async () => {
    const { sent, row, looked } = await crashed(MINUTE_MS, new Map());
    expect(new Set(sent.map((one) => one.key)).size).toBe(1);
    expect(sent).toHaveLength(2);
    expect(looked).toEqual([]);
    expect(row).toMatchObject({ state: 'sent', message_id: 'again' });
  });

  test('ten minutes later it is found in the history, and not sent again', async () => {
    const { sent, row, looked } = await crashed(10 * MINUTE_MS, new Map());
    expect(looked).toHaveLength(1);
    expect(sent).toHaveLength(1);
    expect(row).toMatchObject({ state: 'sent', message_id: 'there' });
  });

  test('what the history does not hold never arrived, and is sent', async () => {
    const history = new Map<string, string>();
    history.set = () => history;
    const { sent, row } = await crashed(10 * MINUTE_MS, history);
    expect(sent).toHaveLength(2);
    expect(row).toMatchObject({ state: 'sent', message_id: 'again' });
  });

  test('where no history is shown it is held and listed', async () => {
    const { sent, row, stores, clock } = await crashed(10 * MINUTE_MS);
    expect(sent).toHaveLength(1);
    expect(row.state).toBe('uncertain');
    const since = new Date(clock.now().getTime() - HOUR_MS);
    expect(await stores.outbox.troubles({ since, limit: 5 })).toMatchObject([{ state: 'uncertain' }]);
  });
});

test('a message that can not be put into words is dead after three tries; the others go on', async () => {
  const desk = await openOutboxDesk({
    delivery: {
      compose: async ({ rows }) => {
        if (rows[0]!.subject === 'poison') throw new Error('no words');
        return { kind: 'post', reply: { title: rows[0]!.subject, blocks: [] } };
      },
    },
  });
  const { id } = await desk.place('a');
  await desk.put(id, ['poison', 'x', 'y']);
  await desk.put((await desk.place('b')).id, ['z']);
  await desk.start();
  await desk.drained();
  expect(await desk.states()).toEqual(['poison dead', 'x sent', 'y sent', 'z sent']);
  expect(desk.sent.map((one) => one.title).sort()).toEqual(['x', 'y', 'z']);
});

test('a place that is lost is told in another place of its server, once; of a person’s chat nobody hears', async () => {
  const desk = await openOutboxDesk({
    post: ({ address }) => (address === 'lost' || address === 'shut' ? { ok: false, reason: 'gone' } : undefined),
  });
  const lost = await desk.place('lost', { server: 's', title: '#berita' });
  const sibling = await desk.place('sibling', { server: 's' });
  const other = await desk.place('other', { server: 't' });
  const feed = await desk.stores.feeds.add({ url: 'https://x.example/rss', title: 'X', topics: [] });
  for (const { id } of [lost, sibling, other]) await desk.stores.feeds.follow(id, feed.id, 'me', desk.clock.now());
  await desk.put(lost.id, ['x', 'y']);
  await desk.put((await desk.place('shut', { server: 's', isPrivate: true })).id, ['z']);
  await desk.start();
  await desk.drained();
  const told = await desk.db.selectFrom('outbox').selectAll().where('kind', '=', 'notice').execute();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ channel_id: sibling.id, state: 'sent' });
  expect(JSON.parse(told[0]!.payload!)).toEqual({ about: 'place-lost', place: '#berita', reason: 'gone' });
  expect((await desk.states()).filter((one) => !one.startsWith('place'))).toEqual(['x dead', 'y dead', 'z dead']);
});

test('one in a hundred destinations refuses: each is tried once, and the others are not held up', async () => {
  const isShut = (address: string): boolean => Number(address) % 100 === 0;
  const desk = await openOutboxDesk({
    post: ({ address }) => (isShut(address) ? { ok: false, reason: 'forbidden' } : undefined),
  });
  for (let number = 1; number <= 200; number++) {
    await desk.put((await desk.place(String(number))).id, [`${number}/a`, `${number}/b`]);
  }
  await desk.start();
  while (desk.sent.length < 198 * 2 + 2) await new Promise((resolve) => setImmediate(resolve));
  expect(desk.sent.filter(({ address }) => isShut(address)).map((one) => one.address)).toEqual(['100', '200']);
  // What waits there is kept for when it opens again.
  expect((await desk.states()).filter((one) => one.endsWith('ready'))).toHaveLength(4);
});

test.each([
  ['an hour ahead and back', [HOUR_MS, -HOUR_MS]],
  ['an hour back', [-HOUR_MS]],
])('the clock jumps %s: no burst, nothing twice, nothing left', async (_name, jumps) => {
  const steady = createAutoClock();
  let offMs = 0;
  const clock: Clock = {
    now: () => new Date(steady.now().getTime() + offMs),
    monotonic: () => steady.now().getTime(),
    sleep: steady.sleep,
  };
  const moments: number[] = [];
  const left = [...jumps];
  const desk = await openOutboxDesk({
    clock,
    post() {
      moments.push(steady.now().getTime());
      if (moments.length % 40 === 0) offMs += left.shift() ?? 0;
      return undefined;
    },
  });
  for (let number = 0; number < 60; number++) {
    const { id } = await desk.place(String(number));
    await desk.put(id, numbered(2, `${number}/`));
  }
  await desk.start();
  await desk.drained();
  expect(left).toEqual([]);
  expect(moments).toHaveLength(120);
  expect(mostIn(moments, SECOND_MS)).toBeLessThanOrEqual(30);
  // A jump holds nothing up for longer than the platform's own pace does.
  expect(moments.at(-1)! - moments[0]!).toBeLessThan(MINUTE_MS);
});

test('"too fast" for everything, in hours, outlives a restart; nothing is sent before', async () => {
  const desk = await openOutboxDesk({
    post: (_sent, tries) =>
      tries === 1
        ? { ok: false, reason: 'throttled', retryAfterMs: 12 * HOUR_MS, scope: 'platform' }
        : { ok: true, messageId: 'm' },
  });
  await desk.put((await desk.place('a')).id, ['x']);
  const first = await desk.start();
  while (desk.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await first.stop();
  await desk.put((await desk.place('b')).id, ['y']);
  await desk.start('second');
  await desk.drained();
  const [asked, ...later] = desk.sent;
  expect(later.length).toBeGreaterThanOrEqual(2);
  expect(later.every(({ at }) => at >= asked!.at + 12 * HOUR_MS)).toBe(true);
});

test('a platform that is away for ten minutes is asked ever more rarely, and gets everything after it', async () => {
  const clock = createAutoClock();
  const until = clock.now().getTime() + 10 * MINUTE_MS;
  const desk = await openOutboxDesk({
    clock,
    post: ({ at }) => (at < until ? { ok: false, reason: 'unavailable', detail: 'ECONNREFUSED' } : undefined),
  });
  for (let number = 0; number < 50; number++) await desk.put((await desk.place(String(number))).id, [`x${number}`]);
  await desk.start();
  await desk.drained();
  expect(desk.sent.filter(({ at }) => at < until).length).toBeLessThan(40);
  expect((await desk.states()).every((one) => one.endsWith('sent'))).toBe(true);
  expect(desk.sent.filter(({ at }) => at >= until)).toHaveLength(50);
});

describe('a database in trouble', () => {
  /** An outbox that fails, or takes its time, in what it writes. */
  const troubled =
    (trouble: (call: string) => Promise<void>) =>
    (real: OutboxStore): OutboxStore => ({
      ...real,
      async claim(...given) {
        await trouble('claim');
        return real.claim(...given);
      },
      async settle(...given) {
        await trouble('settle');
        return real.settle(...given);
      },
    });

  test('that is full while messages are under way: none is sent twice, and room is all it needs', async () => {
    const clock = createAutoClock();
    let full = { from: Infinity, until: Infinity };
    const desk = await openOutboxDesk({
      clock,
      post({ at }) {
        if (desk.sent.length === 5) full = { from: at, until: at + 5 * MINUTE_MS };
        return undefined;
      },
      outbox: troubled(async () => {
        const at = clock.now().getTime();
        if (at >= full.from && at < full.until) throw new Error('database or disk is full');
      }),
    });
    for (let number = 0; number < 40; number++) await desk.put((await desk.place(String(number))).id, [`x${number}`]);
    await desk.start();
    await desk.drained();
    expect(new Set(desk.sent.map((one) => one.key)).size).toBe(40);
    expect(desk.sent).toHaveLength(40);
    // Nothing is claimed, and so nothing sent, while the claim can't be written.
    expect(desk.sent.filter(({ at }) => at > full.from + SECOND_MS && at < full.until)).toEqual([]);
  });

  test('that takes 300 ms for every write: slower, in order, nothing twice', async () => {
    const clock = createAutoClock();
    const desk = await openOutboxDesk({ clock, outbox: troubled(() => clock.sleep(300)) });
    for (let number = 0; number < 20; number++) {
      const { id } = await desk.place(String(number));
      await desk.put(id, numbered(3, `${String(number).padStart(2, '0')}/`));
    }
    await desk.start();
    await desk.drained();
    expect(desk.sent).toHaveLength(60);
    for (let number = 0; number < 20; number++) {
      const own = desk.sent.filter(({ address }) => address === String(number)).map((one) => one.title);
      expect(own).toEqual(own.toSorted());
    }
  });
});
