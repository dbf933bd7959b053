import { expect, test, vi } from 'vitest';
import type { Clock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import type { FeedStore, PollJob } from '#core/stores.ts';
import { createSchedule } from '#src/schedule.ts';

/** Feeds by address, all due; polls that end when the test says so. */
function setting(urls: string[]) {
  const due = new Map(urls.map((url, id) => [id, { url, at: 0 }]));
  const started: string[] = [];
  const running = new Map<string, () => void>();
  const postponed: { id: number; ms: number }[] = [];
  const clock: Clock = { now: () => new Date(1000), sleep: async () => {} };
  const feeds = {
    async claimDue(now: Date, limit: number, leaseMs: number): Promise<PollJob[]> {
      const found = [...due].filter(([, one]) => one.at <= now.getTime()).slice(0, limit);
      return found.map(([id, one]) => {
        one.at = now.getTime() + leaseMs;
        const feed = { id, url: one.url, title: '', topics: [] };
        return { feed, validators: {}, wishes: {}, health: { dueAt: now, failures: 0 } };
      });
    },
    async postpone(id: number, until: Date) {
      due.get(id)!.at = until.getTime();
      postponed.push({ id, ms: until.getTime() - 1000 });
    },
    hasten: async () => {},
  } as unknown as FeedStore;
  const schedule = createSchedule({
    feeds,
    poll: ({ feed }) =>
      new Promise((resolve) => {
        started.push(feed.url);
        running.set(feed.url, resolve);
      }),
    hostOf: (url) => (url.startsWith('http://127.') ? undefined : new URL(url).host),
    tick: () => {},
    prune: async () => {},
    polls: true,
    clock,
    log: silentLog,
  });
  return { schedule, started, running, postponed, due };
}

const many = (host: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `http://${host}/${at}`);

test('a host with a thousand feeds is asked for one at a time and never holds up the others', async () => {
  const { schedule, started, running, postponed } = setting([...many('banyak.example', 1000), 'http://lain.example/1']);
  schedule.wake();
  await vi.waitFor(() => expect(started).toContain('http://lain.example/1'));
  expect(started).toEqual(['http://banyak.example/0', 'http://lain.example/1']);
  running.get('http://banyak.example/0')!();
  await vi.waitFor(() => expect(started).toContain('http://banyak.example/1'));
  expect(started).toHaveLength(3);
  // Each that was given back has a turn of its own, later than the one before.
  expect(postponed.length).toBeGreaterThan(900);
  expect(postponed.slice(0, 20).every(({ ms }, at, all) => at === 0 || ms > all[at - 1]!.ms)).toBe(true);
});

test('trusted hosts are asked side by side, and the next begins as soon as one ends', async () => {
  const { schedule, started, running } = setting(many('127.0.0.1', 100));
  schedule.wake();
  await vi.waitFor(() => expect(started).toHaveLength(32));
  running.get(started[5]!)!();
  await vi.waitFor(() => expect(started).toHaveLength(33));
});

test('what was taken and not begun is given back at the stop', async () => {
  const { schedule, started, running, due } = setting(many('banyak.example', 4));
  schedule.wake();
  await vi.waitFor(() => expect(started).toHaveLength(1));
  const stopped = schedule.stop();
  running.get(started[0]!)!();
  await stopped;
  expect([...due.values()].filter(({ at }) => at === 1000)).toHaveLength(3);
});
