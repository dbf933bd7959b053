import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { SetupError } from '#core/errors.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof SetupError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  test('nothing set: the web preview with the demo', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      web: true,
      demo: true,
      host: '127.0.0.1',
      port: 3000,
      locale: 'id',
      zone: 'Asia/Jakarta',
    });
    expect(config.pollIntervalMs).toBeUndefined();
  });

  test.each([
    ['a feeds file ends the demo', { FEEDS_FILE: 'x.json' }, { demo: false, web: true }],
    ['the demo can be asked for beside it', { FEEDS_FILE: 'x.json', DEMO: 'on' }, { demo: true }],
    ['empty is unset', { PORT: '', LOCALE: ' ' }, { port: 3000, locale: 'id' }],
    [
      'durations have units',
      { POLL_INTERVAL: '2m', RETENTION: '30d' },
      { pollIntervalMs: 120_000, retentionMs: 2_592_000_000 },
    ],
    ['a token turns the page off', { DISCORD_TOKEN: 'x'.repeat(60) }, { web: false, demo: false }],
  ])('%s', (_reason, env, expected) => {
    expect(loadConfig(env)).toMatchObject(expected);
  });

  test('all faults are told together, each with how to mend it', () => {
    const faults = faultsOf({
      PORT: '99999',
      LOCALE: 'xx',
      POLL_INTERVAL: '10ms',
      FETCH_ALLOW: 'here',
      TIMEZONE: 'Mars/One',
    });
    expect(faults).toHaveLength(5);
    expect(faults.join('\n')).toMatch(/PORT.*\n.*POLL_INTERVAL|LOCALE/u);
  });

  test('a secret is never shown in a fault', () => {
    const faults = faultsOf({ TELEGRAM_TOKEN: 'canary-canary-canary' });
    expect(faults).toHaveLength(1);
    expect(faults[0]).not.toContain('canary');
  });

  test('a secret can come from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kabar-')), 'token');
    writeFileSync(file, `${'y'.repeat(60)}\n`);
    expect(loadConfig({ DISCORD_TOKEN_FILE: file }).discordToken).toBe('y'.repeat(60));
    expect(faultsOf({ DISCORD_TOKEN_FILE: '/nowhere/token' })[0]).toContain('DISCORD_TOKEN_FILE');
  });
});
