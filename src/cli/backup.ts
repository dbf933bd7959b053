import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { createLog } from '#ops/log.ts';
import { takeBackup } from '#store/backup.ts';
import { print, UsageError } from './terminal.ts';

const MEGABYTE = 1_000_000;

/** `kabar backup FILE`: one file with everything, taken while the bot runs. */
export async function run([file, ...rest]: string[]): Promise<number> {
  if (file === undefined || rest.length > 0) throw new UsageError('backup needs one file to write');
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const { bytes } = await takeBackup(file, { url: config.databaseUrl, log, now: systemClock.now() });
  print(`${file}: ${(bytes / MEGABYTE).toFixed(1)} MB`);
  return 0;
}
