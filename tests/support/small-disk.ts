import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

export interface SmallDisk {
  folder: string;
  resize(kilobytes: number): void;
}

/** A disk of so many kilobytes, for one test; the test is skipped where this machine lets nobody mount one. */
export function mountSmallDisk(context: TestContext, kilobytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'kabar-small-'));
  const mount = (options: string): void => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  };
  try {
    mount(`size=${kilobytes}k`);
  } catch {
    context.skip('this machine lets nobody mount a small disk');
  }
  context.onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, resize: (size) => mount(`remount,size=${size}k`) };
}
