import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { isTokenRefused, toFailure, toPosted } from '#platforms/telegram/errors.ts';
import { TOKEN } from '#tests/support/telegram/server.ts';

const said = (code: number, description: string, parameters?: object) =>
  toFailure('sendMessage', new TelegramError({ error_code: code, description, ...(parameters ? { parameters } : {}) }));

describe('what Telegram says means (facts/delivery.md §1.1)', () => {
  test.each([
    ['blocked', 403, 'Forbidden: bot was blocked by the user', 'forbidden'],
    ['the account is gone', 403, 'Forbidden: user is deactivated', 'gone'],
    ['thrown out of a group', 403, 'Forbidden: bot was kicked from the group chat', 'gone'],
    ['thrown out of a supergroup', 403, 'Forbidden: bot was kicked from the supergroup chat', 'gone'],
    ['not in the channel', 403, 'Forbidden: bot is not a member of the channel chat', 'gone'],
    ['the group was deleted', 403, 'Forbidden: the group chat was deleted', 'gone'],
    ['an unknown 403', 403, 'Forbidden: something new', 'forbidden'],
    ['never started', 400, 'Bad Request: chat not found', 'gone'],
    ['an id that is none', 400, 'Bad Request: PEER_ID_INVALID', 'gone'],
    ['the topic was deleted', 400, 'Bad Request: message thread not found', 'gone'],
    ['the topic is closed', 400, 'Bad Request: TOPIC_CLOSED', 'forbidden'],
    ['no right to write', 400, 'Bad Request: not enough rights to send text messages to the chat', 'forbidden'],
    ['no right to write, in MTProto', 400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'forbidden'],
    ['no administrator of the channel', 400, 'Bad Request: need administrator rights in the channel chat', 'forbidden'],
    ['the message to edit is gone', 400, 'Bad Request: message to edit not found', 'gone'],
    ['our fault', 400, 'Bad Request: message is too long', 'rejected'],
    ['our fault too', 400, "Bad Request: can't parse entities: Unsupported start tag", 'rejected'],
    ['the token is refused', 401, 'Unauthorized', 'unavailable'],
    ['the token has a wrong shape', 404, 'Not Found', 'unavailable'],
    ['the server is restarting', 500, 'Internal Server Error: restart', 'uncertain'],
    ['a proxy lost it', 502, 'Bad Gateway', 'uncertain'],
  ])('%s', (_reason, code, description, reason) => {
    expect(toPosted(said(code, description))).toMatchObject({ ok: false, reason });
  });

  test('a wait of twelve hours is passed on as it is', () => {
    const posted = toPosted(said(429, 'Too Many Requests: retry after 43837', { retry_after: 43_837 }));
    expect(posted).toMatchObject({ reason: 'throttled', retryAfterMs: 43_837_000 });
  });

  test('a chat that moved names its new address, and the post is not lost', () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    const posted = toPosted(said(400, description, { migrate_to_chat_id: -1001234567890123 }));
    expect(posted).toMatchObject({ reason: 'unavailable', movedTo: '-1001234567890123' });
  });

  test('only a refused token counts as one', () => {
    expect(isTokenRefused(said(401, 'Unauthorized'))).toBe(true);
    expect(isTokenRefused(said(403, 'Forbidden: bot was blocked by the user'))).toBe(false);
    expect(isTokenRefused(said(404, 'Bad Request: method not found'))).toBe(false);
  });
});

describe('what the network says', () => {
  const broken = (fields: object, message = `request to https://api.telegram.org/bot${TOKEN}/sendMessage failed`) =>
    toFailure('sendMessage', Object.assign(new Error(message), fields));

  test.each([
    ['nobody listens', { code: 'ECONNREFUSED', type: 'system' }, 'unavailable'],
    ['no such name', { code: 'ENOTFOUND', type: 'system' }, 'unavailable'],
    ['a certificate that is none', { code: 'CERT_HAS_EXPIRED', type: 'system' }, 'unavailable'],
    ['TLS that fails', { code: 'EPROTO', type: 'system' }, 'unavailable'],
    ['cut off after the bytes were written', { code: 'ECONNRESET', type: 'system' }, 'uncertain'],
    ['the pipe broke', { code: 'EPIPE', type: 'system' }, 'uncertain'],
    ['no answer in time', { name: 'AbortError', type: 'aborted' }, 'uncertain'],
    ['an answer that is no JSON', { type: 'invalid-json' }, 'uncertain'],
    ['nothing known', {}, 'uncertain'],
  ])('%s', (_reason, fields, reason) => {
    const failure = broken(fields);
    expect(toPosted(failure)).toMatchObject({ ok: false, reason });
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain('canary');
  });

  test('a connection that was never made is no doubt', () => {
    const failure = broken(
      { code: 'ETIMEDOUT', type: 'system' },
      'failed, reason: connect ETIMEDOUT 149.154.167.220:443',
    );
    expect(toPosted(failure)).toMatchObject({ reason: 'unavailable' });
    expect(toPosted(broken({ code: 'ETIMEDOUT' }, 'read ETIMEDOUT'))).toMatchObject({ reason: 'uncertain' });
  });
});
