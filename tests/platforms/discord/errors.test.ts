import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { isTokenRefused, toFailure, WaitError } from '#platforms/discord/errors.ts';

const api = (status: number, code: number, message = 'x'): Error =>
  new DiscordAPIError({ code, message }, code, status, 'POST', 'https://discord.test', {});
const limit = (retryAfter: number, global = false): Error =>
  new RateLimitError({
    ...{ global, method: 'POST', url: '', route: '', majorParameter: '', hash: '', limit: 5, timeToReset: 0 },
    ...{ retryAfter, sublimitTimeout: 0, scope: 'user' },
  });
const network = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('what a failed request means for a post', () => {
  test.each([
    ['the channel is no more', api(404, 10_003), 'gone'],
    ['the server is no more', api(404, 10_004), 'gone'],
    ['the message is no more', api(404, 10_008), 'gone'],
    ['the webhook is no more', api(404, 10_015), 'gone'],
    ['something unknown is not there', api(404, 99_999), 'gone'],
    ['no access', api(403, 50_001), 'forbidden'],
    ['no right', api(403, 50_013), 'forbidden'],
    ['private messages are closed', api(403, 50_007), 'forbidden'],
    ['no server in common', api(403, 50_278), 'forbidden'],
    ['the thread is locked', api(400, 160_005), 'forbidden'],
    ['the thread is archived', api(400, 50_083), 'forbidden'],
    ['slow mode', api(429, 20_016), 'throttled'],
    ['too many writes in the channel', api(429, 20_028), 'throttled'],
    ['private chats opened too fast', api(403, 40_003), 'throttled'],
    ['overloaded', api(503, 130_000), 'unavailable'],
    ['the form is wrong: ours', api(400, 50_035), 'rejected'],
    ['a tag is missing: the forum’s setting', api(400, 40_067), 'rejected'],
    ['a harmful link', api(400, 240_000), 'rejected'],
    ['blocked by AutoMod', api(400, 200_000), 'rejected'],
    ['the user agent is refused', api(403, 40_333), 'rejected'],
    ['the token is refused', api(401, 0), 'unavailable'],
    ['their fault', new HTTPError(502, 'Bad Gateway', 'POST', 'https://discord.test', {}), 'uncertain'],
    ['a limit', limit(2000), 'throttled'],
    ['no connection', network('ECONNREFUSED'), 'unavailable'],
    ['no such name', network('ENOTFOUND'), 'unavailable'],
    ['no time to connect', network('UND_ERR_CONNECT_TIMEOUT'), 'unavailable'],
    ['a certificate that is not theirs', network('CERT_HAS_EXPIRED'), 'unavailable'],
    ['cut off', network('ECONNRESET'), 'uncertain'],
    ['closed half way', network('UND_ERR_SOCKET'), 'uncertain'],
    ['too late', new DOMException('aborted', 'AbortError'), 'uncertain'],
    ['no JSON', new SyntaxError('Unexpected token <'), 'uncertain'],
    ['held back by ourselves', new WaitError(5, 'paused'), 'throttled'],
    ['no error at all', 'boom', 'uncertain'],
  ])('%s', (_reason, error, reason) => {
    expect(toFailure(error)).toMatchObject({ reason, detail: expect.stringMatching(/./u) });
  });

  test('a wait is as long as Discord says, and a minute where it says nothing', () => {
    expect(toFailure(limit(43_837_000))).toMatchObject({ retryAfterMs: 43_837_000, isForAll: false });
    expect(toFailure(limit(0))).toMatchObject({ retryAfterMs: 60_000, isForAll: true });
    expect(toFailure(limit(1000, true))).toMatchObject({ isForAll: true });
  });

  test.each([
    ['401', api(401, 0), true],
    ['an invalid token', api(403, 50_014), true],
    ['the token of an interaction that is over', api(401, 50_027), false],
    ['anything else', api(403, 50_013), false],
    ['a broken gateway', new HTTPError(502, '', 'GET', '', {}), false],
  ])('whether the bot’s token is refused: %s', (_reason, error, isRefused) => {
    expect(isTokenRefused(error)).toBe(isRefused);
  });

  test('of a long list of faults one line is kept', () => {
    expect(toFailure(api(400, 50_035, 'Invalid Form Body\nembeds[0].title: too long')).detail).toBe(
      'Invalid Form Body (50035)',
    );
  });
});
