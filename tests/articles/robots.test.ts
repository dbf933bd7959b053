import { describe, expect, test } from 'vitest';
import type { FetchedPage } from '#articles/page-source.ts';
import { createRobots } from '#articles/robots.ts';

const HOUR_MS = 3600_000;
const PAGE = 'https://warta.example/berita/1';
const rules = (text: string): FetchedPage => ({ kind: 'ok', bytes: Buffer.from(text), url: '' });
const failed = (status: number, fault: 'http' | 'throttled' = 'http'): FetchedPage => ({
  kind: 'failed',
  fault,
  status,
});

function setting(...answers: FetchedPage[]) {
  const asked: string[] = [];
  let now = 0;
  const robots = createRobots({
    fetch: {
      get: async (url) => {
        asked.push(url);
        return answers[Math.min(asked.length, answers.length) - 1] ?? failed(404);
      },
    },
    clock: { now: () => new Date(now), sleep: async () => undefined },
  });
  return { robots, asked, wait: (ms: number) => (now += ms) };
}

describe('what a site allows', () => {
  test.each<[FetchedPage, boolean, string]>([
    [rules(''), true, 'an empty file'],
    [rules('User-agent: *\nDisallow: /'), false, 'nothing for anybody'],
    [rules('User-agent: Kabar\nDisallow: /berita'), false, 'our name'],
    [rules('User-agent: LainBot\nDisallow: /'), true, "somebody else's name"],
    [rules('User-agent: *\nDisallow: /\nAllow: /berita/'), true, 'the longer rule wins'],
    [rules('<html>404</html>'), true, 'a page instead of rules'],
    [failed(404), true, 'no file'],
    [failed(403), true, 'a file that may not be had (RFC 9309 §2.3.1.3)'],
    [failed(503), false, 'a failing server (RFC 9309 §2.3.1.4)'],
    [failed(429, 'throttled'), false, 'a server that asks us to wait'],
    [{ kind: 'failed', fault: 'dns' }, true, 'a host that is not there says so when the page is asked for'],
  ])('%o: %s is %s', async (answer, allowed) => {
    expect(await setting(answer).robots.allowed(PAGE)).toBe(allowed);
  });

  test.each(['', 'data:text/html,x', 'halo'])('%j belongs to no site', async (url) => {
    expect(await setting().robots.allowed(url)).toBe(false);
  });
});

test('is asked for once by all who need it at the same time', async () => {
  const { robots, asked } = setting(rules('User-agent: *\nDisallow: /x'));
  expect(await Promise.all([PAGE, 'https://warta.example/x', PAGE].map((url) => robots.allowed(url)))).toEqual([
    true,
    false,
    true,
  ]);
  expect(asked).toEqual(['https://warta.example/robots.txt']);
});

test('is asked for again after a day, and soon after a failure', async () => {
  const { robots, asked, wait } = setting(failed(500), rules(''));
  expect(await robots.allowed(PAGE)).toBe(false);
  wait(HOUR_MS);
  expect(await robots.allowed(PAGE)).toBe(true);
  wait(23 * HOUR_MS);
  await robots.allowed(PAGE);
  expect(asked).toHaveLength(2);
  wait(2 * HOUR_MS);
  await robots.allowed(PAGE);
  expect(asked).toHaveLength(3);
});
