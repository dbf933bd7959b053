import { loadConfig } from '#config/index.ts';
import { createLog } from '#ops/log.ts';
import { openDatabase } from '#store/database.ts';
import { print } from './terminal.ts';

/** `kabar doctor`: checks the configuration and the database. */
export async function run(): Promise<number> {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  const { engine, close } = await openDatabase({ url: config.databaseUrl, log });
  await close();
  print(`configuration: good\ndatabase: good (${engine}, ${engine === 'sqlite' ? config.databaseUrl : 'PostgreSQL'})`);
  return 0;
}
