import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#core/alerts.ts';
import type { Outgoing } from '#core/delivery.ts';
import type { Posted } from '#core/platform.ts';
import { outcomeOf } from '#delivery/outcome.ts';

const NOW = new Date('2026-11-24T03:00:00Z');
const message = (more: Partial<Outgoing> = {}): Outgoing => ({
  channel: {
    id: 1,
    platform: 'x',
    address: 'a',
    locale: 'id',
    zone: 'UTC',
    isPrivate: false,
    settings: DEFAULT_SETTINGS,
  },
  key: 'k',
  kind: 'post',
  priority: 2,
  rows: [],
  attempts: 1,
  isDigest: false,
  ...more,
});
const TELEGRAM = { idempotentForMs: 0 };
const DISCORD = { idempotentForMs: 120_000 };
const fail = (reason: Exclude<Posted, { ok: true }>['reason'], more: object = {}): Posted => ({
  ok: false,
  reason,
  ...more,
});

describe('what an answer means', () => {
  test.each<[string, Posted, typeof TELEGRAM, Partial<Outgoing>, object]>([
    [
      'sent',
      { ok: true, messageId: 'm' },
      TELEGRAM,
      {},
      { settlement: { state: 'sent', messageId: 'm' }, health: 'worked' },
    ],
    [
      'never answered, Discord: again under the same key',
      fail('uncertain'),
      DISCORD,
      {},
      { settlement: { state: 'ready', doubt: true } },
    ],
    ['never answered, Telegram, a post: held', fail('uncertain'), TELEGRAM, {}, { settlement: { state: 'uncertain' } }],
    [
      'never answered, Telegram, an alert: again',
      fail('uncertain'),
      TELEGRAM,
      { kind: 'alert' },
      { settlement: { state: 'ready', doubt: true } },
    ],
    [
      'an alert that never gets an answer is held in the end',
      fail('uncertain'),
      TELEGRAM,
      { kind: 'alert', attempts: 3 },
      { settlement: { state: 'uncertain' } },
    ],
    ['surely not sent: again', fail('unavailable'), TELEGRAM, {}, { settlement: { state: 'ready' }, health: 'failed' }],
    [
      'too fast for a chat: as long as it says',
      fail('throttled', { retryAfterMs: 43_837_000 }),
      TELEGRAM,
      {},
      {
        settlement: { state: 'ready', spare: true, notBefore: new Date(NOW.getTime() + 43_837_000) },
        blockMs: 43_837_000,
      },
    ],
    [
      'too fast for the token: the platform pauses',
      fail('throttled', { retryAfterMs: 60_000, scope: 'platform' }),
      TELEGRAM,
      {},
      { settlement: { state: 'ready', spare: true }, pauseMs: 60_000 },
    ],
    [
      '401: the platform pauses, the queue is kept',
      fail('unavailable', { retryAfterMs: 60_000, scope: 'platform' }),
      TELEGRAM,
      {},
      { settlement: { state: 'ready', spare: true }, pauseMs: 60_000 },
    ],
    [
      'no right to write: parked',
      fail('forbidden'),
      TELEGRAM,
      {},
      { settlement: { state: 'ready', spare: true }, destination: { kind: 'forbidden' } },
    ],
    ['gone: ended', fail('gone'), TELEGRAM, {}, { settlement: { state: 'dead' }, destination: { kind: 'gone' } }],
    ['an edit of a message that is gone', fail('gone'), TELEGRAM, { kind: 'edit' }, { settlement: { state: 'dead' } }],
    [
      'moved: at once to the new address',
      fail('unavailable', { movedTo: '-100' }),
      TELEGRAM,
      {},
      { settlement: { state: 'ready', spare: true, notBefore: NOW }, destination: { kind: 'moved', to: '-100' } },
    ],
    [
      'refused for what it says: ended',
      fail('rejected', { detail: '50035' }),
      DISCORD,
      {},
      { settlement: { state: 'dead', reason: 'rejected: 50035' } },
    ],
  ])('%s', (_name, posted, platform, more, expected) => {
    const policy = (kind: string): 'hold' | 'resend' => (kind === 'alert' ? 'resend' : 'hold');
    const outcome = outcomeOf(message(more), posted, { platform, policy, now: NOW, random: () => 0 });
    expect(outcome).toMatchObject(expected);
  });
});
