import { loadConfig } from '#config/index.ts';
import { createLog } from '#ops/log.ts';
import { openDatabase } from '#store/database.ts';
import { print } from './terminal.ts';

/** `kabar migrate`: brings the database up to date without starting the bot. */
export async function run(): Promise<number> {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const { engine, close } = await openDatabase({ url: config.databaseUrl, log });
  await close();
  print(`${engine === 'sqlite' ? config.databaseUrl : 'PostgreSQL'} is up to date`);
  return 0;
}
