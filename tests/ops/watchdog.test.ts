import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const watchdog = new URL('../../src/ops/watchdog.ts', import.meta.url).href;
const run = (work: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { startWatchdog } from '${watchdog}'; startWatchdog({ checkMs: 50, checks: 6 }); ${work}`,
    ],
    { encoding: 'utf8', timeout: 20_000 },
  );

test('a loop that stands still is killed, and says so', () => {
  const { signal, stderr } = run('setTimeout(() => { for (;;); }, 300);');
  expect(signal).toBe('SIGKILL');
  expect(JSON.parse(stderr)).toMatchObject({ event: 'process.stuck', level: 60 });
});

test('a loop that turns is left alone, and the watchdog keeps nobody from ending', () => {
  expect(run('setTimeout(() => {}, 900);')).toMatchObject({ status: 0, stderr: '' });
});
