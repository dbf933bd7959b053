import { expect, test, vi } from 'vitest';
import { createPoliteFetch } from '#articles/politeness.ts';

interface Pending {
  url: string;
  answer: () => void;
}

function setting(trusted = false) {
  const started: Pending[] = [];
  const waits: (() => void)[] = [];
  const fetch = createPoliteFetch({
    fetch: {
      get: (url: string) => new Promise<string>((resolve) => started.push({ url, answer: () => resolve(url) })),
      trusted: () => trusted,
    },
    clock: { now: () => new Date(0), sleep: () => new Promise((resolve) => waits.push(resolve)) },
  });
  return { fetch, started, waits };
}

test('one request at a time to a host, spaced; other hosts go ahead', async () => {
  const { fetch, started, waits } = setting();
  const first = fetch.get('https://a.example/1');
  void fetch.get('https://a.example/2');
  void fetch.get('https://b.example/1');
  await vi.waitFor(() => expect(started.map(({ url }) => url)).toEqual(['https://a.example/1', 'https://b.example/1']));
  started[0]?.answer();
  expect(await first).toBe('https://a.example/1');
  await vi.waitFor(() => expect(waits).toHaveLength(1));
  expect(started).toHaveLength(2);
  waits[0]?.();
  await vi.waitFor(() => expect(started[2]?.url).toBe('https://a.example/2'));
});

test('trusted hosts are not held up', () => {
  const { fetch, started } = setting(true);
  void fetch.get('http://127.0.0.1/1');
  void fetch.get('http://127.0.0.1/2');
  expect(started).toHaveLength(2);
});

test('a host that wants to be left alone is not asked again before, trusted ones are', async () => {
  let now = 0;
  let asked = 0;
  const refusal = { kind: 'failed' as const, fault: 'throttled' as const, retryAfterMs: 60_000 };
  const of = (trusted: boolean) =>
    createPoliteFetch({
      fetch: {
        async get(_url: string) {
          asked++;
          return refusal;
        },
        trusted: () => trusted,
      },
      clock: { now: () => new Date(now), sleep: async () => {} },
    });
  const fetch = of(false);
  expect(await fetch.get('https://a.example/1')).toEqual(refusal);
  now = 20_000;
  expect(await fetch.get('https://a.example/2')).toEqual({ ...refusal, retryAfterMs: 40_000 });
  expect(asked).toBe(1);
  await fetch.get('https://b.example/1');
  expect(asked).toBe(2);
  now = 60_001;
  await fetch.get('https://a.example/2');
  expect(asked).toBe(3);
  const trusted = of(true);
  await trusted.get('http://127.0.0.1/1');
  await trusted.get('http://127.0.0.1/1');
  expect(asked).toBe(5);
});
