import { loadConfig } from '#config/index.ts';
import { createLog } from '#ops/log.ts';
import { copyDatabase } from '#store/copy.ts';
import { openDatabase } from '#store/database.ts';
import { print, UsageError } from './terminal.ts';

/** `kabar copy FROM TO`: moves everything between databases of either engine; FROM stays as it is. */
export async function run([from, to, ...rest]: string[]): Promise<number> {
  if (from === undefined || to === undefined || rest.length > 0) {
    throw new UsageError('copy needs two databases, such as ./data/kabar.db postgres://user@host/kabar');
  }
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const source = await openDatabase({ url: from, log, exclusive: true });
  try {
    const target = await openDatabase({ url: to, log, exclusive: true });
    try {
      for (const { table, rows } of await copyDatabase(source, target)) print(`${table}: ${rows}`);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  print('everything was copied and counted; set DATABASE_URL to the new database');
  return 0;
}
