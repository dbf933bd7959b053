import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { createLog } from '#ops/log.ts';
import { restoreBackup } from '#store/backup.ts';
import { print, takeSwitch, UsageError } from './terminal.ts';

/** `kabar restore FILE [--replace]`: puts a backup in the place of the database. */
export async function run(args: string[]): Promise<number> {
  const replace = takeSwitch(args, '--replace');
  const [file, ...rest] = args;
  if (file === undefined || rest.length > 0) throw new UsageError('restore needs one backup file');
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const source = { url: config.databaseUrl, log, now: systemClock.now(), replace };
  const { takenAt, held, asideTo } = await restoreBackup(file, source);
  print(`restored the backup of ${takenAt.toISOString()}`);
  if (asideTo) print(`the database that was there before is now ${asideTo}`);
  print(
    held === 0
      ? 'nothing was waiting to be sent'
      : `${held} posts were waiting and may have gone out since: they are held as uncertain, see /status`,
  );
  return 0;
}
