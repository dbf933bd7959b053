import { describe, expect, test } from 'vitest';
import { sayIn } from '#config/locales/index.ts';
import { isNear } from '#http/near.ts';
import { statusRoutes, type StatusParts } from '#http/status.ts';

const AT = new Date('2026-11-24T02:00:00Z');
const HOSTILE = '<script>alert(1)</script> "x" &amp; مرحبا';

function app(operations: Partial<StatusParts['operations']> = {}, health = { ok: true, reasons: [] as string[] }) {
  return statusRoutes({
    operations: {
      probe: async () => {},
      queues: async () => [],
      troubled: async () => [],
      feeds: async () => ({ items: [], total: 0, broken: 0 }),
      size: async () => ({ bytes: 12_300_000, freeBytes: 0 }),
      ...operations,
    },
    counts: async () => [],
    kept: async () => ({ articles: 3 }),
    health: async () => health,
    work: () => ({ roles: ['poll'], leases: [], version: '9.9.9', startedAt: AT }),
    say: sayIn,
    locale: 'id',
    zone: 'Asia/Jakarta',
    clock: { now: () => AT, sleep: async () => {} },
  });
}
const get = (
  path: string,
  from = '127.0.0.1',
  parts = app(),
  headers: Record<string, string> = {},
): Response | Promise<Response> =>
  parts.request(
    path,
    { headers },
    { incoming: { socket: { remoteAddress: from, remotePort: 1, remoteFamily: 'IPv4' } } },
  );

describe('/status', () => {
  test.each([
    ['id', '/status', /Keadaan Kabar[\s\S]*Siap bekerja[\s\S]*Tidak ada yang menunggu[\s\S]*Belum ada umpan/u],
    ['en', '/status?lang=en', /How Kabar is doing[\s\S]*Ready[\s\S]*Nothing waits[\s\S]*No feed yet/u],
    ['a language that nobody speaks', '/status?lang=xx', /<html lang="id">/u],
  ])('empty, in %s', async (_name, path, words) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(words);
  });

  test('what waits, what failed and why, and the feeds; nothing of it is markup', async () => {
    const page = app(
      {
        queues: async () => [{ platform: 'discord', waiting: 12, oldestDueAt: AT }],
        troubled: async () => [
          {
            id: 1,
            platform: 'telegram',
            destination: HOSTILE,
            state: 'uncertain',
            reason: HOSTILE,
            at: AT,
            title: HOSTILE,
          },
        ],
        feeds: async () => ({
          items: [
            {
              feed: { id: 1, url: `https://a.example/${HOSTILE}`, title: HOSTILE, topics: [] },
              health: { dueAt: AT, failures: 4, fault: 'http', status: 503 },
              followers: 2,
            },
          ],
          total: 1,
          broken: 1,
        }),
      },
      { ok: false, reasons: ['draining'] },
    );
    const text = await (await get('/status?lang=en', '::1', page)).text();
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const inIndonesian = await (await get('/status?lang=id', '::1', page)).text();
    expect(inIndonesian).toContain('tidak pasti');
    expect(inIndonesian).not.toContain('uncertain');
    expect(text).toMatch(/Not ready[\s\S]*draining[\s\S]*discord[\s\S]*12[\s\S]*uncertain[\s\S]*503[\s\S]*4×/u);
  });

  test.each([
    ['a stranger', '203.0.113.9', {}, 403],
    ['a stranger through a proxy of ours', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, 403],
    ['the host of a container', '172.18.0.1', {}, 200],
    ['IPv4 written as IPv6', '::ffff:127.0.0.1', {}, 200],
  ])('%s', async (_name, from, headers, status) => {
    expect((await get('/status', from, app(), headers as Record<string, string>)).status).toBe(status);
  });

  test('an address that is none is not near', () => {
    expect([isNear(undefined), isNear('here'), isNear('8.8.8.8'), isNear('fd00::1')]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});
