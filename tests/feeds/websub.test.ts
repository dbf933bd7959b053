import { expect, test } from 'vitest';
import { silentLog } from '#core/log.ts';
import type { WebSubLease, WebSubStore } from '#core/websub.ts';
import { readHub } from '#feeds/headers.ts';
import { createWebSub } from '#feeds/websub.ts';

const HOUR_MS = 3_600_000;

/** One feed with a hub; a clock that the test moves. */
function setting() {
  let now = 1_000_000_000;
  let lease: (WebSubLease & { askedAt: number; until?: number | undefined }) | undefined;
  const forms: Record<string, string>[] = [];
  const store: WebSubStore = {
    wanting: async ({ endsBefore, askedBefore }) =>
      lease &&
      ((lease.until !== undefined && lease.until > endsBefore.getTime()) || lease.askedAt > askedBefore.getTime())
        ? []
        : [{ feedId: 7, hub: 'https://hub.example/', topic: 'https://warta.example/rss' }],
    get: async () => lease,
    ask: async (given, at) => void (lease = { ...lease, ...given, askedAt: at.getTime() }),
    grant: async (_feedId, until) => void (lease!.until = until?.getTime()),
    active: async () => [],
  };
  let seed = 0;
  const websub = createWebSub({
    store,
    post: async (_url, form) => forms.push(form) > 0,
    publicUrl: 'https://news.example',
    tell: async () => {},
    clock: { now: () => new Date(now), sleep: async () => {} },
    log: silentLog,
    random: (bytes) => String(++seed).padStart(bytes * 2, '0'),
  });
  const grant = (seconds: string) =>
    websub.verify(7, lease!.token, {
      'hub.mode': 'subscribe',
      'hub.topic': lease!.topic,
      'hub.challenge': 'c',
      'hub.lease_seconds': seconds,
    });
  return { websub, forms, grant, pass: (ms: number) => (now += ms), token: () => lease!.token };
}

test('a lease is asked for, renewed before its end with the same secret, and while it lasts the feed counts as told', async () => {
  const { websub, forms, grant, pass } = setting();
  await websub.renew();
  await websub.renew();
  expect(forms).toHaveLength(1);
  expect(websub.isTold(7)).toBe(false);
  expect(await grant('864000')).toEqual({ status: 200, body: 'c' });
  expect(websub.isTold(7)).toBe(true);
  pass(9 * 24 * HOUR_MS);
  await websub.renew();
  expect(forms).toHaveLength(1);
  pass(13 * HOUR_MS);
  await websub.renew();
  expect(forms).toHaveLength(2);
  expect(forms[1]!['hub.secret']).toBe(forms[0]!['hub.secret']);
  pass(12 * HOUR_MS);
  expect(websub.isTold(7)).toBe(false);
});

test('a hub that stays silent is asked again after two hours, and polling goes on meanwhile', async () => {
  const { websub, forms, pass } = setting();
  await websub.renew();
  pass(HOUR_MS);
  await websub.renew();
  expect(forms).toHaveLength(1);
  pass(HOUR_MS + 1);
  await websub.renew();
  expect(forms).toHaveLength(2);
  expect(websub.isTold(7)).toBe(false);
});

test('a refusal ends it, and a lease of a thousand years is one of thirty days', async () => {
  const { websub, grant, pass, token } = setting();
  await websub.renew();
  await grant('31536000000');
  pass(30 * 24 * HOUR_MS + 1);
  expect(websub.isTold(7)).toBe(false);
  await grant('3600');
  expect(websub.isTold(7)).toBe(true);
  await websub.verify(7, token(), { 'hub.mode': 'denied', 'hub.topic': 'https://warta.example/rss' });
  expect(websub.isTold(7)).toBe(false);
});

test.each<[string | null, object, string]>([
  [
    '<https://hub.example/>; rel="hub", </rss>; rel="self"',
    { hub: 'https://hub.example/', self: 'https://warta.example/rss' },
    'both',
  ],
  ['<https://hub.example/>; rel=hub', { hub: 'https://hub.example/', self: undefined }, 'unquoted'],
  ['<https://a.example/>; rel="next hub"; title="x"', { hub: 'https://a.example/', self: undefined }, 'among others'],
  ['<javascript:alert(1)>; rel="hub"', { hub: undefined, self: undefined }, 'no address'],
  ['<'.repeat(100_000), { hub: undefined, self: undefined }, 'hostile'],
  [null, { hub: undefined, self: undefined }, 'none'],
])('Link header %#: %s', (link, expected) => {
  expect(readHub({ get: () => link }, 'https://warta.example/x')).toEqual(expected);
});
